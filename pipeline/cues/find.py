"""Find cue words in a block of text.

A cue is evidence, never a verdict: "Newsletter" over a form and "Newsletter" over a chapter look alike.
Cost: a few dictionary look-ups for a short block, nothing for a long one; no backtracking.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.cues.fold import FOLDED, UNSPACED, join_words, key_of, words_of
from pipeline.cues.table import FAMILIES, load_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.cues.table import Entry, Index

    Hit = tuple[Entry, str, int]  # entry, kind, offset behind a prefix

MAX_CHARS = 300
"""Blocks longer than this have no cues: prompts are short, and long paragraphs must cost nothing."""

WHOLE_CHARS = 90
"""Longest block that may be nothing but a cue (about 12 words)."""

HEAD_CHARS = 72
"""The separator of a prefix must come within so many characters."""

SENTENCE_CHARS = 200
"""Longest block whose second and later sentences are looked at ("Was it good? Share it with your friends!")."""

START_CHARS = {"byline": 90, "published": 140, "picture_credit": 220, "reading_time": 80, "tags": 240}
"""Longest block that a cue may merely begin, where shorter than `MAX_CHARS`: "By 1900 the town had …" is prose."""

NEEDS_NUMBER = frozenset({"published"})
"""A date must follow, or the words are prose ("Published in Paris, the book …")."""

NEEDS_CAPITAL = frozenset({"byline", "picture_credit"})
"""A name must follow, or the words are prose ("By then it was late")."""

FIRST_LETTER = re.compile(r"[^\W\d_]")
SEPARATORS_BEYOND_ASCII = re.compile(r"[：»›→►▶➤➡–—｜]")
BARS = re.compile(r"[|·•/\n\t｜–—]| - ")
BAR_CHARS = re.compile(r"[-|·•/\n\t｜–—]")
SENTENCE_END = re.compile(r"[.!?…。！？؟।]+\s*")
BITS = {family: bit for bit, family in enumerate(FAMILIES)}


class Gate(NamedTuple):
    """Words without which a look-up finds nothing."""

    first: frozenset[str]  # of all phrases, numbers aside
    start: frozenset[str]  # first of the phrases that may begin a block or sentence
    inside: frozenset[str]  # one of each phrase that may stand anywhere
    any: frozenset[str]  # longest one of each phrase


class Cue(NamedTuple):
    """A phrase that says what a block is for."""

    family: str  # one of `FAMILIES`
    language: str  # of the first table row with this phrase ("Newsletter" is a word in twenty languages)
    kind: str  # how it was found: one of `KINDS`; "start" may be the start of a later sentence
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


def _hits(text: str) -> list[Hit]:
    """Find all matching entries, strict kinds before loose ones."""
    index, gate, words = load_index(), load_gate(), words_of(text)
    if not words or (gate.any.isdisjoint(words) and text.isascii()):
        return []
    hits: list[Hit] = []
    first = words[0] if words[0] != "#" else next((word for word in words if word != "#"), "")
    # Most blocks begin with a word that begins no phrase; scripts without blanks have no such words.
    if first in gate.first or not first.isascii():
        if len(text) <= WHOLE_CHARS:
            _add_whole(hits, index, text, words)
        _add_prefix(hits, index, text)
        _add_start(hits, index, text, words)
    if len(text) <= SENTENCE_CHARS and not (text.isascii() and gate.start.isdisjoint(words)):
        end = SENTENCE_END.search(text, 3, len(text) - 3)
        for sentence in SENTENCE_END.split(text[end.end() :])[:4] if end else ():
            _add_start(hits, index, sentence, words_of(sentence))
    _add_inline(hits, index, text, words)
    return hits


@cache
def load_gate() -> Gate:
    """Collect the words; a few milliseconds, once a process."""
    index = load_index()
    first, start = (frozenset(key.split(" ", 1)[0] for key in table) for table in (index.whole, index.start))
    phrases = [entry for entries in index.whole.values() for entry in entries]
    return Gate(first, start, frozenset(index.inline), longest_words(phrases))


def longest_words(entries: Iterable[Entry]) -> frozenset[str]:
    """Give the longest word of each phrase, numbers aside: a text without it does not hold the phrase."""
    return frozenset(max(key_of(entry.phrase.split()).split(), key=len, default="") for entry in entries)


def _add_whole(hits: list[Hit], index: Index, text: str, words: list[str]) -> None:
    whole = index.whole.get(key_of(words))
    if whole:
        hits.extend((entry, "whole", 0) for entry in whole if "#" not in entry.phrase or "#" in words)
    elif BAR_CHARS.search(text):
        # A row of cues between bars ("Share | Print | Comments (2)") counts as all of them.
        keys = []
        for part in map(words_of, BARS.split(text)):
            if part:
                keys.append(key_of(part))
                if keys[-1] not in index.whole:
                    return
        if len(keys) > 1:
            hits.extend((entry, "whole", 0) for key in keys for entry in index.whole[key])


def _add_prefix(hits: list[Hit], index: Index, text: str) -> None:
    colon, bar, dash = text.find(":", 1, HEAD_CHARS), text.find("|", 1, HEAD_CHARS), text.find(" - ", 1, HEAD_CHARS)
    mark = None if text.isascii() else SEPARATORS_BEYOND_ASCII.search(text, 1, HEAD_CHARS)
    if colon < 0 and bar < 0 and dash < 0 and not mark:
        return
    ends = (colon, bar, dash, mark.start() if mark else -1)
    at = min(end for end in ends if end > 0)
    entries = index.prefix.get(key_of(words_of(text[:at])), ())
    hits.extend((entry, "prefix", at + 1) for entry in entries if _has_number(text, entry))


def _add_start(hits: list[Hit], index: Index, text: str, words: list[str]) -> None:
    if not words:
        return
    if words[0] == "#":  # several of them may be one number
        words = join_words(words).split(" ")
    two, one = index.start.get(" ".join(words[:2])), index.start.get(words[0])
    if two or one:
        candidates = (two or []) + (one or [])
        joined = join_words(words) + " "
        fitting = [entry for entry in candidates if joined.startswith(entry.phrase + " ")]
        hits.extend((entry, "start", 0) for entry in fitting if _may_start(text, entry))
    if not words[0].isascii() and UNSPACED.match(words[0]):
        compact = join_words(words).replace(" ", "")
        fitting = [entry for entry in index.start_unspaced.get(compact[:2], ()) if compact.startswith(entry.phrase)]
        hits.extend((entry, "start", 0) for entry in fitting if _may_start(text, entry))


def _may_start(text: str, entry: Entry) -> bool:
    family = FAMILIES[entry.bit]
    if len(text) > START_CHARS.get(family, MAX_CHARS):
        return False
    if not _has_number(text, entry):
        return False
    if family in NEEDS_CAPITAL:
        _, end = _phrase_span(text, entry)
        following = FIRST_LETTER.search(text, end)
        return following is not None and not following[0].islower()
    return True


def _has_number(text: str, entry: Entry) -> bool:
    return FAMILIES[entry.bit] not in NEEDS_NUMBER or any(char.isdecimal() for char in text)


def _add_inline(hits: list[Hit], index: Index, text: str, words: list[str]) -> None:
    if not load_gate().inside.isdisjoint(words):
        joined = f" {join_words(words)} "
        candidates = [entry for word in words for entry in index.inline.get(word, ())]
        hits.extend((entry, "inline", 0) for entry in candidates if f" {entry.phrase} " in joined)
    if not text.isascii() and UNSPACED.search(text):
        compact = "".join(words)
        hits.extend((entry, "inline", 0) for entry in index.inline_unspaced if entry.phrase in compact)


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
    begins: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(text):
        piece = char.casefold().translate(FOLDED).replace(" ", "")
        if piece == "#" and folded and folded[-1] == "#" and ends[-1] == at:
            ends[-1] = at + 1
        else:
            folded.extend(piece)
            begins.extend([at] * len(piece))
            ends.extend([at + 1] * len(piece))
    first = "".join(folded).find(wanted)
    if first < 0:
        return 0, len(text)
    return begins[first], ends[first + len(wanted) - 1]
