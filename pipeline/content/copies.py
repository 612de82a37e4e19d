"""Text that a page shows twice: once for wide screens and once for narrow ones, or a post and its quotation.

A long block whose text was kept before counts once, if the copy stands in another container. In one and the same
container it is a refrain or a form, and stays; so do code and table cells, and everything on documentation pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.features import FEATURE_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipeline.content.features import PageFeatures

    Bools = NDArray[np.bool_]

MIN_WORDS = 6.0
REPEATS = FEATURE_NAMES.index("repeat_after_first")
MAY_REPEAT = [FEATURE_NAMES.index("tag_pre"), FEATURE_NAMES.index("tag_cell")]
TYPES_THAT_REPEAT = ("documentation",)


def find_copies(texts: Sequence[str], features: PageFeatures, kept: Bools, page_type: str) -> Bools:
    """Find kept blocks that repeat an earlier kept one from another container, and the short ones between them.

    Args:
        texts: of the page's B blocks.
        features: of the page.
        kept: (B,) what the scorer keeps.
        page_type: as the scorer takes it.

    Returns:
        (B,) true for copies.
    """
    copies = np.zeros(len(texts), dtype=bool)
    if page_type in TYPES_THAT_REPEAT or not (kept & (features.blocks[:, REPEATS] > 0)).any():
        return copies
    blocks = np.flatnonzero(kept)
    first, last = features.pools[:, 0]
    may_repeat = (features.blocks[:, MAY_REPEAT] > 0).any(axis=1) | (features.words < MIN_WORDS)
    places: dict[str, tuple[int, int]] = {}
    again, certain = np.zeros(len(blocks), dtype=bool), np.zeros(len(blocks), dtype=bool)
    for i, b in enumerate(blocks.tolist()):
        place = (int(first[b]), int(last[b]))
        before = places.setdefault(texts[b], place)
        if before is not place:
            again[i] = True
            certain[i] = before != place and not may_repeat[b]
    beside = np.zeros(len(blocks), dtype=bool)
    beside[1:] |= certain[:-1]
    beside[:-1] |= certain[1:]
    copies[blocks[certain | (again & beside)]] = True
    return copies
