"""Cue families of all blocks of a page at once.

Looking a block up costs microseconds, and most blocks hold no cue: so all short blocks are folded as one text, and
only those are looked up that are a phrase of the table, hold the longest word of a phrase that may stand inside more
text, have a letter of a script without blanks, or have parts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from pipeline.cues import FAMILIES, cue_families
from pipeline.cues.fold import FOLDED, UNSPACED
from pipeline.cues.table import load_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from pipeline.cues.table import Entry

MAX_CHARS = 300
"""Longer blocks have no cues, as `pipeline.cues.find` says."""

SEPARATOR = "\u16a0"
"""A runic letter: folding keeps it, and pages hardly ever hold it (if one does, all blocks are looked up)."""

PARTS = re.compile(r"[:|/\n\t\u00b7\u2022\uff1a»›→►▶➤➡]|\s[-–—]\s")
"""Marks that part a block: each part may be a phrase."""

ASCII_SEPARATOR = "\x7f"
ASCII_FOLDED = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(127)}
"""ASCII letters in lower case, all else blanks: a table that `str.translate` applies at the speed of C."""

cue_mask = lru_cache(maxsize=1 << 14)(cue_families)
"""Pages share their prompts: "Home", "Leave a comment"."""


def find_cue_flags(texts: Sequence[str]) -> NDArray[np.float32]:
    """Give one flag a family for each text: (B, families)."""
    ascii_short = [b for b, text in enumerate(texts) if len(text) <= MAX_CHARS and text.isascii()]
    other_short = [b for b, text in enumerate(texts) if len(text) <= MAX_CHARS and not text.isascii()]
    masks = np.zeros(len(texts), dtype=np.int64)
    for b in _ascii_candidates(texts, ascii_short):
        masks[b] = cue_mask(texts[b])
    for b in _other_candidates(texts, other_short):
        masks[b] = cue_mask(texts[b])
    return np.asarray((masks[:, None] >> np.arange(len(FAMILIES))) & 1, dtype=np.float32)


def _ascii_candidates(texts: Sequence[str], short: list[int]) -> list[int]:
    """ASCII blocks that may hold a cue."""
    folded = ASCII_SEPARATOR.join([texts[b] for b in short]).translate(ASCII_FOLDED).split(ASCII_SEPARATOR)
    return _select(texts, short, folded)


def _other_candidates(texts: Sequence[str], short: list[int]) -> list[int]:
    """Blocks with other letters that may hold a cue."""
    folded = f" {SEPARATOR} ".join([texts[b] for b in short]).casefold().translate(FOLDED).split(SEPARATOR)
    return _select(texts, short, [words.replace("#", " ") for words in folded])


def _select(texts: Sequence[str], short: list[int], folded: list[str]) -> list[int]:
    if len(folded) != len(short):  # no block at all, or one that holds the separator
        return short
    whole, inner, parted = _keys()
    found = []
    for b, line in zip(short, folded, strict=True):
        words = line.split()
        if not inner.isdisjoint(words) or " ".join(words) in whole:
            found.append(b)
            continue
        text = texts[b]
        if (PARTS.search(text) and not parted.isdisjoint(words)) or (not text.isascii() and UNSPACED.search(text)):
            found.append(b)
    return found


@cache
def _keys() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Whole phrases; longest words of phrases that may stand in more text; longest words of all phrases."""
    index = load_index()
    whole = [entry for entries in index.whole.values() for entry in entries]
    inner = [entry for table in (index.start, index.inline) for entries in table.values() for entry in entries]
    return frozenset(_bare(entry) for entry in whole), _longest_words(inner), _longest_words(whole)


def _bare(entry: Entry) -> str:
    return " ".join(word for word in entry.phrase.split() if word != "#")


def _longest_words(entries: Iterable[Entry]) -> frozenset[str]:
    """A text without the longest word of a phrase does not hold the phrase."""
    return frozenset(max(_bare(entry).split(), key=len, default="") for entry in entries)
