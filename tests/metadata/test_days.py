"""Days: every way in which pages write a date, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.metadata.days import Locale, find_day, parse_day

ENGLISH, AMERICAN = Locale("en"), Locale("en", month_first=True)
DAY = date(2025, 7, 20)


@pytest.mark.parametrize(
    "raw",
    [
        "2025-07-20",
        "2025-07-20T23:59:59+02:00",
        "2025-7-20 10:00:00",
        "20250720",
        "20250720T101500Z",
        "1753000000",
        "1753000000000",
        "Sun, 20 Jul 2025 10:00:00 GMT",
        "July 20th, 2025",
        "Jul. 20, 2025",
        "20 July 2025",
        "20-Jul-2025",
        "20. Juli 2025",
        "20 juillet 2025",
        "20 de julio de 2025",
        "20 luglio 2025",
        "20 июля 2025 г.",
        "20 lipca 2025",
        "20 Temmuz 2025",
        "२० जुलाई 2025",
        "2025年7月20日",
        "2025년 7월 20일",
        "2025. július 20.",
        "2025 m. liepos 20 d. 10:15",
        "2025. gada 20. jūlijs",
        "2025 жылғы 20 шілде",
        "20 ביולי 2025",
        "٢٠ يوليو ٢٠٢٥",
        "20.07.2025",
        "20/07/2025",
        "2025/07/20",
        "Posted by Ann • Jul 20, 2025 • 3 min read",
    ],
)
def test_dates_are_read(raw: str) -> None:
    """Machine and prose forms, in many languages, give the day."""
    assert parse_day(raw, ENGLISH) == DAY


@pytest.mark.parametrize(
    "raw", ["", "yesterday", "3 days ago", "July 2025", "2025", "31/02/2025", "version 3.2025.1.2", "2025-13-01"]
)
def test_what_is_no_full_date_is_none(raw: str) -> None:
    """Relative, partial and impossible dates are refused."""
    assert parse_day(raw, ENGLISH) is None


def test_ambiguous_digits_follow_the_page() -> None:
    """03/04 is in April, save on American pages; with dots or dashes the day always comes first."""
    assert parse_day("03/04/2025", ENGLISH) == date(2025, 4, 3)
    assert parse_day("03/04/2025", AMERICAN) == date(2025, 3, 4)
    assert parse_day("03.04.2025", AMERICAN) == date(2025, 4, 3)
    assert parse_day("07/20/2025", ENGLISH) == DAY


def test_locale_decides_between_equal_names() -> None:
    """Croatian names of months are Czech and Polish names of others; Thai years count from 543 BC."""
    assert parse_day("5. listopada 2024", Locale("hr")) == date(2024, 10, 5)
    assert parse_day("5 listopada 2024", Locale("pl")) == date(2024, 11, 5)
    assert parse_day("20 กรกฎาคม 2568", Locale("th")) == DAY


def test_the_first_date_of_a_text_counts() -> None:
    """The raw string and its place come along."""
    day = find_day("Published 20 July 2025, updated 1 August 2025", ENGLISH)
    assert day is not None
    assert (day.day, day.raw, day.start) == (DAY, "20 July 2025", 10)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_in_iso_and_prose(day: date) -> None:
    """No day of a century is special."""
    assert parse_day(day.isoformat(), ENGLISH) == day
    assert parse_day(f"{day:%B} {day.day}, {day.year}", ENGLISH) == day


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_survived(text: str) -> None:
    """Nothing raises."""
    found = find_day(text, ENGLISH)
    assert found is None or found.raw in text
