"""Two texts -> what changed, paragraph by paragraph, and inside changed paragraphs word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Sign = Literal[" ", "-", "+"]

CONTEXT = 1  # paragraphs shown around a change
MAX_CELLS = 4_000_000  # paragraphs of one text x of the other; above, the matcher may skip frequent ones
MAX_WORD_CELLS = 250_000  # words x words of a paragraph; above, it is shown whole
WORDS = re.compile(r"\s+|[^\s]+")


class Span(NamedTuple):
    """A run of words that are in both texts (" "), only in the first ("-") or only in the second ("+")."""

    sign: Sign
    text: str


class Line(NamedTuple):
    """A paragraph with its fate; of a changed one, `spans` mark the words that changed."""

    sign: Sign
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The paragraph."""
        return "".join(span.text for span in self.spans)


def diff_texts(a: str, b: str) -> list[list[Line]]:
    """Compare two texts.

    Returns:
        Hunks, each with a paragraph of context around; none when the texts are equal.
    """
    before, after = _paragraphs(a), _paragraphs(b)
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) * len(after) > MAX_CELLS)
    return [list(_hunk(group, before, after)) for group in matcher.get_grouped_opcodes(CONTEXT)]


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _hunk(
    opcodes: Sequence[tuple[str, int, int, int, int]], before: Sequence[str], after: Sequence[str]
) -> Iterator[Line]:
    for tag, a1, a2, b1, b2 in opcodes:
        if tag == "equal":
            yield from (Line(" ", (Span(" ", text),)) for text in before[a1:a2])
            continue
        pairs = min(a2 - a1, b2 - b1) if tag == "replace" else 0
        for old, new in zip(before[a1 : a1 + pairs], after[b1 : b1 + pairs], strict=True):
            yield from _changed_pair(old, new)
        yield from (Line("-", (Span("-", text),)) for text in before[a1 + pairs : a2])
        yield from (Line("+", (Span("+", text),)) for text in after[b1 + pairs : b2])


def _changed_pair(old: str, new: str) -> tuple[Line, Line]:
    a, b = WORDS.findall(old), WORDS.findall(new)
    if len(a) * len(b) > MAX_WORD_CELLS:
        return Line("-", (Span("-", old),)), Line("+", (Span("+", new),))
    minus: list[Span] = []
    plus: list[Span] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        same = tag == "equal"
        if a2 > a1:
            minus.append(Span(" " if same else "-", "".join(a[a1:a2])))
        if b2 > b1:
            plus.append(Span(" " if same else "+", "".join(b[b1:b2])))
    return Line("-", tuple(minus)), Line("+", tuple(plus))
