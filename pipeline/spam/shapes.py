"""Shapes of short lines: title-like, cut off, with a site's name behind a bar."""

from __future__ import annotations

import re

from pipeline.spam.facts import TITLE
from pipeline.spam.line_facts import shape_of

SITE_SUFFIX = re.compile(r"\s(?:[|»·•]|[-–—])\s([^|]{2,40})$")
LAST_WORDS = frozenset(
    "a an the of and or for to in with by on at from is und der die das de la le el et y e di w и в на".split()
)
"""A title does not end in one of these, unless it was cut."""

BARE = " \t0123456789.)(:-–—•·§#…*_"


def is_title_like(text: str) -> bool:
    """Tell whether a text is shaped like a page's title: some words, no sentence, no data, a capital in front.

    Sentence case ("So bleibt der Garten schön") passes too when no full stop ends it; prose does not.
    """
    return shape_of(text) & TITLE != 0


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
