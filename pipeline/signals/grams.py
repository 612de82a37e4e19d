"""Word n-grams that repeat."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


MAX_BITS = 63  # of a number that is not negative


class WordGrams:
    """Frequencies of word n-grams that come more than once; exact.

    Each longer gram is numbered from two shorter ones, and only where both of these repeat: few places remain.
    """

    def __init__(self, words: list[str]) -> None:
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        ids = np.fromiter(map(numbers.__getitem__, words), dtype=np.int64, count=len(words))
        counts = np.bincount(ids) if words else ids
        self.words = len(words)
        self.lengths = np.fromiter(map(len, numbers), dtype=np.int64, count=len(numbers))[ids]
        self.chars = max(int(self.lengths.sum()), 1)
        self.sums = np.concatenate(([0], np.cumsum(self.lengths)))
        self.ids: dict[int, NDArray[np.int64]] = {1: np.where(counts[ids] > 1, ids, -1)}  # -1: comes once
        self.first: dict[int, NDArray[np.int64]] = {}  # place of the first coming, by number
        self.counts: dict[int, NDArray[np.int64]] = {}  # by number

    def top_share(self, n: int) -> float:
        """Share of characters in the most frequent n-gram (the longest of them); 0 when none comes twice."""
        if self.words < n:
            return 0.0
        self._number(n)
        counts, first = self.counts[n], self.first[n]
        top = int(counts.max(initial=0))
        if top < 2:
            return 0.0
        lengths = self.sums[first + n] - self.sums[first]
        return min(float(top * lengths[counts == top].max()) / self.chars, 1.0)

    def repeated_share(self, n: int) -> float:
        """Share of characters in n-grams that came before, each character counted once."""
        if self.words < n:
            return 0.0
        self._number(n)
        ids = self.ids[n]
        places = np.flatnonzero(ids >= 0)
        repeats = places[self.first[n][ids[places]] != places]
        if not len(repeats):
            return 0.0
        edges = np.zeros(self.words + 1, dtype=np.int64)
        edges[repeats] += 1
        edges[repeats + n] -= 1
        return float(self.lengths[np.cumsum(edges[:-1]) > 0].sum()) / self.chars

    def _number(self, n: int) -> None:
        """Give equal n-grams equal numbers, from 0, and find where each comes first and how often."""
        if n in self.counts:
            return
        left, right = _HALVES[n]
        for part in (left, right):
            if part > 1:
                self._number(part)
        starts = self.words - n + 1
        heads, tails = self.ids[left][:starts], self.ids[right][left : left + starts]
        places = np.flatnonzero((heads >= 0) & (tails >= 0))
        pairs = heads[places] * np.int64(self.words + 1) + tails[places]
        order, pairs = _sort(pairs)
        places = places[order]
        begins = np.flatnonzero(np.diff(pairs, prepend=-1))
        counts = np.diff(begins, append=len(pairs))
        self.ids[n] = np.full(starts, -1, dtype=np.int64)
        self.ids[n][places] = np.repeat(np.where(counts > 1, np.arange(len(counts)), -1), counts)
        self.first[n], self.counts[n] = places[begins], counts


def _sort(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the order that sorts values (0 or more; equal ones stay in order), and the sorted values."""
    shift = len(values).bit_length()
    if int(values.max(initial=0)).bit_length() + shift > MAX_BITS:
        order = np.argsort(values, kind="stable")
        return order, values[order]
    # With its place behind each value, plain sorting does, at a fifth of the time.
    keys = np.sort(values << shift | np.arange(len(values)))
    return keys & ((1 << shift) - 1), keys >> shift


_HALVES = {2: (1, 1), 3: (2, 1), 4: (2, 2), 5: (3, 2), 6: (3, 3), 7: (5, 2), 8: (5, 3), 9: (5, 4), 10: (5, 5)}
