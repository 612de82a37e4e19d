"""A kernel: word n-grams that repeat, found by tables of numbers.

Words and n-grams are numbered in the order of their first coming, so nothing depends on how the tables are laid out.
"""

from __future__ import annotations

import os
import sys
from array import array

from pipeline.signals.kinds import BLANK, KINDS, PIECE, SPACELESS, learn_kinds

COMPILED = not __file__.endswith(".py")
"""Whether this is machine code; else `grams.WordGrams` is several times as fast."""

_SEED = int.from_bytes(os.urandom(4), "little") >> 1  # no page is made to fit our tables badly
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"
_ONES = 0xFFFFFFFF
HALVES = {2: (1, 1), 3: (2, 1), 4: (2, 2), 5: (3, 2), 6: (3, 3), 7: (5, 2), 8: (5, 3), 9: (5, 4), 10: (5, 5)}


class RepeatedGrams:
    """Frequencies of word n-grams that come more than once; exact; the answers of `grams.WordGrams`.

    Each longer gram is numbered from two shorter ones, and only where both of these repeat: few places remain.
    """

    def __init__(self, text: str) -> None:
        most = len(text) // 2 + 2 if text.isascii() else len(text) + 2  # words, and one more
        ids = array("i", bytes(4 * most))
        self.sums = array("i", bytes(4 * most))  # characters in the words before each, and in all
        self.words = number_words(text, ids, self.sums)
        self.chars = max(self.sums[self.words], 1)
        self.ids = {1: ids}  # each place's number, -1 where its gram comes once
        self.first: dict[int, array[int]] = {}  # place of the first coming, by number
        self.counts: dict[int, array[int]] = {}  # by number

    def top_share(self, n: int) -> float:
        """Share of characters in the most frequent n-gram (the longest of them); 0 when none comes twice."""
        if self.words < n:
            return 0.0
        self._number(n)
        return min(top_chars(self.first[n], self.counts[n], self.sums, n) / self.chars, 1.0)

    def repeated_share(self, n: int) -> float:
        """Share of characters in n-grams that came before, each character counted once."""
        if self.words < n:
            return 0.0
        self._number(n)
        return repeated_chars(self.ids[n], self.first[n], self.sums, n) / self.chars

    def _number(self, n: int) -> None:
        if n in self.counts:
            return
        left, right = HALVES[n]
        for part in (left, right):
            if part > 1:
                self._number(part)
        starts = self.words - n + 1
        self.ids[n] = array("i", bytes(4 * starts))
        self.first[n], self.counts[n] = number_pairs(self.ids[left], self.ids[right], left, self.ids[n])


def number_words(text: str, ids: array[int], sums: array[int]) -> int:
    """Give equal words equal numbers, and the number of words.

    Args:
        text: any text; its words are the pieces that `words.split_words` gives.
        ids: takes each word's number, -1 where it comes once.
        sums: takes the number of characters in the words before each word, and in all.
    """
    letters = memoryview(text.encode(_UTF_32, "surrogatepass")).cast("I")
    starts, hashes = array("i", bytes(4 * len(ids))), array("I", bytes(4 * len(ids)))
    words = _cut_words(letters, starts, hashes, sums)
    codes, begins, marks, before, numbers = letters, starts, hashes, sums, ids
    slots = array("i", bytes(4 * _table_size(words)))  # 1 + number of the word that lies there
    last = len(slots) - 1
    first, counts = array("i", bytes(4 * (words + 1))), array("i", bytes(4 * (words + 1)))
    distinct = 0
    for i in range(words):
        size = before[i + 1] - before[i]
        slot = (marks[i] ^ marks[i] >> 15) & last
        while True:
            number = slots[slot] - 1
            if number < 0:
                number = distinct
                first[number] = i
                distinct += 1
                slots[slot] = distinct
                break
            other = first[number]
            if marks[other] == marks[i] and before[other + 1] - before[other] == size:
                k = 0
                while k < size and codes[begins[i] + k] == codes[begins[other] + k]:
                    k += 1
                if k == size:
                    break
            slot = (slot + 1) & last
        counts[number] += 1
        numbers[i] = number
    for i in range(words):
        if counts[numbers[i]] < 2:
            numbers[i] = -1
    return words


