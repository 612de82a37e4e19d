"""Names: cleaned, split, and refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.metadata.names import clean_name, is_given_name, is_name, is_written_name, looks_personal, split_names

SITE = frozenset({"the miller", "example"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("Written by: Ann Lee", "Ann Lee"),
        ("Posted by Ann Lee on 3 May 2025", "Ann Lee"),
        ("ByAnn Lee", "Ann Lee"),
        ("Von Anna Müller", "Anna Müller"),
        ("Par Anne Dupont", "Anne Dupont"),
        ("Por Ana García", "Ana García"),
        ("Автор: Анна Иванова", "Анна Иванова"),
        ("Ann Lee | Senior Writer", "Ann Lee"),
        ("Ann Lee • 5 min read", "Ann Lee"),
        ("Ann Lee, 3 May 2025", "Ann Lee"),
        ("Ann (Annie) Lee", "Ann Lee"),
        ("David Kim", "David Kim"),
        ("Byron Lee", "Byron Lee"),
    ],
)
def test_what_stands_around_a_name_goes(text: str, expected: str) -> None:
    """By-line words in many languages, dates, roles; but names that begin like them stay whole."""
    assert clean_name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee and Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee, Bob Ray & Cy Doe", ["Ann Lee", "Bob Ray", "Cy Doe"]),
        ("Anna Berg und Bernd Tal", ["Anna Berg", "Bernd Tal"]),
        ("Ann Lee, PhD, RN", ["Ann Lee"]),
        ("Ann Lee, Ph.D.", ["Ann Lee"]),
        ("Ann Lee MD", ["Ann Lee"]),
        ("Lee, Ann", ["Ann Lee"]),
    ],
)
def test_several_names_are_split(text: str, expected: list[str]) -> None:
    """By commas and "and" in several languages; degrees fall away."""
    assert split_names(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Ann Lee", "José da Silva", "王小明", "Анна Иванова", "Ludwig van Beethoven", "ann42", "Alan Guest"],
)
def test_names_are_accepted(text: str) -> None:
    """Names of persons in any script, and handles."""
    assert is_name(text, SITE)


@pytest.mark.parametrize(
    "text",
    [
        "admin", "Editorial Team", "Staff Writer", "The Miller", "Example", "https://x.org/ann", "ann@x.org",
        "Guest Author", "News Desk", "Acme Marketing", "Read more", "5", "", "a", "Redaktion", "www.acme.com",
        "No Comments", "This is a whole sentence about mills and rivers", "Posted in Wellness", "Acme Inc.",
    ],
)  # fmt: skip
def test_what_is_no_person_is_refused(text: str) -> None:
    """Site names, roles, teams, addresses and prompts."""
    assert not is_name(text, SITE)


def test_a_persons_own_site_may_bear_the_name() -> None:
    """A blog named after its writer: the name is a known given name with a family name."""
    assert is_name("Simon Willison", frozenset({"simon willison"}))


def test_shapes_of_written_names() -> None:
    """Capitals and particles; no months, no lower case."""
    assert is_written_name("Ludwig van Beethoven")
    assert is_written_name("J. R. R. Tolkien")
    assert not is_written_name("annual report")
    assert not is_written_name("May")
    assert looks_personal("Dr. Maria Rossi")
    assert not looks_personal("Machine Learning")
    assert is_given_name("Giovanni")


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_survived(text: str) -> None:
    """Nothing raises, and split names are parts of what was given."""
    for name in split_names(clean_name(text)):
        assert name
        is_name(name, SITE)
