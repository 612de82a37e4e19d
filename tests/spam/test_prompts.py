"""Requests to the reader."""

from __future__ import annotations

import pytest

from pipeline.spam.prompts import find_calls_to_action
from tests.spam.harbour import ARTICLE, see


@pytest.mark.parametrize(
    "row",
    [
        "What do you think? Share your ideas in the comments below, and don't forget to share this article!",
        "Hat dir der Artikel gefallen? Teile ihn mit deinen Freunden und abonniere unseren Newsletter!",
        "Sign up for our newsletter and never miss a story again.",
        "Понравилась статья? Поделитесь с друзьями в соцсетях!",
    ],
)
def test_a_paragraph_of_requests_is_found(row: str) -> None:
    """A question, an imperative and a cue make a request, in several languages."""
    (finding,) = find_calls_to_action(see(row))
    assert finding.lines == [4]
    assert finding.evidence["prompts"] > 0.9


@pytest.mark.parametrize("row", ["Email:", "How long does the ferry take?", "Follow the steps below to tie the knot."])
def test_labels_questions_and_instructions_are_none(row: str) -> None:
    """A label, a question of the text and an instruction ask for nothing."""
    assert [f for f in find_calls_to_action(see(row)) if f.score() >= 0.5] == []


def test_a_request_inside_a_paragraph_is_outweighed() -> None:
    """One request in a paragraph of prose is a small share of it."""
    row = f"{ARTICLE[1]} Leave a comment below. {ARTICLE[2]}"
    assert all(finding.score() < 0.5 for finding in find_calls_to_action(see(row)))
