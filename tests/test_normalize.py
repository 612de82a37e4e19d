"""Normal text: what is mended, and above all what is left alone."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalize import NORMALIZERS, normalize_code, normalize_text

CASES = Path(__file__).parent / "cases" / "normalize"
MENDED: list[dict[str, Any]] = json.loads((CASES / "prose.json").read_text(encoding="utf-8"))
UNCHANGED: dict[str, str] = json.loads((CASES / "unchanged.json").read_text(encoding="utf-8"))
LANGUAGES: dict[str, str] = json.loads((CASES / "languages.json").read_text(encoding="utf-8"))

TROUBLE = st.sampled_from(
    "\u00ad\u200b\u200c\u200d\u200e\u202e\u2066\ufeff\u2028\r\n\t \xa0\u3000\u0301\u0000\x85\u180e\U0001f3f4\U000e0067"
    "\U000e007f\ud800\u0645\u0915\u094d\u0e01\u1820Ãâ€©Â»ÐÑРСé👨👧"
)
TEXTS = st.text(st.one_of(TROUBLE, st.characters(), st.characters(codec="ascii")), max_size=40)


@pytest.mark.parametrize("case", MENDED, ids=lambda case: str(case["comment"]))
def test_prose_is_mended(case: dict[str, Any]) -> None:
    """Each known accident of prose comes out as a person would write it."""
    assert normalize_text(case["input"]) == case["expected"]


@pytest.mark.parametrize("name", UNCHANGED)
def test_clean_text_is_the_same_object(name: str) -> None:
    """Text of every script and of emoji sequences that is already normal is not touched."""
    text = UNCHANGED[name]
    assert normalize_text(text) == text
    assert normalize_code(text) == text


@pytest.mark.parametrize("code", LANGUAGES)
def test_prose_of_every_language_survives(code: str) -> None:
    """Prose in 62 languages keeps all its letters and marks."""
    assert normalize_text(LANGUAGES[code]) == LANGUAGES[code]


def test_plain_text_comes_back_itself() -> None:
    """Nothing is copied where nothing is to be done."""
    text = "Plain prose.\n\nWith – a dash."
    assert normalize_text(text) is text
    code = "def f():\n\treturn 1\n"
    assert normalize_code(code) is code


def test_all_of_the_scripts_are_many() -> None:
    """The list of scripts stays as long as was promised."""
    assert len(UNCHANGED) >= 30


@pytest.mark.parametrize(("name", "normalizer"), NORMALIZERS, ids=[name for name, _ in NORMALIZERS])
@given(text=TEXTS)
@settings(max_examples=60)
def test_each_normalizer_is_idempotent(name: str, normalizer: Any, text: str) -> None:
    """A second time changes nothing."""
    once = normalizer(text)
    assert normalizer(once) == once, name


@given(text=TEXTS)
@settings(max_examples=200)
def test_the_whole_table_is_idempotent(text: str) -> None:
    """Normal text is normal, and can be written as UTF-8."""
    once = normalize_text(text)
    assert normalize_text(once) == once
    once.encode("utf-8")


@given(text=TEXTS)
@settings(max_examples=100)
def test_code_only_loses_what_cannot_be_written(text: str) -> None:
    """Code keeps blanks, joiners and composed forms; a second time changes nothing."""
    once = normalize_code(text)
    assert normalize_code(once) == once
    once.encode("utf-8")
    written = [char for char in text if unicodedata.category(char) not in ("Cc", "Cs")]
    assert [char for char in once if unicodedata.category(char) != "Cc"] == written
