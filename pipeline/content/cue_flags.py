"""Cue families of all blocks of a page as flags, one column a family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.cues import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def cue_flags(masks: Sequence[int]) -> NDArray[np.float32]:
    """Spread masks of families out: (B, families), 1 where a block has a cue of the family."""
    bits = np.asarray(masks, dtype=np.int64)[:, None] >> np.arange(len(FAMILIES))
    return np.asarray(bits & 1, dtype=np.float32)
