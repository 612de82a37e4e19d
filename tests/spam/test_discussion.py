"""Comments under an article."""

from __future__ import annotations

from pipeline.lines import lines_of_text
from pipeline.spam.discussion import find_comments
from pipeline.spam.view import View
from tests.spam.harbour import ARTICLE, see

POSTS = [
    "2 Comments",
    "Anne Baker",
    "May 4, 2023",
    "I was there last week.",
    "Reply",
    "Jim",
    "May 5, 2023",
    "Who pays?",
    "Reply",
]


def test_a_section_goes_from_its_heading_to_its_last_post() -> None:
    """Text behind the last post is not part of it."""
    (finding,) = find_comments(
        see(*POSTS, *["Behind the comments there is running text that has no date and no button at all."] * 6)
    )
    assert finding.lines[0] == 4
    assert 4 + len(POSTS) - 1 <= finding.lines[-1] <= 4 + len(POSTS)


def test_a_heading_alone_is_no_section() -> None:
    """An article may have a part that is called "Comments"."""
    assert list(find_comments(see("Comments", ARTICLE[0]))) == []


def test_a_forum_has_no_article_above() -> None:
    """Where the posts begin the page they are the content."""
    assert list(find_comments(View(lines_of_text("\n".join(POSTS))))) == []
