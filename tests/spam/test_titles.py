"""Titles of other pages."""

from __future__ import annotations

from pipeline.spam.titles import find_title_runs
from tests.spam.harbour import see

FAR = ["How to Choose Hair Colour in Autumn", "Cheap Flights to Oslo: When to Book", "Who Invented the Paper Clip?"]


def best(*rows: str) -> float:
    """Give the best score of the runs behind the article."""
    return max((finding.score() for finding in find_title_runs(see(*rows))), default=0.0)


def test_far_titles_weigh_more_than_near_ones() -> None:
    """Titles in the article's words are its own list."""
    near = ["The Ferry Line and the Council", "The Brewery in the Old Sheds", "Rents and Wages in the Town"]
    assert best(*FAR) > best(*near)


def test_an_introduced_list_weighs_less() -> None:
    """A line with a colon says what the list is."""
    assert best("Films that were shot here:", *FAR) < best(*FAR)


def test_works_fields_and_prices_are_no_titles() -> None:
    """Books with authors, label-value lines and price lists stay."""
    assert best("Offshore by Penelope Fitzgerald", "The Sea by John Banville", "Voss by Patrick White") < 0.5
    assert (
        best("Spain (Group F): Third appearance", "Wales (Group E): Second appearance", "Malta (Group A): First") < 0.5
    )
    assert best("Large Bread Knife $59", "Small Bread Knife $39", "Knife Block with Magnet $89") == 0.0
