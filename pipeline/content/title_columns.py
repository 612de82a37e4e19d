"""Kernel: whether a block is the title or the description, and which share of its words the title or its neighbour has.

Words are compared by 64-bit hashes in small tables: one for the title, and two that neighbours use by turns. That is
ten times quicker than sets of strings, where it is compiled; `title_sets` does the same with those where it is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.page_facts import split_words
from pipeline.content.title_sets import MAX_OVERLAP_WORDS, MAX_TITLE_CHARS, MIN_TITLE_CHARS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.content.page_facts import PageFacts

    Hashes = NDArray[np.uint64]
    Ints = NDArray[np.int32]
    Floats = NDArray[np.float32]

COMPILED = not __file__.endswith(".py")
FREE = -2  # no block, nor one before the first
SLOTS = 1024  # of a table: more than a text of MAX_TITLE_CHARS or a page's titles have words
TITLE = 2  # number of the title's table
FNV_OFFSET, FNV_PRIME, ALL_BITS = 0xCBF29CE484222325, 0x100000001B3, 0xFFFFFFFFFFFFFFFF


def fill_title_columns(
    texts: list[str], facts: PageFacts, tables: tuple[Hashes, Ints], hashes: Hashes, out: Floats
) -> None:
    """Fill the columns `title_sets.TITLE_NAMES` of B blocks.

    Args:
        texts: of the blocks.
        facts: what the page's head tells.
        tables: (3, SLOTS) hashes, and the block that put each there: all FREE.
        hashes: (SLOTS,) scratch.
        out: (B, len(TITLE_NAMES)) zeros.
    """
    keys, owners = tables
    titles, descriptions = facts.titles, facts.descriptions
    all_titles = "\n".join(sorted(titles))
    for i in range(_hash_words(" ".join(facts.title_words), hashes)):
        _add(keys[TITLE], owners[TITLE], hashes[i], 0)
    for b in range(len(texts)):
        text = texts[b]
        if len(text) > MAX_TITLE_CHARS:
            continue
        folded = text.lower()
        if len(folded) <= len(all_titles) and folded in all_titles:
            out[b, 0] = folded in titles
            out[b, 1] = len(folded) >= MIN_TITLE_CHARS
        if folded in descriptions:
            out[b, 3] = 1.0
        count = _hash_words(folded if folded.isascii() else " ".join(split_words(folded)), hashes)
        here = b & 1
        in_title, above = 0.0, 0.0
        for i in range(count):
            if _add(keys[here], owners[here], hashes[i], b):
                in_title += _has(keys[TITLE], owners[TITLE], hashes[i], 0)
                above += _has(keys[1 - here], owners[1 - here], hashes[i], b - 1)
        if 0 < count <= MAX_OVERLAP_WORDS:
            out[b, 2] = in_title / count
            out[b, 4] = above / count


def _hash_words(folded: str, hashes: Hashes) -> int:
    """Hash the words between ASCII blanks (FNV-1a over code points); how many there are."""
    count = 0
    size = len(folded)
    at = 0
    while at < size:
        value = FNV_OFFSET
        start = at
        while at < size:
            code = ord(folded[at])
            if code == 32 or 9 <= code <= 13 or 28 <= code <= 31:
                break
            value = ((value ^ code) * FNV_PRIME) & ALL_BITS
            at += 1
        if at > start:
            hashes[count] = value
            count += 1
        at += 1
    return count


def _add(keys: Hashes, owners: Ints, value: int, owner: int) -> bool:
    """Put a hash into a table; False where its owner has put it there before. Slots of other owners count as free."""
    mask = len(keys) - 1
    slot = (value ^ (value >> 32)) & mask
    while owners[slot] == owner:
        if keys[slot] == value:
            return False
        slot = (slot + 1) & mask
    keys[slot] = value
    owners[slot] = owner
    return True


def _has(keys: Hashes, owners: Ints, value: int, owner: int) -> bool:
    """Whether the owner has put a hash into a table."""
    mask = len(keys) - 1
    slot = (value ^ (value >> 32)) & mask
    while owners[slot] == owner:
        if keys[slot] == value:
            return True
        slot = (slot + 1) & mask
    return False
