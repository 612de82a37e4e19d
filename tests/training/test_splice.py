"""Planting snippets in parsed pages."""

from __future__ import annotations

import pytest

pytest.importorskip("faker", reason="the fixtures extra is not installed")

from pipeline.blocks import Page, segment
from pipeline.config import Limits
from training.splice import blocks_from, blocks_until, parse_snippet, splice

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


def test_a_snippet_goes_before_its_anchor_as_a_sibling() -> None:
    """The snippet's blocks come before the anchor's element; the rest of the page is as it was."""
    page = segment(HTML, Limits())
    joined = splice(page, parse_snippet("<div><p>one</p></div><p>two</p>"), 2, before=True)
    assert joined.text == [*page.text[:2], "one", "two", *page.text[2:]]
    assert blocks_from(page, 2) == 2
    check_whole(joined)
    assert joined.tag[joined.parent[joined.owner[3]]] == "article"
