"""Every column of `schema.SIGNALS` for one text."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.characters import non_ascii
from pipeline.signals import census
from pipeline.signals.facts import Facts
from pipeline.signals.rules import passes_c4, passes_fineweb, passes_gopher_quality, passes_gopher_repetition
from pipeline.signals.words import take_census

if TYPE_CHECKING:
    from collections.abc import Sequence

    Signals = dict[str, float | bool | None]

_ASCII_UPPER = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ASCII_LOWER = _ASCII_UPPER.lower()
_ASCII_DIGITS = b"0123456789"
_ASCII_SYMBOLS = b"$+<=>^`|~"  # Unicode category S


def measure_signals(text: str, language: str | None = None) -> Signals:
    """Measure every signal of `schema.SIGNALS`; keys are without the prefix.

    Args:
        text: normal text, paragraphs divided by a blank line.
        language: ISO 639-1 code, for the stop words.
    """
    facts = Facts(text, language)
    return {
        **_character_shares(text),
        "line_punctuation_share": facts.line_punctuation_share,
        "short_line_share": facts.short_line_share,
        "repeated_line_share": facts.repeated_line_share,
        "repeated_paragraph_chars": facts.repeated_paragraph_chars,
        "top_2gram_chars": facts.grams.top_share(2),
        "top_3gram_chars": facts.grams.top_share(3),
        "repeated_5gram_chars": facts.grams.repeated_share(5),
        "repeated_10gram_chars": facts.grams.repeated_share(10),
        "mean_word_chars": facts.mean_word_chars,
        "stop_word_share": facts.stop_word_share,
        "c4": passes_c4(facts),
        "gopher_quality": passes_gopher_quality(facts),
        "gopher_repetition": passes_gopher_repetition(facts),
        "fineweb": passes_fineweb(facts),
    }


def quality_verdict(signals: Signals, filters: Sequence[str]) -> str | None:
    """Name the first of the filters that a text does not pass; None when it passes all."""
    return next((name for name in filters if signals.get(name) is False), None)


def _character_shares(text: str) -> Signals:
    if census.COMPILED:
        counts = take_census(text)
        letters, upper, digits, symbols = counts.letters, counts.upper, counts.digits, counts.symbols
    else:
        letters, upper, digits, symbols = _count_characters(text)
    chars = max(len(text), 1)
    return {
        "symbol_share": symbols / chars,
        "digit_share": digits / chars,
        "upper_share": upper / max(letters, 1),
    }


def _count_characters(text: str) -> tuple[int, int, int, int]:
    """Letters, those in upper or title case, digits and symbols: what the census counts, without a kernel."""
    ascii_text = text.encode("ascii", "ignore")
    upper = len(ascii_text) - len(ascii_text.translate(None, _ASCII_UPPER))
    letters = upper + len(ascii_text) - len(ascii_text.translate(None, _ASCII_LOWER))
    digits = len(ascii_text) - len(ascii_text.translate(None, _ASCII_DIGITS))
    symbols = len(ascii_text) - len(ascii_text.translate(None, _ASCII_SYMBOLS))
    others = Counter(non_ascii(text)) if len(ascii_text) < len(text) else {}
    for char, n in others.items():
        category = unicodedata.category(char)
        if category[0] == "L":
            letters += n
            if category in ("Lu", "Lt"):
                upper += n
        elif category == "Nd":
            digits += n
        elif category[0] == "S":
            symbols += n
    return letters, upper, digits, symbols
