"""Kernel: characters of many texts counted by class, in one pass over each text.

As plain Python this loop is ten times slower than arrays: `text_shape` then counts with those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.char_classes import BLANK, BREAK, HAN_BEYOND, PLANE, QUESTION_MARKS, QUOTE, SYMBOL, UNSPACED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Ints = NDArray[np.int32]

COMPILED = not __file__.endswith(".py")


def count_chars(texts: list[str], table: Bytes, out: tuple[Ints, Ints, Bytes, Bytes]) -> None:
    """Count each text's characters by class and its runs of anything but blanks.

    Args:
        texts: B of them, none empty.
        table: class of each code point of the basic plane.
        out: zeros to fill: characters (B, classes), runs (B,), first and last class (B, 2), question marks (B,).
    """
    counts, runs, edges, asks = out
    blank, feed, symbol, unspaced, plane = BLANK, BREAK, SYMBOL, UNSPACED, PLANE
    han, han_end = HAN_BEYOND
    question, wide, arabic = map(ord, QUESTION_MARKS)
    for b in range(len(texts)):
        text = texts[b]
        words = 0
        inside = False
        for i in range(len(text)):
            code = ord(text[i])
            kind = table[code] if code < plane else unspaced if han <= code <= han_end else symbol
            counts[b, kind] += 1
            if kind in (blank, feed):
                inside = False
            elif not inside:
                inside = True
                words += 1
            if code in (question, wide, arabic):
                asks[b] = 1
        runs[b] = words
        edges[b, 0] = _class_at_edge(text, table, 0, 1)
        edges[b, 1] = _class_at_edge(text, table, len(text) - 1, -1)


def _class_at_edge(text: str, table: Bytes, at: int, step: int) -> int:
    """Class of the character at an edge of a text, two quotes or blanks skipped at the most."""
    end = len(text) - 1 if step > 0 else 0
    quote, blank = QUOTE, BLANK
    han, han_end = HAN_BEYOND
    for _ in range(2):
        code = ord(text[at])
        if at == end or code >= PLANE or table[code] not in (quote, blank):
            break
        at += step
    code = ord(text[at])
    if code < PLANE:
        return int(table[code])
    return UNSPACED if han <= code <= han_end else SYMBOL
