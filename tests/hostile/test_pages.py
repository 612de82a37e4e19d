"""The cheap hostile pages, in this process: right words in an article, or a dropped row with an allowed reason."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_page
from tests.hostile.case import HostilePage, judge
from tests.hostile.make_pages import hostile_pages

GROUPS = sorted({case.group for case in hostile_pages(heavy=False)})
EVERY = 4  # of the costly groups, one page in so many; `python -m tests.hostile` does all
COSTLY = ("regex bait", "depth", "size", "truncated", "bytes flipped")


def _cases(group: str) -> list[HostilePage]:
    cases = [case for case in hostile_pages(heavy=False) if case.group == group]
    return cases[::EVERY] if group in COSTLY else cases


@pytest.mark.parametrize("group", GROUPS)
def test_a_hostile_page_costs_at_most_itself(group: str) -> None:
    """No page of the class raises, loses its words or leaves a control character in a field."""
    wrong = {case.name: judge(case, clean_page(case.make())) for case in _cases(group)}
    assert {name: problem for name, problem in wrong.items() if problem} == {}


def test_there_are_enough_pages() -> None:
    """The set holds at least three hundred pages, each with a name of its own."""
    cases = hostile_pages()
    assert len(cases) >= 300
    assert len({case.url for case in cases}) == len(cases)
