"""The kernel of normal text: it sees what byte tables and patterns see, compiled and as plain Python."""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import normalize, untidy, untidy_kinds
from tests.as_python import as_python

PIECES = st.sampled_from([
    "a", "word ", " ", "\t", "\n", "\n\n", "\r\n", "é", "Ã", "©", "â€™", "РЎ", "–", "”", "\x00", "\x85", "\xa0",
    "\u00ad", "\u200b", "\u200d", "\u2028", "\ufeff", "\ud800", "e\u0301", "\u0301", "\u1100", "\u1161", "\u212b",
    "今", "😀",
])  # fmt: skip
texts = st.lists(st.one_of(PIECES, st.characters()), max_size=40).map("".join)


@pytest.mark.parametrize("run", [lambda kernel: kernel, as_python], ids=["as_installed", "as_python"])
@given(text=texts)
@settings(max_examples=300, deadline=None)
def test_the_kernel_sees_what_patterns_see(run: Any, text: str) -> None:
    """Whether a text is normal, and whether it is normal code, does not depend on which way it is looked at."""
    kernel = run(untidy)
    inner = f"a{text}a"  # ends are looked at apart
    assert normalize._seen_normal(kernel.survey(inner), inner) == normalize._is_normal_within(inner)
    assert bool(kernel.survey(text) & untidy_kinds.CODE_UNTIDY) != normalize._is_normal_code(text)
    for texts in ([text], ["x", "x", text, text], []):
        assert kernel.any_untidy_code(texts) != all(map(normalize._is_normal_code, texts))


def test_kinds_are_those_of_the_patterns() -> None:
    """Every character of Unicode alone, and behind a letter, is judged as the patterns judge it."""
    for code in (*range(0x20000), *range(0x20000, sys.maxunicode + 1, 61)):
        text = f"a{chr(code)}a"
        seen = untidy.survey(text)
        assert normalize._seen_normal(seen, text) == normalize._is_normal_within(text), hex(code)
        assert bool(seen & untidy_kinds.CODE_UNTIDY) != normalize._is_normal_code(text), hex(code)


def test_what_may_combine_is_looked_at() -> None:
    """A character that composes with one before it, or is not NFC by itself, is one that asks for the check."""
    for code in range(0x20000):
        char = chr(code)
        if not untidy_kinds.learn_kinds(code) & untidy_kinds.COMBINES:
            assert unicodedata.combining(char) == 0
            assert unicodedata.is_normalized("NFC", char) or untidy_kinds.learn_kinds(code) & untidy_kinds.UNTIDY
