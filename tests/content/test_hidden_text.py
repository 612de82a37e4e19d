"""Text outside the visible page."""

from __future__ import annotations

import json

import pytest

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.content.hidden_text import HiddenText, find_hidden_text

SENTENCE = "The lighthouse keeper counted forty herons on the breakwater before the first ferry came in. "
BODY = SENTENCE * 4 + "\n\n" + SENTENCE * 3


def find(html: str, kept_words: int = 0) -> HiddenText | None:
    """Parse and look."""
    return find_hidden_text(segment(html, Limits()), kept_words)


def script(value: object, kind: str = "application/ld+json") -> str:
    """A page with one script and next to nothing visible."""
    return f'<html><head><script type="{kind}">{json.dumps(value)}</script></head><body><p>Loading</p></body></html>'


def test_article_body_of_a_thin_page_is_its_text() -> None:
    """A page that shows nothing but carries articleBody gives its paragraphs."""
    found = find(script({"@type": "NewsArticle", "articleBody": BODY}))
    assert found is not None
    assert (len(found.paragraphs), found.source) == (2, "json_ld")
    assert found.paragraphs[0] == (SENTENCE * 4).strip()


def test_a_graph_is_searched_and_markup_in_strings_is_parsed() -> None:
    """Nested nodes count; tags inside the string make paragraphs."""
    body = f"<p>{SENTENCE * 3}</p><p>{SENTENCE}</p>"
    found = find(script({"@graph": [{"@type": "WebSite"}, {"@type": ["Product"], "description": body}]}))
    assert found is not None
    assert [len(p) for p in found.paragraphs] == [len((SENTENCE * 3).strip()), len(SENTENCE.strip())]


def test_the_state_of_an_app_gives_the_place_with_most_prose() -> None:
    """Paragraphs of the article are taken, strings elsewhere in the state are not."""
    state = {"props": {"article": {"blocks": [{"t": SENTENCE * 2}, {"t": SENTENCE * 3}]}, "footer": {"note": SENTENCE}}}
    found = find(script(state, "application/json"))
    assert found is not None
    assert found.source == "app_state"
    assert found.paragraphs == ((SENTENCE * 2).strip(), (SENTENCE * 3).strip())


def test_an_assigned_state_is_read() -> None:
    """`window.__STATE__ = {…};` is JSON behind an assignment."""
    html = f"<script>window.__STATE__ = {json.dumps({'body': BODY})};</script><p>Loading</p>"
    found = find(html)
    assert found is not None
    assert len(found.paragraphs) == 2


@pytest.mark.parametrize(
    ("html", "kept_words"),
    [
        (script({"@type": "NewsArticle", "articleBody": BODY}), 100),
        (script({"@type": "NewsArticle", "articleBody": "Too short to be a text."}), 0),
        (script({"@type": "WebSite", "description": BODY}), 0),
        (script({"@type": "NewsArticle", "articleBody": BODY}).replace("Loading", BODY), 0),
        ("<p>nothing hidden</p>", 0),
        (script(["[" * 10]), 0),
    ],
    ids=["dom not thin", "short", "not a text", "visible anyway", "no script", "no objects"],
)
def test_other_pages_have_none(html: str, kept_words: int) -> None:
    """A page that shows its text, or carries none, has no hidden text."""
    assert find(html, kept_words) is None


@pytest.mark.parametrize("raw", ['{"a":' * 5000, "{" + '"articleBody":"x' * 50, "[1,2", "\x00", '{"articleBody": 5}'])
def test_broken_json_is_no_text_and_no_error(raw: str) -> None:
    """Deep, cut off or mistyped JSON gives nothing."""
    assert find(f'<script type="application/ld+json">{raw}</script><p>x</p>') is None
