"""Titles: the headline without the site's name."""

from __future__ import annotations

import pytest

from pipeline.metadata.title_parts import clean_title, cuts_of, strip_site, without_host, without_topic_label
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


def test_an_address_that_is_the_heading_names_it() -> None:
    """Of a short heading and a slogan in the window's title, the one that the address spells out word by word."""
    head = "<title>Hiking Boots: Shop Boots for Walks | Some Shop</title>"
    assert found("<h1>Hiking Boots</h1>", head, url="https://example.org/c/hiking-boots").title == "Hiking Boots"
    other = found("<h1>Hiking Boots</h1>", head, url="https://example.org/c/0815")
    assert other.title == "Hiking Boots: Shop Boots for Walks"


def test_one_word_of_the_address_names_nothing() -> None:
    """The address "/houston" may be a list of trails near Houston."""
    head = "<title>Bicycle Trails near Houston</title>"
    page = found("<h1>Houston</h1>", head, url="https://example.org/directory/houston")
    assert page.title == "Bicycle Trails near Houston"


def test_markup_knows_separators_that_a_heading_shows_by_looks() -> None:
    """A badge before the headline is no part of its first sentence."""
    head = "<title>Question - How do mills turn? | Forum</title>"
    assert found("<h1><span>Question</span> How do mills turn?</h1>", head).title == "Question - How do mills turn?"


def test_a_window_title_may_end_in_the_headline() -> None:
    """Where other markup repeats the heading, it is not taken for the site's name."""
    head = "<title>grain - How do mills turn? - Ask</title><meta property='og:title' content='How do mills turn?'>"
    assert found("<h1>How do mills turn?</h1><h1>Grain</h1>", head).title == "How do mills turn?"


def test_buttons_are_no_part_of_a_heading() -> None:
    """Documentation has them to copy an address."""
    assert found("<h1>Crate <b>mills</b> <button>Copy item path</button></h1>").title == "Crate mills"


def test_soft_hyphens_go() -> None:
    """They say where a line may break, and are in no word."""
    assert found("<h1>Wind&shy;mill repairs</h1>").title == "Windmill repairs"


def test_a_page_named_like_its_site_has_that_title() -> None:
    """Rather the site's name than nothing."""
    head = "<title>The Miller</title><meta property='og:site_name' content='The Miller'>"
    assert found(head=head).title == "The Miller"


def test_a_heading_that_is_the_whole_declared_title_is_not_cut() -> None:
    """What looks like a slogan behind a separator belongs to it when the heading has it too."""
    page = found("<h1>Mills / Dams of 2026</h1>", "<title>Mills / Dams of 2026</title>", url="https://example.org/x")
    assert page.title == "Mills / Dams of 2026"


@pytest.mark.parametrize(
    "title",
    [
        "The Miller • View topic - On mills: a guide",
        "Foren-Übersicht - Thema anzeigen - On mills: a guide",
        "View topic - On mills: a guide",
        "Мельница • Просмотр темы - On mills: a guide",
    ],
)
def test_a_forums_label_goes(title: str) -> None:
    """The board's name and "View topic", in any of its languages, are not what the topic is called."""
    assert without_topic_label(title) == "On mills: a guide"
    assert without_topic_label("A view topic on mills") == "A view topic on mills"


def test_the_name_of_the_software_goes() -> None:
    """Behind a separator at the end; not as a part of a sentence."""
    assert clean_title("On mills - Powered by Discuz!") == "On mills"
    assert clean_title("Mills powered by water") == "Mills powered by water"


def test_scripts_without_blanks_have_separators_without_blanks() -> None:
    """A dash or an underscore between two Han letters parts a title from its site; between Latin ones it does not."""
    assert cuts_of("老磨坊重新开放_新闻_磨坊网") == ((7, 8), (10, 11))
    assert cuts_of("water_mill-wheel") == ()
    assert (
        found("<h1>老磨坊重新开放</h1>", "<title>老磨坊重新开放--新闻--磨坊网</title>", lang="zh").title_source == "h1"
    )
    assert found(head="<title>关于老磨坊保护的通知-市文化局</title>", lang="zh").title == "关于老磨坊保护的通知"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Mill stones: Shop.example.org: Tools", "Mill stones"),
        ("Mill stones [shop.example.org]", "Mill stones"),
        ("Why shop.example.org left the mills", "Why shop.example.org left the mills"),
        ("shop.example.org: mill stones", "shop.example.org: mill stones"),
    ],
)
def test_the_hosts_name_goes_behind_punctuation(title: str, expected: str) -> None:
    """Shops set it behind the product, and their departments behind it."""
    assert without_host(title, "shop.example.org") == expected


def test_what_only_screen_readers_say_is_no_part_of_a_heading() -> None:
    """A label before the name; where there is nothing else, it is the heading."""
    assert found("<h1><span class='visually-hidden'>Collection: </span>Flour</h1>").title == "Flour"
    assert found("<h1><span class='sr-only'>Flour</span></h1>").title == "Flour"


def test_a_day_in_a_heading_is_no_part_of_a_declared_title() -> None:
    """Small blogs set it into the heading; without a declared title beside it, it stays."""
    heading = "<h1>Dec 18 2025 On mill stones</h1>"
    assert found(heading, "<title>On mill stones | The Miller</title>").title == "On mill stones"
    assert found(heading).title == "Dec 18 2025 On mill stones"


def test_a_title_that_all_pages_share_gives_way() -> None:
    """Where og:title says nothing of the address and the window's title most of it."""
    head = "<meta property='og:title' content='Grind better, together'><title>Trending water mills - Mills</title>"
    page = found(head=head, url="https://example.org/trending-water-mills")
    assert (page.title, page.title_source) == ("Trending water mills", "title")
