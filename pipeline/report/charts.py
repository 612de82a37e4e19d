"""Numbers -> shares and bins that the templates draw as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MIN_SHOWN = 0.004  # of a bar's width: a part that is there is seen


class Part(NamedTuple):
    """A part of a whole."""

    label: str
    value: float
    css: str  # class that gives it its colour


class Share(NamedTuple):
    """A part with its place on a bar of length 1."""

    label: str
    value: float
    css: str
    start: float
    size: float  # as drawn
    share: float  # as it is


class Bin(NamedTuple):
    """A column of a histogram, `size` 0..1 of the highest."""

    label: str
    value: float
    size: float


class Histogram(NamedTuple):
    """Columns, and the few labels under them."""

    bins: list[Bin]
    axis: list[str]


def split_parts(parts: Sequence[Part]) -> list[Share]:
    """Lay parts out one after the other on a bar of length 1; parts of 0 are left out."""
    present = [part for part in parts if part.value > 0]
    total = sum(part.value for part in present)
    sizes = [max(part.value / total, MIN_SHOWN) for part in present]
    scale = sum(sizes)
    shares, start = [], 0.0
    for part, size in zip(present, sizes, strict=True):
        shares.append(Share(*part, start / scale, size / scale, part.value / total))
        start += size
    return shares


def build_histogram(counts: Mapping[str, float], axis: Sequence[str] | None = None) -> Histogram:
    """Scale columns to the highest; under them the given labels, or the first, middle and last."""
    highest = max(counts.values(), default=0) or 1
    bins = [Bin(label, value, value / highest) for label, value in counts.items()]
    if axis is None:
        labels = list(counts)
        axis = labels if len(labels) < 4 else [labels[0], labels[len(labels) // 2], labels[-1]]
    return Histogram(bins, list(axis))
