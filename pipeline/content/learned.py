"""The learned scorer: features -> net -> calibrated probabilities, page type, cut.

See docs/extraction.md for how it was trained and measured, and where it errs.
"""

from __future__ import annotations

import json
from contextlib import nullcontext
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import ThreadpoolController

from pipeline.content.copies import find_copies
from pipeline.content.cut import choose_cut
from pipeline.content.features import find_features
from pipeline.content.fields import find_comments, find_fields
from pipeline.content.net import BlockNet
from pipeline.content.scores import ContentScores
from pipeline.content.weights import Weights, load_weights
from pipeline.records import Reason

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from numpy.typing import NDArray

    from pipeline.blocks import Page

BY = "content.learned/1"


@cache
def _blas_threads() -> ThreadpoolController | None:
    """The numeric library's threads, found once a process; None where it has one thread anyway."""
    found = ThreadpoolController().select(user_api="blas")
    return found if any(library["num_threads"] > 1 for library in found.info()) else None


def one_blas_thread() -> AbstractContextManager[object]:
    """Keep matrix products on one thread: pages are small, and threads that wait for a busy core cost 50 times more."""
    found = _blas_threads()
    return found.limit(limits=1) if found else nullcontext()


class LearnedScorer:
    """Nets of a weights file and how to read their logits."""

    def __init__(self, weights: Weights) -> None:
        """Build the nets.

        Raises:
            WeightsError: the file is damaged or belongs to other features.
        """
        metadata = weights.metadata
        self.page_types: list[str] = metadata["page_types"].split()
        self.net = BlockNet(weights, *metadata["nets"].split())
        self.temperature = float(metadata["temperature"])
        self.bounds: dict[str, list[float]] = json.loads(metadata["cut_bounds"])  # page type -> lowest, highest cut

    def score(self, page: Page) -> ContentScores:
        """Score every block of a page."""
        if not page.text:
            return ContentScores([], 0.5, BY)
        features = find_features(page)
        with one_blas_thread():
            logits, types = self.net.score(features)
        logits = logits / np.float32(self.temperature)
        probability = np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0))), dtype=np.float32)
        cut, confidence = choose_cut(probability, features.words, self._bounds(types))
        page_type = self.page_types[int(types.argmax())]
        kept = probability >= cut
        copies = find_copies(page.text, features, kept, page_type)
        probability[copies] = 0.0
        kept &= ~copies
        comments = find_comments(features, kept, float(types[self.page_types.index("article")]))
        fields = find_fields(features, kept & ~comments, page_type)
        fields |= dict.fromkeys(np.flatnonzero(comments).tolist(), Reason.COMMENTS)
        return ContentScores(probability.tolist(), cut, BY, page_type, confidence, fields)

    def _bounds(self, types: NDArray[np.float32]) -> tuple[float, float]:
        """Lowest and highest cut for a page: of its likely types, weighted."""
        table = np.array([self.bounds[name] for name in self.page_types])
        low, high = types @ table
        return float(low), float(high)


@cache
def load_scorer() -> LearnedScorer:
    """Build the scorer that comes with the package, once a process."""
    return LearnedScorer(load_weights())


def score_by_net(page: Page) -> ContentScores:
    """Score every block of a page with the trained net."""
    return load_scorer().score(page)
