"""From out-of-fold logits to decisions: the temperature that calibrates, and the bounds of the cut by page type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.copies import find_copies
from pipeline.content.cut import choose_cut
from pipeline.content.fields import find_comments
from training.examples import word_bag_f1
from training.sources import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from training.examples import Example
    from training.fit import Prediction

TEMPERATURES = np.linspace(0.6, 2.4, 19)
BOUNDS = (
    (0.2, 0.5),
    (0.25, 0.5),
    (0.3, 0.5),
    (0.35, 0.5),
    (0.35, 0.6),
    (0.4, 0.6),
    (0.45, 0.65),
    (0.5, 0.7),
    (0.55, 0.75),
)
"""Candidates, loosest first. Few and smooth, so that small types are not fitted to their noise."""

ARTICLE_TOLERANCE = 0.0005
"""F1 that the strictest cut for articles may cost: other corpora leave more out of articles than WCXB does."""


def calibrate(pages: Sequence[Example], predictions: Sequence[Prediction]) -> float:
    """Temperature with the least cross-entropy over words, each page counting the same."""
    losses = [
        float(np.mean([_entropy(e, logits / t) for e, (logits, _) in zip(pages, predictions, strict=True)]))
        for t in TEMPERATURES
    ]
    return float(TEMPERATURES[int(np.argmin(losses))])


def choose_bounds(
    pages: Sequence[Example], predictions: Sequence[Prediction], temperature: float
) -> dict[str, tuple[float, float]]:
    """Bounds of the cut for each page type: the candidate with the best mean F1 over pages of that true type."""
    chosen: dict[str, tuple[float, float]] = {}
    for index, name in enumerate(PAGE_TYPES):
        of_type = [(e, p) for e, p in zip(pages, predictions, strict=True) if e.page_type == index]
        scores = [
            float(np.mean([word_bag_f1(e, keep(e, p, temperature, bounds)) for e, p in of_type])) for bounds in BOUNDS
        ]
        smooth = np.convolve(np.pad(scores, 1, mode="edge"), (0.25, 0.5, 0.25), "valid")
        close = np.flatnonzero(smooth >= smooth.max() - (ARTICLE_TOLERANCE if name == "article" else 0.0))
        chosen[name] = BOUNDS[int(close[-1] if name == "article" else close[0])]
    return chosen


def keep(
    example: Example, prediction: Prediction, temperature: float, bounds: tuple[float, float]
) -> NDArray[np.bool_]:
    """Blocks over the page's cut."""
    probability = 1.0 / (1.0 + np.exp(-prediction[0] / temperature))
    cut, _ = choose_cut(probability, example.features.words, bounds)
    return np.asarray(probability >= cut)


def keep_by_type(
    example: Example, prediction: Prediction, temperature: float, bounds: Mapping[str, tuple[float, float]]
) -> NDArray[np.bool_]:
    """Blocks over the cut, its bounds drawn from the page types the net believes in."""
    low, high = prediction[1] @ np.array([bounds[name] for name in PAGE_TYPES])
    kept = keep(example, prediction, temperature, (float(low), float(high)))
    kept &= ~find_copies(example.texts, example.features, kept, PAGE_TYPES[int(prediction[1].argmax())])
    return kept & ~find_comments(example.features, kept, float(prediction[1][PAGE_TYPES.index("article")]))


def _entropy(example: Example, logits: NDArray[np.float32]) -> float:
    weight = np.maximum(example.words, 0.5)
    loss = np.logaddexp(0.0, logits) - example.labels * logits
    return float((loss * weight).sum() / weight.sum())
