"""Find cue words in a block of text.

A cue is evidence, never a verdict: "Newsletter" over a form and "Newsletter" over a chapter look alike.
Cost: a dictionary look-up or two for a short block, nothing for a long one; no backtracking.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.cues.fold import TOKEN, UNSPACED, fold
from pipeline.cues.table import FAMILIES, Entry, load_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.cues.table import Index

MAX_CHARS = 300
"""Blocks longer than this have no cues: prompts are short, and long paragraphs must cost nothing."""

WHOLE_CHARS = 90
"""Longest block that may be nothing but a cue (about 12 words)."""

HEAD_CHARS = 72
"""A cue at the start must end within so many characters."""

START_CHARS = {"byline": 90, "published": 140, "picture_credit": 220, "reading_time": 80, "tags": 240}
"""Longest block that a cue may merely begin, where shorter than `MAX_CHARS`: "By 1900 the town had …" is prose."""

NEEDS_NUMBER = frozenset({"published"})
"""A date must follow, or the words are prose ("Published in Paris, the book …")."""

NEEDS_CAPITAL = frozenset({"byline", "picture_credit"})
"""A name must follow, or the words are prose ("By then it was late")."""

LETTER = re.compile(r"[^\W\d_]")
SEPARATOR = re.compile(r"[:：|»›→►▶➤➡👉]|\s[-–—]\s")
BARS = re.compile(r"[|·•/\n\t]|\s[-–—]\s")
BITS = {family: bit for bit, family in enumerate(FAMILIES)}


class Cue(NamedTuple):
    """A phrase that says what a block is for."""

    family: str  # one of `FAMILIES`
    language: str  # of the first table row with this phrase ("Newsletter" is a word in twenty languages)
    kind: str  # how it was found: one of `KINDS`
    start: int  # offset in the given text
    end: int


def find_cues(text: str) -> tuple[Cue, ...]:
    """Find the cues of a block: at most one a family, the strictest kind first.

    Args:
        text: a block's visible text, or a line of plain text. Over `MAX_CHARS` characters there are none.
    """
    if len(text) > MAX_CHARS:
        return ()
    found: dict[int, Cue] = {}
    for entry, kind, length in _hits(text):
        if entry.bit not in found:
            start, end = _span(text, entry, kind, length)
            found[entry.bit] = Cue(FAMILIES[entry.bit], entry.language, kind, start, end)
    return tuple(found.values())


def cue_families(text: str) -> int:
    """Give the families of the cues as a bit mask: bit i stands for `FAMILIES[i]`."""
    if len(text) > MAX_CHARS:
        return 0
    mask = 0
    for entry, _, _ in _hits(text):
        mask |= 1 << entry.bit
    return mask


def _hits(text: str) -> Iterator[tuple[Entry, str, int]]:
    """Give (entry, kind, length of the prefix in characters), strict kinds before loose ones."""
    index = load_index()
    head = TOKEN.findall(fold(text[:HEAD_CHARS] if len(text) > WHOLE_CHARS else text))
    if not head:
        return
    if len(text) <= WHOLE_CHARS:
        whole = index.whole.get(" ".join([word for word in head if not word[0].isdecimal()]))
        if whole:
            for entry in whole:
                if "#" not in entry.phrase or any(word[0].isdecimal() for word in head):
                    yield entry, "whole", 0
        elif BARS.search(text):
            yield from _bar_hits(index, text)
    yield from _prefix_hits(index, text)
    yield from _start_hits(index, text, ["#" if word[0].isdecimal() else word for word in head])
    yield from _inline_hits(index, text)


def _bar_hits(index: Index, text: str) -> Iterator[tuple[Entry, str, int]]:
    """A row of cues between bars ("Share | Print | Comments (2)") counts as all of them."""
    parts = [TOKEN.findall(fold(part)) for part in BARS.split(text)]
    keys = [" ".join(word for word in part if not word[0].isdecimal()) for part in parts if part]
    if len(keys) > 1 and all(key in index.whole for key in keys):
        for key in keys:
            for entry in index.whole[key]:
                yield entry, "whole", 0


def _prefix_hits(index: Index, text: str) -> Iterator[tuple[Entry, str, int]]:
    letter = LETTER.search(text, 0, HEAD_CHARS)
    separator = SEPARATOR.search(text, letter.start(), HEAD_CHARS) if letter else None
    if separator:
        words = TOKEN.findall(fold(text[: separator.start()]))
        for entry in index.prefix.get(" ".join([word for word in words if not word[0].isdecimal()]), ()):
            yield entry, "prefix", separator.end()


def _start_hits(index: Index, text: str, head: list[str]) -> Iterator[tuple[Entry, str, int]]:
    first = head[0]
    entries = index.start.get(first)
    if entries:
        joined = " ".join(head) + " "
        for entry in entries:
            if joined.startswith(entry.phrase) and joined[len(entry.phrase)] == " " and _may_start(text, entry):
                yield entry, "start", 0
    if not text.isascii() and UNSPACED.search(first):
        compact = "".join(head)
        for entry in index.start.get(compact[:2], ()):
            if compact.startswith(entry.phrase) and _may_start(text, entry):
                yield entry, "start", 0


def _may_start(text: str, entry: Entry) -> bool:
    family = FAMILIES[entry.bit]
    if len(text) > START_CHARS.get(family, MAX_CHARS):
        return False
    if family in NEEDS_NUMBER:
        return any(char.isdecimal() for char in text)
    if family in NEEDS_CAPITAL:
        _, end = _phrase_span(text, entry)
        following = LETTER.search(text, end)
        return following is not None and not following[0].islower()
    return True


def _inline_hits(index: Index, text: str) -> Iterator[tuple[Entry, str, int]]:
    words = text.casefold().split()
    if not index.inline.keys().isdisjoint(words):
        joined = f" {' '.join(TOKEN.findall(fold(text)))} "
        for word in words:
            for entry in index.inline.get(word, ()):
                if f" {entry.phrase} " in joined:
                    yield entry, "inline", 0
    if not text.isascii() and UNSPACED.search(text):
        compact = "".join(TOKEN.findall(fold(text)))
        for entry in index.inline_unspaced:
            if entry.phrase in compact:
                yield entry, "inline", 0


def _span(text: str, entry: Entry, kind: str, length: int) -> tuple[int, int]:
    if kind == "whole":
        return len(text) - len(text.lstrip()), len(text.rstrip())
    if kind == "prefix":
        return len(text) - len(text.lstrip()), length
    return _phrase_span(text, entry)


def _phrase_span(text: str, entry: Entry) -> tuple[int, int]:
    """Find a phrase's offsets: folding changes lengths, so the text is folded letter by letter."""
    wanted = entry.phrase.replace(" ", "")
    folded: list[str] = []
    owner: list[int] = []
    for at, char in enumerate(text):
        for piece in TOKEN.findall(fold(char)):
            if piece[0].isdecimal() and folded and folded[-1] == "#" and owner[-1] == at - 1:
                owner[-1] = at
                continue
            folded.extend("#" if piece[0].isdecimal() else piece)
            owner.extend([at] * (1 if piece[0].isdecimal() else len(piece)))
    begin = "".join(folded).find(wanted)
    if begin < 0:
        return 0, len(text)
    return owner[begin], owner[begin + len(wanted) - 1] + 1
