"""Shapes of short lines: title-like, cut off, with a site's name behind a bar."""

from __future__ import annotations

import re

LONG_WORD = re.compile(r"[^\W\d_][^\W_'’-]{3,}")
SITE_SUFFIX = re.compile(r"\s(?:[|»·•]|[-–—])\s([^|]{2,40})$")
LAST_WORDS = frozenset(
    "a an the of and or for to in with by on at from is und der die das de la le el et y e di w и в на".split()
)
"""A title does not end in one of these, unless it was cut."""

ENDS_SENTENCE = ".;。;؛:,"
BARE = " \t0123456789.)(:-–—•·§#…*_"
CASED = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿԱ-֏Ḁ-ỿ]")
TITLE_CHARS = (12, 160)
MARKED = re.compile(r"[\d\t$€£¥₽%=<>{}\\(\[*:/@|]")
"""A character that all of `DATA`, numbers and bars have one of: most lines have none."""

DATA = re.compile(r"[\t$€£¥₽%=<>{}\\]|^[(\[*]|https?://|\w@\w|:\s?\d|\(\)")
"""Signs of tables, prices, code and values, which titles of pages rarely have."""

NUMBER = re.compile(r"\b\d+\b")
MAX_NUMBERS = 2


def is_title_like(text: str) -> bool:
    """Tell whether a line is shaped like a page's title: some words, no sentence, no data, a capital in front.

    Sentence case ("So bleibt der Garten schön") passes too when no full stop ends it; prose does not.
    """
    low, high = TITLE_CHARS
    if (
        not low <= len(text) <= high
        or (text[0].islower() and not text[1].isupper() and not text[1].isdecimal())
        or text[-1] in ENDS_SENTENCE
    ):
        return False
    if MARKED.search(text) and (text.count("|") > 1 or DATA.search(text) or len(NUMBER.findall(text)) > MAX_NUMBERS):
        return False
    if not text.isascii() and CASED.search(text) is None:
        return text.count("。") + text.count("،") * 0.5 < 2
    return 2 <= text.count(" ") <= 21


def has_data(text: str) -> bool:
    """Tell whether a line has signs of tables, prices, code or values."""
    return MARKED.search(text) is not None and DATA.search(text) is not None


def capital_share(text: str) -> float:
    """Give the share of a line's longer words that begin with a capital; 0 for scripts without case."""
    words = LONG_WORD.findall(text)
    return sum([word[0].isupper() for word in words]) / len(words) if words else 0.0


def has_site_suffix(text: str) -> bool:
    """Tell whether a title ends in a site's name: "… | YourDictionary", but not in an author and a year."""
    found = SITE_SUFFIX.search(text)
    return found is not None and found.start() >= 10 and not found[1][0].islower() and not found[1][-1].isdecimal()


def is_cut_off(text: str) -> bool:
    """Tell whether a line ends in the middle of a phrase."""
    return text.endswith(("…", "...")) or text.rpartition(" ")[2].casefold() in LAST_WORDS


def bare(text: str) -> str:
    """Give a line without numbering, bullets and closing marks, folded: what a heading and its entry share."""
    return text.casefold().strip(BARE)
