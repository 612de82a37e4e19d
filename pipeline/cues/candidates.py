"""Which of many folded texts may hold a cue: one look into a table for each of their words.

A kernel: compiled where `candidates.pxd` can be, and the same in plain Python.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.cues.find import SENTENCE_CHARS, SENTENCE_END
from pipeline.cues.fold import UNSPACED, key_of
from pipeline.cues.table import load_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cues.table import Entry

MARKS = re.compile(r"[:|/\n\t\u00b7\u2022\uff1a»›→►▶➤➡ก-๛ぁ-ヿ㐀-鿿]|\s[-–—]\s")
"""Marks that part a text, whose parts may be phrases, and letters of scripts that part no words."""

LONGEST = 1  # a phrase's longest word: without one of these a text holds no cue
FIRST = 1 << 1  # begins a phrase
ALONE = 1 << 2  # is a phrase that may begin more text
PAIRED = 1 << 3  # begins, with the next word, one of those
INSIDE = 1 << 4  # longest word of a phrase that may stand inside more text

TABLE_MASK = (1 << 16) - 1
HASH_START, HASH_FACTOR = 7, 31


class Phrases:
    """The table's phrases, numbers left out, as what single words say of them."""

    def __init__(self) -> None:
        self.roles: dict[str, int] = {}  # word -> bits
        self.known = bytearray(TABLE_MASK + 1)  # by a word's hash: whether it may have a role
        self.whole: set[str] = set()
        self.pairs: set[str] = set()  # first two words of phrases that may begin more text
        self.inside: dict[str, list[str]] = {}  # longest word -> phrases between blanks
        index = load_index()
        for entries in index.whole.values():
            for entry in entries:
                self._add(entry)
        for entries in index.start.values():
            for entry in entries:
                self._add_start(entry)
        for entries in index.inline.values():
            for entry in entries:
                self._add_inside(entry)

    def choose(self, texts: Sequence[str], chosen: list[int], folded: list[str]) -> list[int]:
        """Give those of the chosen texts that may hold a cue; `folded` are these texts, folded, without numbers."""
        found: list[int] = []
        for k in range(len(chosen)):
            line = folded[k]
            seen = self._roles_in(line)
            if seen & LONGEST:
                if self._may_hold(texts[chosen[k]], line, seen):
                    found.append(chosen[k])
            elif not line.isascii() and UNSPACED.search(line) is not None:
                found.append(chosen[k])
        return found

    def _roles_in(self, line: str) -> int:
        """Give the roles of all words of a folded text; words that have none, as most, never become strings."""
        seen, first, number = 0, -1, HASH_START
        for at, char in enumerate(line):
            if char != " ":
                if first < 0:
                    first, number = at, HASH_START
                number = (number * HASH_FACTOR + ord(char)) & TABLE_MASK
            elif first >= 0:
                if self.known[number]:
                    seen |= self.roles.get(line[first:at], 0)
                first = -1
        if first >= 0 and self.known[number]:
            seen |= self.roles.get(line[first:], 0)
        return seen

    def _may_hold(self, text: str, line: str, seen: int) -> bool:
        """Tell whether a text whose words have some roles may hold a phrase where a look-up would find it."""
        words = line.split()
        if self.roles.get(words[0], 0) & FIRST and (
            self._begins(words, 0) or " ".join(words) in self.whole or _has_parts(text)
        ):
            return True
        if seen & INSIDE and self._has_inside(words):
            return True
        if not line.isascii() and UNSPACED.search(line) is not None:
            return True
        if not seen & (ALONE | PAIRED) or len(text) > SENTENCE_CHARS:
            return False
        return _has_sentences(text) and self._begins_later(words)

    def _begins(self, words: list[str], at: int) -> bool:
        """Tell whether a phrase that may begin more text may begin at a word."""
        role = self.roles.get(words[at], 0)
        if role & ALONE:
            return True
        return bool(role & PAIRED) and at + 1 < len(words) and f"{words[at]} {words[at + 1]}" in self.pairs

    def _begins_later(self, words: list[str]) -> bool:
        for at in range(1, len(words)):  # noqa: SIM110 - a generator would be a call a word
            if self._begins(words, at):
                return True
        return False

    def _has_inside(self, words: list[str]) -> bool:
        joined = f" {' '.join(words)} "
        for word in words:
            if self.roles.get(word, 0) & INSIDE:
                for phrase in self.inside[word]:
                    if phrase in joined:
                        return True
        return False

    def _add(self, entry: Entry) -> None:
        words = key_of(entry.phrase.split()).split()
        if words:
            self.whole.add(" ".join(words))
            self._mark(words[0], FIRST)
            self._mark(max(words, key=len), LONGEST)

    def _add_start(self, entry: Entry) -> None:
        words = key_of(entry.phrase.split()).split()
        self._mark(words[0], PAIRED if len(words) > 1 else ALONE)
        self.pairs.add(" ".join(words[:2]))

    def _add_inside(self, entry: Entry) -> None:
        words = key_of(entry.phrase.split()).split()
        longest = max(words, key=len)
        self._mark(longest, INSIDE)
        self.inside.setdefault(longest, []).append(f" {' '.join(words)} ")

    def _mark(self, word: str, role: int) -> None:
        self.roles[word] = self.roles.get(word, 0) | role
        number = HASH_START
        for char in word:
            number = (number * HASH_FACTOR + ord(char)) & TABLE_MASK
        self.known[number] = 1


def _has_parts(text: str) -> bool:
    if text.isascii():  # a search for one letter is many times as quick as a pattern
        return ":" in text or "|" in text or "/" in text or " - " in text or "\n" in text or "\t" in text
    return MARKS.search(text) is not None


def _has_sentences(text: str) -> bool:
    if text.isascii() and not ("." in text or "!" in text or "?" in text):
        return False
    return SENTENCE_END.search(text, 3, len(text) - 3) is not None


@cache
def load_phrases() -> Phrases:
    """Arrange the phrases; some milliseconds, once a process."""
    return Phrases()
