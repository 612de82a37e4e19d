"""Out-of-fold predictions: every page is scored by nets that saw no page of its domain."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from training.examples import word_bag_f1
from training.fit import fit, predict
from training.sources import FOLDS, PAGE_TYPES, fold_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from training.examples import Example
    from training.fit import Model, Plan, Prediction


def predict_out_of_fold(
    pages: Sequence[Example],
    extra: Sequence[Example],
    variants: Mapping[str, Sequence[Example]],
    plans: Sequence[Plan],
    tell: Callable[[str], None] = print,
) -> tuple[list[Prediction], list[list[Model]]]:
    """Predict each page with nets (one a plan, logits averaged) trained on the other folds and on `extra`.

    Returns:
        A prediction a page, and the nets of each fold.
    """
    predictions: dict[str, Prediction] = {}
    fitted: list[list[Model]] = []
    for fold in range(FOLDS):
        inside = [e for e in pages if fold_of(e.domain) == fold]
        outside = [e for e in pages if fold_of(e.domain) != fold]
        models = [fit([*outside, *extra], plan, variants) for plan in plans]
        fitted.append(models)
        for example, prediction in zip(inside, average([predict(model, inside) for model in models]), strict=True):
            predictions[example.id] = prediction
        tell(f"fold {fold}: {report(inside, [predictions[e.id] for e in inside])}")
    return [predictions[e.id] for e in pages], fitted


def average(several: Sequence[Sequence[Prediction]]) -> list[Prediction]:
    """Average logits and page-type probabilities of several nets, page by page."""
    return [
        (np.mean([logits for logits, _ in page], axis=0), np.mean([types for _, types in page], axis=0))
        for page in zip(*several, strict=True)
    ]


def report(
    pages: Sequence[Example],
    predictions: Sequence[Prediction],
    choose: Callable[[Example, Prediction], NDArray[np.bool_]] | None = None,
) -> dict[str, float]:
    """Mean word-bag F1 by page type; blocks over 0.5 are kept unless `choose` says otherwise."""
    scores: dict[str, list[float]] = defaultdict(list)
    for example, prediction in zip(pages, predictions, strict=True):
        kept = choose(example, prediction) if choose else prediction[0] >= 0
        f1 = word_bag_f1(example, kept)
        scores["all"].append(f1)
        scores[PAGE_TYPES[example.page_type]].append(f1)
    return {name: round(float(np.mean(scores[name])), 4) for name in ("all", *PAGE_TYPES) if name in scores}
