"""Labels and values of a line."""

from __future__ import annotations

import pytest

from pipeline.spam import values as v
from pipeline.spam.fields import is_filler, is_network_name, read_inline, read_item


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("Username : arvel62", "Username", "arvel62"),
        ("**E-Mail**: a.b@crist.com", "E-Mail", "a.b@crist.com"),
        ("Link:https://tiktok.com/arvel62", "Link", "https://tiktok.com/arvel62"),
        ("生年月日：1980-05-01", "生年月日", "1980-05-01"),
        ("Telefon – 0941 123456", "Telefon", "0941 123456"),
        ("| Tel. | 0941 123456 |", "Tel.", "0941 123456"),
        ("Ad\tAykut Birinci", "Ad", "Aykut Birinci"),
        ("Followers 2677", "Followers", "2677"),
        ("Full name 2677", "Full name", "2677"),
        ("6898 Bartell Crescent West, UT 65174", "", "6898 Bartell Crescent West, UT 65174"),
        ("tiktok:", "tiktok", ""),
        ("Login=arvel62", "Login", "arvel62"),
        ("E-mail ..... a.b@crist.com", "E-mail", "a.b@crist.com"),
        ("Phone » 0941 123456", "Phone", "0941 123456"),
        ("Born :: 1980-05-01", "Born", "1980-05-01"),
        ("📧 a.b@crist.com", "", "a.b@crist.com"),
        ("📞 Tel: 0941 123456", "Tel", "0941 123456"),
        ('"email": "a.b@crist.com",', "email", "a.b@crist.com"),
        ("https://crist.com/?page=2", "", "https://crist.com/?page=2"),
        ("🎷 🎷", "", "🎷"),
    ],
)
def test_a_line_is_cut_at_its_separator(text: str, label: str, value: str) -> None:
    """Colons, dashes, bars, tabs and plain blanks part label and value."""
    item = read_item(0, text)
    assert (item.label, item.value) == (label, value)


def test_a_record_in_one_line_is_cut_into_fields() -> None:
    """A whole profile in a paragraph gives its typed values, with labels of several words."""
    text = (
        "Full Name: Dr. Theresa Sanchez User name: jdelgado E-mail: shirley28@yahoo.com Date of birth: 2003-08-27 "
        "Phone: +1 (352) 647-5710 Company: Green, Block and Okuneva"
    )
    types = [item.types for item in read_inline(0, text)]
    wanted = [v.NAME, v.WORD_HANDLE, v.EMAIL_T, v.DATE, v.PHONE_T, v.COMPANY]
    assert all(found & kind for found, kind in zip(types, wanted, strict=True))


def test_prose_is_no_record() -> None:
    """A sentence with a colon has no fields."""
    assert (
        read_inline(0, "He said three things: that it was late, that it was cold and that the last ferry had left.")
        == []
    )


def test_filler_is_words_in_a_heap() -> None:
    """Short sentences without a repeated word are filler; a biography is not."""
    assert is_filler("Assume feeling owner about question. At green fill recent continue line.")
    assert not is_filler("Nora is a writer who lives on the coast. She is the author of a book.")


def test_network_names_stand_alone() -> None:
    """A network's name with a colon is one, with other words it is not."""
    assert is_network_name("TikTok:")
    assert not is_network_name("TikTok videos")
