"""Authors: where names are found, and from where they are never taken."""

from __future__ import annotations

import pytest

from tests.metadata.pages import found, json_ld

HEADLINE = "<h1>On mills</h1>"
TWITTER_CARD = "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ann Lee'>"


@pytest.mark.parametrize(
    ("head", "body", "source"),
    [
        (json_ld('{"@type": "BlogPosting", "author": {"@type": "Person", "name": "Ann Lee"}}'), HEADLINE, "json_ld"),
        (json_ld('{"@type": "Article", "author": ["Ann Lee"]}'), HEADLINE, "json_ld"),
        ("<meta name='author' content='Ann Lee'>", HEADLINE, "meta"),
        (TWITTER_CARD, HEADLINE, "meta"),
        ("<meta name='citation_author' content='Lee, Ann'>", HEADLINE, "meta"),
        ("", HEADLINE + "<div itemprop=author itemscope><img><span itemprop=name>Ann Lee</span></div>", "microdata"),
        ("", HEADLINE + "<p>By <a rel=author href=/x>Ann Lee</a></p>", "rel_author"),
        ("", HEADLINE + "<p><a href='/author/ann-lee'>Ann Lee</a></p>", "author_link"),
        ("", HEADLINE + "<div class='post-byline'><span>By</span> <b>Ann Lee</b> <i>3 May 2025</i></div>", "class"),
        ("", HEADLINE + "<p>03/01/2017 by Ann Lee</p>", "byline"),
        ("", HEADLINE + "<p>Von Ann Lee</p>", "byline"),
        ("", HEADLINE + "<p>Written by</p><p>Ann Lee</p>", "byline"),
        ("", HEADLINE + "<p>May 3, 2025 • Ann Lee</p>", "name"),
        ("", HEADLINE + "<p>x</p>" * 20 + "<p>Posted by Ann Lee at 11:15</p>", "signature"),
    ],
)  # fmt: skip
def test_every_finder_finds(head: str, body: str, source: str) -> None:
    """Each way of signing is read, and named."""
    metadata = found(body, head)
    assert (metadata.authors, metadata.author_source) == (("Ann Lee",), source)


def test_several_authors_keep_their_order() -> None:
    """Each once."""
    script = '{"@type": "Article", "author": [{"name": "Bob Ray"}, {"name": "Ann Lee"}, {"name": "bob ray"}]}'
    assert found(HEADLINE, json_ld(script)).authors == ("Bob Ray", "Ann Lee")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (json_ld('{"@type": "Article", "author": {"@type": "Organization", "name": "Ann Lee Media"}}'), HEADLINE),
        (json_ld('{"@type": "Article", "author": {"@type": "Person", "name": "admin"}}'), HEADLINE),
        (json_ld('{"@type": "Article", "author": {"name": "Editorial Team"}}'), HEADLINE),
        ("<meta name=author content='The Miller'><meta property=og:site_name content='The Miller'>", HEADLINE),
        ("<meta name=author content='https://facebook.com/annlee'>", HEADLINE),
        ("<meta name=author content='ann@example.org'>", HEADLINE),
        ("", HEADLINE + "<aside><a rel=author href=/x>Al Other</a></aside>"),
        ("", HEADLINE + "<ol class='comment-list'><li><span class='comment-author'>Al Other</span> says:</li></ol>"),
        (
            "",
            HEADLINE + "<div class='related-posts'><div class='card'><span class='author'>Al Other</span></div></div>",
        ),
        (
            "",
            HEADLINE
            + "<p>x</p>" * 5
            + "<h2>More</h2>"
            + "<span class=author>Al Other</span><p>y</p><span class=author>Ed Else</span>",
        ),
        ("", HEADLINE + "<p>By the river stood a mill</p>"),
        ("", HEADLINE + "<p class='byline'>Reviewed in May</p>"),
    ],
)
def test_rather_none_than_a_wrong_one(head: str, body: str) -> None:
    """Sites, teams, roles, addresses, commenters and authors of other articles are refused."""
    metadata = found(body, head)
    assert (metadata.authors, metadata.author_source) == ((), None)


def test_names_in_removed_profiles_are_refused() -> None:
    """A name that occurs only in blocks removed as spam is no author."""
    body = HEADLINE + "<div class='author-box'>Ann Lee</div><p>Written by Ann Lee</p>"
    assert found(body).authors == ("Ann Lee",)
    assert found(body, spam={1, 2}).authors == ()
    declared = json_ld('{"@type": "Article", "author": {"name": "Ann Lee"}}')
    assert found(body, declared, spam={1, 2}).authors == ()
    assert found(HEADLINE, declared).authors == ("Ann Lee",)


@pytest.mark.parametrize("url", ["https://www.example.org/", "https://example.org"])
def test_home_pages_have_no_author(url: str) -> None:
    """The first card's author is not the page's."""
    assert found(HEADLINE + "<p>By Ann Lee</p>", url=url).authors == ()


def test_products_have_no_author() -> None:
    """A shop's page is not written by its reviewers."""
    assert found("<h1>Mill</h1><p>By Ann Lee</p>", json_ld('{"@type": "Product", "name": "Mill"}')).authors == ()


def test_a_thread_is_by_its_first_poster() -> None:
    """Handles stand for names on forums, and the first post's counts."""
    post = "<div class='postprofile'><a class='username'>{}</a></div><p>text of the post</p>"
    body = "<h1>How do mills work?</h1>" + post.format("miller_42") + post.format("rivergirl")
    metadata = found(body, url="https://forum.example.org/viewtopic.php?t=5")
    assert metadata.authors == ("miller_42",)
