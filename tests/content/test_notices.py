"""Notices to readers whose browser runs no scripts."""

from __future__ import annotations

import json

import pytest

from pipeline import Article, Dropped, RawPage, clean_page
from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.content.notices import find_script_notices

NOTICES = (
    "You need to enable JavaScript to run this app.",
    "Bitte aktivieren Sie JavaScript in Ihrem Browser.",
    "Для работы сайта включите JavaScript.",
    "このサイトを利用するにはJavaScriptを有効にしてください。",
)
BODY = " ".join(["Honeybees tell each other where flowers are by dancing, and the angle gives the direction."] * 4)


def notices_of(body: str) -> list[str]:
    """Texts of the notices of a page."""
    page = segment(f"<html><body>{body}</body></html>", Limits())
    return [page.text[b] for b in find_script_notices(page)]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_is_found_in_any_language(notice: str) -> None:
    """The word JavaScript inside noscript is enough, whatever the language and the tags around it."""
    assert notices_of(f"<div id=root></div><noscript><div><p>{notice}</p></div></noscript>") == [notice]


def test_text_in_noscript_and_text_about_javascript_stay() -> None:
    """An article inside noscript is no notice, and neither is a paragraph about JavaScript."""
    assert notices_of(f"<noscript><p>{BODY}</p></noscript><p>JavaScript was written in ten days in 1995.</p>") == []


def test_an_empty_shell_has_no_content() -> None:
    """A page that shows nothing but the notice is dropped, not taken for an article of eight words."""
    page = f"<html><body><div id=root></div><noscript>{NOTICES[0]}</noscript></body></html>"
    outcome = clean_page(RawPage(url=None, body=page.encode()))
    assert isinstance(outcome, Dropped)
    assert outcome.reason.value == "no_content"


def test_text_of_a_script_stands_alone() -> None:
    """Where the text comes from JSON-LD, the notice is not its first paragraph."""
    data = json.dumps({"@type": "NewsArticle", "headline": "Why bees dance", "articleBody": BODY})
    page = (
        f"<html><head><script type='application/ld+json'>{data}</script></head>"
        f"<body><noscript>{NOTICES[0]}</noscript></body></html>"
    )
    outcome = clean_page(RawPage(url=None, body=page.encode()))
    assert isinstance(outcome, Article)
    assert outcome.text == BODY
