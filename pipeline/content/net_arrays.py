"""The steps of `net_loops` as array arithmetic, with the same order of sums: for machines without a compiler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int64]

LANES = 8


def standardise(values: Floats, mean: Floats, deviation: Floats, clip: float, out: Floats) -> None:
    """Fill `out` (B, F) with the values as deviations from their mean, `clip` at the most."""
    np.subtract(values, mean, out=out)
    out /= deviation
    np.clip(out, -clip, clip, out=out)


def sum_words(lists: list[tuple[int, ...]], row_of: dict[int, int], rows: Floats, out: Floats) -> None:
    """Add to `out` (lists, S) the rows of each list's words; words that are not in `row_of` count nothing."""
    for total, words in zip(out, lists, strict=True):
        for word in words:
            if word in row_of:
                np.add(total, rows[row_of[word]], out=total)


def add_levels(kinds: Floats, levels: Floats, chain: Ints, out: Floats) -> None:
    """Fill `out` (B, S) with the sum over a block's ancestors of its kind's embedding times its level's."""
    out[:] = 0.0
    for level, kind in zip(levels, chain, strict=True):
        out += (kinds * level).take(kind, axis=0)


def normalise(hidden: Floats, weight: Floats, bias: Floats, epsilon: float, out: Floats) -> None:
    """Layer norm of each net's W columns: hidden and out (B, C), weight and bias (K, W)."""
    nets, width = weight.shape
    given, result = hidden.reshape(-1, nets, width), out.reshape(-1, nets, width)
    np.subtract(given, (_sum_lanes(given) / np.float32(width))[:, :, None], out=result)
    variance = _sum_lanes(result * result) / np.float32(width)
    result *= (1.0 / np.sqrt(variance.astype(np.float64) + epsilon)).astype(np.float32)[:, :, None]
    result *= weight
    result += bias


def _sum_lanes(values: Floats) -> Floats:
    """Sum over the last axis: eight sums side by side, the rest goes to the first."""
    width = values.shape[-1]
    whole = width - width % LANES
    lanes = np.zeros((*values.shape[:-1], LANES), dtype=np.float32)
    for start in range(0, whole, LANES):
        lanes += values[..., start : start + LANES]
    for c in range(whole, width):
        lanes[..., 0] += values[..., c]
    lanes = lanes[..., :4] + lanes[..., 4:]
    lanes = lanes[..., :2] + lanes[..., 2:]
    return np.asarray(lanes[..., 0] + lanes[..., 1])


def add_taps(product: Floats, bias: Floats, dilation: int, start: int, hidden: Floats) -> None:
    """Add to each block the sum of its three taps (see `net_loops`) and a bias, zero at the least."""
    blocks, width = len(hidden), len(bias)
    total = product[:blocks, :width] + product[dilation : dilation + blocks, width : 2 * width]
    total += product[2 * dilation : 2 * dilation + blocks, 2 * width :]
    total += bias
    hidden[:, start : start + width] += np.maximum(total, 0.0, out=total)


def sum_rows(hidden: Floats, sums: Doubles) -> None:
    """Fill rows 1… of `sums` (B + 1, C) with running sums of the rows of `hidden`; the first row is zeros."""
    np.cumsum(hidden, axis=0, dtype=np.float64, out=sums[1:])


def find_ranges(first: Ints, last: Ints, out: tuple[Ints, Ints], which: Ints) -> list[int]:
    """Find the ranges that neighbouring blocks share at each level (see `net_loops`)."""
    is_new = np.ones(first.shape, dtype=bool)
    is_new[:, 1:] = (first[:, 1:] != first[:, :-1]) | (last[:, 1:] != last[:, :-1])
    bounds = [0, *np.cumsum(is_new.sum(axis=1)).tolist()]
    for ranges, ends in zip(out, (first, last), strict=True):
        ranges[: bounds[-1]] = ends[is_new]
    which[:] = np.cumsum(is_new.reshape(-1)).reshape(is_new.shape) - 1
    return bounds


def mean_ranges(sums: Doubles, first: Ints, last: Ints, out: Floats) -> None:
    """Fill `out` (R, C) with the means of blocks `first[r]:last[r]`, from running sums; empty ranges have zeros."""
    means = sums.take(last, axis=0)
    means -= sums.take(first, axis=0)
    means /= np.maximum(last - first, 1)[:, None]
    out[:] = means


def add_pooled(passed: Floats, which: Ints, base: Floats, row: Floats, hidden: Floats) -> None:  # noqa: ARG001
    """Add to each block what its ranges' means pass on: their sum and a base, zero at the least."""
    total = np.empty_like(hidden)
    total[:] = base
    for level in which:
        total += passed.take(level, axis=0)
    hidden += np.maximum(total, 0.0, out=total)
