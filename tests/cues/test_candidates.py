"""The choice of texts that may hold a cue."""

from __future__ import annotations

from pipeline.cues.candidates import load_phrases

TEXTS = [
    "leave a comment",  # begins like a phrase
    "it was late leave a comment",  # holds a phrase that may only begin a sentence, and there is none
    "this page contains affiliate links and more",  # a phrase that may stand anywhere
    "residents say that rents have risen",
    "",
]


def test_only_texts_with_a_phrase_in_its_place_are_chosen() -> None:
    """A phrase counts at the beginning, or anywhere where the table says so; a longest word alone does not."""
    assert load_phrases().choose(TEXTS, list(range(len(TEXTS))), TEXTS) == [0, 2]


def test_phrases_after_a_full_stop_and_before_a_separator_are_chosen() -> None:
    """A later sentence may begin with a phrase, and a part before a colon may be one."""
    texts = ["It was late. Leave a comment!", "Tags: kettle, spout"]
    assert load_phrases().choose(texts, [0, 1], ["it was late leave a comment ", "tags kettle spout"]) == [0, 1]
