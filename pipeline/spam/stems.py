"""Which of many stems a text holds, in one pass over its characters.

A kernel: compiled where `stems.pxd` can be, and the same in plain Python. Hundreds of stems one by one would be
hundreds of searches; here three letters in a row that begin none of them, as most do, cost one look into a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TABLE_MASK = (1 << 16) - 1
HEAD = 3  # characters by which a stem is looked up
PAIR, TRIPLE = 1, 2  # two or three characters that may begin a stem


class StemSets:
    """Sets of stems of two characters or more, each with bits of its own."""

    def __init__(self, sets: Mapping[int, Sequence[str]]) -> None:
        """Take the stems of each set; the keys are bits, and a stem may stand in several sets."""
        bits: dict[str, int] = {}
        for bit, stems in sets.items():
            for stem in stems:
                bits[stem] = bits.get(stem, 0) | bit
        self.heads: dict[str, list[tuple[str, int]]] = {}
        self.table = bytearray(TABLE_MASK + 1)
        for stem, bit in bits.items():
            head = stem[:HEAD]
            self.heads.setdefault(head, []).append((stem, bit))
            first = ord(head[0]) if len(head) == HEAD else 0
            self.table[_hash(first, ord(head[len(head) - 2]), ord(head[len(head) - 1]))] |= TRIPLE if first else PAIR

    def find(self, text: str) -> int:
        """Give the bits of all sets of which a text, folded, holds a stem."""
        found = first = second = 0
        for k, char in enumerate(text):
            code = ord(char)
            if self.table[_hash(first, second, code)] & TRIPLE and k >= HEAD - 1:
                found |= self._match(text, k - HEAD + 1, HEAD)
            if self.table[_hash(0, second, code)] & PAIR and k >= 1:
                found |= self._match(text, k - 1, HEAD - 1)
            first, second = second, code
        return found

    def _match(self, text: str, at: int, length: int) -> int:
        found = 0
        for stem, bits in self.heads.get(text[at : at + length], ()):
            if text.startswith(stem, at):
                found |= bits
        return found


def _hash(first: int, second: int, third: int) -> int:
    return (first * 1009 + second * 31 + third) & TABLE_MASK
