"""Mark an answer: which units of a page are still there in the cleaned text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.spam.nodes import Unit

LONG = 14
"""A part of so many characters does not stand in a text by chance: wherever it stands, it was kept."""

BLANKS = re.compile(r"\s+")
NUMBER = re.compile(r"^\d{1,3}[.)] ")
EDGES = " \t-*•#>|:.,=–"


class Answer:
    """A cleaned text, arranged for looking units up."""

    def __init__(self, text: str) -> None:
        self.lines = [BLANKS.sub(" ", line).strip() for line in text.splitlines() if line.strip()]
        self.whole = " ".join(self.lines)
        self.bare = Counter(map(bare, self.lines))

    def has(self, unit: Unit) -> bool:
        """Tell whether a unit was kept, whatever bullets, bars or line breaks are around it."""
        parts = [squeeze(part) for part in unit.parts]
        if unit.kind == "tags":
            return self._has_tags(parts)
        longest = max(parts, key=len)
        if len(longest) >= LONG:
            return self._holds(longest)
        if bare(longest) in self.bare:
            return True
        if len(parts) == 1:
            return False
        room = sum(map(len, parts)) + 12
        return any(len(line) <= room and all(part in line for part in parts) for line in self.lines)

    def _holds(self, part: str) -> bool:
        """Look for a long part, but not inside another word, address or URL."""
        at = self.whole.find(part)
        while at >= 0:
            before, after = self.whole[at - 1 : at] or " ", self.whole[at + len(part) : at + len(part) + 1] or " "
            if not (before.isalnum() or before in "@/_-.") and not (after.isalnum() or after in "@/_"):
                return True
            at = self.whole.find(part, at + 1)
        return False

    def _has_tags(self, tags: list[str]) -> bool:
        lone = sum(bare(tag) in self.bare for tag in tags)
        room = sum(map(len, tags)) + 4 * len(tags)
        together = any(len(line) <= room and sum(tag in line for tag in tags) * 2 > len(tags) for line in self.lines)
        return together or lone * 2 > len(tags)


def squeeze(text: str) -> str:
    """Make every run of blanks one blank."""
    return BLANKS.sub(" ", text).strip()


def bare(line: str) -> str:
    """Take bullets, numbers and punctuation off the ends of a line."""
    return NUMBER.sub("", line).strip(EDGES)


def kept_units(units: Iterable[Unit], text: str) -> list[bool]:
    """Tell for each unit whether the cleaned text still has it.

    Spam may repeat a line of the article (a table of contents repeats its headings): then it was kept only if the
    line stands there more often than the article has it.
    """
    answer = Answer(text)
    units = list(units)
    own = Counter(_line(unit) for unit in units if not unit.family)
    return [
        answer.bare[_line(unit)] > own[_line(unit)] if unit.family and own[_line(unit)] else answer.has(unit)
        for unit in units
    ]


def _line(unit: Unit) -> str:
    return bare(squeeze(" ".join(unit.parts)))
