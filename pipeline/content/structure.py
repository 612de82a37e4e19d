"""Kernel: loops over a page's elements that fill the arrays of `layout`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Ints = NDArray[np.int32]
    Indices = NDArray[np.int64]


def place_elements(pieces_of: tuple[Ints, Ints], begins: Ints, begun: Ints, out: tuple[Ints, Ints]) -> None:
    """Find the blocks inside each element.

    Args:
        pieces_of: (E,) first piece of each element and the one behind its last, -1 if it is never closed.
        begins: (B,) first piece of each block.
        begun: (pieces + 1,) zeros; becomes the number of blocks that begin before each piece.
        out: (E,) arrays to fill: first block, and the one behind the last.
    """
    piece_from, piece_to = pieces_of
    first, last = out
    pieces = len(begun) - 1
    for b in range(len(begins)):
        begun[begins[b] + 1] += 1
    for i in range(pieces):
        begun[i + 1] += begun[i]
    for e in range(len(first)):
        end = piece_to[e]
        first[e] = begun[piece_from[e]]
        last[e] = begun[end if end >= 0 else pieces]


def climb(owner: Ints, parent: Ints, chain: Ints) -> None:
    """Fill `chain` (levels, B) with each block's owner, the owner's parent, and so on."""
    for b in range(len(owner)):
        e = owner[b]
        for level in range(len(chain)):
            chain[level, b] = e
            e = parent[e]


def number_elements(chain: Ints, number: Ints) -> list[int]:
    """Give the elements that occur in `chain` in order, and set the number of each; that of others stays -1."""
    for level in range(chain.shape[0]):
        for b in range(chain.shape[1]):
            number[chain[level, b]] = 0
    found: list[int] = []
    for e in range(len(number)):
        if number[e] == 0:
            number[e] = len(found)
            found.append(e)
    return found


def name_chain(chain: Ints, number: Ints, kind_of: Ints, out: Indices) -> None:
    """Fill `out` (levels, B) with the kind of each element of `chain`, by its number among the N that have kinds."""
    for level in range(chain.shape[0]):
        for b in range(chain.shape[1]):
            out[level, b] = kind_of[number[chain[level, b]]]


def find_pools(chain: Ints, levels: tuple[int, ...], spans: tuple[Ints, Ints], out: Indices) -> None:
    """Fill `out` (2, levels, B) with the first block and the one behind the last of the ancestors at some levels."""
    first, last = spans
    for i in range(len(levels)):
        level = levels[i]
        for b in range(chain.shape[1]):
            e = chain[level, b]
            out[0, i, b] = first[e]
            out[1, i, b] = last[e]


def code_elements(tags: list[str], code_of: dict[str, int], codes: Bytes) -> None:
    """Fill `codes` (E,) with the code of each tag, zeros for those without."""
    for e in range(len(tags)):
        code = code_of.get(tags[e])
        if code is not None:
            codes[e] = code


def count_same_siblings(
    elements: Ints, parent: Ints, kinds: Ints, scratch: tuple[Ints, Ints, Ints], same: Ints
) -> None:
    """Count for each element those with its parent and its kind, itself among them.

    Args:
        elements: N of them.
        parent: (E,) of all elements.
        kinds: (N,) of the given ones.
        scratch: -1 for each of E and of N, 0 for each kind.
        same: (N,) to fill.
    """
    newest, before, tally = scratch  # newest child of each parent; each child leads to the one before
    for i in range(len(elements)):
        above = parent[elements[i]]
        before[i] = newest[above]
        newest[above] = i
    for i in range(len(elements)):
        above = parent[elements[i]]
        newest_child = newest[above]
        newest[above] = -1
        child = newest_child
        while child >= 0:
            tally[kinds[child]] += 1
            child = before[child]
        child = newest_child
        while child >= 0:
            same[child] = tally[kinds[child]]
            child = before[child]
        child = newest_child
        while child >= 0:
            tally[kinds[child]] = 0
            child = before[child]
