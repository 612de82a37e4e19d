"""Honest records for training: content that has the shape of farm spam."""

from __future__ import annotations

from random import Random

import pytest

pytest.importorskip("faker", reason="the fixtures extra is not installed")

from training.generated import load_generated
from training.honest import KINDS, LOCALES, Phrases, Writer, honest_html
from training.honest.values import label_table
from training.sources import parse
from training.splice import parse_snippet
from training.truth import label_blocks

PHRASES = Phrases(["The river rose again last night, and the bridge stayed closed. Nobody was hurt in the old town."])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_written_in_every_locale(kind: str) -> None:
    """A record has visible text in each locale, and the same seed gives the same record."""
    for locale in LOCALES:
        html = honest_html(Writer(Random(5), locale, PHRASES), kind)
        assert parse_snippet(html).text
        assert html == honest_html(Writer(Random(5), locale, PHRASES), kind)


def test_labels_are_known_in_every_language_of_the_locales() -> None:
    """No language falls back to English, and no label is empty."""
    languages = {locale[:2] for locale in LOCALES}
    for field, (_, labels) in label_table().items():
        assert languages <= set(labels), field
        assert all(labels.values()), field


def test_phrases_of_a_page_without_sentences_are_still_there() -> None:
    """A page of single words gives spare sentences."""
    assert Phrases(["Home", ""]).sentence(Random(1))


def test_pages_of_records_keep_them_in_their_truth() -> None:
    """Nearly all blocks of a record page that its truth holds are labelled as text."""
    for sample in load_generated(0, 12, 3):
        page = parse(sample)
        labels = label_blocks(page.text, sample.truth)
        lines = set(sample.truth.split("\n"))
        own = [label for text, label in zip(page.text, labels, strict=True) if set(text.split("\n")) <= lines]
        assert sum(own) / len(own) > 0.8
