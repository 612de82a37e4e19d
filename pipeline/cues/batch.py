"""Cue families of many texts at once: all blocks of a page, or all its lines.

Looking a text up costs microseconds, and most texts hold no cue: so all short ones are folded as one text, and
only those are looked up that are a phrase of the table, begin like one or hold one between other words, have a letter
of a script without blanks, or have parts and begin like a phrase.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.cues.candidates import load_phrases
from pipeline.cues.find import MAX_CHARS, cue_families
from pipeline.cues.fold import FOLDED

if TYPE_CHECKING:
    from collections.abc import Sequence

SEPARATOR = "\u16a0"
"""A runic letter: folding keeps it, and pages hardly ever hold it (if one does, all texts are looked up)."""

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


def _candidates(texts: Sequence[str], chosen: list[int], folded: list[str]) -> list[int]:
    """Give those of the chosen texts that may hold a cue."""
    if len(folded) != len(chosen):  # no text at all, or one that holds the separator
        return chosen
    return load_phrases().choose(texts, chosen, folded)
