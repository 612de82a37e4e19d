"""The structure of a page as arrays: ancestors, depths, and which blocks stand inside what.

Subtrees are ranges of blocks, because blocks lie in document order: the sum of anything over a subtree is one
difference of a running sum. All of it is linear in elements and blocks (times a fixed number of levels).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.content.structure import climb, code_elements, number_elements, place_elements
from pipeline.content.tag_codes import CODE_OF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipeline.blocks import Page

    Ints = NDArray[np.int32]


def ints(values: Sequence[int]) -> Ints:
    """Numbers of a page as an array: of the same memory where they are C ints already."""
    return np.asarray(values, dtype=np.int32)


class Layout:
    """Arrays over a page's E elements and B blocks. A page without elements has one, without a tag, that holds all.

    Attributes:
        blocks, elements: B, and E or 0.
        codes: (E,) code of each element's tag, see `tag_codes`.
        owner: (B,) element that holds each block.
        own_codes: (B,) code of the tag of that element, 0 for text outside of any element.
        parent: (E,) parent of each element; the root has itself, so that chains end there.
        depth: (E,) open elements around each element; the root has 0.
        first, last: (E,) the blocks `first[e]:last[e]` stand inside element e.
    """

    def __init__(self, page: Page) -> None:
        elements = self.elements = len(page.tag)
        self.blocks = len(page.text)
        owner = ints(page.owner)
        self.owner: Ints = np.maximum(owner, 0)
        self.codes: NDArray[np.uint8] = np.zeros(max(elements, 1), dtype=np.uint8)
        code_elements(page.tag, CODE_OF, self.codes)
        self.own_codes: NDArray[np.uint8] = np.where(owner >= 0, self.codes[self.owner], np.uint8(0))
        one = np.zeros(1, dtype=np.int32)
        self.parent: Ints = np.maximum(ints(page.parent), 0) if elements else one
        self.depth: Ints = page.depth if elements else one
        self.first: Ints = np.zeros(max(elements, 1), dtype=np.int32)
        self.last: Ints = np.full(max(elements, 1), self.blocks, dtype=np.int32)
        if elements:
            begun = np.zeros(len(page.pieces) + 1, dtype=np.int32)
            spans = ints(page.piece_from), ints(page.piece_to)
            place_elements(spans, ints(page.first_piece), begun, (self.first, self.last))

    def ancestors(self, levels: int) -> Ints:
        """Elements around each block, innermost first, the root repeated at the end: (levels, B)."""
        chain = np.empty((levels, self.blocks), dtype=np.int32)
        climb(self.owner, self.parent, chain)
        return chain

    def distinct(self, chain: Ints) -> tuple[list[int], Ints]:
        """Give the elements that occur in `chain`, in order, and for each element its number among them, or -1."""
        number = np.full(len(self.parent), -1, dtype=np.int32)
        return number_elements(chain, number), number

    def subtree_sums(self, values: NDArray[Any], elements: Ints) -> NDArray[np.float64]:
        """Sum `values` (B, …) over the blocks inside each of `elements` (of any shape; the sums add values' axes)."""
        sums = np.zeros((self.blocks + 1, *values.shape[1:]))
        np.cumsum(values, axis=0, out=sums[1:])
        return np.asarray(sums[self.last[elements]] - sums[self.first[elements]])
