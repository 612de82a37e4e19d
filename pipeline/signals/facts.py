"""What several signals of one text share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.signals.grams import WordGrams
from pipeline.signals.words import fold_words, is_spaceless, split_words
from pipeline.stop_words import STOP_WORDS

SHORT_LINE_CHARS = 30
TERMINAL = tuple(".!?…。！？｡।۔؟։።")
CLOSERS = "\"'”’»)]」』〉》）]"


@dataclass
class Facts:
    """What several signals share; each is worked out once, when first asked for."""

    text: str
    language: str | None

    @cached_property
    def words(self) -> list[str]:
        """Words as `split_words` cuts them."""
        return split_words(self.text)

    @cached_property
    def is_spaceless(self) -> bool:
        """Whether most of the text is in a script without blanks between words."""
        return is_spaceless(self.text) and len(self.words) > len(self.text.split()) * 1.5

    @cached_property
    def grams(self) -> WordGrams:
        """Repeating word n-grams."""
        return WordGrams(self.words)

    @cached_property
    def lines(self) -> list[str]:
        """Lines that are not blank, stripped."""
        return [line for line in map(str.strip, self.text.split("\n")) if line]

    @cached_property
    def line_punctuation_share(self) -> float:
        """Share of lines that end in sentence punctuation."""
        ends = sum(line.rstrip(CLOSERS).endswith(TERMINAL) for line in self.lines)
        return ends / max(len(self.lines), 1)

    @cached_property
    def short_line_share(self) -> float:
        """Share of lines of at most `SHORT_LINE_CHARS`."""
        return sum(len(line) <= SHORT_LINE_CHARS for line in self.lines) / max(len(self.lines), 1)

    @cached_property
    def repeated_line_share(self) -> float:
        """Share of lines that repeat an earlier one."""
        return 1 - len(set(self.lines)) / len(self.lines) if self.lines else 0.0

    @cached_property
    def repeated_line_chars(self) -> float:
        """Share of characters in such lines."""
        return _repeated_chars(self.lines)

    @cached_property
    def paragraphs(self) -> list[str]:
        """Paragraphs that are not blank, stripped."""
        return [paragraph for paragraph in map(str.strip, self.text.split("\n\n")) if paragraph]

    @cached_property
    def repeated_paragraph_chars(self) -> float:
        """Share of characters in paragraphs that repeat an earlier one."""
        return _repeated_chars(self.paragraphs)

    @cached_property
    def mean_word_chars(self) -> float:
        """Mean characters a word."""
        return self.grams.chars / len(self.words) if self.words else 0.0

    @cached_property
    def folded(self) -> list[str]:
        """Folded words, without punctuation."""
        return fold_words(self.text)

    @cached_property
    def stop_word_share(self) -> float | None:
        """Share of folded words that are stop words; None where the language has no list."""
        known = STOP_WORDS.get(self.language or "")
        if known is None:
            return None
        return sum(map(known.__contains__, self.folded)) / max(len(self.folded), 1)


def _repeated_chars(parts: list[str]) -> float:
    """Share of characters in parts that repeat an earlier one."""
    unique = set(parts)
    if len(unique) == len(parts):
        return 0.0
    return 1 - sum(map(len, unique)) / sum(map(len, parts))
