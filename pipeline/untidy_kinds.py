"""What kind of character each is to `normalize`, one bit a question, worked out once a character."""

from __future__ import annotations

import re
import sys

KNOWN = 1  # set for every character that was looked at
BLANK = 2  # blank or tab
BREAK = 4  # line feed; twice `BLANK`, as `survey` wants it
UNTIDY = 8  # not in normal text
CODE_UNTIDY = 16  # not in code either
MOJIBAKE_START = 32
MOJIBAKE_TAIL = 64  # twice `MOJIBAKE_START`
COMBINES = 128  # may not be NFC, alone or behind another
PAIRS = 8  # bits up from a kind: it is the second of a pair that means something
TRIPLES = 16  # bits up from `BREAK`: three in a row

UTF8_TAILS = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # bytes 80-BF read as Latin-1 or Windows-1252
CP1251_TAILS = "\u00a0-\u00bb\u0401-\u040f\u0451-\u045f\u0490\u0491№‚„…†‡€‰‹‘’“”•–—™›"  # or Windows-1251

PATTERNS = {
    BLANK: "[ \t]",
    BREAK: "\n",
    UNTIDY: "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001-\U000e007f]",
    CODE_UNTIDY: "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]",
    MOJIBAKE_START: "[\u00c2-\u00f4РС]",
    MOJIBAKE_TAIL: f"[{UTF8_TAILS}{CP1251_TAILS}]",
    COMBINES: "[\u0300-\u200f\u20d0-\U0010ffff]",  # not the Latin letters, punctuation and currencies of most texts
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in PATTERNS.items()}

KINDS = memoryview(bytearray(sys.maxunicode + 1))
"""Kinds by code point; 0 where `learn_kinds` was not asked yet."""


def learn_kinds(code: int) -> int:
    """Work out the kinds of a character and write them into the table."""
    char = chr(code)
    kinds = KNOWN + sum(kind for kind, pattern in _PATTERNS.items() if pattern.match(char))
    KINDS[code] = kinds
    return kinds
