"""Titles: the headline without the site's name."""

from __future__ import annotations

import pytest

from pipeline.metadata.titles import strip_site
from tests.metadata.pages import found


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("On mills | The Miller", "On mills"),
        ("On mills - The Miller", "On mills"),
        ("The Miller – On mills", "On mills"),
        ("On mills — part two | The Miller", "On mills — part two"),
        ("Wind-mills and water-mills", "Wind-mills and water-mills"),
        ("The Miller", "The Miller"),
    ],
)
def test_the_sites_name_goes(title: str, expected: str) -> None:
    """At either end, behind any separator; never the whole title."""
    assert strip_site(title, frozenset({"the miller"})) == expected


def test_a_heading_that_markup_repeats_wins() -> None:
    """Not the first heading, which is the site's."""
    metadata = found(
        "<h1>The Miller</h1><h1>On  mills&nbsp;¶</h1>",
        "<title>On mills | The Miller</title><meta property='og:site_name' content='The Miller'>",
    )
    assert (metadata.title, metadata.title_source) == ("On mills", "h1")


def test_without_heading_markup_speaks() -> None:
    """og:title before the window's title, entities resolved, site's name off."""
    head = "<title>X &amp; Y - Example</title><meta property='og:title' content='Salt &amp;amp; Pepper | Example'>"
    metadata = found(head=head)
    assert (metadata.title, metadata.title_source) == ("Salt & Pepper", "og")
    assert found(head="<title>On mills | Some Site We Do Not Know</title>").title == "On mills"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/blog/different-types-of-wine", "The different types of wine"),
        ("https://example.org/blog/many-kinds-of-grapes", "On the many kinds of grapes"),
    ],
)
def test_the_address_decides_between_heading_and_title(url: str, expected: str) -> None:
    """Where they disagree, the one that the address was made from is the headline."""
    head = "<title>The different types of wine</title>"
    assert found("<h1>On the many kinds of grapes</h1>", head, url=url).title == expected


def test_a_label_behind_the_headline_goes() -> None:
    """Unless the address has it too."""
    head = "<title>On mills | Opinion</title>"
    assert found("<h1>On mills | Opinion</h1>", head).title == "On mills"
    assert found(head="<title>Video | On mills</title>").title == "On mills"
    url = "https://example.org/blog/on-mills-opinion"
    assert found("<h1>On mills | Opinion</h1>", head, url=url).title == "On mills | Opinion"


def test_a_slogan_is_no_title_of_a_service_page() -> None:
    """Where nothing speaks of an article, the declared title beats a heading it does not know."""
    metadata = found(
        "<h1>Your content. Your canvas.</h1>",
        "<title>Website builder | Acme</title>",
        url="https://acme.example/feature/cms",
    )
    assert metadata.title == "Website builder"


def test_capitals_are_calmed_by_markup() -> None:
    """A heading in capitals takes the case of the same words in markup."""
    assert (
        found("<h1>TIPS FOR ONLINE SUCCESS</h1>", "<title>Tips for Online Success</title>").title
        == "Tips for Online Success"
    )


def test_nothing_gives_none() -> None:
    """A page without any title has none, and no finder."""
    metadata = found()
    assert (metadata.title, metadata.title_source) == (None, None)


def test_titles_are_bounded_and_clean() -> None:
    """No control characters, at most 500 characters."""
    title = found(f"<h1>{'long ' * 1000}</h1>").title
    assert title is not None
    assert len(title) <= 500
    assert found("<h1>a&#7;b\u200bc d</h1>").title == "a b c d"
