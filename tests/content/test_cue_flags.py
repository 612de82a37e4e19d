"""Cue families of all blocks of a page at once."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.content.cue_flags import ASCII_SEPARATOR, MAX_CHARS, SEPARATOR, find_cue_flags
from pipeline.cues import FAMILIES, PROMPT_FAMILIES, cue_families, prompt_languages, prompts
from pipeline.cues.table import read_rows

SENTENCES = [text for family in PROMPT_FAMILIES for code in prompt_languages() for text in prompts(family, code)]
PHRASES = [row.phrase.replace("#", "12") for row in read_rows()]


def masks_of(texts: list[str]) -> list[int]:
    """Flags as masks, to compare with single look-ups."""
    masks = (find_cue_flags(texts).astype(np.int64) << np.arange(len(FAMILIES))).sum(axis=1)
    return [int(mask) for mask in masks]


@pytest.mark.parametrize("frame", ["{}", "{} xyz", "Abc {}", "Foo | {}", "{}: bar", "It was late. {}"])
def test_all_at_once_finds_what_single_look_ups_find(frame: str) -> None:
    """Every phrase and prompt of the table, alone and inside other words, has the same families either way."""
    texts = [frame.format(text) for text in (PHRASES + SENTENCES)[::3]]
    expected = [cue_families(text) if len(text) <= MAX_CHARS else 0 for text in texts]
    assert masks_of(texts) == expected


def test_blocks_that_hold_the_separators_are_looked_up_all_the_same() -> None:
    """A page with the letters that set blocks apart loses no cue."""
    texts = ["Leave a comment", f"a{ASCII_SEPARATOR}b", f"ä {SEPARATOR} ö", "Kommentar schreiben – jetzt", ""]
    assert masks_of(texts) == [cue_families(text) for text in texts]
    assert find_cue_flags([]).shape == (0, len(FAMILIES))
