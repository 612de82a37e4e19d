"""Headings of invented profiles."""

from __future__ import annotations

from pipeline.spam.record_headings import is_introduced, with_heading
from tests.spam.harbour import see


def test_a_heading_that_speaks_of_an_author_belongs_to_the_record() -> None:
    """The line "Detail Author:" goes with the lines under it, and counts as an introduction."""
    view = see("Detail Author:", "Name: Bette Crona", "Username: bcrona")
    first = view.text.index("Name: Bette Crona")
    assert with_heading(view, first, first + 2) == [first - 1, first, first + 1]
    assert is_introduced(view, first)


def test_a_by_line_of_the_page_introduces_no_record() -> None:
    """The line "By Helen Marsh" over the facts of a page says who wrote it."""
    view = see("By Helen Marsh", "Phone: 555-0101")
    assert not is_introduced(view, view.text.index("Phone: 555-0101"))
