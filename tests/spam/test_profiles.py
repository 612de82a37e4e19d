"""Invented persons against honest ones."""

from __future__ import annotations

import pytest

from pipeline.records import Reason
from pipeline.spam.evidence import WEIGHTS
from pipeline.spam.profiles import find_profiles
from tests.spam.harbour import see

PERSON = [
    "Name: Destin Williamson",
    "Username: arvel62",
    "Email: langworth.darius@crist.com",
    "Birthdate: 2000-07-08",
    "Phone: +1 (352) 647-5710",
    "Company: Green, Block and Okuneva",
]


def test_the_conjunction_tells_an_invented_person() -> None:
    """User name and mail made of other names, a birth date beside both."""
    (finding,) = find_profiles(see("Detail Author:", *PERSON))
    assert finding.lines == list(range(4, 11))
    assert finding.evidence.keys() >= {"user_name_unlike_name", "mail_unlike_name", "birth_date_and_account"}
    assert finding.score() > 0.9


@pytest.mark.parametrize(
    ("sight", "rows"),
    [
        (
            "named_in_text",
            ["Destin Williamson has been the harbour master of the town since the spring of that year.", *PERSON],
        ),
        (
            "about_test_data",
            [
                "Faker fills a database with test data, and a record of fake data looks like the one below here.",
                *PERSON,
            ],
        ),
        ("directory", [*PERSON, *PERSON, *PERSON]),
    ],
)
def test_what_speaks_for_an_honest_page(sight: str, rows: list[str]) -> None:
    """The article's own person, an article about invented data, and a list of people each weigh against it."""
    (plain,) = find_profiles(see(*PERSON))
    (finding,) = find_profiles(see(*rows))
    assert finding.evidence[sight] > 0
    weight = WEIGHTS[Reason.FAKE_PROFILE][sight]
    assert weight < 0
    assert sight not in plain.evidence


def test_a_contact_without_odd_values_is_nobody() -> None:
    """Name, mail, phone and address alone give no finding at all."""
    rows = [
        "Name: Jane Porter",
        "Email: jane.porter@harbourtrust.org",
        "Phone: +44 1749 555 012",
        "12 Quay Street, Wells BA5 2AA",
    ]
    assert list(find_profiles(see(*rows))) == []


def test_a_biography_on_its_own_is_named_as_one() -> None:
    """Pseudo-Latin under a name is a false biography, both lines."""
    (finding,) = find_profiles(
        see("Lisa Reed", "Molestias sequi fuga occaecati. Quasi veniam ipsum sapiente voluptatem dolore.")
    )
    assert finding.reason.value == "fake_bio"
    assert finding.lines == [4, 5]
