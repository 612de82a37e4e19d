"""Pseudo-Latin against real Latin."""

from __future__ import annotations

import pytest

from pipeline.spam.latin import is_pseudo_latin, starts_latin


@pytest.mark.parametrize(
    "text",
    [
        "Ex saepe deleniti itaque sint aut. Saepe veniam quia cum magnam.",
        "Decretum aduro carcer volup callide.",
        "bio : Nihil et dolore harum. Molestiae voluptate impedit voluptas et exercitationem.",
    ],
)
def test_shuffled_vocabulary_is_pseudo_latin(text: str) -> None:
    """Both word lists are known, with a label in front or without."""
    assert is_pseudo_latin(text)
    assert starts_latin(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.",
        "Nemo enim ipsam voluptatem quia voluptas sit aspernatur aut odit aut fugit.",
        "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae.",
        "Pater noster, qui es in caelis, sanctificetur nomen tuum.",
        "Nemo iudex in causa sua",
        "In dubio pro reo",
        "The error was in the minus sign, and in no other place of the sum.",
    ],
)
def test_latin_in_its_own_order_is_not(text: str) -> None:
    """Well-known passages, real Latin and English with Latin words stay."""
    assert not is_pseudo_latin(text)
