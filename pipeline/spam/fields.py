"""Label–value fields: cuts a line into label and typed value, or a line that holds a whole record into its fields.

Labels are not read, only told apart from values.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from pipeline.spam import values as v
from pipeline.spam.value_words import NETWORKS

SEPARATOR = re.compile(
    r"[^\S\n]?:{1,2}(?=\s|$)|[^\S\n]?：|(?<=[^\W\d_])\.?:(?!//)|\s[-–—|=→»>~•·]\s|\t|\s?\.{3,}\s?|(?<=\w)=(?=\S)|\s{2,}"
)
INLINE_COLON = re.compile(r"(?<=[^\W\d_])(?:\.?:(?!//)|\s?：|\s:\s)|(?<=[).])\s?[:：]\s")
INLINE_CUT = re.compile(r"\s*[|•·;/]\s+|\s+[|•·]\s*|,\s+|\s+[–—-]\s+")
STRONG_MARK = "**"
MARKUP = str.maketrans("", "", "*`")
LABEL_CHARS = 40
LABEL_WORDS = 5
NETWORK_CHARS = 24
JSON_MARKS = frozenset("\"'{")
JSON_PAIR = re.compile(r"""^[{\s]*["']([\w -]{1,30})["']\s?:\s?["']?(.*?)["']?\s?[,}]*$""")
CODE_MARKS = frozenset("/?&(<[{.;$\"'")
SYMBOLS = frozenset({"So", "Sk", "Mn", "Cf", "Co", "Me"})
MAX_SYMBOLS = 6
INLINE_CHARS = (60, 3000)  # a whole record in one line
INLINE_FIELDS = 4
INLINE_EDGES = " |;,.•·/()–—-\t"
TOKENS = re.compile(
    r"(?P<mail>[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})|(?P<url>(?:https?://|www\.)[^\s,;|]{3,200})"
    r"|(?P<date>\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})\b|\b\d{1,2}\.?\s[^\W\d_]{3,12}\.?,?\s\d{4}\b"
    r"|\b[^\W\d_]{3,12}\s\d{1,2},?\s\d{4}\b|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?)"
    r"|(?P<phone>(?<![\w-])(?:\+|\()?\d[\d().\-/]*(?:[ ]?[\d().\-/]+){0,6}\d(?:\s?x\d{2,6})?)"
    r"|(?P<handle>(?<![\w/@.-])[^\W\d_](?:[\w'-]{1,29}[._][\w'-]{2,30}|[^\W\d_]{1,29}\d{1,4})(?![\w@]))"
)
"""Values that show in any text, whatever stands between them."""

TOKEN_TYPES = {"mail": v.EMAIL_T, "url": v.URL_T, "date": v.DATE, "phone": v.PHONE_T, "handle": v.HANDLE}
TOKEN_CHARS = 120
LABEL_EDGES = " :：|=()[]{}<>-–—»>\"'.,;/"
MIN_PHONE_DIGITS, MAX_COUNT_DIGITS = 7, 6
SPACED = v.EMAIL_T | v.DATE | v.PHONE_T | v.URL_T | v.HANDLE | v.COUNT_T | v.ADDRESS | v.LATIN | v.BIO
"""Types certain enough to stand behind a label without a separator ("Followers 2677")."""

STRONG = v.EMAIL_T | v.HANDLE | v.DATE | v.PHONE_T | v.ADDRESS | v.LATIN | v.BIO | v.CODE | v.URL_T
"""Types of values that few lines of running text have."""

WEAK = v.NAME | v.COMPANY | v.JOB | v.WORD_HANDLE | v.COUNT_T | v.NETWORK
ACCOUNT = v.URL_T | v.HANDLE | v.COUNT_T | v.LATIN | v.BIO | v.WORD_HANDLE | v.NETWORK
"""Types of values in a block for one social network."""


class Item(NamedTuple):
    """One field: its line, its label if it has one, and its typed value."""

    line: int
    label: str
    value: str
    types: int
    separator: str = ""


def read_item(line: int, text: str) -> Item:
    """Cut a line into label and value and type the value."""
    if text[:2] == STRONG_MARK and (marked := _read_marked(line, text)):
        return marked
    text = text.translate(MARKUP).strip(" |\t")
    if not text.isascii():
        text = text[_symbols_before(text) :].lstrip()
    if text[:1] in JSON_MARKS:
        text = JSON_PAIR.sub(r"\1: \2", text)
    found = SEPARATOR.search(text, 0, LABEL_CHARS + 3)
    if found:
        label, value = text[: found.start()].strip(), text[found.end() :].strip()
        if 0 < len(label) <= LABEL_CHARS and label.count(" ") < LABEL_WORDS and _may_label(label, found[0]):
            types = v.types_of(value)
            if not types and value:
                types = v.types_of(text)
            if not types & STRONG and (token := _read_token(line, text)):
                return token
            return Item(line, label, value, types, found[0].strip() or found[0])
    types = v.types_of(text)
    if not types & STRONG and " " in text and len(text) <= 200:
        return _read_spaced(line, text) or _read_token(line, text) or Item(line, "", text, types)
    return Item(line, "", text, types)


def _read_marked(line: int, text: str) -> Item | None:
    """Read "**Phone** 555-0101": a label by its Markdown marks, with or without a separator."""
    label, _, value = text[len(STRONG_MARK) :].partition(STRONG_MARK)
    label, value = label.strip(" :："), value.translate(MARKUP).strip(" :：–—-|=\t")
    if not label or not value or len(label) > LABEL_CHARS or label.count(" ") >= LABEL_WORDS:
        return None
    return Item(line, label, value, v.types_of(value), STRONG_MARK)


def _may_label(label: str, separator: str) -> bool:
    """Tell whether what stands before a separator may be a label: no number, and before "=" nothing but words."""
    return not label[0].isdecimal() and (
        separator != "=" or (label[0].isalpha() and not CODE_MARKS.intersection(label))
    )


def _symbols_before(text: str) -> int:
    """Count the symbols that a line begins with: emoji stand before values in the place of a label."""
    end = 0
    while end < min(len(text) - 1, MAX_SYMBOLS) and (text[end] == " " or unicodedata.category(text[end]) in SYMBOLS):
        end += 1
    return end


def _read_spaced(line: int, text: str) -> Item | None:
    """Read "Followers 2677": up to three words, then a value of a certain type."""
    label, _, value = text.partition(" ")
    for _ in range(3):
        if not value or not label[:1].isalpha():
            return None
        types = v.types_of(value)
        if types & SPACED and (not types & (v.ADDRESS | v.HANDLE) or value[0].isdecimal() or " " not in value):
            return Item(line, label, value, types, " ")
        more, _, value = value.partition(" ")
        label = f"{label} {more}"
    return None


def _read_token(line: int, text: str) -> Item | None:
    """Read a line that is one value of a certain type and a few words, whatever parts them: "[Mail] x@y.org"."""
    if len(text) > TOKEN_CHARS or not (
        "@" in text or "_" in text or "://" in text or sum(map(str.isdecimal, text)) > 1
    ):
        return None
    tokens = read_tokens(line, text)
    if len(tokens) != 1 or tokens[0].types & v.COUNT_T:
        return None
    before, _, after = text.partition(tokens[0].value)
    label = f"{before} {after}".strip(LABEL_EDGES)
    if not 0 < len(label) <= LABEL_CHARS or label.count(" ") >= LABEL_WORDS or not any(map(str.isalpha, label)):
        return None
    return tokens[0]._replace(label=label, separator="?")


def is_network_name(text: str) -> bool:
    """Tell whether a line is a social network's name and nothing else."""
    return len(text) <= NETWORK_CHARS and text.casefold().strip(" :：-–|*#") in NETWORKS


def read_inline(line: int, text: str) -> list[Item]:
    """Cut a whole record in one line into items; empty when the line is not one."""
    low, high = INLINE_CHARS
    if not low <= len(text) <= high:
        return []
    colons = text.count(":") + text.count("：")
    bars = text.count(" | ") + text.count(" • ")
    if colons < INLINE_FIELDS and bars < INLINE_FIELDS and "@" not in text and "://" not in text:
        return []
    text = text.translate(MARKUP).replace('","', " | ")
    marks = list(INLINE_COLON.finditer(text)) if colons >= INLINE_FIELDS else []
    if len(marks) >= INLINE_FIELDS:
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        return [
            _inline_item(line, text[mark.end() : end], end < len(text)) for mark, end in zip(marks, ends, strict=True)
        ]
    pieces = [piece for piece in INLINE_CUT.split(text) if piece]
    return [read_item(line, piece) for piece in pieces] if 5 <= len(pieces) <= 60 else []


def read_tokens(line: int, text: str) -> list[Item]:
    """Give the values in one line that show by themselves: addresses of mail and pages, dates, phones, user names."""
    items = []
    for found in TOKENS.finditer(text.translate(MARKUP)):
        value, types = found[0].rstrip(".,;)"), TOKEN_TYPES[found.lastgroup or ""]
        if types == v.PHONE_T:
            digits = sum(map(str.isdecimal, value))
            types = types if digits >= MIN_PHONE_DIGITS else v.COUNT_T if value.isdecimal() else 0
        elif types == v.HANDLE:
            types &= v.types_of(value)
        if types:
            items.append(Item(line, "", value, types))
    return items


def _inline_item(line: int, segment: str, has_next: bool) -> Item:
    """Type a value that is followed by the next field's label, of one to four words."""
    value = segment.strip(INLINE_EDGES)
    if has_next:
        value = value.rpartition(" ")[0].rstrip(INLINE_EDGES)
    best = Item(line, "label", value, v.types_of(value))
    for _ in range(3):
        if best.types & (STRONG | v.COMPANY | v.COUNT_T) or not has_next:
            break
        value = value.rpartition(" ")[0].rstrip(INLINE_EDGES)
        if not value:
            break
        types = v.types_of(value)
        if types & STRONG or (types & ~v.SENTENCE and not best.types & ~v.SENTENCE):
            best = Item(line, "label", value, types)
    return best


def is_filler(text: str) -> bool:
    """Tell whether a text is words in a heap: short sentences, no word twice, nothing but full stops."""
    sentences = [s.split() for s in re.split(r"[.。।]\s*", text) if s.strip()]
    words = [word for sentence in sentences for word in sentence]
    if len(sentences) < 2 or len(words) < 8 or re.search(r"[,;:!?\"“”()\d–—]", text):
        return False
    inner = [word for sentence in sentences for word in sentence[1:]]
    if len({word.casefold() for word in words}) < 0.93 * len(words) or any(word[0].isupper() for word in inner):
        return False
    return all(len(sentence) <= 12 for sentence in sentences)
