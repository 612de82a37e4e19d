"""Kernel: columns about where a block stands. Their names and order: `block_facts.PLACE_NAMES`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int32]
    Bytes = NDArray[np.uint8]


def fill_position_columns(words: Floats, depths: Ints, repeats: tuple[Ints, Bytes], headline: int, out: Floats) -> None:
    """Fill position, depth, repeats, and how far the first headline is.

    Args:
        words: (B,) of the blocks.
        depths: (B,) of the elements that hold the blocks.
        repeats: (B,) how often each text occurs, and whether it stood there before.
        headline: block of the first h1, or -1.
        out: (B, 11) zeros.
    """
    count, before = repeats
    blocks = len(words)
    total = 0.0
    words_to_headline = 0.0
    for b in range(blocks):
        total += words[b]
        if b == headline:
            words_to_headline = total
    running = 0.0
    for b in range(blocks):
        running += words[b]
        out[b, 0] = b * 1.0 / blocks
        out[b, 1] = (running - words[b] / 2.0) / max(total, 1.0)
        out[b, 2] = math.log1p(b)
        out[b, 3] = math.log1p(blocks - 1 - b)
        out[b, 4] = depths[b] / 10.0
        out[b, 5] = math.log(count[b])
        out[b, 6] = before[b]
        if headline >= 0:
            out[b, 7] = b < headline
            away = math.log1p(abs(b - headline))
            out[b, 8] = -away if b < headline else away
            away = running - words_to_headline
            out[b, 9] = -math.log1p(-away) if away < 0.0 else math.log1p(away)
            out[b, 10] = 1.0


def fill_container_columns(
    elements: tuple[Ints, Ints, Ints], group: Ints, depths: Ints, scratch: tuple[Ints, Ints, Ints], out: Floats
) -> None:
    """Fill which kinds of containers a block stands in, and how near the innermost of each is.

    The containers open around a block are kept on a stack, as a parser would; each remembers what it covers.

    Args:
        elements: depth, first block and block behind the last of all E elements, in document order.
        group: (E,) of the kind of container an element is, or -1.
        depths: (B,) of the elements that hold the blocks.
        scratch: (E,) open containers, (E,) what they cover, and zeros, one a group.
        out: (B, 2 * groups) zeros: inside or not of each group, then nearness.
    """
    depth, first, last = elements
    stack, covered, nearest = scratch
    groups = len(nearest)
    e = 0
    height = 0
    for b in range(len(depths)):
        while height > 0 and last[stack[height - 1]] <= b:
            height -= 1
            nearest[group[stack[height]]] = covered[height]
        while e < len(group) and first[e] <= b:
            if group[e] >= 0 and last[e] > b:
                stack[height] = e
                covered[height] = nearest[group[e]]
                nearest[group[e]] = depth[e] + 1
                height += 1
            e += 1
        for g in range(groups):
            if nearest[g] > 0:
                out[b, g] = 1.0
                out[b, groups + g] = 1.0 / (1.0 + max(depths[b] + 1 - nearest[g], 0))


def fill_hidden_column(elements: list[int], spans: tuple[Ints, Ints], hides: Bytes, out: Floats) -> None:
    """Fill (B,) zeros with 1 where a block stands inside one of the given elements that is marked in `hides`."""
    first, last = spans
    covered = 0
    for i in range(len(elements)):
        e = elements[i]
        if hides[e]:
            for b in range(max(first[e], covered), last[e]):
                out[b] = 1.0
            covered = max(covered, last[e])
