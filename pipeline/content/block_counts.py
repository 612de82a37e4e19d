"""Kernel: counts of what stands inside each block: links by kind, inline elements by tag, copies of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.link_kinds import link_kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Bytes = NDArray[np.uint8]


def count_links(pieces: Ints, addresses: list[str], blocks: tuple[Ints, Ints], out: Ints) -> None:
    """Count the links of each block, and those of each kind behind them.

    A link around a whole block begins before the block's first piece is known: same piece index, so it counts.

    Args:
        pieces: first piece of each link, in document order.
        addresses: of each link.
        blocks: first piece of each block, and the one behind its last.
        out: (B, 1 + kinds) zeros to add to.
    """
    begins, ends = blocks
    count = len(begins)
    b = 0
    for i in range(len(pieces)):
        piece = pieces[i]
        while b + 1 < count and begins[b + 1] <= piece:
            b += 1
        if begins[b] <= piece < ends[b]:
            out[b, 0] += 1
            kind = link_kind(addresses[i])
            if kind >= 0:
                out[b, 1 + kind] += 1


def count_inside(codes: Bytes, watched: Ints, blocks: tuple[Ints, Ints], scratch: tuple[Ints, Ints], out: Ints) -> None:
    """Count the elements of each watched tag that begin inside each block.

    Blocks may share elements (an inline element may stay open over several), so running sums are subtracted.

    Args:
        codes: (E,) of the elements' tags.
        watched: number of each code among the watched tags, or -1.
        blocks: first element inside each block, and the one behind its last.
        scratch: (E + 1,) watched elements before each, (E + 1, tags) zeros.
        out: (B, tags) to fill.
    """
    begins, ends = blocks
    rank, sums = scratch
    tags = out.shape[1]
    met = 0
    for e in range(len(codes)):
        rank[e] = met
        which = watched[codes[e]]
        if which >= 0:
            for t in range(tags):
                sums[met + 1, t] = sums[met, t]
            met += 1
            sums[met, which] += 1
    rank[len(codes)] = met
    for b in range(len(begins)):
        first, last = rank[begins[b]], rank[ends[b]]
        if last > first:
            for t in range(tags):
                out[b, t] = sums[last, t] - sums[first, t]


def count_repeats(texts: list[str], counts: Ints, before: Bytes) -> None:
    """Count how often each block's text occurs on the page, and mark those that stood there before."""
    newest: dict[str, int] = {}
    for b in range(len(texts)):
        first = newest.setdefault(texts[b], b)
        counts[first] += 1
        if first != b:
            before[b] = 1
            counts[b] = -first - 1
    for b in range(len(texts)):
        if counts[b] < 0:
            counts[b] = counts[-counts[b] - 1]
