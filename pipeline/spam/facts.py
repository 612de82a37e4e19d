"""What is known of a character, or of a line, at a glance: one bit each, for `line_facts`.

Detectors choose by these bits the few lines that they look at; a bit that says "may" lets some through in vain.
"""

from __future__ import annotations

import re
from array import array

BLANK = 1  # the blank itself
DIGIT = 1 << 1  # decimal, of any script
CUT = 1 << 2  # what may part the terms of a tag cloud
CASED = 1 << 3  # of a script with capitals
COLON = 1 << 4
CALL = 1 << 5  # a question or an exclamation
BRACKET = 1 << 6
DASH = 1 << 7  # what stands before a site's name, or between a work and its author
"""Facts of characters, which a line has when one of its characters does."""

PROSE = 1 << 8  # running text: long, and ended like a sentence
WIDE = 1 << 9  # most of it is in a script without blanks between words
TITLE = 1 << 10  # shaped like a page's title
SHORT = 1 << 11  # no longer than a title, and no introduction: it may stand between two titles
DATA = 1 << 12  # no longer than a title, with signs of tables, prices, code or values
CAPTION = 1 << 13  # may be what was left of a picture
TERM = 1 << 14  # a keyword, by its looks
TERMS = 1 << 15  # enough cuts for a list of keywords
HASH = 1 << 16  # begins with a hash
VALUE = 1 << 17  # may hold a value that few lines of running text have: an address, a number of three digits
USER = 1 << 25  # may hold a user name: words joined, or a number at the end
NAME = 1 << 18  # one word, no longer than the name of a network
RECORD = 1 << 19  # may hold a whole record
REPEATED = 1 << 20  # the next line begins alike
LATIN = 1 << 21  # begins like pseudo-Latin and has the words for it
"""Facts of lines."""

PRE = 1 << 22  # preformatted
CELL = 1 << 23  # cell of a table
HEADING = 1 << 24
KEPT = (1 << 26) - 1
"""Facts of kinds, and all facts that a line keeps; those below only serve to find them."""

LETTER = 1 << 26  # a letter, or a sign that numbers words as letters do ("²"); no digit
UPPER = 1 << 27  # a capital
LOWER = 1 << 28  # a small letter
UNSPACED = 1 << 29  # of a script that puts no blanks between words, or its marks
FOREIGN = 1 << 30  # not ASCII
AT = 1 << 31
SLASH = 1 << 32
SIGN = 1 << 33  # of prices, formulas, markup and code
BAR = 1 << 34
EDGE = 1 << 35  # a mark that closes what a sentence may end in
STOP = 1 << 36  # ends a sentence
EXCLAIM = 1 << 37  # the same for questions and exclamations
NO_TITLE = 1 << 38  # no title ends in it
NO_CAPTION = 1 << 39
NO_TERMS = 1 << 40
JOINT = 1 << 43  # a dot or underscore
OTHER = 1 << 41  # any other character
LISTED = 1 << 42  # of a kind that keywords stand in

OF_KINDS = {"pre": PRE, "td": CELL, "th": CELL, "li": LISTED, "p": LISTED} | {f"h{n}": HEADING for n in range(1, 7)}

MIN_TITLE_CHARS, MAX_TITLE_CHARS = 12, 160
MIN_LIST_CHARS, MAX_LIST_CHARS = 12, 600  # of a line of keywords
MIN_COPY_CHARS, MAX_COPY_CHARS = 10, 220  # of a line that may stand twice

TABLE_SIZE = 1 << 16
_RANGES = (
    (UNSPACED, re.compile(r"[ก-๛ぁ-ヿ㐀-鿿、。]")),
    (CASED, re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿԱ-֏Ḁ-ỿ]")),
    (FOREIGN, re.compile(r"[^\x00-\x7f]")),
)
_GROUPS = {
    BLANK: " ",
    CUT: ",|、·•/،;",
    COLON: ":：",
    CALL: "!?！？؟",
    BRACKET: "(",
    JOINT: "._",
    DASH: "|»·•–—-",
    AT: "@",
    SLASH: "/",
    SIGN: "\t$€£¥₽%=<>{}\\",
    BAR: "|",
    EDGE: "\"'”’»)]",
    STOP: ".!?…。！？؟।۔",
    EXCLAIM: "?!？！؟",
    NO_TITLE: ".;。;؛:,",
    NO_CAPTION: ".:;,。：",
    NO_TERMS: ".!?。:",
}


def class_of(char: str) -> int:
    """Give a character's bits."""
    bits = sum(bit for bit, pattern in _RANGES if pattern.match(char))
    bits |= sum(bit for bit, group in _GROUPS.items() if char in group)
    if char.isdecimal():
        bits |= DIGIT
    elif char.isalnum():
        bits |= LETTER
    if char.islower():
        bits |= LOWER
    elif char.isupper() or char.istitle():
        bits |= UPPER
    return bits or OTHER


CLASSES = array("Q", [class_of(chr(code)) if code < 128 else 0 for code in range(TABLE_SIZE)])
"""Bits by code; those beyond ASCII are 0 until the character is met, as each process meets few."""
