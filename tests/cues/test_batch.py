"""Cue families of many texts at once."""

from __future__ import annotations

import pytest

from pipeline.cues import PROMPT_FAMILIES, cue_families, cue_masks, prompt_languages, prompts
from pipeline.cues.batch import ASCII_SEPARATOR, SEPARATOR
from pipeline.cues.table import read_rows

SENTENCES = [text for family in PROMPT_FAMILIES for code in prompt_languages() for text in prompts(family, code)]
PHRASES = [row.phrase.replace("#", "12") for row in read_rows()]


@pytest.mark.parametrize("frame", ["{}", "{} xyz", "Abc {}", "Foo | {}", "{}: bar", "It was late. {}"])
def test_all_at_once_finds_what_single_look_ups_find(frame: str) -> None:
    """Every phrase and prompt of the table, alone and inside other words, has the same families either way."""
    texts = [frame.format(text) for text in (PHRASES + SENTENCES)[::3]]
    assert cue_masks(texts) == [cue_families(text) for text in texts]


def test_blocks_that_hold_the_separators_are_looked_up_all_the_same() -> None:
    """A page with the letters that set blocks apart loses no cue."""
    texts = ["Leave a comment", f"a{ASCII_SEPARATOR}b", f"ä {SEPARATOR} ö", "Kommentar schreiben – jetzt", ""]
    assert cue_masks(texts) == [cue_families(text) for text in texts]
    assert cue_masks([]) == []
