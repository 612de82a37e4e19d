"""Cheap pre-checks before cue look-ups: most lines begin with a word that begins no cue.

Nothing is decided here; a line that passes is looked up in full.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from pipeline.cues.find import longest_words
from pipeline.cues.fold import UNSPACED, words_of
from pipeline.cues.table import FAMILIES, load_index, read_rows

OPENING = frozenset(
    {"related", "read_also", "popular", "prev_next", "read_more", "advertising", "tags", "toc", "comment"}
)
"""Families that detectors look for at the beginning of lines."""

ASKING = frozenset({"comment", "share", "subscribe", "newsletter", "membership", "donate", "follow"})
"""Families that ask the reader for something, anywhere in a paragraph."""

HEAD = 60  # characters in which the first two words stand
EDGES = ".,:;!?…\"“”„«»()[]{}|/\\*#-–—•·<>&+=~_'’»›→►▶"
SEPARATORS = frozenset(":|-–—：»›→►▶➤")
PROSE_MARKS = ".,!?:;\"'()-|/’“”–—…"
BEYOND_PLAIN = re.compile(r"[^\x00-\x7F\u00a0-\u00bf\u2000-\u206f\u20ac\u2122]")
"""A character that is neither ASCII nor a mark: only then must a text be folded letter by letter."""


def may_open_cue(text: str) -> bool:
    """Tell whether a line's first words begin a cue of the `OPENING` families."""
    openings = _openings()
    head = text[:HEAD].split(None, 2)
    if not head:
        return False
    first = head[0].strip(EDGES).lower()
    if not (first.isascii() and first.isalpha()):
        return _may_open_folded(text)
    if first not in openings.first:
        return False
    if first in openings.alone and (len(text) <= len(first) + 12 or not SEPARATORS.isdisjoint(text[: len(first) + 4])):
        return True
    if len(head) < 2 or first in openings.starts:
        return True
    second = head[1].strip(EDGES).lower()
    return (first, second) in openings.pairs or not (second.isascii() and second.isalpha())


def _may_open_folded(text: str) -> bool:
    words = words_of(text[:HEAD])
    if not words or not words[0].isalpha():
        return len(text) <= 80
    openings = _openings()
    if UNSPACED.search(words[0]):
        return words[0][:2] in openings.unspaced
    if words[0] not in openings.first:
        return False
    return words[0] in openings.alone or len(words) < 2 or (words[0], words[1]) in openings.pairs


def may_ask(text: str) -> bool:
    """Tell whether a text has all words of any phrase of the `ASKING` families, in any order."""
    phrases, unspaced = _phrases()
    plain = text.isascii() or BEYOND_PLAIN.search(text) is None
    found = _plain_words(text) if plain else words_of(text)
    if not phrases.keys().isdisjoint(found):
        words = set(found)
        for word in phrases.keys() & words:
            if any(phrase <= words for phrase in phrases[word]):
                return True
    return not plain and UNSPACED.search(text) is not None and any(pair in text for pair in unspaced)


def _plain_words(text: str) -> list[str]:
    """Split ASCII text at blanks and the marks that prose has."""
    folded = text.lower()
    for mark in PROSE_MARKS:
        if mark in folded:
            folded = folded.replace(mark, " ")
    return folded.split()


class _Openings(NamedTuple):
    """How phrases of the `OPENING` families begin; words are folded."""

    first: set[str]  # first words
    alone: set[str]  # phrases of one word
    starts: set[str]  # phrases of one word that text may follow
    pairs: set[tuple[str, str]]  # first two words
    unspaced: set[str]  # first two letters, in scripts without blanks


@cache
def _openings() -> _Openings:
    found = _Openings(set(), set(), set(), set(), set())
    for row in read_rows():
        words = words_of(row.phrase.replace("#", "")) if row.family in OPENING else []
        if not words:
            continue
        if UNSPACED.search(words[0]):
            found.unspaced.add(words[0][:2])
        found.first.add(words[0])
        if len(words) > 1:
            found.pairs.add((words[0], words[1]))
        else:
            found.alone.add(words[0])
            if row.kind in ("start", "inline"):
                found.starts.add(words[0])
    return found


@cache
def asking_words() -> frozenset[str]:
    """Longest word of each phrase of the `ASKING` families, folded: a text without them has no such cue."""
    entries = [entry for entries in load_index().whole.values() for entry in entries]
    return longest_words(entry for entry in entries if FAMILIES[entry.bit] in ASKING)


@cache
def _phrases() -> tuple[dict[str, list[frozenset[str]]], tuple[str, ...]]:
    """Arrange phrases by the word that fewest of them have; those of unspaced scripts by two letters."""
    spaced: list[frozenset[str]] = []
    unspaced: set[str] = set()
    for row in read_rows():
        words = [word for word in words_of(row.phrase) if word.isalpha()] if row.family in ASKING else []
        if words and UNSPACED.search(row.phrase):
            unspaced.add(max(words, key=len)[:2])
        elif words:
            spaced.append(frozenset(words))
    common = Counter(word for phrase in spaced for word in phrase)
    arranged: dict[str, list[frozenset[str]]] = {}
    for phrase in dict.fromkeys(spaced):
        key = min(phrase, key=lambda word: (common[word], -len(word), word))
        arranged.setdefault(key, []).append(phrase)
    return arranged, tuple(sorted(unspaced))
