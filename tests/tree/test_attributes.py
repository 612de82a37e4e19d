"""Attributes of elements."""

from __future__ import annotations

from tests.conftest import parse


def test_columns_of_attributes_have_an_entry_for_each_element() -> None:
    """Class and id of every element, as written: None where there is none, "" where it is empty."""
    page = parse("<p class=' a  b' id=c>x<p class>y<p>z")
    start = page.tag.index("p")
    assert page.classes[start:] == [" a  b", "", None]
    assert page.ids[start:] == ["c", None, None]
    assert len(page.classes) == len(page.tag)
