"""What markup says in words."""

from __future__ import annotations

from zlib import crc32

import pytest

from pipeline.content.class_words import WORD, words_of, words_of_name
from pipeline.content.markup_words import element_words, is_hidden


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("main-menu", ["main", "menu"]), ("postBody2Text", ["post", "body", "text"]),
        ("HTMLParser", ["html", "parser"]),
        ("aB", []), ("Über_uns", ["ber", "uns"]), ("ABC", ["abc"]), ("x1y22", []),
    ],
)  # fmt: skip
def test_names_split_at_dashes_digits_and_capitals(name: str, words: list[str]) -> None:
    """Words of more than one letter, in lower case, each once; as the pattern finds them."""
    assert words_of("", name) == words_of_name("", name) == tuple(sorted(crc32(word.encode()) for word in words))
    assert {word.lower() for word in WORD.findall(name) if len(word) > 1} == set(words)


def test_roles_are_words_of_their_own() -> None:
    """The same word as a class and as a role is two different words."""
    assert set(words_of("", "main")).isdisjoint(words_of("role=", "main"))
    assert element_words("div", (("class", "main"), ("role", "main"), ("style", "x"))) == (
        crc32(b"<div"), crc32(b"main"), crc32(b"role=main"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "hidden"),
    [("hidden", "", True), ("aria-hidden", "true", True), ("aria-hidden", "false", False),
     ("style", "display : none", True), ("style", "color: red", False), ("class", "hidden", False)],
)  # fmt: skip
def test_an_element_may_say_that_it_is_not_shown(name: str, value: str, hidden: bool) -> None:
    """The attribute, or its style, says so; a class may mean anything."""
    assert is_hidden(((name, value),)) is hidden
