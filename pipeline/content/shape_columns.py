"""Kernel: columns about what a block shows by itself. Their names and order: `block_facts.SELF_NAMES`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pipeline.content.char_classes import BREAK, COPYRIGHT, DIGIT, LETTER, UNSPACED, UPPER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.content.text_shape import TextShape

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int32]

MAX_WORDS = 400.0
MAX_CHARS_A_WORD = 20.0
CAPS_SHARE = 0.9
ALL_LINK_SHARE = 0.95


def fill_char_columns(texts: list[str], shape: TextShape, columns: tuple[Ints, Ints, Ints], out: Floats) -> None:
    """Fill the columns about characters: lengths, shares, marks, edges.

    Args:
        texts: of B blocks.
        shape: of the texts.
        columns: of each class of characters: its column as a mark, as a last and as a first character, or -1.
        out: (B, …) zeros.
    """
    counts, all_words, edges, asks = shape.counts, shape.words, shape.edges, shape.asks
    mark_column, last_column, first_column = columns
    letter, upper, digit, unspaced, sign, feed = LETTER, UPPER, DIGIT, UNSPACED, COPYRIGHT, BREAK
    for b in range(len(texts)):
        own_words = float(all_words[b])
        words = max(own_words, 1.0)
        chars = len(texts[b])
        letters = max(counts[b, letter] + counts[b, upper] + counts[b, unspaced], 1)
        out[b, 0] = math.log1p(own_words)
        out[b, 1] = math.sqrt(min(own_words, MAX_WORDS)) / 5.0
        out[b, 2] = min(chars / words, MAX_CHARS_A_WORD) / 5.0
        out[b, 3] = counts[b, upper] / letters
        out[b, 4] = counts[b, digit] / chars
        for kind in range(len(mark_column)):
            if mark_column[kind] >= 0 and counts[b, kind] > 0:
                out[b, mark_column[kind]] = min(counts[b, kind] / words, 1.0) * 3.0
        out[b, 11] = counts[b, sign] > 0
        out[b, 12] = counts[b, unspaced] / letters
        if counts[b, feed] > 0:
            out[b, 13] = math.log1p(counts[b, feed])
        out[b, 14] = asks[b]
        out[b, 15] = counts[b, upper] >= CAPS_SHARE * letters
        if last_column[edges[b, 1]] >= 0:
            out[b, last_column[edges[b, 1]]] = 1.0
        if first_column[edges[b, 0]] >= 0:
            out[b, first_column[edges[b, 0]]] = 1.0


def fill_link_columns(words: Floats, link_share: Doubles, links: Ints, out: Floats) -> None:
    """Fill share of linked characters, links, whether all is link, words a link, and the links of each kind.

    Args:
        words: (B,) of the blocks.
        link_share: (B,) 0..1.
        links: (B, 1 + kinds) all links and those of each kind.
        out: (B, 4 + kinds) zeros.
    """
    for b in range(len(words)):
        out[b, 0] = link_share[b]
        out[b, 2] = link_share[b] > ALL_LINK_SHARE
        count = links[b, 0]
        if count > 0:
            out[b, 1] = math.log1p(count)
            out[b, 3] = math.log1p(max(words[b], 1.0) / count)
            for kind in range(1, links.shape[1]):
                if links[b, kind] > 0:
                    out[b, 3 + kind] = math.log1p(links[b, kind])


def fill_tag_columns(own: Ints, inside: Ints, groups: int, out: Floats) -> None:
    """Fill the group of the block's own tag, one column each, and the inline elements of each watched tag.

    Args:
        own: (B,) group of each block's tag, or -1.
        inside: (B, tags) inline elements.
        groups: how many groups there are.
        out: (B, groups + tags) zeros.
    """
    for b in range(len(own)):
        if own[b] >= 0:
            out[b, own[b]] = 1.0
        for t in range(inside.shape[1]):
            if inside[b, t] > 0:
                out[b, groups + t] = math.log1p(inside[b, t])
