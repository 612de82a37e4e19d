"""One look at every character of a page's lines, for the facts by which detectors choose their lines (`facts`).

A kernel: compiled where `line_facts.pxd` can be, and the same in plain Python.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.spam.facts import (
    AT,
    BAR,
    BLANK,
    BRACKET,
    CAPTION,
    CASED,
    CLASSES,
    COLON,
    CUT,
    DATA,
    DIGIT,
    EDGE,
    EXCLAIM,
    FOREIGN,
    HASH,
    HEADING,
    JOINT,
    KEPT,
    LATIN,
    LETTER,
    LISTED,
    LOWER,
    MAX_COPY_CHARS,
    MAX_LIST_CHARS,
    MAX_TITLE_CHARS,
    MIN_COPY_CHARS,
    MIN_LIST_CHARS,
    MIN_TITLE_CHARS,
    NAME,
    NO_CAPTION,
    NO_TERMS,
    NO_TITLE,
    OF_KINDS,
    PROSE,
    RECORD,
    REPEATED,
    SHORT,
    SIGN,
    SLASH,
    STOP,
    TABLE_SIZE,
    TERM,
    TERMS,
    TITLE,
    UNSPACED,
    UPPER,
    USER,
    VALUE,
    WIDE,
    class_of,
)
from pipeline.spam.latin import MIN_WORDS, TELLING

if TYPE_CHECKING:
    from collections.abc import Sequence

PROSE_CHARS = 60  # a shorter line is not counted as running text
PROSE_BLANKS = 7
WIDE_CHARS = 25  # the same for scripts that write a word in one or two characters
LONG_CHARS = 160  # a longer one is, however it ends
QUESTION_CHARS = 110  # a question up to this long may be a title
INTRO_CHARS = 100  # a line with a colon at its end is running text from this length on
TITLE_BLANKS, MAX_TITLE_BLANKS = 2, 21
ODD_CHARS = 3  # a line between two titles is no shorter
MIN_CAPTION_CHARS, MAX_CAPTION_CHARS = 5, 140
MIN_TERM_CHARS, MAX_TERM_CHARS = 2, 32  # of one keyword
TERM_BLANKS = 3
MIN_CUTS = 5
VALUE_CHARS = 300
VALUE_DIGITS = 3
USER_CHARS = 80  # of a user name with its label
NAME_CHARS = 24  # of a network
MIN_RECORD_CHARS, MAX_RECORD_CHARS = 60, 3000
MIN_FIELDS = 4
HEAD_CHARS = 8  # lines that begin with as many characters alike may be copies
WORD_CHARS = 4  # of a word whose first letter says how a line is written
LATIN_CHARS = 40  # in which the first words stand

FILE_LINE = re.compile(r"[\w() %+-]{3,120}\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)", re.IGNORECASE)
VALUES = re.compile(r"https?://|\w@\w|:\s?\d|\(\)")
NUMBER = re.compile(r"\b\d+\b")
MAX_NUMBERS = 2
NAME_EDGES = " :：-–|*#"


def read_lines(texts: list[str], kinds: Sequence[str]) -> list[int]:
    """Give each line's facts as bits; `kinds` are those of `Lines`."""
    facts = [OF_KINDS.get(kind, 0) for kind in kinds]
    reader = _Reader()
    count = len(texts)
    for i in range(count):
        found = reader.read(texts[i], facts[i]) if texts[i] else 0
        if i + 1 < count and _begin_alike(texts[i], texts[i + 1]):
            found |= REPEATED
        facts[i] = found
    return facts


def shape_of(text: str) -> int:
    """Give the facts of a text by itself: of a piece of a line."""
    return _Reader().read(text, 0) if text else 0


def capital_share(text: str) -> float:
    """Give the share of a text's words of four letters or more that begin with a capital; 0 where there are none."""
    words = capitals = length = first = 0
    for char in text:
        code = ord(char)
        bits = CLASSES[code] if code < TABLE_SIZE else class_of(char)
        if bits == 0:
            bits = CLASSES[code] = class_of(char)
        if bits & LETTER or (length and bits & DIGIT):
            if not length:
                first = bits
            length += 1
        elif length:
            if length >= WORD_CHARS:
                words += 1
                capitals += first & UPPER != 0
            length = 0
    if length >= WORD_CHARS:
        words += 1
        capitals += first & UPPER != 0
    return float(capitals) / words if words else 0.0  # compiled, a quotient of integers would be one as well


def _class_at(text: str, k: int) -> int:
    code = ord(text[k])
    if code >= TABLE_SIZE:
        return class_of(text[k])
    if CLASSES[code] == 0:
        CLASSES[code] = class_of(text[k])
    return CLASSES[code]


