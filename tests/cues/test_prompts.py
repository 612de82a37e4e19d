"""Prompt sentences for training."""

from __future__ import annotations

import pytest

from pipeline.cues import PROMPT_FAMILIES, prompt_languages, prompts


@pytest.mark.parametrize("family", PROMPT_FAMILIES)
def test_prompts_in_many_languages(family: str) -> None:
    """Each family has prompts in at least 28 languages, none empty."""
    assert sum(bool(prompts(family, language)) for language in prompt_languages()) >= 28
    assert all(sentence for language in prompt_languages() for sentence in prompts(family, language))


def test_unknown_language_has_none() -> None:
    """A language outside the table gives an empty tuple, not an error."""
    assert prompts("comment", "tlh") == ()


def test_read_also_has_a_place_for_the_title() -> None:
    """Every read-also prompt takes a title."""
    lines = [line for language in prompt_languages() for line in prompts("read_also", language)]
    assert all("{title}" in line for line in lines)
