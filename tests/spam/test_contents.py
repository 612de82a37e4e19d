"""Tables of contents."""

from __future__ import annotations

from pipeline.spam.contents import find_orphan_contents
from tests.spam.harbour import ARTICLE, see


def test_a_heading_with_nothing_under_it_is_orphaned() -> None:
    """The heading alone is found when another heading with text follows at once."""
    (finding,) = find_orphan_contents(see("Table of Contents", "How the ferry left", ARTICLE[1]))
    assert finding.lines == [4]
    assert finding.evidence["nothing_under"] == 1


def test_entries_that_come_back_as_headings_belong_to_it() -> None:
    """Numbered entries are compared without their numbers."""
    heads = ["How the ferry left", "Who stayed", "What comes next"]
    body = [row for head in heads for row in (head, ARTICLE[1])]
    (finding,) = find_orphan_contents(
        see("Table of Contents", *(f"{n}. {head}" for n, head in enumerate(heads, 1)), *body)
    )
    assert finding.lines == [4, 5, 6, 7]


def test_a_list_of_its_own_is_left() -> None:
    """Contents that the page does not repeat stay, and so does a page about tables of contents."""
    assert all(
        f.score() < 0.5 for f in find_orphan_contents(see("Contents", "One red box", "Two blue ribbons", "A card"))
    )
    assert all(
        f.score() < 0.5
        for f in find_orphan_contents(see("Table of contents", "A table of contents is a promise. " * 3))
    )