def _cut_words(codes: memoryview[int], begins: array[int], marks: array[int], before: array[int]) -> int:
    """Find where words begin, their hashes, and the characters in the words before each; give their number."""
    kinds = KINDS
    words = mark = code = 0
    begin = -1  # of this word
    room = 0  # characters that a piece of a script without blanks may still take; -1 in all other pieces
    for place in range(len(codes) + 1):
        kind = BLANK
        if place < len(codes):
            code = codes[place]
            kind = kinds[code]
            if not kind:
                kind = learn_kinds(code)
        if room > 0 and kind & SPACELESS:
            room -= 1
        elif room != -1 or kind & (BLANK | SPACELESS):  # not just the next letter of a word
            if begin >= 0:
                begins[words] = begin
                marks[words] = mark
                before[words + 1] = before[words] + place - begin
                words += 1
            begin = -1 if kind & BLANK else place
            mark = _SEED
            room = 0 if kind & BLANK else PIECE - 1 if kind & SPACELESS else -1
        mark = ((mark ^ code) * 16777619) & _ONES  # FNV-1a
    return words


def number_pairs(heads: array[int], tails: array[int], step: int, ids: array[int]) -> tuple[array[int], array[int]]:
    """Number the pairs of a head and the tail `step` places behind; give each number's first place and frequency.

    Args:
        heads: numbers, -1 where there is no pair.
        tails: numbers, -1 where there is no pair.
        step: places from a head to its tail.
        ids: takes each place's number, -1 where its pair comes once.
    """
    left, right, numbers = heads, tails, ids
    places = 0
    for i in range(len(numbers)):
        places += left[i] >= 0 and right[i + step] >= 0
    slots = array("i", bytes(4 * _table_size(places)))  # 1 + number of the pair that lies there
    last = len(slots) - 1
    firsts = array("i", bytes(4 * places))
    first = firsts
    tally = array("i", bytes(4 * places))
    counts = tally
    distinct = 0
    for i in range(len(numbers)):
        head, tail = left[i], right[i + step]
        if head < 0 or tail < 0:
            numbers[i] = -1
            continue
        mark = head * 40503 + tail
        mark = ((mark ^ _SEED) * 0x1E3779B1) & _ONES
        slot = (mark ^ mark >> 15) & last
        while True:
            number = slots[slot] - 1
            if number < 0:
                number = distinct
                first[number] = i
                distinct += 1
                slots[slot] = distinct
                break
            other = first[number]
            if left[other] == head and right[other + step] == tail:
                break
            slot = (slot + 1) & last
        counts[number] += 1
        numbers[i] = number
    for i in range(len(numbers)):
        if numbers[i] >= 0 and counts[numbers[i]] < 2:
            numbers[i] = -1
    return firsts, tally


def top_chars(firsts: array[int], tally: array[int], sums: array[int], n: int) -> int:
    """Characters in all comings of the most frequent n-gram, the longest of equals; 0 when none comes twice."""
    first, counts, before = firsts, tally, sums
    top = longest = 0
    for number in range(len(counts)):
        if counts[number] < max(top, 2):
            continue
        size = before[first[number] + n] - before[first[number]]
        if counts[number] > top or size > longest:
            longest = size
        top = counts[number]
    return top * longest


def repeated_chars(ids: array[int], firsts: array[int], sums: array[int], n: int) -> int:
    """Characters in n-grams that came before, each counted once."""
    numbers, first, before = ids, firsts, sums
    total = covered = 0  # characters; words up to here
    for place in range(len(numbers)):
        if numbers[place] >= 0 and first[numbers[place]] != place:
            total += before[place + n] - before[max(place, covered)]
            covered = place + n
    return total


def _table_size(entries: int) -> int:
    """A power of two that leaves half of the table empty."""
    return 1 << max(2 * entries, 8).bit_length()
