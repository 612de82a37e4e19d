"""The walk over the parser's tree, in document order: elements, pieces of visible text, blocks.

A kernel: see `setup.py`. It meets some 3,000 nodes a page. Numbers of elements and blocks stand in buffers that double
when they are full.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from turbohtml import CData, DocumentFragment, Element, Text

from pipeline.records import Drop, DropReason
from pipeline.tags import ANCHOR_MARKS, INLINE_TAGS, PRE_TAGS, SKIPPED_TAGS
from pipeline.tree.blanks import fold_blanks
from pipeline.tree.head import Head

if TYPE_CHECKING:
    from turbohtml import Document, Node

    from pipeline.config import Limits
    from pipeline.tree.attributes import Attributed

    Ints = array[int]

INLINE, LINK, LINE_BREAK, BLOCK, SPECIAL = range(5)
WAY_OF_TAG = dict.fromkeys(INLINE_TAGS, INLINE) | {"a": LINK, "br": LINE_BREAK}
WAY_OF_TAG |= dict.fromkeys(SKIPPED_TAGS | PRE_TAGS | {"meta", "link", "base"}, SPECIAL)
"""How the walk takes an element; all other tags are plain block-level ones."""

MAX_MARK_CHARS = 4  # of an anchor's mark with its blanks
FIRST_ELEMENTS, FIRST_BLOCKS = 1_024, 256  # room to begin with


class _LineBreak(str):
    """A type of its own, so that the break is never the same object as a page's own line feed."""

    __slots__ = ()


BREAK = _LineBreak("\n")
"""The piece that stands for `<br>`; compare by identity."""


