"""Variants of training pages: what is planted, what changes, what stays."""

from __future__ import annotations

from collections import Counter
from math import isnan
from random import Random

import pytest

pytest.importorskip("faker", reason="the fixtures extra is not installed")

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.content.features import find_features
from training.restyle import STYLES, restyle
from training.scripts import SCRIPTS, in_script, write_in
from training.scripts import SCRIPTS_BY_NAME as NAMED
from training.variants import plant_farm, plant_honest, vary

SENTENCE = "The river rose again last night, and the bridge to the old town stayed closed until the morning. "
PAGE = segment(
    "<head><title>Rises</title></head><body class='home'><nav><a href='/'>Home</a></nav><article class='post' id=a>"
    f"<h1>Rises</h1><p>{SENTENCE}</p><p class='post'>{SENTENCE * 2}</p></article><footer>End</footer></body>",
    Limits(),
)
LABELS = [0.0, 1.0, 1.0, 1.0, 0.0]


def test_planted_spam_is_labelled_zero_or_not_at_all() -> None:
    """Labels of the page's own blocks stay with them, whatever spam is planted."""
    for seed in range(12):
        planted, labels = plant_farm(PAGE, LABELS, Random(seed), "article")
        assert len(planted.text) == len(labels) > len(LABELS)
        assert [text for text, label in zip(planted.text, labels, strict=True) if label == 1.0] == PAGE.text[1:4]


def test_a_profile_has_no_label_only_where_nothing_else_is_planted() -> None:
    """An invented profile that stands alone is not told from an honest one; in company it is spam."""
    seen = Counter(
        frozenset("none" if isnan(label) else label for label in plant_farm(PAGE, LABELS, Random(seed), "article")[1])
        for seed in range(150)
    )
    assert set(seen) == {frozenset({0.0, 1.0}), frozenset({0.0, 1.0, "none"})}


def test_honest_records_are_text_and_stand_inside_the_article() -> None:
    """Planted records are labelled 1, and each of them is a sibling of the page's own paragraphs."""
    for seed in range(12):
        planted, labels = plant_honest(PAGE, LABELS, Random(seed))
        new = [b for b, text in enumerate(planted.text) if text not in PAGE.text]
        assert new
        assert sum(labels) >= sum(LABELS) + 1
        assert all("article" in {planted.tag[e] for e in planted.ancestors(planted.owner[b])} for b in new)


@pytest.mark.parametrize("style", STYLES)
def test_another_style_changes_names_and_no_text(style: str) -> None:
    """Texts and parents stay; class words of the page are gone."""
    styled = restyle(PAGE, style, Random(3))
    assert styled.text == PAGE.text
    assert styled.parent == PAGE.parent
    assert not {"home", "post"} & {value for e in range(len(styled.tag)) for _, value in styled.labels(e)}
    assert find_features(styled).blocks.shape == find_features(PAGE).blocks.shape


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_page_in_another_script_keeps_its_blocks(script: str) -> None:
    """Letters change, blocks and their places do not."""
    other = in_script(PAGE, script)
    assert len(other.text) == len(PAGE.text)
    assert other.text[2] != PAGE.text[2]
    assert find_features(other).blocks.shape == find_features(PAGE).blocks.shape


def test_a_word_becomes_the_same_letters_everywhere() -> None:
    """What a heading shares with the title stays shared, and capitals stay capitals where the script has them."""
    assert write_in(NAMED["cyrillic"], "River river RIVER").split()[1] == write_in(NAMED["cyrillic"], "river")
    assert write_in(NAMED["cyrillic"], "RIVER").isupper()
    assert write_in(NAMED["cyrillic"], "River").istitle()
    assert " " not in write_in(NAMED["han"], "the old town")


def test_a_variant_has_a_label_for_every_block() -> None:
    """Text as written, text as varied and labels go together, and the same seed gives the same variant."""
    for seed, page_type in zip(range(40), ("article", "forum", "listing") * 14, strict=False):
        varied, written, labels = vary(PAGE, LABELS, Random(seed), page_type)
        assert len(varied.text) == len(written.text) == len(labels)
        assert vary(PAGE, LABELS, Random(seed), page_type)[0].text == varied.text


def test_pages_of_many_things_get_no_records() -> None:
    """On listings, nothing that is planted is labelled as text."""
    for seed in range(40):
        labels = vary(PAGE, LABELS, Random(seed), "listing")[2]
        assert labels.count(1.0) == LABELS.count(1.0)
