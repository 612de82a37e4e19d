"""What several signals of one text share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pipeline.signals import repeats, stops
from pipeline.signals.grams import WordGrams
from pipeline.signals.line_shapes import LineShapes, read_lines
from pipeline.signals.plain_words import fold_words, is_spaceless, split_words
from pipeline.signals.repeats import RepeatedGrams
from pipeline.signals.stops import KnownWords
from pipeline.signals.words import folded_bytes
from pipeline.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Facts:
    """What several signals share; each is worked out once, when first asked for."""

    text: str
    language: str | None

    @cached_property
    def words(self) -> int:
        """Words as `split_words` cuts them."""
        return self.grams.words

    @cached_property
    def is_spaceless(self) -> bool:
        """Whether most of the text is in a script without blanks between words."""
        return is_spaceless(self.text) and self.words > len(self.text.split()) * 1.5

    @cached_property
    def grams(self) -> WordGrams | RepeatedGrams:
        """Repeating word n-grams."""
        return RepeatedGrams(self.text) if repeats.COMPILED else WordGrams(split_words(self.text))

    @cached_property
    def shapes(self) -> LineShapes:
        """Lines that are not blank, stripped, and how they begin and end."""
        return read_lines(self.text)

    @property
    def lines(self) -> list[str]:
        """Lines that are not blank, stripped."""
        return self.shapes.lines

    @cached_property
    def line_punctuation_share(self) -> float:
        """Share of lines that end in sentence punctuation."""
        return len(self.shapes.ended) / max(len(self.lines), 1)

    @cached_property
    def short_line_share(self) -> float:
        """Share of lines of at most `SHORT_LINE_CHARS`."""
        return self.shapes.short / max(len(self.lines), 1)

    @cached_property
    def repeated_line_share(self) -> float:
        """Share of lines that repeat an earlier one."""
        return 1 - len(set(self.lines)) / len(self.lines) if self.lines else 0.0

    @cached_property
    def repeated_line_chars(self) -> float:
        """Share of characters in such lines."""
        return _repeated_chars(self.lines) if self.repeated_line_share else 0.0

    @cached_property
    def paragraphs(self) -> list[str]:
        """Paragraphs that are not blank, stripped."""
        return [paragraph for paragraph in map(str.strip, self.text.split("\n\n")) if paragraph]

    @cached_property
    def repeated_paragraph_share(self) -> float:
        """Share of paragraphs that repeat an earlier one: none where no line does."""
        return 1 - len(set(self.paragraphs)) / len(self.paragraphs) if self.repeated_line_share else 0.0

    @cached_property
    def repeated_paragraph_chars(self) -> float:
        """Share of characters in such paragraphs."""
        return _repeated_chars(self.paragraphs) if self.repeated_paragraph_share else 0.0

    @cached_property
    def mean_word_chars(self) -> float:
        """Mean characters a word."""
        return self.grams.chars / self.words if self.words else 0.0

    @cached_property
    def stop_words(self) -> tuple[int, Mapping[str, int]]:
        """The number of folded words, and how often each stop word of the language is among them."""
        if stops.COMPILED:
            return _known_words(self.language or "").count(folded_bytes(self.text))
        known, words = STOP_WORDS.get(self.language or "", frozenset()), fold_words(self.text)
        return len(words), Counter(filter(known.__contains__, words))

    @cached_property
    def stop_word_share(self) -> float | None:
        """Share of folded words that are stop words; None where the language has no list."""
        if (self.language or "") not in STOP_WORDS:
            return None
        words, found = self.stop_words
        return sum(found.values()) / max(words, 1)


@cache
def _known_words(language: str) -> KnownWords:
    return KnownWords(STOP_WORDS.get(language, ()))


def _repeated_chars(parts: list[str]) -> float:
    """Share of characters in parts that repeat an earlier one."""
    return 1 - sum(map(len, set(parts))) / sum(map(len, parts))
