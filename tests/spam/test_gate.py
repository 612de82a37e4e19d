"""Cheap checks must let everything through that the full look-up finds."""

from __future__ import annotations

import pytest

from pipeline.cues import find_cues
from pipeline.spam.gate import ASKING, OPENING, may_ask, may_open_cue

LINES = [
    "Read also: Why cats purr",
    "You may also like",
    "RELATED ARTICLES",
    "3 Comments",
    "Tags: one, two",
    "Читайте также: заголовок",
    "相关阅读",
    "Table of Contents",
    "Subscribe to our newsletter today!",
    "Don’t forget to share this article with your friends.",
    "Leave a comment below and tell us what you think.",
    "Abonnieren Sie unseren Newsletter.",
    "Suscríbete a nuestro boletín.",
]


@pytest.mark.parametrize("line", LINES)
def test_no_cue_is_lost(line: str) -> None:
    """What the table finds at the beginning of a line or as a request passes the gate."""
    cues = find_cues(line)
    if any(cue.family in OPENING and cue.kind != "inline" for cue in cues):
        assert may_open_cue(line)
    if any(cue.family in ASKING for cue in cues):
        assert may_ask(line)
    assert cues


def test_prose_is_held_back() -> None:
    """Ordinary lines need no look-up."""
    assert not may_open_cue("Residents say that rents have risen.")
    assert not may_ask("Residents say that rents have risen.")