class _Reader:
    """Reads a line: counts first, then what they say."""

    def __init__(self) -> None:
        self.text = ""
        self.size = self.blanks = self.digits = self.cuts = self.unspaced = self.words = 0
        self.kind = self.seen = self.first = self.last = 0  # facts of the kind and bits of all, first, last characters

    def read(self, text: str, kind: int) -> int:
        """Give the facts of a line that is not empty; `kind` are those of its kind."""
        self.text, self.kind, self.size = text, kind, len(text)
        self._count()
        found = (self.seen | kind) & KEPT
        if 2 * self.unspaced > self.size:
            found |= WIDE
        if self._is_running():
            found |= PROSE
        if self.words >= MIN_WORDS and _starts_latin(text, self.size):
            found |= LATIN
        if self.size <= MAX_TITLE_CHARS:
            found |= self._read_title() | self._read_term()
        return found | self._read_values()

    def _count(self) -> None:
        seen = bits = before = 0
        blanks = digits = cuts = unspaced = words = 0
        for char in self.text:
            code = ord(char)
            bits = CLASSES[code] if code < TABLE_SIZE else class_of(char)
            if bits == 0:
                bits = CLASSES[code] = class_of(char)
            seen |= bits
            if bits & LETTER:
                words += not before & LETTER
            elif bits & BLANK:
                blanks += 1
            else:
                digits += bits & DIGIT != 0
                cuts += bits & CUT != 0
            unspaced += bits & UNSPACED != 0
            before = bits
        self.blanks, self.digits, self.cuts, self.unspaced, self.words = blanks, digits, cuts, unspaced, words
        self.seen, self.first, self.last = seen, _class_at(self.text, 0), bits

    def _is_running(self) -> bool:
        """Tell whether a line is long enough for running text and reads as sentences."""
        if self.size < WIDE_CHARS or self.kind & HEADING or (self.size < PROSE_CHARS and not self.seen & FOREIGN):
            return False
        if self.size >= LONG_CHARS:
            return True
        at, end = self.size - 1, self.last
        while end & EDGE and at > 0:
            at -= 1
            end = _class_at(self.text, at)
        if end & EXCLAIM and self.size <= QUESTION_CHARS and ". " not in self.text:
            return False
        if not end & STOP and not (self.size >= INTRO_CHARS and self.text[at] == ":"):
            return False
        return 2 * self.unspaced > self.size or (self.size >= PROSE_CHARS and self.blanks >= PROSE_BLANKS)

    def _read_title(self) -> int:
        """Give what a line no longer than a title may be: a title, a line between two, a caption."""
        data = self._has_data()
        more = DATA if data else 0
        if self.size >= MIN_TITLE_CHARS and not data and not self.last & NO_TITLE and self._may_head():
            more |= TITLE
        if self.size >= ODD_CHARS and not self.last & COLON:
            more |= SHORT
        if MIN_CAPTION_CHARS <= self.size <= MAX_CAPTION_CHARS and not self.last & NO_CAPTION:
            if not self.seen & (BLANK | FOREIGN):
                more |= CAPTION if "." in self.text and FILE_LINE.fullmatch(self.text) else 0
            elif not data:
                more |= CAPTION
        return more

    def _may_head(self) -> bool:
        """Tell whether a line has words and few numbers, and begins with a capital, or as "iPhone" does."""
        if self.first & LOWER and not _class_at(self.text, 1) & (UPPER | DIGIT):
            return False
        if self.seen & BAR and self.text.count("|") > 1:
            return False
        if self.digits > MAX_NUMBERS and len(NUMBER.findall(self.text)) > MAX_NUMBERS:
            return False
        if self.seen & CASED or not self.seen & FOREIGN:
            return TITLE_BLANKS <= self.blanks <= MAX_TITLE_BLANKS
        return self.text.count("。") + self.text.count("،") * 0.5 < 2

    def _has_data(self) -> bool:
        seen = self.seen
        if seen & SIGN or self.text[0] in "([*":
            return True
        if not (seen & (AT | BRACKET) or (seen & COLON and seen & (DIGIT | SLASH))):
            return False
        return VALUES.search(self.text) is not None

    def _read_term(self) -> int:
        """Tell keywords, and single words that may be a network's name."""
        more = 0
        if self.kind & LISTED and MIN_TERM_CHARS <= self.size <= MAX_TERM_CHARS:
            if self.text[0] == "#":
                more |= 0 if self.seen & BLANK else TERM
            elif self.blanks <= TERM_BLANKS and self.seen & LOWER and not self.seen & UPPER:
                more |= TERM if self.text[0].isalpha() and self.text[self.size - 1].isalpha() else 0
        if self.size <= NAME_CHARS and (not self.seen & BLANK or " " not in self.text.strip(NAME_EDGES)):
            more |= NAME
        return more

    def _read_values(self) -> int:
        """Give what longer lines may be as well: lists of keywords, and lines that hold values."""
        more = HASH if self.text[0] == "#" else 0
        seen = self.seen
        if self.cuts >= MIN_CUTS and MIN_LIST_CHARS <= self.size <= MAX_LIST_CHARS and not self.last & NO_TERMS:
            more |= TERMS
        address = seen & AT or (seen & SLASH and seen & COLON and "://" in self.text)
        if self.size <= VALUE_CHARS and (address or self.digits >= VALUE_DIGITS):
            more |= VALUE
        if self.size <= USER_CHARS and (seen & JOINT or self.last & DIGIT):
            more |= USER
        if MIN_RECORD_CHARS <= self.size <= MAX_RECORD_CHARS and (address or self._has_fields()):
            more |= RECORD
        return more

    def _has_fields(self) -> bool:
        text = self.text
        if self.seen & COLON and text.count(":") + text.count("：") >= MIN_FIELDS:
            return True
        return self.cuts >= MIN_FIELDS and text.count(" | ") + text.count(" • ") >= MIN_FIELDS


def _begin_alike(text: str, other: str) -> bool:
    """Tell whether two lines may be copies: of some length, with the first characters in common."""
    if not MIN_COPY_CHARS <= len(text) <= MAX_COPY_CHARS or len(other) < HEAD_CHARS:
        return False
    k = 0
    while k < HEAD_CHARS and text[k] == other[k]:
        k += 1
    return k == HEAD_CHARS


def _starts_latin(text: str, size: int) -> bool:
    """Tell whether one of the first three words is in the lists and not a word of other languages."""
    end = min(size, LATIN_CHARS)
    at = 0
    for _ in range(3):
        while at < end and text[at].isspace():
            at += 1
        first = at
        while at < end and not text[at].isspace():
            at += 1
        last = at
        while first < last and text[first] in ".,:;":
            first += 1
        while last > first and text[last - 1] in ".,:;":
            last -= 1
        if first < last and text[first:last].casefold() in TELLING:
            return True
    return False
