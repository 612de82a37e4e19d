"""Topic distance: how much a short line shares with the article, in any language.

Terms are words cut to their first six letters (a cheap stem), and pairs of characters in scripts without blanks.
Each term counts by its rarity in the article, so function words and the search phrase that every farm title
repeats count little. Wrong for lines that say something new: titles of honest lists are far from the text as well.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+")
UNSPACED = re.compile(r"[ก-๛ぁ-ヿ㐀-鿿가-힣]{2,}")
ASCII_WORDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(128)
"""ASCII letters and digits folded, all else blanks: for `bytes.translate`, five times as quick as a pattern."""

BEYOND_MARKS = re.compile(r"[^\x00-\x7F\u00a0\u00a9\u00ab\u00ae\u00b7\u00bb\u2000-\u206f\u20ac\u2122]")
"""A character that is neither ASCII nor a mark: without one, words are those of the text's ASCII characters."""

STEM = 6
CHUNK = 40  # terms that stand for one passage when rarity is counted
MAX_CHARS = 200_000  # of the article; a longer one is sampled from its beginning
LINE_CHARS = 200  # terms of lines up to this long are remembered: several detectors ask for them


def words_of(text: str) -> list[str]:
    """Cut a text into folded words: runs of letters and digits."""
    if text.isascii() or BEYOND_MARKS.search(text) is None:
        return text.encode("ascii", "replace").translate(ASCII_WORDS).decode().split()
    return WORD.findall(text.casefold())


def terms_of(text: str) -> Sequence[str]:
    """Cut a text into terms: stems of words, and character pairs of unspaced scripts."""
    return _terms_of_line(text) if len(text) <= LINE_CHARS else _cut(text)


def _cut(text: str) -> tuple[str, ...]:
    words = words_of(text)
    if text.isascii() or UNSPACED.search(text) is None:
        return tuple([word[:STEM] for word in words])
    terms: list[str] = []
    for word in words:
        if UNSPACED.match(word):
            terms.extend(word[i : i + 2] for i in range(len(word) - 1))
        else:
            terms.append(word[:STEM])
    return tuple(terms)


_terms_of_line = lru_cache(maxsize=1 << 12)(_cut)


class Topic:
    """The terms of an article and how rare each is."""

    def __init__(self, prose: list[str], title: str = "") -> None:
        passages: Counter[str] = Counter()
        count, chars = 0, 0
        for text in prose:
            if chars > MAX_CHARS:
                break
            chars += len(text)
            terms = terms_of(text)
            for start in range(0, len(terms), CHUNK):
                passages.update(set(terms[start : start + CHUNK]))
                count += 1
        self.passages = passages
        self.count = count
        self.title = set(terms_of(title))
        self._peaks: dict[tuple[str, ...], int] = {}

    def peak(self, stems: tuple[str, ...]) -> int:
        """Count the passages with the commonest term that begins with one of some stems."""
        if stems not in self._peaks:
            speaking = [count for term, count in self.passages.items() if term.startswith(stems)]
            self._peaks[stems] = max(speaking, default=0)
        return self._peaks[stems]

    def closeness(self, text: str) -> float:
        """Give the share of a line's terms that the article has too, weighted by rarity: 0 far, 1 near.

        Without an article everything is near: there is nothing to be far from.
        """
        if not self.count:
            return 1.0
        shared = total = 0.0
        for term in dict.fromkeys(terms_of(text)):  # a set would be summed in an order of its own in each process
            seen = self.passages.get(term, 0)
            weight = math.log((self.count + 2) / (seen + 1))
            total += weight
            if seen or term in self.title:
                shared += weight
        return shared / total if total else 1.0
