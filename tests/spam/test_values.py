"""Typed values, in several locales and spellings."""

from __future__ import annotations

import pytest

from pipeline.spam import values as v


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("langworth.darius@crist.com", v.EMAIL_T),
        ("mailto:a.b@example.org", v.EMAIL_T),
        ("@nora.fields", v.HANDLE),
        ("arvel62", v.HANDLE),
        ("langworth.darius", v.HANDLE),
        ("Janessa.OHara", v.HANDLE),
        ("pkong", v.WORD_HANDLE),
        ("https://instagram.com/arvel62", v.URL_T),
        ("2000-07-08", v.DATE),
        ("8 July 2000", v.DATE),
        ("08.07.2000", v.DATE),
        ("1980年5月1日", v.DATE),
        ("10 มิ.ย. 2519", v.DATE),
        ("1965-03-13T11:59:25.183Z", v.DATE),
        ("Sat Jul 29 2000 20:15:27 GMT+0000 (Coordinated Universal Time)", v.DATE),
        ("+1 (352) 647-5710", v.PHONE_T),
        ("350-537-7663 x63534", v.PHONE_T),
        ("+49 (0) 0033 224538", v.PHONE_T),
        ("02 98 12 99 72", v.PHONE_T),
        ("3822", v.COUNT_T),
        ("12.3K", v.COUNT_T),
        ("6898 Bartell Crescent West Jerrellchester, UT 65174", v.ADDRESS),
        ("Ringgasse 5036, 62129 Cuxhaven", v.ADDRESS),
        ("富山県大田区吾妻橋7丁目19番8号", v.ADDRESS),
        ("с. Урус-Мартан, пер. Ленский, д. 536, 621299", v.ADDRESS),
        ("Green, Block and Okuneva", v.COMPANY),
        ("Kufahl GmbH & Co. KG", v.COMPANY),
        ("株式会社藤田鉱業", v.COMPANY),
        ("ЗАО «Носова Щербакова»", v.COMPANY),
        ("Rath-Kuhn", v.COMPANY),
        ("Locker Room Attendant", v.JOB),
        ("Dr. Destin Williamson", v.NAME),
        ("中島 里佳", v.NAME),
        ("Гришина Людмила Станиславовна", v.NAME),
        ("nail devotee, student 🤝", v.BIO),
        ("Qui provident vel atque nihil repellat exercitationem.", v.LATIN),
        ("instagram", v.NETWORK),
        ("AB+", v.CODE),
    ],
)
def test_value_has_its_type(value: str, kind: int) -> None:
    """A value in the manner of a locale or library is taken for what it is."""
    assert v.types_of(value) & kind


@pytest.mark.parametrize("value", ["", "How to Clean a Copper Kettle", "12 - 15", "Price", "Read more »"])
def test_other_text_has_no_personal_type(value: str) -> None:
    """Titles, prices and buttons are no personal data."""
    assert not v.types_of(value) & (v.EMAIL_T | v.HANDLE | v.DATE | v.PHONE_T | v.ADDRESS | v.LATIN | v.BIO)


@pytest.mark.parametrize(
    ("name", "account", "alike"),
    [
        ("Sarah Whitfield", "sarah.whitfield", True),
        ("Dr. José Núñez", "nunez77", True),
        ("Destin Williamson", "langworth.darius", False),
        ("中島 里佳", "kondoyoko", None),
        ("", "arvel62", None),
    ],
)
def test_accounts_are_compared_with_names(name: str, account: str, alike: bool | None) -> None:
    """An account is made from a name, or from another one, or nobody can tell."""
    assert v.looks_alike(name, account) is alike


@pytest.mark.parametrize(
    ("url", "network"),
    [
        ("https://www.instagram.com/a", "instagram.com"),
        ("https://m.facebook.com/a", "facebook.com"),
        ("https://netflix.com/x", None),
    ],
)
def test_networks_are_known_by_host(url: str, network: str | None) -> None:
    """netflix.com does not pass for x.com."""
    assert v.network_of(url) == network


def test_a_long_value_is_not_searched() -> None:
    """A megabyte of letters is running text, at once."""
    assert v.types_of("a" * 1_000_000) == v.SENTENCE
