"""Dates: published and modified apart, none rather than a wrong one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.metadata.pages import found, json_ld

HEADLINE = "<h1>On mills</h1>"
DAY = date(2025, 7, 20)


@pytest.mark.parametrize(
    ("head", "body", "source"),
    [
        (json_ld('{"@type": "Article", "datePublished": "2025-07-20T10:00:00Z"}'), "", "json_ld"),
        ("<meta property='article:published_time' content='2025-07-20T10:00:00Z'>", "", "meta"),
        ("<meta name='DC.date.issued' content='2025-07-20'>", "", "meta"),
        ("", "<meta itemprop=datePublished content='2025-07-20'>", "meta"),
        ("", "<span itemprop=datePublished datetime='2025-07-20'>last summer</span>", "microdata"),
        ("", "<p><time datetime='2025-07-20'>July</time></p>", "time"),
        ("", "<div class='entry-date'>July 20, 2025</div>", "class"),
        ("", "<p>by Ann Lee – 20 July 2025</p>", "headline"),
        ("", "<p>x</p>" * 20 + "<p>Published on: 20 July 2025</p>", "label"),
        ("", "<p>x</p>" * 20 + "<p>Published</p><p>20 July 2025</p>", "label"),
        ("", "<p>x</p>" * 20 + "<div class=sidebar><p>Published</p><p>20 July 2025</p></div>", "label"),
        ("", "<article><footer>Submitted on 20 July 2025</footer></article>", "headline"),
    ],
)
def test_every_finder_finds(head: str, body: str, source: str) -> None:
    """Each way of dating is read, and named; the raw string comes along."""
    metadata = found(HEADLINE + body, head)
    assert (metadata.published, metadata.date_source) == (DAY, source)
    assert metadata.published_raw


def test_the_address_is_the_last_resort() -> None:
    """/2025/07/20/ dates a page that says nothing else."""
    metadata = found(HEADLINE, url="https://example.org/2025/07/20/on-mills")
    assert (metadata.published, metadata.date_source) == (DAY, "url")


@pytest.mark.parametrize(
    "body",
    [
        "<p>Updated July 20, 2025</p>",
        "<p>Last updated</p><p>July 20, 2025</p>",
        "<p>© 20.07.2025 The Miller</p>",
        "<ol class=comments><li><time datetime=2025-07-20>July 20</time></li></ol>",
        "<div class='related'><time class=published datetime=2025-07-20>July 20</time></div>",
        "<footer>July 20, 2025</footer>",
        "<p><time datetime='2031-01-01'>soon</time></p>",
        "<p>The mill burned down on 20 July 1825.</p>",
        "<p>3 days ago</p>",
        "<p><b>Miller77</b><br>Joined: 20 July 2025<br>Posts: 12</p>",
        "<p>Сергей77<br>Регистрация: 20.07.2025<br>Сообщений: 245</p>",
        "<p>Mitglied seit 20.07.2025</p>",
        "<span class=updated>2025-07-20</span>",
        "<p>x</p>" * 20 + "<div class=sidebar><p>Posted July 20, 2025</p><p>Posted July 21, 2025</p></div>",
        "<p>注册时间：2025年7月20日</p>",
    ],
)
def test_rather_none_than_a_wrong_one(body: str) -> None:
    """Changes, copyright, comments, cards, footers, members' first visits, the future and the far past date nothing."""
    assert found(HEADLINE + body).published is None


def test_never_after_the_fetch() -> None:
    """A day later is allowed (time zones), two are not."""
    assert found(head="<meta name=date content='2026-03-02'>").published == date(2026, 3, 2)
    assert found(head="<meta name=date content='2026-03-03'>").published is None


def test_markup_may_date_old_newspapers() -> None:
    """Before 1990 only declared days count."""
    assert found(head="<meta name=dc.date content='1898-01-13'>").published == date(1898, 1, 13)
    assert found(HEADLINE + "<p>January 13, 1898</p>").published is None


def test_modified_is_kept_apart() -> None:
    """Both days, each with its raw string."""
    script = '{"@type": "Article", "datePublished": "2025-07-20", "dateModified": "2025-08-01T00:00:00Z"}'
    metadata = found(HEADLINE, json_ld(script))
    assert (metadata.published, metadata.modified) == (DAY, date(2025, 8, 1))
    assert metadata.modified_raw == "2025-08-01T00:00:00Z"


def test_microdata_may_tell_the_change() -> None:
    """`<time itemprop=dateModified>` anywhere in the page."""
    assert found("<p><time itemprop='dateModified' datetime='2025-07-20'>x</time></p>").modified == DAY


