"""The cut: which probability is enough to count as text, chosen for each page.

With calibrated probabilities p and words w, keeping the blocks K promises an F1 of
2 * sum_K(p w) / (sum_K(w) + sum(p w)). The cut is the threshold that promises most, within the bounds of the page's
type: articles leave doubtful blocks out, forums and listings keep them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def choose_cut(
    probability: NDArray[np.floating[Any]], words: Floats, bounds: tuple[float, float]
) -> tuple[float, float]:
    """Choose a page's cut.

    Args:
        probability: (B,) calibrated, B >= 1.
        words: (B,) words of each block.
        bounds: lowest and highest cut allowed, 0..1.

    Returns:
        The cut, and the F1 that it promises (0..1).
    """
    order = np.argsort(-probability, kind="stable")
    p = probability[order].astype(np.float64)
    w = np.maximum(words[order], 0.5).astype(np.float64)
    hits, size = np.cumsum(p * w), np.cumsum(w)
    promised = 2.0 * hits / (size + hits[-1])
    cut = float(np.clip(p[int(promised.argmax())], *bounds))
    kept = int(np.searchsorted(-p, -cut, side="right"))
    return cut, float(promised[kept - 1]) if kept else 0.0
