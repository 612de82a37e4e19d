"""Signatures -> clusters: each duplicate with its keeper, the same in any order of the rows.

Rows of equal content first; then candidates that share a band (Indyk & Motwani 1998; Leskovec et al., Mining of
Massive Datasets, ch. 3), checked on the whole signature. In the order of keepers, a row not yet taken becomes a
keeper and takes its checked neighbours: every duplicate is as similar to its keeper as the threshold asks, and no
chain of small steps drags strangers together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.dedup.signatures import BANDS, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from pipeline.dedup.store import Facts, SignatureStore

PAIRS_AT_ONCE = 200_000
MIX = np.array([0x9E3779B97F4A7C15 * (2 * i + 1) % 2**64 for i in range(ROWS)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Clusters:
    """One entry a row."""

    keeper: NDArray[np.int64]  # row of the keeper; the row itself for keepers and for rows without a duplicate
    similarity: NDArray[np.float64]  # to the keeper; 1 for the keeper itself and for equal content


def cluster(facts: Facts, store: SignatureStore, threshold: float) -> Clusters:
    """Find every row's keeper.

    Args:
        facts: what decides between duplicates.
        store: one signature a row.
        threshold: least estimated Jaccard similarity (0..1) of a duplicate to its keeper.
    """
    ranks = facts.ranks()
    keeper = _keepers_of_equal_content(facts, ranks)
    similarity = np.ones(len(facts))
    heads = np.flatnonzero(keeper == np.arange(len(facts)))
    heads = heads[np.argsort(ranks[heads])]  # from here on, position in `heads` is the rank
    leader, to_leader = choose_leaders(len(heads), *_checked_pairs(heads, store, threshold))
    keeper_of_head = np.empty(len(facts), dtype=np.int64)
    keeper_of_head[heads] = heads[leader]
    similarity_of_head = np.ones(len(facts))
    similarity_of_head[heads] = to_leader
    similarity = similarity_of_head[keeper]
    return Clusters(keeper_of_head[keeper], similarity)


def _keepers_of_equal_content(facts: Facts, ranks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Row of the best rank among rows of equal content, for every row."""
    order = np.lexsort((ranks, facts.content))
    content = facts.content[order]
    starts = np.ones(len(order), dtype=bool)
    starts[1:] = content[1:] != content[:-1]
    first = np.flatnonzero(starts)[np.cumsum(starts) - 1] if len(order) else order
    keeper = np.empty(len(order), dtype=np.int64)
    keeper[order] = order[first]
    return keeper


def _checked_pairs(
    heads: NDArray[np.int64], store: SignatureStore, threshold: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Pairs (better rank, worse rank) as positions in `heads`, with their similarity, each once."""
    found: list[NDArray[np.int64]] = []
    values: list[NDArray[np.float64]] = []
    seen = np.empty(0, dtype=np.int64)
    size = max(len(heads), 1)
    for band in range(BANDS):
        for left, right in candidate_pairs(bucket_keys(store.band(band)[heads])):
            codes = np.unique(left * size + right)
            codes = codes[~np.isin(codes, seen, assume_unique=True)]
            for i in range(0, len(codes), PAIRS_AT_ONCE):
                chunk = codes[i : i + PAIRS_AT_ONCE]
                alike = store.similarity(heads[chunk // size], heads[chunk % size])
                good = alike >= threshold
                found.append(chunk[good])
                values.append(alike[good])
        if found:
            seen = np.unique(np.concatenate(found))
    if not found:
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing, np.empty(0)
    codes, index = np.unique(np.concatenate(found), return_index=True)
    return codes // size, codes % size, np.concatenate(values)[index]


def bucket_keys(band: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Give each row's bucket in a band, shape (rows, ROWS): rows of equal values share it."""
    keys: NDArray[np.uint64] = (band.astype(np.uint64) * MIX).sum(axis=1, dtype=np.uint64)
    return keys


def candidate_pairs(buckets: NDArray[np.uint64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Give pairs of rows that share a bucket: each with the bucket's first and with the one before it.

    All pairs of a bucket would be quadratic where a site repeats one frame on every page.

    Args:
        buckets: of rows in the order of keepers.
    """
    order = np.argsort(buckets, kind="stable")
    ordered = buckets[order]
    starts = np.ones(len(order), dtype=bool)
    starts[1:] = ordered[1:] != ordered[:-1]
    inside = np.flatnonzero(~starts)
    if not len(inside):
        return
    first = np.flatnonzero(starts)[np.cumsum(starts) - 1]
    yield order[first[inside]], order[inside]
    third = inside[inside - 1 != first[inside]]
    yield order[third - 1], order[third]


def choose_leaders(
    rows: int, left: NDArray[np.int64], right: NDArray[np.int64], alike: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Let each row in the order of keepers that is not yet taken take its neighbours.

    Args:
        rows: how many there are.
        left: of each checked pair, the row that comes first in the order of keepers.
        right: the other.
        alike: their similarity.

    Returns:
        For every row, the row that took it (itself when none did), and the similarity to it.
    """
    leader = np.arange(rows)
    to_leader = np.ones(rows)
    order = np.lexsort((right, left))
    for a, b, s in zip(left[order].tolist(), right[order].tolist(), alike[order].tolist(), strict=True):
        if leader[a] == a and leader[b] == b and a != b:
            leader[b], to_leader[b] = a, s
    return leader, to_leader
