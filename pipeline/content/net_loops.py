"""Kernel: the steps of the nets between the matrix products, each in one pass over the blocks.

`net_arrays` has the same steps as array arithmetic, for machines without a compiler: the same numbers to the last
digit, so every sum here runs in an order that can be had there as well. C = K * W columns: those of all nets.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int64]

COMPILED = not __file__.endswith(".py")


def standardise(values: Floats, mean: Floats, deviation: Floats, clip: float, out: Floats) -> None:
    """Fill `out` (B, F) with the values as deviations from their mean, `clip` at the most."""
    for b in range(values.shape[0]):
        for c in range(values.shape[1]):
            value = (values[b, c] - mean[c]) / deviation[c]
            value = min(clip, value)
            out[b, c] = max(-clip, value)


def sum_words(lists: list[tuple[int, ...]], row_of: dict[int, int], rows: Floats, out: Floats) -> None:
    """Add to `out` (lists, S) the rows of each list's words; words that are not in `row_of` count nothing."""
    for i in range(len(lists)):
        for word in lists[i]:
            found = row_of.get(word)
            if found is not None:
                row = found
                for c in range(rows.shape[1]):
                    out[i, c] += rows[row, c]


def add_levels(kinds: Floats, levels: Floats, chain: Ints, out: Floats) -> None:
    """Fill `out` (B, S) with the sum over a block's ancestors of its kind's embedding times its level's."""
    depth = levels.shape[0]
    width = levels.shape[1]
    for b in range(out.shape[0]):
        same = b > 0
        for level in range(depth):
            same = same and chain[level, b] == chain[level, b - 1]
        if same:
            for c in range(width):
                out[b, c] = out[b - 1, c]
            continue
        for c in range(width):
            out[b, c] = 0.0
        for level in range(depth):
            kind = chain[level, b]
            for c in range(width):
                out[b, c] += kinds[kind, c] * levels[level, c]


def normalise(hidden: Floats, weight: Floats, bias: Floats, epsilon: float, out: Floats) -> None:
    """Layer norm of each net's W columns.

    Args:
        hidden: (B, C).
        weight: (K, W).
        bias: (K, W).
        epsilon: added to the variance.
        out: (B, C) to fill.
    """
    nets, width = weight.shape[0], weight.shape[1]
    size = float(width)
    for b in range(hidden.shape[0]):
        for k in range(nets):
            start = k * width
            mean = _sum_lanes(hidden, b, start, width) / size
            for c in range(width):
                out[b, start + c] = hidden[b, start + c] - mean
            variance = _sum_squares(out, b, start, width) / size
            scale = 1.0 / math.sqrt(float(variance) + epsilon)
            for c in range(width):
                out[b, start + c] = out[b, start + c] * scale * weight[k, c] + bias[k, c]


def _sum_lanes(values: Floats, b: int, start: int, width: int) -> float:
    """Sum a stretch of one row: eight sums side by side, as processors like it; the rest goes to the first."""
    s0, s1, s2, s3, s4, s5, s6, s7 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    end = start + width
    c = start
    while c + 8 <= end:
        s0 += values[b, c]
        s1 += values[b, c + 1]
        s2 += values[b, c + 2]
        s3 += values[b, c + 3]
        s4 += values[b, c + 4]
        s5 += values[b, c + 5]
        s6 += values[b, c + 6]
        s7 += values[b, c + 7]
        c += 8
    while c < end:
        s0 += values[b, c]
        c += 1
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))


def _sum_squares(values: Floats, b: int, start: int, width: int) -> float:
    """Sum the squares of a stretch of one row in the same order."""
    s0, s1, s2, s3, s4, s5, s6, s7 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    end = start + width
    c = start
    while c + 8 <= end:
        s0 += values[b, c] * values[b, c]
        s1 += values[b, c + 1] * values[b, c + 1]
        s2 += values[b, c + 2] * values[b, c + 2]
        s3 += values[b, c + 3] * values[b, c + 3]
        s4 += values[b, c + 4] * values[b, c + 4]
        s5 += values[b, c + 5] * values[b, c + 5]
        s6 += values[b, c + 6] * values[b, c + 6]
        s7 += values[b, c + 7] * values[b, c + 7]
        c += 8
    while c < end:
        s0 += values[b, c] * values[b, c]
        c += 1
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))


def add_taps(product: Floats, bias: Floats, dilation: int, start: int, hidden: Floats) -> None:
    """Add to each block the sum of its three taps of a dilated convolution and a bias, zero at the least.

    Args:
        product: (2 * dilation + B, 3 * W) of each tap's weights with each block.
        bias: (W,).
        dilation: blocks between taps.
        start: first of the net's columns.
        hidden: (B, C) to add to.
    """
    width, none = len(bias), 0.0
    for b in range(hidden.shape[0]):
        for c in range(width):
            value = (
                product[b, c] + product[b + dilation, width + c] + product[b + 2 * dilation, 2 * width + c] + bias[c]
            )
            hidden[b, start + c] += max(none, value)


def sum_rows(hidden: Floats, sums: Doubles) -> None:
    """Fill rows 1… of `sums` (B + 1, C) with running sums of the rows of `hidden`; the first row is zeros."""
    for b in range(hidden.shape[0]):
        for c in range(hidden.shape[1]):
            sums[b + 1, c] = sums[b, c] + hidden[b, c]


def find_ranges(first: Ints, last: Ints, out: tuple[Ints, Ints], which: Ints) -> list[int]:
    """Find the ranges that neighbouring blocks share at each level.

    Args:
        first: (levels, B) first block of each one's range.
        last: (levels, B) block behind the last.
        out: (levels * B,) twice, to fill with first and last of each of R ranges.
        which: (levels, B) to fill with the range of each block.

    Returns:
        Ranges up to each level: those of level l are bounds[l]:bounds[l + 1].
    """
    firsts, lasts = out
    bounds = [0]
    count = 0
    for level in range(first.shape[0]):
        for b in range(first.shape[1]):
            if b == 0 or first[level, b] != first[level, b - 1] or last[level, b] != last[level, b - 1]:
                firsts[count] = first[level, b]
                lasts[count] = last[level, b]
                count += 1
            which[level, b] = count - 1
        bounds.append(count)
    return bounds


def mean_ranges(sums: Doubles, first: Ints, last: Ints, out: Floats) -> None:
    """Fill `out` (R, C) with the means of blocks `first[r]:last[r]`, from running sums; empty ranges have zeros."""
    for r in range(first.shape[0]):
        start, end = first[r], last[r]
        size = float(max(end - start, 1))
        for c in range(out.shape[1]):
            out[r, c] = (sums[end, c] - sums[start, c]) / size


def add_pooled(passed: Floats, which: Ints, base: Floats, row: Floats, hidden: Floats) -> None:
    """Add to each block what its ranges' means pass on: their sum and a base, zero at the least.

    Args:
        passed: (R, C) of all ranges.
        which: (levels, B) the range of each block.
        base: (C,).
        row: (C,) scratch.
        hidden: (B, C) to add to.
    """
    levels, none = which.shape[0], 0.0
    for b in range(hidden.shape[0]):
        same = b > 0
        for level in range(levels):
            same = same and which[level, b] == which[level, b - 1]
        if not same:
            for c in range(row.shape[0]):
                row[c] = base[c]
            for level in range(levels):
                r = which[level, b]
                for c in range(row.shape[0]):
                    row[c] += passed[r, c]
            for c in range(row.shape[0]):
                row[c] = max(none, row[c])
        for c in range(row.shape[0]):
            hidden[b, c] += row[c]
