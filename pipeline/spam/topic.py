"""Topic distance: how much a short line shares with the article, in any language.

Terms are words cut to their first six letters (a cheap stem), and pairs of characters in scripts without blanks.
Each term counts by its rarity in the article, so function words and the search phrase that every farm title
repeats count little. A kernel: compiled where `topic.pxd` can be, and the same in plain Python.

Wrong for lines that say something new: titles of honest lists are far from the text as well.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
UNSPACED = re.compile(r"[ก-๛ぁ-ヿ㐀-鿿가-힣]{2,}")
STEM = 6
CHUNK = 40  # terms that stand for one passage when rarity is counted
MAX_CHARS = 200_000  # of the article; a longer one is sampled from its beginning
LINE_CHARS = 200  # terms of lines up to this long are remembered: several detectors ask for them


def words_of(text: str) -> list[str]:
    """Cut a text into folded words: runs of letters and digits."""
    return _words(text, len(text))


def _words(text: str, most: int) -> list[str]:
    """Cut a text into folded words of so many letters at most."""
    words: list[str] = []
    first = -1  # between words
    capital = foreign = False
    for at, char in enumerate(f"{text} "):
        # Small letters first, as most are: asking a character for its class costs a call.
        if "a" <= char <= "z" or "A" <= char <= "Z" or "0" <= char <= "9" or (char > "\x7f" and char.isalnum()):
            if first < 0:
                first, capital, foreign = at, False, False
            capital |= char <= "Z"
            foreign |= char > "\x7f"
        elif first >= 0:
            if foreign:
                words += _fold(text[first:at], most)
            elif capital:
                words.append(text[first : min(at, first + most)].lower())
            else:
                words.append(text[first : min(at, first + most)])
            first = -1
    return words


def _fold(word: str, most: int) -> list[str]:
    """Fold a word that is not ASCII; some letters fold into a letter and a mark, which parts words."""
    folded = word.casefold()
    return [folded[:most]] if folded.isalnum() else [part[:most] for part in WORD.findall(folded)]


def terms_of(text: str) -> tuple[str, ...]:
    """Cut a text into terms: stems of words, and character pairs of unspaced scripts."""
    return _terms_of_line(text) if len(text) <= LINE_CHARS else _cut(text)


def _cut(text: str) -> tuple[str, ...]:
    if text.isascii() or UNSPACED.search(text) is None:
        return tuple(_words(text, STEM))
    terms: list[str] = []
    for word in words_of(text):
        if UNSPACED.match(word):
            terms += [word[i : i + 2] for i in range(len(word) - 1)]
        else:
            terms.append(word[:STEM])
    return tuple(terms)


_terms_of_line = lru_cache(maxsize=1 << 12)(_cut)


class Topic:
    """The terms of an article and how rare each is."""

    def __init__(self, prose: list[str], title: str = "") -> None:
        self.passages: dict[str, int] = {}  # how many passages have a term
        self.count = 0  # of passages
        self.title = frozenset(terms_of(title))
        self._peaks: dict[tuple[str, ...], int] = {}
        self._read(prose)
        self._rarity = [math.log(float(self.count + 2) / (seen + 1)) for seen in range(self.count + 1)]

    def _read(self, prose: list[str]) -> None:
        passages = self.passages
        latest: dict[str, int] = {}  # passage that has a term
        chars = 0
        for text in prose:
            if chars > MAX_CHARS:
                break
            chars += len(text)
            terms = terms_of(text)
            for k in range(len(terms)):
                if k % CHUNK == 0:
                    self.count += 1
                term = terms[k]
                if latest.get(term, 0) != self.count:
                    latest[term] = self.count
                    passages[term] = passages.get(term, 0) + 1

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
        passages, rarity, title = self.passages, self._rarity, self.title
        shared = total = 0.0
        for term in dict.fromkeys(terms_of(text)):  # a set would be summed in an order of its own in each process
            seen = passages.get(term, 0)
            weight = rarity[seen]
            total += weight
            if seen or term in title:
                shared += weight
        return shared / total if total else 1.0
