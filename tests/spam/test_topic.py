"""Topic distance in three scripts."""

from __future__ import annotations

import pytest

from pipeline.spam.topic import WORD, Topic, terms_of, words_of

ARTICLES = {
    "en": "The harbour town had a brewery in the old sheds, and the ferry line was closed by the council in spring.",
    "ru": "Мастерская на окраине старого города принадлежит одной семье, и мастера чинят рамы для музеев.",
    "ja": "海辺の町の市長は毎朝港に行き、船員たちの話を聞くという。新しい桟橋の工事は来年始まる。",
}


@pytest.mark.parametrize(
    ("language", "near", "far"),
    [
        ("en", "Ferry line closed by council", "Best Budget Laptops for Students"),
        ("ru", "Мастерская чинит рамы", "Лучшие смартфоны этого лета"),
        ("ja", "港の市長と船員", "簡単な卵料理の作り方"),
    ],
)
def test_near_is_closer_than_far(language: str, near: str, far: str) -> None:
    """A title about the article shares more with it than one about something else, whatever the script."""
    topic = Topic([ARTICLES[language], *ARTICLES.values()])
    assert topic.closeness(near) > 0.2
    assert topic.closeness(far) < 0.1


def test_without_an_article_everything_is_near() -> None:
    """There is nothing to be far from."""
    assert Topic([]).closeness("Best Budget Laptops") == 1.0


def test_terms_are_stems_or_pairs() -> None:
    """Words are cut to six letters, unspaced scripts into pairs of letters."""
    assert terms_of("Harbours and towns") == ("harbou", "and", "towns")
    assert terms_of("桟橋の") == ("桟橋", "橋の")


@pytest.mark.parametrize(
    "text",
    [
        "Harbours & TOWNS, 2nd-hand (a_b) x2",
        "Straße İstanbul ΣΧΟΛΙΑ Ärger — “Žižek’s” ﬁn ²",
        "銅のやかん ١٢٣ और संबंधित ก่อน \U0001d400\U0001d401",
        " … ",
        "",
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str) -> None:
    """Words are those that a pattern finds in the folded text, whatever the script."""
    assert words_of(text) == WORD.findall(text.casefold())
