"""The structure of a page as arrays: ancestors, subtrees and what stands inside what.

Subtrees are ranges of blocks, because blocks lie in document order: the sum of anything over a subtree is one
difference of a running sum. Nothing here loops over ancestors in Python, and all of it is linear in elements
(times a fixed number of levels).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from pipeline.blocks import Page

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


class Layout:
    """Arrays over a page's E elements and B blocks.

    Attributes:
        owner: (B,) element that holds each block.
        parent: (E,) parent of each element; the root has itself, so that chains end there.
        first, last: (E,) the blocks `first[e]:last[e]` stand inside element e.
    """

    def __init__(self, page: Page) -> None:
        elements, blocks = len(page.tag), len(page.text)
        self.page = page
        self.blocks = blocks
        self.owner: Ints = np.maximum(np.array(page.owner, dtype=np.int64), 0)
        self.parent: Ints = np.maximum(np.array(page.parent, dtype=np.int64), 0)
        begins: Ints = np.array(page.first_piece, dtype=np.int64)
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
        rows: dict[str, list[int]] = {}
        for row, group in enumerate(groups):
            for tag in group:
                rows.setdefault(tag, []).append(row)
        watched = [e for e, tag in enumerate(self.page.tag) if tag in rows]
        spans = zip(
            watched,
            self.first[watched].tolist(),
            self.last[watched].tolist(),
            self.depth[watched].tolist(),
            strict=True,
        )
        for e, first, last, depth in spans:
            if first < last:
                for row in rows[self.page.tag[e]]:
                    nearest[row, first:last] = depth + 1
        return nearest.T

    @property
    def depth(self) -> NDArray[np.int32]:
        """Open elements around each element."""
        return self.page.depth if self.page.tag else np.zeros(1, dtype=np.int32)
