"""The smaller fields, and that no page can put dirt into them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.metadata.site import same_site, tidy
from tests.metadata.pages import found, json_ld


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://www.example.org/a?b=1", "https://www.example.org/a?b=1"),
        ("/a", "https://www.example.org/a"),
        ("//example.org/a", "https://example.org/a"),
        ("https://m.example.org/a", "https://m.example.org/a"),
        ("https://evil.com/a", None),
        ("https://notexample.org/a", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_canonical_addresses_are_of_the_site(href: str, expected: str | None) -> None:
    """Absolute, http(s), on the page's own site; anything else is null."""
    assert found(head=f'<link rel=canonical href="{href}">').canonical_url == expected


def test_the_next_candidate_counts_where_one_is_bad() -> None:
    """og:url stands in for a canonical link that leads away."""
    head = "<link rel=canonical href='https://evil.com/'><meta property=og:url content='https://example.org/a'>"
    assert found(head=head).canonical_url == "https://example.org/a"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.co.uk/x", "https://b.co.uk/x", False),
        ("https://news.a.co.uk/x", "https://a.co.uk/", True),
        ("https://blog.a.com", "https://shop.a.com", True),
        ("https://a.com", "https://a.org", False),
        ("nonsense", "https://a.org", False),
    ],
)
def test_sites(one: str, other: str, *, same: bool) -> None:
    """Subdomains of one registrable name are one site."""
    assert same_site(one, other) is same


def test_small_fields_are_read() -> None:
    """Site name, description, image, tags, section, licence, paywall, language."""
    script = (
        '{"@type": "NewsArticle", "keywords": ["mills", "Rivers"], "articleSection": "History",'
        '"isAccessibleForFree": "False", "license": "https://creativecommons.org/licenses/by/4.0/",'
        '"image": {"url": "/mill.jpg"}, "publisher": {"name": "The Miller"}}'
    )
    head = "<meta name=description content='All &amp;amp; more'><meta name=keywords content='MILLS, water'>" + json_ld(
        script
    )
    metadata = found(head=head, lang="en-GB")
    assert metadata.site_name == "The Miller"
    assert metadata.description == "All & more"
    assert metadata.image == "https://www.example.org/mill.jpg"
    assert metadata.tags == ("mills", "Rivers", "water")
    assert metadata.section == "History"
    assert metadata.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert metadata.is_free is False
    assert metadata.language_declared == "en"


def test_an_address_is_no_name_of_a_site() -> None:
    """The next candidate counts."""
    head = "<meta property=og:site_name content='https://www.example.org'>"
    assert found(head=head + "<meta name=application-name content='The Miller'>").site_name == "The Miller"


def test_a_licence_link_in_the_text_counts() -> None:
    """rel=license on any link."""
    assert found("<a rel='license noopener' href='https://cc.org/by'>CC</a>").licence == "https://cc.org/by"


def test_a_bare_page_has_nulls() -> None:
    """What is not declared is null or empty."""
    metadata = found(lang="", url=None)
    fields = (
        "canonical_url",
        "image",
        "licence",
        "is_free",
        "language_declared",
        "site_name",
        "description",
        "section",
    )
    assert [getattr(metadata, name) for name in fields] == [None] * len(fields)
    assert metadata.tags == ()


def test_broken_characters_in_json_do_not_pass() -> None:
    """Lone surrogates, controls and zero-width characters are written in JSON as escapes; no field keeps them."""
    dirt = "\\ud800\\u0000\\u200b"
    script = (
        f'{{"@type": "Article", "headline": "On{dirt} mills", "author": [{{"name": "Ann{dirt} Lee"}}],'
        f'"keywords": "a{dirt}", "articleSection": "{dirt}b", "description": "c{dirt}",'
        f'"datePublished": "2025-07-20{dirt}"}}'
    )
    metadata = found("<h1>x</h1>", json_ld(script))
    texts = (
        metadata.title,
        *metadata.authors,
        *metadata.tags,
        metadata.section,
        metadata.description,
        metadata.published_raw,
    )
    assert metadata.authors == ("Ann Lee",)
    for text in texts:
        assert text is not None
        text.encode("utf-8")
        assert text.isprintable()


@given(st.text(max_size=80))
@settings(max_examples=100)
def test_values_are_tidy_whatever_the_page_says(text: str) -> None:
    """No control character, no lone surrogate, no double blank, never too long."""
    value = tidy(text * 3, 100)
    if value is not None:
        value.encode("utf-8")
        assert len(value) <= 100
        assert "  " not in value
        assert not any(unicodedata.category(char) == "Cc" for char in value)


@given(st.text(st.sampled_from("<>/='\" abchtmlmetaonpry:@{}[],2025-07\n&;"), max_size=300))
@settings(max_examples=100)
def test_no_page_breaks_the_finders(markup: str) -> None:
    """Broken markup and broken JSON never raise."""
    found(markup, head=json_ld(markup) + f"<meta name=author content='{markup}'><meta name=date content='{markup}'>")
