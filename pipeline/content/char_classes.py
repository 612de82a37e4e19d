"""Classes of characters in any script: letters, digits, marks, and which scripts set no blanks between words."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
QUESTION_MARKS = "?？؟"
UNSPACED_RANGES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x2FDF), (0x3040, 0x30FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
)  # fmt: skip
PLANE = 0x10000  # code points that the table of classes knows
HAN_BEYOND = (0x20000, 0x3FFFF)  # beyond it: Han; all else there are symbols


@cache
def class_table() -> NDArray[np.uint8]:
    """Class of each code point of the basic plane; built on first use, some 15 ms."""
    by_category = {
        "Ll": LETTER, "Lo": LETTER, "Lm": LETTER, "Lu": UPPER, "Lt": UPPER, "Nd": DIGIT, "Nl": DIGIT, "No": DIGIT,
        "Zs": BLANK, "Zl": BLANK, "Zp": BLANK, "Cc": BLANK, "Mn": MARK, "Mc": LETTER, "Me": MARK,
        "Sm": SYMBOL, "Sc": SYMBOL, "Sk": SYMBOL, "So": SYMBOL,
    }  # fmt: skip
    category = unicodedata.category
    table = np.array([by_category.get(category(chr(code)), OTHER) for code in range(PLANE)], dtype=np.uint8)
    for first, last in UNSPACED_RANGES:
        letters = table[first : last + 1]
        letters[letters == LETTER] = UNSPACED
    for kind, chars in SPECIAL.items():
        for char in chars:
            table[ord(char)] = kind
    return table
