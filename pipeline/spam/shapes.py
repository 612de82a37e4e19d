"""Shapes of short lines: title-like, cut off, with a site's name behind a bar."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_][^\W_'’-]*")
SITE_SUFFIX = re.compile(r"\s(?:[|»·•]|[-–—])\s[^|]{2,40}$")
CUT_OFF = re.compile(r"(?:…|\.\.\.|\s(?:a|an|the|of|and|or|for|to|in|with|by|on|at|from|is|und|der|die|das|de|la|le|el|et|y|e|di|i|w|и|в|на))$",
                     re.IGNORECASE)  # fmt: skip
SENTENCE_END = re.compile(r"[.!。！;؛:,]$")
BARE_NUMBERING = re.compile(r"^[\s\d.)(:\-–—•·§#]+|[\s:.…]+$")
CASED = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿԱ-֏Ḁ-ỿ]")
TITLE_CHARS = (12, 160)
DATA = re.compile(r"[\t$€£¥₽%=<>{}\\]|^[(\[*]|https?://|\w@\w|:\s?\d|\(\)")
"""Signs of tables, prices, code and values, which titles of pages rarely have."""
NUMBER = re.compile(r"\d+")
MAX_NUMBERS = 2
MIN_CAPITALS = 0.6


def is_title_like(text: str) -> bool:
    """Tell whether a line is shaped like a page's title: some words, no sentence, capitals where the script has them.

    Sentence case ("So bleibt der Garten schön") passes too when no full stop ends it; prose does not.
    """
    low, high = TITLE_CHARS
    if not low <= len(text) <= high or SENTENCE_END.search(text) or DATA.search(text) or text.count("|") > 1:
        return False
    if len(NUMBER.findall(text)) > MAX_NUMBERS:
        return False
    words = text.split()
    if CASED.search(text) is None:
        return text.count("。") + text.count("،") * 0.5 < 2
    return 3 <= len(words) <= 22 and not text[0].islower()


def capital_share(text: str) -> float:
    """Give the share of a line's longer words that begin with a capital; 0 for scripts without case."""
    words = [word for word in WORD.findall(text) if len(word) > 3]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def has_site_suffix(text: str) -> bool:
    """Tell whether a title ends in a site's name: "… | YourDictionary"."""
    found = SITE_SUFFIX.search(text)
    return found is not None and found.start() >= 10


def is_cut_off(text: str) -> bool:
    """Tell whether a line ends in the middle of a phrase."""
    return CUT_OFF.search(text) is not None


def bare(text: str) -> str:
    """Give a line without numbering, bullets and closing marks, folded: what a heading and its entry share."""
    return BARE_NUMBERING.sub("", text.casefold()).strip()
