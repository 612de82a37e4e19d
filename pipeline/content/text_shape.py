"""The shape of texts in any script: counts of letters, digits, marks and words, for all blocks of a page at once.

All blocks are laid end to end as one array of code points and counted by class, so that the cost is a few numpy
passes over the characters, whatever the number of blocks. Scripts without blanks between words (Han, kana, Thai …)
count two characters as a word.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

CLASSES = (
    "other", "letter", "upper", "digit", "blank", "stop", "comma", "colon", "bar", "copyright", "mark", "unspaced",
    "quote", "symbol", "break",
)  # fmt: skip
"""Classes of characters; "break" is the line feed that sets blocks and lines apart."""

OTHER, LETTER, UPPER, DIGIT, BLANK, STOP, COMMA, COLON, BAR, COPYRIGHT, MARK, UNSPACED, QUOTE, SYMBOL, BREAK = range(15)

SPECIAL = {
    STOP: ".!?…。！？؟।॥۔።᙮։．｡‼⁇⁈⁉",
    COMMA: ",;،；，、､؛·",
    COLON: ":：꞉",
    BAR: "|•‧∙→←›‹»«>/▶►◄▸▪■●★☆▼▲↓↑—–",
    COPYRIGHT: "©®™",
    QUOTE: "\"'“”„‟‘’‚「」『』《》〈〉",
    BREAK: "\n",
}
UNSPACED_RANGES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3040, 0x30FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
)  # fmt: skip
UNSPACED_CHARS_PER_WORD = 2.0
MIN_CODE_BEYOND_BMP_HAN, MAX_CODE_BEYOND_BMP_HAN = 0x20000, 0x3FFFF


@dataclass(frozen=True, slots=True)
class TextShape:
    """Counts for B blocks.

    Attributes:
        counts: (B, classes) characters of each class.
        words: (B,) words; two characters a word where the script has no blanks.
        first, last: (B,) class of the first and the last character that is not blank or quote.
    """

    counts: Floats
    words: Floats
    first: NDArray[np.uint8]
    last: NDArray[np.uint8]


def measure_texts(texts: list[str]) -> TextShape:
    """Count the characters of each text by class. Linear in characters."""
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    classes = _classify(codes)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    starts = np.cumsum(lengths + 1) - (lengths + 1)
    block = np.repeat(np.arange(len(texts)), lengths + 1)[: len(codes)]
    kinds = len(CLASSES)
    counts = np.bincount(block * kinds + classes, minlength=len(texts) * kinds).reshape(-1, kinds).astype(np.float32)
    counts[:-1, BREAK] -= 1  # the line feed that was put behind each text but the last
    is_word = (classes != BLANK) & (classes != BREAK)
    begins = is_word.copy()
    begins[1:] &= ~is_word[:-1]
    runs = np.add.reduceat(begins.astype(np.float32), starts) if len(codes) else np.zeros(0, dtype=np.float32)
    words = runs + counts[:, UNSPACED] / UNSPACED_CHARS_PER_WORD
    ends = starts + lengths - 1
    return TextShape(
        counts, words.astype(np.float32), _edge(classes, starts, ends, 1), _edge(classes, ends, starts, -1)
    )


def _edge(classes: NDArray[np.uint8], at: NDArray[np.int64], limit: NDArray[np.int64], step: int) -> NDArray[np.uint8]:
    """Class of the character at a text's edge, two quotes or blanks skipped at the most."""
    at = at.copy()
    for _ in range(2):
        skip = ((classes[at] == QUOTE) | (classes[at] == BLANK)) & (at != limit)
        at[skip] += step
    return np.asarray(classes[at])


def _classify(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    table = _class_table()
    classes = table[np.minimum(codes, len(table) - 1)]
    if len(codes) and int(codes.max()) >= len(table):
        beyond = codes >= len(table)
        han = beyond & (codes >= MIN_CODE_BEYOND_BMP_HAN) & (codes <= MAX_CODE_BEYOND_BMP_HAN)
        classes[beyond] = SYMBOL
        classes[han] = UNSPACED
    return np.asarray(classes)


@cache
def _class_table() -> NDArray[np.uint8]:
    """Class of each code point of the basic plane; built on first use, some 15 ms."""
    by_category = {
        "Ll": LETTER, "Lo": LETTER, "Lm": LETTER, "Lu": UPPER, "Lt": UPPER, "Nd": DIGIT, "Nl": DIGIT, "No": DIGIT,
        "Zs": BLANK, "Zl": BLANK, "Zp": BLANK, "Cc": BLANK, "Mn": MARK, "Mc": LETTER, "Me": MARK,
        "Sm": SYMBOL, "Sc": SYMBOL, "Sk": SYMBOL, "So": SYMBOL,
    }  # fmt: skip
    category = unicodedata.category
    table = np.array([by_category.get(category(chr(code)), OTHER) for code in range(0x10000)], dtype=np.uint8)
    for first, last in UNSPACED_RANGES:
        letters = table[first : last + 1]
        letters[letters == LETTER] = UNSPACED
    for kind, chars in SPECIAL.items():
        for char in chars:
            table[ord(char)] = kind
    return table
