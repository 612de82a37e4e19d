"""HTML text -> blocks: one pass over the parser's tree, in document order.

A *block* is the text between two block-level tags; inline tags stay inside it. `<br>` is a line break in a
block, two in a row end it. Signs of anchors ("¶" beside a heading) are not text. The pass only appends to parallel
lists; whatever asks for arithmetic over them (features, link characters) turns them into arrays once. Nothing is
judged here.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from turbohtml import parse

from pipeline.cues import cue_masks
from pipeline.records import Drop, DropReason
from pipeline.tree.attributes import labels_of, values_of
from pipeline.tree.columns import count_characters, depths, links
from pipeline.tree.paths import Paths
from pipeline.tree.places import Places, containers_of, kinds_of
from pipeline.tree.walk import Walker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipeline.config import Limits
    from pipeline.tree.attributes import Attributed, Attrs
    from pipeline.tree.head import Head


@dataclass
class Page:
    """A parsed page: its elements, its visible text in pieces, its blocks. Lists run parallel.

    Elements (index e, document order, inline ones too; `parent[e]` < e, -1 for the root) own the pieces
    `piece_from[e]:piece_to[e]`. Blocks (index b) are runs of pieces `first_piece[b]:last_piece[b]` whose
    innermost block-level element is `owner[b]`; elements `first_element[b]:last_element[b]` begin inside.
    """

    head: Head
    tag: list[str]
    nodes: list[Attributed]  # of the parser's tree
    parent: Sequence[int]
    piece_from: Sequence[int]
    piece_to: Sequence[int]
    pieces: list[str]  # visible text as written, BREAK for <br>
    text: list[str]  # of each block: blanks folded, lines at <br>; <pre> as written
    owner: Sequence[int]
    first_piece: Sequence[int]
    last_piece: Sequence[int]
    first_element: Sequence[int]
    last_element: Sequence[int]

    def __len__(self) -> int:
        """Count the blocks."""
        return len(self.text)

    @cached_property
    def cue_masks(self) -> list[int]:
        """Families of cue words in each block, as bit masks: the scorer and the spam detectors ask for them."""
        return cue_masks(self.text)

    @cached_property
    def depth(self) -> NDArray[np.int32]:
        """Open elements around each element; the root has 0."""
        return depths(_ints(self.parent))

    @cached_property
    def block_pieces(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """First piece of each block and the one behind its last, as arrays."""
        return np.array(self.first_piece, dtype=np.int64), np.array(self.last_piece, dtype=np.int64)

    @property
    def link_chars(self) -> NDArray[np.int64]:
        """Characters of each block that stand inside `<a href>`, counted as written."""
        return self._chars[1]

    @property
    def block_chars(self) -> NDArray[np.int64]:
        """Characters of each block as written, the base of `link_chars`."""
        return self._chars[0]

    @cached_property
    def _chars(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        begins = array("i", [self.piece_from[e] for e in self.link_elements])
        ends = array("i", [self.piece_to[e] for e in self.link_elements])
        blocks = _ints(self.first_piece), _ints(self.last_piece)
        return count_characters(self.pieces, blocks, (begins, ends))

    @property
    def link_elements(self) -> list[int]:
        """Indices of the `<a>` elements that carry an href."""
        return self._links[0]

    @property
    def link_addresses(self) -> list[str]:
        """The href of each of `link_elements`, as written."""
        return self._links[1]

    @cached_property
    def _links(self) -> tuple[list[int], list[str]]:
        return links(self.tag, self.nodes)

    @cached_property
    def classes(self) -> list[str | None]:
        """Class of each element as written, None when absent."""
        return values_of(self.nodes, "class")

    @cached_property
    def ids(self) -> list[str | None]:
        """Id of each element, None when absent."""
        return values_of(self.nodes, "id")

    @cached_property
    def kinds(self) -> list[str]:
        """What each block is: "p" (also div …), "h1".."h6", "li", "dt", "dd", "td", "th", "pre"…."""
        return kinds_of(self.tag, _ints(self.parent), _ints(self.owner))

    @cached_property
    def containers(self) -> list[int]:
        """The nearest list, table or section around each block; 0 when none."""
        return containers_of(self.tag, _ints(self.parent), _ints(self.owner))

    @cached_property
    def places(self) -> Places:
        """The elements, to be asked for what is around one of them."""
        return Places(self.tag, _ints(self.parent))

    @cached_property
    def paths(self) -> Paths:
        """Where elements stand, in words."""
        return Paths(self.tag, _ints(self.parent), self.nodes, (self.classes, self.ids))

    def element_text(self, e: int) -> str:
        """Text of an element's subtree, blanks folded."""
        return " ".join("".join(self.pieces[self.piece_from[e] : self.piece_to[e]]).split())

    def attr(self, e: int, name: str) -> str | None:
        """Value of an element's attribute; "" for one without a value, None when absent."""
        return self.nodes[e].attr(name)

    def labels(self, e: int) -> Attrs:
        """Class and id of an element, in the order written, where they are not empty."""
        css, name = self.classes[e], self.ids[e]
        if not name:
            return (("class", css),) if css else ()
        if not css:
            return (("id", name),)
        return labels_of(self.nodes[e])

    def ancestors(self, e: int) -> list[int]:
        """The element and all above it, innermost first."""
        chain = []
        while e >= 0:
            chain.append(e)
            e = self.parent[e]
        return chain


def segment(html: str, limits: Limits) -> Page:
    """Parse a page and cut its visible text into blocks.

    Raises:
        Drop: `too_large` or `too_deep`, when a budget of `limits` is exceeded.
    """
    walker = Walker(limits)
    walker.walk(parse(html, positions=False))
    parent, piece_from, piece_to = walker.elements()
    owner, first_piece, last_piece, first_element, last_element = walker.blocks()
    page = Page(
        walker.head,
        walker.tag,
        walker.nodes,
        parent,
        piece_from,
        piece_to,
        walker.pieces,
        walker.text,
        owner,
        first_piece,
        last_piece,
        first_element,
        last_element,
    )
    if walker.chars > limits.max_text_chars:
        raise Drop(DropReason.TOO_LARGE, f"over {limits.max_text_chars} characters of text")
    if page.tag and page.tag[0] == "html":
        page.head.lang = page.attr(0, "lang") or page.attr(0, "xml:lang")
    return page


def _ints(values: Sequence[int]) -> array[int]:
    """The numbers as an array of C ints, which they are unless a page was put together by hand."""
    return values if isinstance(values, array) else array("i", values)
