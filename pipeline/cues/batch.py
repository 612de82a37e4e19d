"""Cue families of many texts at once: all blocks of a page, or all its lines.

Looking a text up costs microseconds, and most texts hold no cue: so all short ones are folded as one text, and
only those are looked up that are a phrase of the table, hold the longest word of a phrase that may stand inside more
text, have a letter of a script without blanks, or have parts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.cues.find import MAX_CHARS, cue_families, load_gate, longest_words
from pipeline.cues.fold import FOLDED, UNSPACED, key_of
from pipeline.cues.table import load_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEPARATOR = "\u16a0"
"""A runic letter: folding keeps it, and pages hardly ever hold it (if one does, all texts are looked up)."""

MARKS = re.compile(r"[:|/\n\t\u00b7\u2022\uff1a»›→►▶➤➡ก-๛ぁ-ヿ㐀-鿿]|\s[-–—]\s")
"""Marks that part a text, whose parts may be phrases, and letters of scripts that part no words."""

ASCII_SEPARATOR = "\x7f"
ASCII_FOLDED = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(127)}
"""ASCII letters in lower case, all else blanks: a table that `str.translate` applies at the speed of C."""

cue_mask = lru_cache(maxsize=1 << 14)(cue_families)
"""Pages share their prompts: "Home", "Leave a comment"."""


def cue_masks(texts: Sequence[str]) -> list[int]:
    """Give what `cue_families` gives for each text."""
    masks = [0] * len(texts)
    short = [b for b, text in enumerate(texts) if len(text) <= MAX_CHARS]
    plain = [b for b in short if texts[b].isascii()]
    other = [b for b in short if not texts[b].isascii()]
    for b in _candidates(texts, plain, _fold_ascii([texts[b] for b in plain])):
        masks[b] = cue_mask(texts[b])
    for b in _candidates(texts, other, _fold_other([texts[b] for b in other])):
        masks[b] = cue_mask(texts[b])
    return masks


def _fold_ascii(texts: list[str]) -> list[str]:
    return ASCII_SEPARATOR.join(texts).translate(ASCII_FOLDED).split(ASCII_SEPARATOR)


def _fold_other(texts: list[str]) -> list[str]:
    folded = f" {SEPARATOR} ".join(texts).casefold().translate(FOLDED).replace("#", " ")
    return folded.split(SEPARATOR)


def _candidates(texts: Sequence[str], chosen: list[int], folded: list[str]) -> Iterator[int]:
    """Give those of the chosen texts that may hold a cue."""
    if len(folded) != len(chosen):  # no text at all, or one that holds the separator
        yield from chosen
        return
    whole, inner, longest = _keys()
    for b, line in zip(chosen, folded, strict=True):
        words = line.split()
        if longest.isdisjoint(words):
            if not line.isascii() and UNSPACED.search(line):
                yield b
        elif not inner.isdisjoint(words) or " ".join(words) in whole or MARKS.search(texts[b]):
            yield b


@cache
def _keys() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Whole phrases; longest words of phrases that may stand in more text; longest words of all phrases."""
    index = load_index()
    whole = [entry for entries in index.whole.values() for entry in entries]
    inner = [entry for table in (index.start, index.inline) for entries in table.values() for entry in entries]
    return frozenset(key_of(entry.phrase.split()) for entry in whole), longest_words(inner), load_gate().any
