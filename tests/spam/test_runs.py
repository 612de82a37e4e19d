"""Which lines in a row may be one record."""

from __future__ import annotations

import pytest

from pipeline.lines import lines_of_text
from pipeline.spam.facts import USER, VALUE
from pipeline.spam.line_facts import shape_of
from pipeline.spam.runs import _may_be_value, find_groups
from pipeline.spam.view import View

ARTICLE = "The harbour town of Wells has changed more in the last ten years than in the hundred before them."
FIELDS = [
    ("Name", "Dr. Destin Williamson"),
    ("Username", "arvel62"),
    ("Email", "langworth.darius@crist.com"),
    ("Birthdate", "2000-07-08"),
    ("Phone", "+1 (352) 647-5710"),
    ("Job", "Locker Room Attendant"),
]


@pytest.mark.parametrize(
    "rows",
    [
        [f"{label}: {value}" for label, value in FIELDS],
        [f"- **{label}** – {value}" for label, value in FIELDS],
        [row for label, value in FIELDS for row in (label, value)],
        [row for label, value in FIELDS for row in (f"{label}:", value)],
        [value for _, value in FIELDS],
    ],
    ids=["colons", "markdown", "turns", "labels above", "values alone"],
)
def test_a_record_is_found_in_every_layout(rows: list[str]) -> None:
    """All values of a record come out in their order, and no line of the article."""
    view = View(lines_of_text("\n".join([ARTICLE, *rows])))
    (group,) = find_groups(view)
    assert [item.value for item in group.items] == [value for _, value in FIELDS]
    assert (group.first, group.last) == (1, len(view))


def test_accounts_are_a_group_of_their_own() -> None:
    """The first network's name ends the record before it."""
    rows = [
        "Email: a.b@crist.com",
        "Phone: 555 647 5710",
        "instagram:",
        "url: https://instagram.com/x.y",
        "followers: 635",
    ]
    groups = find_groups(View(lines_of_text("\n".join([ARTICLE, *rows]))))
    assert [(group.first, group.last) for group in groups] == [(1, 3), (3, 6)]


def test_an_article_has_no_groups() -> None:
    """Numbers in sentences are no fields."""
    assert find_groups(View(lines_of_text(f"{ARTICLE}\nIn 2019 the council paid 12,000 pounds for the pier."))) == []


def test_rows_of_a_table_are_no_fields() -> None:
    """A record ends where rows of three cells begin, numbers or not."""
    record = "Name: Bette Hagenes\nE-mail: bette.crona@crist.com\nPhone: 0941 123456\n"
    table = "Year\tBoats\tNets\n1961\t231\t4100\n1971\t99\t2042"
    (group,) = find_groups(View(lines_of_text(record + table)))
    assert (group.first, group.last) == (0, 3)


@pytest.mark.parametrize(
    "text",
    ["@anna", "http://x.org", "555 0100", "arvel62", "User: anna7", "crist.darius", "a_b c", "x" * 290 + " 1990"],
)
def test_lines_that_may_hold_a_value_are_chosen_by_their_facts(text: str) -> None:
    """The pre-check of a line's text lets nothing through that its facts have ruled out."""
    assert _may_be_value(text)
    assert shape_of(text) & (VALUE | USER)