class Walker:
    """Collects elements, pieces and blocks; its lists and arrays are those of `pipeline.blocks.Page`."""

    def __init__(self, limits: Limits) -> None:
        self.head = Head()
        self.tag: list[str] = []
        self.nodes: list[Attributed] = []
        self.pieces: list[str] = []
        self.text: list[str] = []
        self.parent = _room(FIRST_ELEMENTS)
        self.piece_from, self.piece_to = _room(FIRST_ELEMENTS), _room(FIRST_ELEMENTS)
        self.block_of = _room(FIRST_ELEMENTS)  # of each element: the innermost block-level one, itself included
        self.outermost = _room(FIRST_ELEMENTS)  # of each inline element: the outermost one inside that block-level one
        self.owner = _room(FIRST_BLOCKS)
        self.first_piece, self.last_piece = _room(FIRST_BLOCKS), _room(FIRST_BLOCKS)
        self.first_element, self.last_element = _room(FIRST_BLOCKS), _room(FIRST_BLOCKS)
        self.max_nodes, self.max_depth, self.max_blocks = limits.max_nodes, limits.max_depth, limits.max_blocks
        self.chars = 0  # of all pieces
        self.innermost = -1  # open element
        self.block = -1  # open block-level element
        self.depth = 0  # open elements
        self.skipped = 0  # open nodes inside of which nothing is visible text
        self.pre = 0  # open <pre> elements
        self.first = -1  # first piece of the block being built, -1 when none
        self.element_at_first = 0  # first element that begins inside that block
        self.breaks = False  # whether it holds a <br>
        self.line_has_text = False  # since its last <br>

    def walk(self, document: Document) -> None:
        """Go through the tree in document order; an element ends where a node comes that is not inside it.

        Raises:
            Drop: `too_large` or `too_deep`, when a budget is exceeded.
        """
        above: list[Node] = []
        innermost: Node = document
        for node in document.descendants:
            parent = node.parent
            while innermost is not parent:
                innermost = above.pop()
                self._end_element()
            if type(node) is Text or type(node) is CData:
                if not self.skipped:
                    self._add_text(node.data, innermost)
            elif type(node) is Element or isinstance(node, DocumentFragment):
                above.append(innermost)
                innermost = node
                if self.skipped or type(node) is not Element:  # a fragment is the inside of a template
                    self.skipped += 1
                else:
                    self._start_element(node)
        while self.skipped or self.innermost >= 0:
            self._end_element()

    def elements(self) -> tuple[Ints, Ints, Ints]:
        """Parent, first piece and the one behind the last piece of each element."""
        n = len(self.tag)
        return _filled(self.parent, n), _filled(self.piece_from, n), _filled(self.piece_to, n)

    def blocks(self) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """Owner of each block, its first piece and the one behind the last, the same of elements."""
        n = len(self.text)
        return (
            _filled(self.owner, n),
            _filled(self.first_piece, n),
            _filled(self.last_piece, n),
            _filled(self.first_element, n),
            _filled(self.last_element, n),
        )

    def _start_element(self, node: Element) -> None:
        tag = node.tag
        e = len(self.tag)
        way = WAY_OF_TAG.get(tag, BLOCK)
        if way >= BLOCK:
            if self.first >= 0:
                self._end_block()
            if way == SPECIAL and not self._enter_special(node, tag):
                self.skipped = 1
                return
        elif way == LINE_BREAK:
            self._break_line()
        elif (
            way == LINK
            and self.first >= 0
            and e
            and self.tag[e - 1] == "a"
            and self.piece_to[e - 1] == len(self.pieces)
        ):
            self.pieces.append(" ")  # two links with nothing between them: menus set them apart by style alone
            self.chars += 1
        self.depth += 1
        if e >= self.max_nodes:
            raise Drop(DropReason.TOO_LARGE, f"over {self.max_nodes} elements")
        if self.depth > self.max_depth:
            raise Drop(DropReason.TOO_DEEP, f"over {self.max_depth} open elements")
        self._add_element(node, tag, way >= BLOCK)

    def _add_element(self, node: Element, tag: str, is_block: bool) -> None:
        e = len(self.tag)
        if e == len(self.parent):
            self._make_room_for_elements()
        self.tag.append(tag)
        self.nodes.append(node)
        self.parent[e] = self.innermost
        self.piece_from[e] = len(self.pieces)
        self.piece_to[e] = -1
        if is_block:
            self.block = e
        else:
            self.outermost[e] = e if self.innermost == self.block else self.outermost[self.innermost]
        self.block_of[e] = self.block
        self.innermost = e

    def _end_element(self) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        e = self.innermost
        above = self.parent[e]
        if e == self.block:
            if self.first >= 0:
                self._end_block()
            if self.pre and self.tag[e] in PRE_TAGS:
                self.pre -= 1
            self.block = self.block_of[above] if above >= 0 else -1
        self.piece_to[e] = len(self.pieces)
        self.innermost = above
        self.depth -= 1

    def _add_text(self, data: str, parent: Node) -> None:
        is_blank = data.isspace()
        if self.first < 0:
            if is_blank or (len(data) <= MAX_MARK_CHARS and _is_anchor_mark(data, parent)):
                return
            self.first = len(self.pieces)
            inside = self.innermost != self.block
            self.element_at_first = self.outermost[self.innermost] if inside else len(self.tag)
            self.line_has_text = True
        elif not is_blank:
            if len(data) <= MAX_MARK_CHARS and _is_anchor_mark(data, parent):
                return
            self.line_has_text = True
        self.pieces.append(data)
        self.chars += len(data)

    def _break_line(self) -> None:
        if self.first < 0:
            return
        if not self.line_has_text:
            self._end_block()
            return
        self.breaks = True
        self.line_has_text = False
        self.pieces.append(BREAK)
        self.chars += 1

    def _end_block(self) -> None:
        first, last, b = self.first, len(self.pieces), len(self.text)
        if self.breaks and not self.pre:
            text = _fold_lines(self.pieces[first:last])
        else:
            raw = self.pieces[first] if last == first + 1 else "".join(self.pieces[first:last])
            text = raw.strip("\n").rstrip() if self.pre else fold_blanks(raw)
        self.first = -1
        self.breaks = False
        if not text:
            return
        if b >= self.max_blocks:
            raise Drop(DropReason.TOO_LARGE, f"over {self.max_blocks} blocks")
        if b == len(self.owner):
            self._make_room_for_blocks()
        self.text.append(text)
        self.owner[b] = self.block
        self.first_piece[b] = first
        self.last_piece[b] = last
        self.first_element[b] = self.element_at_first
        self.last_element[b] = len(self.tag)

    def _enter_special(self, node: Element, tag: str) -> bool:
        """Take note of an element with a way of its own; False when nothing inside it is visible text."""
        if tag in PRE_TAGS:
            self.pre += 1
            return True
        self.head.note(node, tag)
        return tag not in SKIPPED_TAGS

    def _make_room_for_elements(self) -> None:
        self.parent = _doubled(self.parent)
        self.piece_from, self.piece_to = _doubled(self.piece_from), _doubled(self.piece_to)
        self.block_of, self.outermost = _doubled(self.block_of), _doubled(self.outermost)

    def _make_room_for_blocks(self) -> None:
        self.owner = _doubled(self.owner)
        self.first_piece, self.last_piece = _doubled(self.first_piece), _doubled(self.last_piece)
        self.first_element, self.last_element = _doubled(self.first_element), _doubled(self.last_element)


def _is_anchor_mark(text: str, parent: Node) -> bool:
    """Tell whether a text is the sign of a link to its own heading, or of one back from a note: seen, not read."""
    if text.strip() not in ANCHOR_MARKS:
        return False
    for node in (parent, parent.parent):
        if isinstance(node, Element) and node.tag == "a":
            return (node.attr("href") or "").startswith("#")
    return False


def _fold_lines(pieces: list[str]) -> str:
    """Fold blanks within each line of a block that has `<br>`; blank lines go."""
    lines: list[str] = []
    begin = 0
    for p in range(len(pieces) + 1):
        if p == len(pieces) or pieces[p] is BREAK:
            if line := fold_blanks("".join(pieces[begin:p])):
                lines.append(line)
            begin = p + 1
    return "\n".join(lines)


def _room(n: int) -> Ints:
    return array("i", bytes(4 * n))


def _doubled(values: Ints) -> Ints:
    return array("i", bytes(values) * 2)


def _filled(values: Ints, n: int) -> Ints:
    return array("i", bytes(values[:n]))
