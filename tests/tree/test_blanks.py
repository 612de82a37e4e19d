"""Folding of blanks."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tree.blanks import fold_blanks

BLANKS = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if c.isspace())


@given(st.text(alphabet=st.one_of(st.sampled_from(BLANKS + "   "), st.characters(codec="utf-8"))))
def test_folds_as_split_and_join_do(text: str) -> None:
    """Whatever the blanks are and wherever they stand, the words are left with one space between them."""
    assert fold_blanks(text) == " ".join(text.split())


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
@pytest.mark.parametrize("letter", ["x", "é", "я", "😀"])
def test_every_blank_of_unicode_counts(blank: str, letter: str) -> None:
    """Each blank folds between letters of each width of string."""
    assert fold_blanks(f"{blank}{letter}{blank}{letter}{blank}") == f"{letter} {letter}"


def test_text_in_order_is_not_copied() -> None:
    """A text with nothing to fold comes back as the same object."""
    text = "two words, ".strip()
    assert fold_blanks(text) is text
