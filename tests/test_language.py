"""Language: the detected code, its confidence, and the script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from pipeline import byte_grams
from pipeline.language import _load_classifier, detect_language, dominant_script
from tests.as_python import as_python

TEXTS: dict[str, str] = json.loads(
    (Path(__file__).parent / "cases" / "normalize" / "languages.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("code", TEXTS)
def test_a_paragraph_is_enough(code: str) -> None:
    """Three sentences are recognised in every one of 62 languages."""
    guess = detect_language(TEXTS[code])
    assert guess.code == code
    assert 0.5 < guess.confidence <= 1


@pytest.mark.parametrize("text", ["", "  \n", "123 – 45.6 %", "!!! ??? 👍"])
def test_no_letters_no_language(text: str) -> None:
    """Numbers, marks and emoji are in no language and no script."""
    guess = detect_language(text)
    assert (guess.code, guess.confidence, guess.script) == (None, 0.0, None)


def test_a_single_word_is_no_evidence() -> None:
    """Rather none than a guess on one word."""
    assert detect_language("Hello").code is None
    assert detect_language("Hello").script == "Latin"


def test_the_top_of_a_long_text_does_not_decide() -> None:
    """A quotation in another language at the top of a long article is outvoted."""
    text = TEXTS["la"] if "la" in TEXTS else TEXTS["it"]
    assert detect_language(text + "\n" + TEXTS["de"] * 12).code == "de"


def test_lone_surrogates_do_no_harm() -> None:
    """Broken text is judged like any other."""
    assert detect_language("\ud800" + TEXTS["fr"]).code == "fr"


@pytest.mark.parametrize(
    ("code", "script"),
    [
        pair.split(":")
        for pair in (
            "en:Latin vi:Latin ru:Cyrillic sr:Cyrillic el:Greek hy:Armenian he:Hebrew ar:Arabic ur:Arabic "
            "hi:Devanagari bn:Bengali pa:Gurmukhi gu:Gujarati ta:Tamil te:Telugu kn:Kannada ml:Malayalam "
            "si:Sinhala th:Thai km:Khmer my:Myanmar ka:Georgian ko:Hangul zh:Han ja:Kana"
        ).split()
    ],
)
def test_scripts(code: str, script: str) -> None:
    """The script of most letters is named."""
    assert dominant_script(TEXTS[code]) == script


def test_every_way_gives_the_answers_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel, and numpy's strips without it, give py3langid's class and probability, to the bit, at any length."""
    own, package = _load_classifier(), LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    texts = [text[:length] for text in TEXTS.values() for length in (1, 11, 12, 13, 200)]
    answers = [package.classify(text) for text in texts]
    assert [own.classify(text) for text in texts] == answers
    monkeypatch.setattr(byte_grams, "COMPILED", False)
    assert [own.classify(text) for text in texts] == answers


@given(data=st.one_of(st.binary(max_size=90), st.text(max_size=90).map(str.encode)))
@settings(max_examples=100, deadline=None)
def test_grams_are_counted_the_same_every_way(data: bytes) -> None:
    """The kernel, its source as plain Python and numpy's strips find the same features in the same order."""
    own = _load_classifier()
    expected = [values.tolist() for values in own._count_in_strips(data)]
    for kernel in (byte_grams, as_python(byte_grams)):
        found = kernel.count_grams(data, *own.automaton, own.WARM_UP)
        assert [list(values) for values in found] == expected
