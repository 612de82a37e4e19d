"""Tags as small numbers, so that questions about thousands of elements are array look-ups, not loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.tags import CELL_TAGS, HEADING_TAGS, ITEM_TAGS, LIST_TAGS, PRE_TAGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

    Codes = NDArray[np.uint8]

CODED_TAGS = tuple(
    sorted(
        HEADING_TAGS | CELL_TAGS | ITEM_TAGS | LIST_TAGS | PRE_TAGS
        | set(
            "a article aside b blockquote br button caption code details dialog div em figcaption figure footer form "
            "header i img input label legend main nav option p section strong summary table time".split()
        )
    )
)  # fmt: skip
"""Every tag that a feature asks for; code 0 stands for all others."""


CODE_OF = {tag: code for code, tag in enumerate(CODED_TAGS, 1)}


def number_groups(groups: Iterable[Collection[str]]) -> NDArray[np.int32]:
    """Give for each code the number of the group that its tag is in, -1 for none; all tags must be coded ones."""
    table = np.full(len(CODED_TAGS) + 1, -1, dtype=np.int32)
    for number, group in enumerate(groups):
        table[[CODE_OF[tag] for tag in group]] = number
    return table
