"""How title-like lines are written: what `titles` weighs of their wording."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.spam.facts import BRACKET, CASED, COLON, CUT, DASH, DIGIT, VALUE
from pipeline.spam.line_facts import capital_share
from pipeline.spam.shapes import has_site_suffix, is_cut_off
from pipeline.spam.values import YEAR, is_date

if TYPE_CHECKING:
    from pipeline.spam.view import View

CAPITALS, FEW_CAPITALS = 0.6, 0.4  # share of a line's longer words that begin with a capital
ALL_FIELDS = 0.8
WORK = re.compile(
    r"\((?:19|20)\d\d\b|[,–-] (?:19|20)\d\d$|\s(?:by|von|par|de|di|av) [A-ZÀ-Þ]\S+ [A-ZÀ-Þ]"
    r"|, [A-ZÀ-Þ]\S+(?: [A-Z]\.)? [A-ZÀ-Þ]\S+$|^[A-ZÀ-Þ]\S+ [A-ZÀ-Þ]\S+(?:,|:| –| -) "
)
"""Books, films and people: a year in brackets, an author, a name in front."""

WORK_MARKS = BRACKET | COLON | CUT | DASH
WORK_WORDS = ("by ", "von ", "par ", "de ", "di ", "av ")
"""A line in which `WORK` finds something has one of these marks or words."""

BAIT_START = re.compile(
    r"(?:how to|\d{1,3} (?:best|ways|things|reasons|tips|signs|easy|facts)|top \d+|best|why|what|who|when|where|the"
    r" ultimate|everything|these|this)\b",
    re.IGNORECASE,
)
BAIT_LETTERS = frozenset("hHtTbBwWeE")
BAIT_INSIDE = re.compile(r"\b(?:in|for|of) 20[12]\d\b|net worth|age, |wiki\b", re.IGNORECASE)
BAIT_PARTS = (" 20", "net worth", "age, ", "wiki")
"""Folded pieces, one of which a line holds that `BAIT_INSIDE` finds something in."""


class Wording(NamedTuple):
    """How one line is written."""

    capitals: float  # share of its longer words
    is_cased: bool
    is_date: bool
    has_site_suffix: bool
    is_bait: bool
    is_cut_off: bool
    is_work: bool


class Wordings:
    """Reads how lines of a page are written, each once and only when asked for."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._read: dict[int, Wording] = {}

    def __getitem__(self, i: int) -> Wording:
        """Read a line."""
        found = self._read.get(i)
        if found is None:
            found = self._read[i] = _read_wording(self._view.text[i], self._view.facts[i])
        return found

    def weigh(self, run: list[int]) -> dict[str, float]:
        """Say how the lines of a run are written."""
        lines = [self[i] for i in run]
        count = len(lines)
        capitals, is_cased, is_date, has_suffix, is_bait, is_cut, is_work = zip(*lines, strict=True)
        low = sum([share < FEW_CAPITALS and cased for share, cased in zip(capitals, is_cased, strict=True)])
        return {
            "capitals": sum([share >= CAPITALS for share in capitals]) / count,
            "lower": low / count,
            "dates": sum(is_date) / count,
            "fields": self._field_share(run),
            "site_suffix": float(sum(has_suffix) >= 0.3 * count),
            "bait": sum(is_bait) / count,
            "cut_off": float(any(is_cut)),
            "works": sum(is_work) / count,
        }

    def _field_share(self, run: list[int]) -> float:
        """Give the share of lines like "label: value": a colon near the beginning, or in nearly all lines somewhere."""
        texts = [self._view.text[i] for i in run if self._view.facts[i] & COLON]
        if not texts:
            return 0.0
        colons = sum([": " in t for t in texts]) / len(run)
        return colons if colons >= ALL_FIELDS else sum([": " in t[:16] for t in texts]) / len(run)


def _read_wording(text: str, fact: int) -> Wording:
    """Read how a line is written; its facts save most of the questions."""
    return Wording(
        capital_share(text),
        fact & CASED != 0,
        fact & VALUE != 0 and YEAR.search(text) is not None and is_date(text),
        fact & DASH != 0 and has_site_suffix(text),
        _is_bait(text, fact),
        is_cut_off(text),
        (fact & WORK_MARKS != 0 or any(map(text.__contains__, WORK_WORDS))) and WORK.search(text) is not None,
    )


def _is_bait(text: str, fact: int) -> bool:
    if text[-1] in "?!" or ((text[0] in BAIT_LETTERS or fact & DIGIT) and BAIT_START.match(text)):
        return True
    folded = text.casefold()
    return any(map(folded.__contains__, BAIT_PARTS)) and BAIT_INSIDE.search(text) is not None
