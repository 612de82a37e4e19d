"""The structure of a page as arrays: ancestors, subtrees and what stands inside what.

Subtrees are ranges of blocks, because blocks lie in document order: the sum of anything over a subtree is one
difference of a running sum. Nothing here loops over ancestors in Python, and all of it is linear in elements
(times a fixed number of levels).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.content.tag_codes import CODE_OF, CODED_TAGS, code_tags

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from pipeline.blocks import Page

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


class Layout:
    """Arrays over a page's E elements and B blocks.

    Attributes:
        codes: (E,) code of each element's tag, see `tag_codes`.
        owner: (B,) element that holds each block.
        own_codes: (B,) code of the tag of that element, 0 for text outside of any element.
        parent: (E,) parent of each element; the root has itself, so that chains end there.
        first, last: (E,) the blocks `first[e]:last[e]` stand inside element e.
    """

    def __init__(self, page: Page) -> None:
        elements, blocks = len(page.tag), len(page.text)
        self.page = page
        self.blocks = blocks
        owner: Ints = np.array(page.owner, dtype=np.int64)
        self.owner: Ints = np.maximum(owner, 0)
        self.codes: NDArray[np.uint8] = code_tags(page.tag) if elements else np.zeros(1, dtype=np.uint8)
        self.own_codes: NDArray[np.uint8] = np.where(owner >= 0, self.codes[self.owner], np.uint8(0))
        self.parent: Ints = np.maximum(np.array(page.parent, dtype=np.int64), 0)
        begins = page.block_pieces[0]
        piece_to: Ints = np.array(page.piece_to, dtype=np.int64)
        piece_to[piece_to < 0] = len(page.pieces)  # never closed: open to the end
        self.first: Ints = np.searchsorted(begins, np.array(page.piece_from, dtype=np.int64))
        self.last: Ints = np.searchsorted(begins, piece_to)
        if not elements:  # text without any element: one element that holds all
            self.parent = np.zeros(1, dtype=np.int64)
            self.first, self.last = np.zeros(1, dtype=np.int64), np.full(1, blocks, dtype=np.int64)

    def ancestors(self, levels: int) -> Ints:
        """Elements around each block, innermost first, the root repeated at the end: (levels, B)."""
        chain = np.empty((levels, self.blocks), dtype=np.int64)
        chain[0] = self.owner
        for level in range(1, levels):
            chain[level] = self.parent[chain[level - 1]]
        return chain

    def subtree_sums(self, values: NDArray[Any], elements: Ints) -> Floats:
        """Sum `values` (B, …) over the blocks inside each of `elements` (of any shape; the sums add values' axes)."""
        sums = np.zeros((self.blocks + 1, *values.shape[1:]))
        np.cumsum(values, axis=0, out=sums[1:])
        return np.asarray(sums[self.last[elements]] - sums[self.first[elements]])

    def depth_of_nearest(self, groups: Sequence[Collection[str]]) -> NDArray[np.int32]:
        """Depth (root 1) of the innermost element around each block whose tag is in each group; 0 when none.

        Elements come in document order, so an inner one overwrites the outer one's value on its own blocks only.

        Returns:
            (B, groups)
        """
        nearest = np.zeros((len(groups), self.blocks), dtype=np.int32)
        rows: dict[int, list[int]] = {}
        for row, group in enumerate(groups):
            for tag in group:
                rows.setdefault(CODE_OF[tag], []).append(row)
        is_watched = np.zeros(len(CODED_TAGS) + 1, dtype=bool)
        is_watched[list(rows)] = True
        watched = np.flatnonzero(is_watched[self.codes] & (self.first < self.last))
        first, last, codes = self.first[watched], self.last[watched], self.codes[watched]
        inside = self.depth[watched] + 1
        wide = last - first > 1
        spans = (first[wide], last[wide], codes[wide], inside[wide])
        for start, end, code, value in zip(*(span.tolist() for span in spans), strict=True):
            for row in rows[code]:
                nearest[row, start:end] = value
        # An element around one block alone has no wider ones inside: all of these come last, at once.
        narrow = ~wide
        first, codes, inside = first[narrow], codes[narrow], inside[narrow]
        for code in np.flatnonzero(np.bincount(codes)).tolist():
            of_code = codes == code
            for row in rows[code]:
                nearest[row, first[of_code]] = np.maximum(nearest[row, first[of_code]], inside[of_code])
        return nearest.T

    @property
    def depth(self) -> NDArray[np.int32]:
        """Open elements around each element."""
        return self.page.depth if self.page.tag else np.zeros(1, dtype=np.int32)
