"""The rule scorer."""

from __future__ import annotations

import pytest

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.content.rules import score_by_rules

SENTENCE = "The river rose again last night, and the bridge to the old town stayed closed until the morning. "

ARTICLE = f"""<html><body>
<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article class="post"><h1>River rises</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p>
<h2>What next</h2><p>{SENTENCE}</p></article>
<div class="sidebar"><p><a href="/a">A story about something else entirely</a></p></div>
<footer><p>© 2025 The Daily River. All rights reserved.</p></footer></body></html>"""


def kept_texts(html: str) -> list[str]:
    """Texts that the rules keep."""
    page = segment(html, Limits())
    return [page.text[b] for b in score_by_rules(page).kept()]


def test_paragraphs_of_the_article_stay_and_layout_goes() -> None:
    """Paragraphs and headings in the article stay; menu, side column and footer go."""
    kept = kept_texts(ARTICLE)
    assert [text.split()[0] for text in kept if text.startswith("The river")] == ["The"] * 3
    assert "What next" in kept
    assert not [text for text in kept if text in ("Home", "News") or "Daily" in text or "else" in text]


@pytest.mark.parametrize("tag", ["nav", "footer", "aside"])
def test_a_side_tag_weighs_against_the_same_paragraph(tag: str) -> None:
    """The same paragraph scores lower inside a tag for side matter than beside it."""
    page = segment(f"<body><p>{SENTENCE}</p><{tag}><p>{SENTENCE}</p></{tag}></body>", Limits())
    outside, inside = score_by_rules(page).probability
    assert inside < outside


def test_links_weigh_against_a_block() -> None:
    """A paragraph that is one link scores lower than the same words without a link."""
    page = segment(f'<body><div><p>{SENTENCE}</p></div><div><p><a href="/x">{SENTENCE}</a></p></div></body>', Limits())
    plain, linked = score_by_rules(page).probability
    assert linked < plain


@pytest.mark.parametrize("html", ["", "<p></p>", "bare words", "<p>x"])
def test_odd_pages_give_one_finite_probability_a_block(html: str) -> None:
    """Pages without blocks or elements are scored too."""
    page = segment(html, Limits())
    scores = score_by_rules(page)
    assert len(scores.probability) == len(page)
    assert all(0.0 <= p <= 1.0 for p in scores.probability)
