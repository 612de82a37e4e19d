"""Planting snippets in parsed pages."""

from __future__ import annotations

from random import Random

import pytest

pytest.importorskip("faker", reason="the fixtures extra is not installed")

from pipeline.blocks import Page, segment
from pipeline.config import Limits
from pipeline.content.features import find_features
from training.splice import blocks_until, parse_snippet, splice
from training.variants import SCRIPTS, in_script, plant

SENTENCE = "The river rose again last night, and the bridge to the old town stayed closed until the morning. "
HTML = (
    f"<body><nav><a href='/'>Home</a></nav><article><h1>Rises</h1><p>{SENTENCE}</p><p>{SENTENCE * 2}</p></article>"
    "<footer>End</footer></body>"
)


def check_whole(page: Page) -> None:
    """Every block's text is that of its pieces, inside its owner; parents come first."""
    for b, text in enumerate(page.text):
        first, last = page.first_piece[b], page.last_piece[b]
        assert "".join(page.pieces[first:last]).split() == text.split()
        assert page.piece_from[page.owner[b]] <= first <= last <= page.piece_to[page.owner[b]]
    assert all(parent < e for e, parent in enumerate(page.parent))


def test_a_snippet_goes_behind_its_anchor_as_a_sibling() -> None:
    """The snippet's blocks follow the anchor; the rest of the page is as it was."""
    page = segment(HTML, Limits())
    joined = splice(page, parse_snippet("<div><p>Read also: <a href='/x'>more</a></p></div><p>two</p>"), 2)
    assert joined.text == [*page.text[:3], "Read also: more", "two", *page.text[3:]]
    assert blocks_until(page, 2) == 3
    check_whole(joined)
    assert joined.tag[joined.parent[joined.owner[4]]] == "article"


def test_planted_blocks_are_labelled_zero_and_nothing_else_changes() -> None:
    """Labels of the page's own blocks stay with them, whatever is planted."""
    page = segment(HTML, Limits())
    labels = [0.0, 1.0, 1.0, 1.0, 0.0]
    for seed in range(8):
        planted, new = plant(page, labels, Random(seed), forum=False)
        assert len(planted.text) == len(new) > len(labels)
        assert [text for text, label in zip(planted.text, new, strict=True) if label] == page.text[1:4]
        check_whole(planted)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_page_in_another_script_keeps_its_blocks(script: str) -> None:
    """Letters change, blocks and their places do not."""
    page = segment(HTML, Limits())
    other = in_script(page, script)
    assert len(other.text) == len(page.text)
    assert other.text[2] != page.text[2]
    assert find_features(other).blocks.shape == find_features(page).blocks.shape
