"""The shape of texts in any script: counts of letters, digits, marks and words, for all blocks of a page at once.

One pass over the characters, whatever the number of blocks. Scripts without blanks between words (Han, kana, Thai …)
count two characters as a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.char_classes import (
    BLANK,
    BREAK,
    CLASSES,
    HAN_BEYOND,
    PLANE,
    QUESTION_MARKS,
    QUOTE,
    SYMBOL,
    UNSPACED,
    class_table,
)  # fmt: skip
from pipeline.content.char_counts import COMPILED, count_chars

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]

UNSPACED_CHARS_PER_WORD = 2.0


@dataclass(frozen=True, slots=True)
class TextShape:
    """Counts for B blocks.

    Attributes:
        counts: (B, classes) characters of each class.
        words: (B,) words; two characters a word where the script has no blanks.
        edges: (B, 2) class of the first and the last character that is not blank or quote.
        asks: (B,) 1 where the text has a question mark.
    """

    counts: NDArray[np.int32]
    words: NDArray[np.float32]
    edges: Bytes
    asks: Bytes


def measure_texts(texts: list[str]) -> TextShape:
    """Count the characters of each text by class; no text may be empty. Linear in characters."""
    return measure_by_loop(texts) if COMPILED else measure_by_arrays(texts)


def measure_by_loop(texts: list[str]) -> TextShape:
    """Do it character by character: the quickest way where the loop is compiled, ten times slower where it is not."""
    blocks = len(texts)
    counts = np.zeros((blocks, len(CLASSES)), dtype=np.int32)
    runs = np.zeros(blocks, dtype=np.int32)
    edges, asks = np.zeros((blocks, 2), dtype=np.uint8), np.zeros(blocks, dtype=np.uint8)
    count_chars(texts, class_table(), (counts, runs, edges, asks))
    return TextShape(counts, _words(runs, counts), edges, asks)


def measure_by_arrays(texts: list[str]) -> TextShape:
    """Do it with all texts laid end to end as one array of code points: the same numbers."""
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    classes = _classify(codes)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    starts = np.cumsum(lengths + 1) - (lengths + 1)
    block = np.repeat(np.arange(len(texts)), lengths + 1)[: len(codes)]
    kinds = len(CLASSES)
    counts = np.bincount(block * kinds + classes, minlength=len(texts) * kinds).reshape(-1, kinds).astype(np.int32)
    counts[:-1, BREAK] -= 1  # the line feed that was put behind each text but the last
    is_word = (classes != BLANK) & (classes != BREAK)
    begins = is_word.copy()
    begins[1:] &= ~is_word[:-1]
    runs = np.add.reduceat(begins.astype(np.int32), starts)
    ends = starts + lengths - 1
    edges = np.stack([_edge(classes, starts, ends, 1), _edge(classes, ends, starts, -1)], axis=1)
    asks = np.array([any(mark in text for mark in QUESTION_MARKS) for text in texts], dtype=np.uint8)
    return TextShape(counts, _words(runs, counts), edges, asks)


def _words(runs: NDArray[np.int32], counts: NDArray[np.int32]) -> NDArray[np.float32]:
    return np.asarray(runs + counts[:, UNSPACED] / UNSPACED_CHARS_PER_WORD, dtype=np.float32)


def _edge(classes: Bytes, at: NDArray[np.int64], limit: NDArray[np.int64], step: int) -> Bytes:
    """Class of the character at a text's edge, two quotes or blanks skipped at the most."""
    at = at.copy()
    for _ in range(2):
        skip = ((classes[at] == QUOTE) | (classes[at] == BLANK)) & (at != limit)
        at[skip] += step
    return np.asarray(classes[at])


def _classify(codes: NDArray[np.uint32]) -> Bytes:
    table = class_table()
    classes = table[np.minimum(codes, PLANE - 1)]
    if len(codes) and int(codes.max()) >= PLANE:
        beyond = codes >= PLANE
        first, last = HAN_BEYOND
        classes[beyond] = SYMBOL
        classes[beyond & (codes >= first) & (codes <= last)] = UNSPACED
    return np.asarray(classes)