@pytest.mark.parametrize("body", ["<p>Updated July 20, 2025</p>", "<p>Last updated:</p><p>20 July 2025</p>"])
def test_a_change_may_be_said_near_the_headline(body: str) -> None:
    """Where markup declares none; it is never taken for the publication."""
    metadata = found(HEADLINE + body)
    assert (metadata.published, metadata.modified) == (None, DAY)


def test_a_move_of_the_site_is_no_publication() -> None:
    """Where markup gives one day for both, an earlier day under the headline is the true one."""
    script = '{"@type": "Article", "datePublished": "2025-08-01", "dateModified": "2025-08-01"}'
    assert found(HEADLINE + "<p>20 July 2025</p>", json_ld(script)).published == DAY


def test_an_earlier_day_under_the_headline_wins() -> None:
    """Articles that moved keep it in `<time>`; a later one there is a change."""
    head = "<meta property='article:published_time' content='2025-07-30'>"
    assert found(HEADLINE + "<time datetime='2025-07-20'>20 July</time>", head).published == DAY
    assert found(HEADLINE + "<time datetime='2025-08-20'>20 August</time>", head).published == date(2025, 7, 30)


def test_a_class_may_mark_a_change() -> None:
    """The class `updated` of microformats is the change's, unless the same element is the publication's too."""
    assert found(HEADLINE + "<span class=updated>2025-07-20</span>").modified == DAY
    assert found(HEADLINE + "<time class='published updated' datetime='2025-07-20'>x</time>").published == DAY


def test_a_line_with_both_days_gives_the_first() -> None:
    """A line may name the change behind the publication."""
    assert found(HEADLINE + "<p>July 20, 2025 - Updated August 1, 2025</p>").published == DAY


def test_spam_dates_nothing() -> None:
    """Days inside removed blocks are not the page's."""
    body = HEADLINE + "<p>20 July 2025</p>"
    assert found(body).published == DAY
    assert found(body, spam={1}).published is None


def test_without_a_time_of_fetch_today_decides_nothing() -> None:
    """A page of next year gives the record that it will give next year."""
    head = "<meta name=date content='2087-03-02'>"
    assert found(head=head, fetched=None).published == date(2087, 3, 2)
    assert found(head="<meta name=date content='9087-03-02'>", fetched=None).published is None


def test_a_declared_change_bounds_what_is_seen() -> None:
    """What stands under the headline and lies behind the last change is an event, no publication."""
    head = "<meta property='article:modified_time' content='2025-07-20'>"
    assert found(HEADLINE + "<p>5 August 2025</p>", head, fetched=None).published is None
    assert found(HEADLINE + "<p>5 July 2025</p>", head, fetched=None).published == date(2025, 7, 5)


def test_the_address_has_the_day_of_the_sites_clock() -> None:
    """Markup in UTC may be a day off; an address that is further away speaks of something else."""
    head = "<meta property='article:published_time' content='2025-07-21T02:41:00+00:00'>"
    assert found(head=head, url="https://example.org/2025/07/20/on-mills").published == DAY
    assert found(head=head, url="https://example.org/2025/07/10/on-mills").published == date(2025, 7, 21)


def test_a_threads_day_may_stand_above_its_headline() -> None:
    """Some forums set the headline into the first post, under its day and its author."""
    post = "<h2>#1 2025-07-20 15:14:37</h2><p>miller7</p><p>Member</p><p>Posts: 4</p>"
    answer = "<h2>#2 2025-07-21 08:00:00</h2>"
    page = found(
        post + "<h3>On mills</h3>" + answer, "<title>On mills / Forums</title>", url="https://bbs.example.org/t/1"
    )
    assert (page.published, page.date_source) == (DAY, "first_post")


@pytest.mark.parametrize(
    "line",
    [
        "This page was last edited on 20 July 2025, at 10:00.",
        "Page last modified July 20, 2025",
        "Zuletzt aktualisiert am 20. Juli 2025",
        "Dernière mise à jour : 20 juillet 2025",
        "Última actualización: 20 de julio de 2025",
        "Последнее обновление: 20 июля 2025",
        "最終更新: 2025年7月20日",
    ],
)
def test_a_label_anywhere_tells_the_change(line: str) -> None:
    """Wikis and public offices say it in the footer."""
    assert found(HEADLINE + "<p>filler</p>" * 30 + f"<footer>{line}</footer>").modified == DAY


def test_a_comments_change_is_not_the_pages() -> None:
    """The words "Last edited by …" stand under posts and comments."""
    comment = "<p>Last edited by miller7 on July 20, 2025</p>"
    assert found(HEADLINE + "<p>filler</p>" * 30 + comment).modified is None
