"""Short blocks of a page by their first words: one search over all of them instead of one a block."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SHORT_CHARS = 150  # labels, by-lines and date lines are shorter
MAX_OPENING_CHARS = 60
_START = "\0"  # stands in no text


def opening_with(words: str) -> re.Pattern[str]:
    """Compile a pattern of lower-case words for `ShortBlocks.with_opening`.

    >>> [b for b in ShortBlocks(["Mills", "Posted today"]).with_opening(opening_with("posted|published"))]
    [1]
    """
    return re.compile(f"{_START}(?:{words})")  # no IGNORECASE: branches that begin with letters are passed over fast


class ShortBlocks:
    """The openings of a page's short blocks in one string, lower case."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        openings = [text[:MAX_OPENING_CHARS] for text in texts if len(text) < MAX_SHORT_CHARS]
        self.joined = _START.join(["", *openings]).lower()

    def with_opening(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """Give the blocks whose text begins as the pattern says, in order."""
        for match in pattern.finditer(self.joined):
            yield self.numbers[self.joined.count(_START, 0, match.start())]

    @cached_property
    def numbers(self) -> list[int]:
        """Indices of the short blocks."""
        return [b for b, text in enumerate(self.texts) if len(text) < MAX_SHORT_CHARS]
