"""Signals: what they measure, on texts small enough to count by hand; and that they never depend on chance."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.schema import SIGNALS
from pipeline.signals import (
    content_hash,
    count_sentences,
    count_words,
    grams,
    measure_signals,
    quality_verdict,
    simhash,
    split_words,
)
from pipeline.signals.hashes import _count_bits
from pipeline.signals.words import count_lettered

PROSE = (
    "The old mill stood by the river, and nobody had worked in it for years. When the town bought it, many people "
    "said that it was a waste of money. They were wrong. Today it is a library with a small theatre, and on every "
    "evening of the week somebody reads, plays or sings there.\n\n"
    "The mayor is proud of it. She says that it has brought life back to this part of the town, which had been left "
    "to itself for too long. Next year a second house will follow, just across the bridge that was built in 1912."
)


def test_keys_are_those_of_the_schema() -> None:
    """Every signal column is measured, and nothing else."""
    assert [f"signal_{name}" for name in measure_signals(PROSE, "en")] == [column.name for column in SIGNALS]


def test_honest_prose_passes_every_rule() -> None:
    """Two paragraphs of plain English prose pass C4, Gopher and FineWeb."""
    signals = measure_signals(PROSE, "en")
    assert [signals[name] for name in ("c4", "gopher_quality", "gopher_repetition", "fineweb")] == [True] * 4
    assert isinstance(signals["stop_word_share"], float)
    assert 0.35 < signals["stop_word_share"] < 0.6


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("c4", "Lorem ipsum dolor sit amet. " * 20),
        ("c4", PROSE + "\nfunction f() { return 1; }"),
        ("c4", "Home\nNews\nContact us"),
        ("gopher_quality", "Too short to be a document."),
        ("gopher_quality", "#buy #now " * 60),
        ("gopher_quality", "\n".join(f"- {word} thing here" for word in PROSE.split())),
        (
            "gopher_quality",
            "\n".join(f"{line} and that is what the people have seen of it…" for line in PROSE.split(". ")),
        ),
        ("gopher_repetition", "The same line of text comes again.\n" * 30),
        ("gopher_repetition", "buy cheap shoes online now " * 40),
        ("fineweb", "One\nTwo\nThree\nFour and five\n" * 3),
    ],
)
def test_bad_text_fails_the_rule(rule: str, text: str) -> None:
    """Each rule refuses what it was made for."""
    assert measure_signals(text, "en")[rule] is False


def test_shares_can_be_counted_by_hand() -> None:
    """Shares of characters and lines on a text of four lines."""
    signals = measure_signals("AB c1+.\nAB c1+.\nlonger line without an end mark at all\nDone!", "en")
    assert signals["symbol_share"] == pytest.approx(2 / 60)
    assert signals["digit_share"] == pytest.approx(2 / 60)
    assert signals["line_punctuation_share"] == 0.75
    assert signals["short_line_share"] == 0.75
    assert signals["repeated_line_share"] == 0.25


def test_ngram_shares_can_be_counted_by_hand() -> None:
    """Of "a b x a b", the 2-gram that comes twice covers 4 of 5 letters; nothing of five words comes twice."""
    signals = measure_signals("a b x a b", None)
    assert signals["top_2gram_chars"] == pytest.approx(4 / 5)
    assert signals["repeated_5gram_chars"] == 0.0
    twice = measure_signals("one two three four five x one two three four five", None)
    assert twice["repeated_5gram_chars"] == pytest.approx(19 / 39)
    assert twice["repeated_10gram_chars"] == 0.0


def test_stop_words_need_a_known_language() -> None:
    """Null where there is no list, a share where there is one."""
    assert measure_signals(PROSE, "xx")["stop_word_share"] is None
    assert measure_signals(PROSE, None)["stop_word_share"] is None
    assert measure_signals("der Hund und die Katze", "de")["stop_word_share"] == pytest.approx(3 / 5)


@pytest.mark.parametrize(
    ("text", "words", "sentences"),
    [
        ("", 0, 0),
        ("word", 1, 1),
        ("It's 3 o'clock – really.", 4, 1),
        ("Dr. Who? Yes! No…", 4, 3),
        ("今天天气很好。我们去公园吧！", 6, 2),
        ("東京は tokyo です。", 4, 1),
        ("สวัสดีชาวโลก", 6, 1),
        ("यह एक वाक्य है। यह दूसरा है।", 7, 2),
        ("Version 3.5 is out", 4, 1),
    ],
)
def test_words_and_sentences(text: str, words: int, sentences: int) -> None:
    """Words by blanks, two characters a word where there are none; sentences by end marks."""
    assert count_words(text) == words
    assert count_sentences(text) == sentences


def test_content_hash_is_blind_to_layout() -> None:
    """Case, blanks and punctuation do not matter; words do."""
    assert content_hash("Hello, World!\n\nAgain.") == content_hash("hello world   again")
    assert content_hash("hello world") != content_hash("hello worlds")
    assert len(content_hash("")) == 32


def test_simhash_is_near_for_near_texts() -> None:
    """One changed word moves few bits, another text about half of them."""
    near = (simhash(PROSE) ^ simhash(PROSE.replace("mill", "barn"))).bit_count()
    far = (
        simhash(PROSE) ^ simhash("Stocks fell on Monday as traders weighed the new tariffs on steel imports. " * 5)
    ).bit_count()
    assert near <= 12
    assert far >= 18
    assert simhash("") == 0
    assert 0 < simhash("word") < 2**64


def test_hashes_do_not_depend_on_the_process() -> None:
    """The same text has the same hashes under another hash seed."""
    code = f"from pipeline.signals import simhash, content_hash; print(simhash({PROSE!r}), content_hash({PROSE!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [str(simhash(PROSE)), content_hash(PROSE)]


def test_verdict_names_the_first_filter_that_fails() -> None:
    """None where all pass or a signal is missing."""
    signals: dict[str, Any] = {"c4": True, "fineweb": False, "gopher_quality": False}
    assert quality_verdict(signals, ("c4", "gopher_quality", "fineweb")) == "gopher_quality"
    assert quality_verdict(signals, ("c4",)) is None
    assert quality_verdict({}, ("c4",)) is None


@given(st.text(st.one_of(st.characters(), st.sampled_from("ab .\n#…今天")), max_size=200))
@settings(max_examples=150)
def test_any_text_has_signals_in_range(text: str) -> None:
    """No text breaks the measures; shares stay within 0..1."""
    for name, value in measure_signals(text, "en").items():
        if isinstance(value, float) and name != "mean_word_chars":
            assert 0 <= value <= 1, name
    assert 0 <= simhash(text) < 2**64
    assert count_words(text) >= 0 <= count_sentences(text)


def test_bits_are_counted_past_the_size_of_a_byte() -> None:
    """The bits of a thousand hashes are summed as one by one."""
    values = np.random.default_rng(1).integers(0, 2**64, 1_000, dtype=np.uint64)
    each = [sum(int(value) >> bit & 1 for value in values) for bit in range(64)]
    assert _count_bits(values).tolist() == each


@pytest.mark.parametrize("text", ["", "3 o'clock, é1 – 1912 _x_ ––", "Größe 42\u00a0km", "今天 3 天气 abc", PROSE])
def test_words_with_a_letter(text: str) -> None:
    """Those words hold a letter that hold one when each is looked at."""
    words = split_words(text)
    assert count_lettered(text) == sum(any(map(str.isalpha, word)) for word in words)


def test_grams_of_huge_texts_are_those_of_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where numbers grow too large to be sorted with their places, repeats are found all the same."""
    words = (PROSE * 3).split()
    quick = grams.WordGrams(words)
    shares = [quick.repeated_share(10), quick.top_share(2), quick.top_share(4)]
    monkeypatch.setattr(grams, "MAX_BITS", 0)
    slow = grams.WordGrams(words)
    assert [slow.repeated_share(10), slow.top_share(2), slow.top_share(4)] == shares
    assert shares[0] > 0.5
