"""Topic distance: how much a short line shares with the article, in any language.

Terms are words cut to their first six letters (a cheap stem), and pairs of characters in scripts without blanks.
Each term counts by its rarity in the article, so function words and the search phrase that every farm title
repeats count little. Wrong for lines that say something new: titles of honest lists are far from the text as well.
"""

from __future__ import annotations

import math
import re
from collections import Counter

WORD = re.compile(r"[^\W_]+")
UNSPACED = re.compile(r"[ก-๛ぁ-ヿ㐀-鿿가-힣]{2,}")
STEM = 6
CHUNK = 40  # terms that stand for one passage when rarity is counted
MAX_CHARS = 200_000  # of the article; a longer one is sampled from its beginning


def terms_of(text: str) -> list[str]:
    """Cut a text into terms: stems of words, and character pairs of unspaced scripts."""
    words = WORD.findall(text.casefold())
    if text.isascii():
        return [word[:STEM] for word in words]
    terms: list[str] = []
    for word in words:
        if UNSPACED.match(word):
            terms.extend(word[i : i + 2] for i in range(len(word) - 1))
        else:
            terms.append(word[:STEM])
    return terms


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

    def closeness(self, text: str) -> float:
        """Give the share of a line's terms that the article has too, weighted by rarity: 0 far, 1 near.

        Without an article everything is near: there is nothing to be far from.
        """
        if not self.count:
            return 1.0
        shared = total = 0.0
        for term in set(terms_of(text)):
            seen = self.passages.get(term, 0)
            weight = math.log((self.count + 2) / (seen + 1))
            total += weight
            if seen or term in self.title:
                shared += weight
        return shared / total if total else 1.0
