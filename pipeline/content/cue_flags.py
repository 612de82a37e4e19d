"""Kernel: cue families of all blocks of a page as flags, one column a family."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def fill_cue_columns(masks: list[int], out: NDArray[np.float32]) -> None:
    """Spread masks of families out: `out` (B, families) gets 1 where a block has a cue of the family."""
    for b in range(len(masks)):
        mask = masks[b]
        family = 0
        while mask > 0:
            if mask & 1:
                out[b, family] = 1.0
            mask >>= 1
            family += 1
