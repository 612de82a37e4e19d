"""A kernel: how often each of a few known words comes among the words of a text."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

COMPILED = not __file__.endswith(".py")
"""Whether this is machine code; else a set of words is several times as fast."""

_BLANK = 32
_ONES = 0xFFFFFFFF


class KnownWords:
    """A table of words that are looked for."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(words)
        self.data = "".join(f"{word} " for word in self.words).encode()
        self.begins = array("i")
        self.slots = array("i", bytes(4 << (4 * len(self.words)).bit_length()))  # 1 + number of the word there
        begin = 0
        for number, word in enumerate(self.words):
            mark = hash_bytes(word.encode())
            slot = mark & len(self.slots) - 1
            while self.slots[slot]:
                slot = (slot + 1) & len(self.slots) - 1
            self.slots[slot] = number + 1
            self.begins.append(begin)
            begin += len(word.encode()) + 1

    def count(self, data: bytes) -> tuple[int, dict[str, int]]:
        """Give the number of words in `data` (UTF-8, one blank between two), and how often each known one comes."""
        tally = array("i", bytes(4 * (len(self.words) + 1)))
        total = count_known(data, self.data, self.begins, self.slots, tally)
        return total, {word: n for word, n in zip(self.words, tally, strict=False) if n}


def hash_bytes(data: bytes) -> int:
    """FNV-1a, its halves folded upon each other."""
    mark = 0x811C9DC5
    for byte in data:
        mark = ((mark ^ byte) * 16777619) & _ONES
    return mark ^ mark >> 15


def count_known(data: bytes, known: bytes, begins: array[int], slots: array[int], tally: array[int]) -> int:
    """Count the words of `data`, and in `tally` the known ones by number."""
    text, names, starts, table, counts = data, known, begins, slots, tally
    last = len(table) - 1
    words = begin = 0
    mark = 0x811C9DC5
    for i in range(len(text) + 1):
        byte = text[i] if i < len(text) else _BLANK
        if byte != _BLANK:
            mark = ((mark ^ byte) * 16777619) & _ONES
            continue
        words += i > begin
        slot = (mark ^ mark >> 15) & last
        while table[slot]:
            number = table[slot] - 1
            k = 0
            at = starts[number]
            while begin + k < i and names[at + k] == text[begin + k]:
                k += 1
            if begin + k == i and names[at + k] == _BLANK:
                counts[number] += 1
                break
            slot = (slot + 1) & last
        begin = i + 1
        mark = 0x811C9DC5
    return words
