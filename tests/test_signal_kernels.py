"""Kernels of the signals: machine code and plain Python give what the byte tables, patterns and numpy give."""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.signals import census, folding, hashes, kinds, line_shapes, measure, plain_words, repeats, stops
from pipeline.signals.grams import WordGrams
from pipeline.signals.rules import GOPHER_ENGLISH
from pipeline.stop_words import STOP_WORDS
from tests.as_python import as_python

ASCII_PIECES = (
    "a ",
    "b ",
    "ab cd ",
    "a b c d e f ",
    "The",
    " of ",
    "x",
    ".",
    "! ",
    "...",
    "\n",
    "\n\n",
    "- ",
    "_",
    "3",
)
OTHER_PIECES = (
    "é",
    "ÉÀ",
    "ß",
    "İ",
    "ΐ",
    "–",
    "”",
    "»",
    "…",
    "今",
    "天气",
    "。",
    "ก",
    "ア",
    "\u3000",
    "\xa0",
    "\ud800",
    "😀",
)
PIECES = st.sampled_from([*ASCII_PIECES, *OTHER_PIECES, "\u2028", "\x1c", "$"])
texts = st.lists(st.one_of(PIECES, st.characters()), max_size=60).map("".join)
both = pytest.mark.parametrize("run", [lambda kernel: kernel, as_python], ids=["as_installed", "as_python"])


@both
@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_census(run: Any, text: str) -> None:
    """One pass counts what a pattern or table each counts."""
    counts = run(census).take_census(text)
    assert counts.words == plain_words.count_words(text)
    assert counts.lettered == plain_words.count_lettered(text)
    assert (counts.sentences or int(bool(text.strip()))) == plain_words.count_sentences(text)
    assert tuple(counts[:4]) == measure._count_characters(text)
    assert bool(counts.spaceless) == plain_words.is_spaceless(text)


@both
@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_folded_words(run: Any, text: str) -> None:
    """Folded words and the simhash are those of str and numpy."""
    words = plain_words.fold_words.__wrapped__(text)
    kernel = run(folding)
    assert kernel.fold_to_bytes(text, cut=False).decode("utf-8", "surrogatepass") == " ".join(words)
    if plain_words.is_spaceless(text):
        words = plain_words.split_words(" ".join(words))
    data = kernel.fold_to_bytes(text, cut=plain_words.is_spaceless(text))
    assert data.decode("utf-8", "surrogatepass") == " ".join(words)
    assert kernel.hash_words(data) == hashes._plain_simhash(text)


def test_every_character_is_folded_as_python_folds_it() -> None:
    """No character of Unicode is folded, or taken for a blank between words, otherwise than by str."""
    for begin in range(0, sys.maxunicode + 1, 0x1000):
        text = " ".join(f"a{chr(code)}B" for code in range(begin, begin + 0x1000))
        folded = " ".join(plain_words.fold_words.__wrapped__(text)).encode("utf-8", "surrogatepass")
        assert folding.fold_to_bytes(text, cut=False) == folded, hex(begin)


def test_the_hash_of_many_words() -> None:
    """More words than a counter of a byte holds."""
    text = " ".join(f"word{i} and{i % 7}" for i in range(700))
    data = folding.fold_to_bytes(text, cut=False)
    assert folding.hash_words(data) == as_python(folding).hash_words(data) == hashes._plain_simhash(text)


@both
@given(text=texts, times=st.integers(1, 3))
@settings(max_examples=150, deadline=None)
def test_repeated_grams(run: Any, text: str, times: int) -> None:
    """Tables find the repeats that sorting finds."""
    text *= times
    found, expected = run(repeats).RepeatedGrams(text), WordGrams(plain_words.split_words(text))
    assert (found.words, found.chars) == (expected.words, expected.chars)
    for n in range(2, 11):
        assert found.top_share(n) == expected.top_share(n)
        assert found.repeated_share(n) == expected.repeated_share(n)


@both
@given(words=st.lists(st.sampled_from(["the", "of", "th", "theo", "о", "и", "ofо", "cat"]), max_size=40))
@settings(max_examples=200, deadline=None)
def test_known_words(run: Any, words: list[str]) -> None:
    """Known words are counted, and no word that only begins or ends like one."""
    known = ["the", "of", "и", "theo"]
    total, found = run(stops).KnownWords(known).count(" ".join(words).encode())
    assert total == len(words)
    assert found == {word: words.count(word) for word in known if word in words}


def test_the_words_of_gopher_are_stop_words() -> None:
    """The rule asks for them among the English stop words that were counted."""
    assert STOP_WORDS["en"] >= GOPHER_ENGLISH


@both
@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_line_shapes(run: Any, text: str) -> None:
    """Lines, their ends and beginnings are those that the methods of str see."""
    found = run(line_shapes).read_lines(text)
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    ends = tuple(kinds.TERMINALS)
    assert found.lines == lines
    assert found.ended == [line for line in lines if line.rstrip(kinds.CLOSERS).endswith(ends)]
    assert found.short == sum(len(line) <= 30 for line in lines)
    assert found.shorter == sum(len(line) < 30 for line in lines)
    assert found.bulleted == sum(line.startswith(tuple(kinds.BULLETS)) for line in lines)
    assert found.elided == sum(line.endswith(("...", "…")) for line in lines)


def test_kinds_are_those_of_unicode() -> None:
    """The table says of every character what Python and the patterns say, at the first asking and later."""
    for code in (*range(0x20000), *range(0x20000, sys.maxunicode + 1, 97)):
        char, kind = chr(code), kinds.learn_kinds(code)
        assert kinds.KINDS[code] == kind
        assert bool(kind & kinds.WORDLIKE) == (char.isalnum() or char == "_")
        assert bool(kind & kinds.LETTER) == char.isalpha()
        assert bool(kind & kinds.UPPER) == (unicodedata.category(char) in ("Lu", "Lt"))
        assert bool(kind & kinds.BLANK) == char.isspace()
        assert bool(kind & kinds.SPACELESS) == plain_words.is_spaceless(char)
