"""Stems of several sets in one pass."""

from __future__ import annotations

import random

from pipeline.spam.prompts import STEMS
from pipeline.spam.request_words import ANY_THINGS, SURE_DEEDS, THANKS_STEMS
from pipeline.spam.stems import StemSets

SETS = {1: SURE_DEEDS, 2: ANY_THINGS, 4: THANKS_STEMS, 8: ("ab", "abc", "分享", "𝒳𝒴")}


def test_finds_what_searches_one_by_one_find() -> None:
    """Texts made of pieces of stems have just the sets of which they hold a whole stem."""
    finder = StemSets(SETS)
    pieces = [stem for stems in SETS.values() for stem in stems]
    rng = random.Random(4)
    for _ in range(2_000):
        parts = (rng.choice(pieces) for _ in range(rng.randrange(4)))
        text = rng.choice(("", " ", "x")).join(part[rng.randrange(2) : len(part) - rng.randrange(2)] for part in parts)
        wanted = sum(bit for bit, stems in SETS.items() if any(stem in text for stem in stems))
        assert finder.find(text) == wanted


def test_nothing_in_nothing() -> None:
    """An empty text, and one shorter than any stem, hold none."""
    assert STEMS.find("") == 0
    assert STEMS.find("x") == 0
