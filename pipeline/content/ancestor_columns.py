"""Kernel: what the subtrees of a block's ancestors hold, by running sums over the blocks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int32]

ANCESTOR_COLUMNS = ("words", "share", "link_share", "blocks", "punctuation", "p_share", "words_a_block", "same", "best")
LONG_WORDS = 60.0  # a longer block earns its container no more points
MIN_WORDS = 8.0  # a shorter one earns none
MAX_LINK_SHARE = 0.4


def sum_blocks(words: Floats, link_share: Doubles, stops: Ints, is_p: NDArray[np.uint8], sums: Doubles) -> None:
    """Sum up what the blocks before each one hold.

    Args:
        words: (B,) of the blocks.
        link_share: (B,) 0..1.
        stops: (B,) full stops and commas.
        is_p: (B,) 1 for paragraphs.
        sums: (B + 1, 4) zeros; becomes words, linked words, stops and words in paragraphs.
    """
    for b in range(len(words)):
        sums[b + 1, 0] = sums[b, 0] + words[b]
        sums[b + 1, 1] = sums[b, 1] + words[b] * link_share[b]
        sums[b + 1, 2] = sums[b, 2] + stops[b]
        sums[b + 1, 3] = sums[b, 3] + words[b] * is_p[b]


def earn_points(words: Floats, link_share: Doubles, elements: tuple[Ints, Ints], points: Doubles) -> int:
    """Give each container points for long blocks below it, as Readability counts them; the index of the best.

    Args:
        words: (B,) of the blocks.
        link_share: (B,) 0..1.
        elements: (B,) that hold the blocks; (E,) the parent of each.
        points: (2, E) zeros to fill: points in all, and scratch for those of the grandchildren.
    """
    owner, parent = elements
    for b in range(len(words)):
        if words[b] >= MIN_WORDS and link_share[b] < MAX_LINK_SHARE:
            earned = min(words[b], LONG_WORDS) * (1.0 - link_share[b])
            above = parent[owner[b]]
            points[0, above] += earned
            points[1, parent[above]] += earned / 2.0
    best = 0
    for e in range(points.shape[1]):
        points[0, e] += points[1, e]
        if points[0, e] > points[0, best]:
            best = e
    return best


def measure_subtrees(
    elements: Ints, spans: tuple[Ints, Ints], sums: Doubles, marks: tuple[Ints, Doubles, float], out: Floats
) -> None:
    """Fill what the subtree of each of N elements holds.

    Args:
        elements: N of them.
        spans: (E,) first block inside each element, and the one behind its last.
        sums: of `sum_blocks`.
        marks: (N,) siblings alike; (E,) points; most points of all.
        out: (N, len(ANCESTOR_COLUMNS)) to fill.
    """
    first, last = spans
    same, points, most = marks
    all_words = max(sums[len(sums) - 1, 0], 1.0)
    for i in range(len(elements)):
        e = elements[i]
        start, end = first[e], last[e]
        words = sums[end, 0] - sums[start, 0]
        total = max(words, 1.0)
        blocks = end - start
        out[i, 0] = math.log1p(words)
        out[i, 1] = words / all_words
        out[i, 2] = (sums[end, 1] - sums[start, 1]) / total
        out[i, 3] = math.log1p(blocks)
        out[i, 4] = min((sums[end, 2] - sums[start, 2]) / total, 2.0)
        out[i, 5] = (sums[end, 3] - sums[start, 3]) / total
        out[i, 6] = math.log1p(total / max(blocks, 1.0))
        out[i, 7] = math.log(same[i])
        out[i, 8] = points[e] / max(most, 1.0)


def spread_columns(rows: Floats, chain: Ints, levels: tuple[int, ...], number: Ints, out: Floats) -> None:
    """Fill `out` (B, levels * columns) with the rows of each block's ancestors; `number` finds an element's row."""
    width = rows.shape[1]
    for which in range(len(levels)):
        level = levels[which]
        start = which * width
        for b in range(chain.shape[1]):
            row = number[chain[level, b]]
            for c in range(width):
                out[b, start + c] = rows[row, c]
