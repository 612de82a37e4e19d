"""HTML text -> blocks: one pass over the parser's tree, in document order.

A *block* is the text between two block-level tags; inline tags stay inside it. `<br>` is a line break in a
block, two in a row end it. Signs of anchors ("¶" beside a heading) are not text. The pass only appends to parallel
lists; whatever asks for arithmetic over them (features, link characters) turns them into arrays once. Nothing is
judged here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
from turbohtml import CData, DocumentFragment, Element, Text, parse

from pipeline.cues import cue_masks
from pipeline.records import Drop, DropReason
from pipeline.tags import ANCHOR_MARKS, INLINE_TAGS, PRE_TAGS, SKIPPED_TAGS

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray
    from turbohtml import Document, Node

    from pipeline.config import Limits

    Attrs = tuple[tuple[str, str], ...]

INLINE, LINK, LINE_BREAK, BLOCK, SPECIAL = range(5)
WAY_OF_TAG = dict.fromkeys(INLINE_TAGS, INLINE) | {"a": LINK, "br": LINE_BREAK}
WAY_OF_TAG |= dict.fromkeys(SKIPPED_TAGS | PRE_TAGS | {"meta", "link", "base"}, SPECIAL)
"""How the walk takes an element; all other tags are plain block-level ones."""

MAX_MARK_CHARS = 4  # of an anchor's mark with its blanks
SKIPPED = -2  # in the place of an element's index: nothing inside it is visible text


class _LineBreak(str):
    """A type of its own, so that the break is never the same object as a page's own line feed."""

    __slots__ = ()


BREAK = _LineBreak("\n")
"""The piece that stands for `<br>`; compare by identity."""


@dataclass(slots=True)
class Head:
    """What a page says of itself outside its visible text."""

    title: str | None = None  # text of the first <title>
    lang: str | None = None  # <html lang>
    base: str | None = None  # <base href>
    metas: list[dict[str, str]] = field(default_factory=list)  # attributes of every <meta>, wherever it stands
    links: list[dict[str, str]] = field(default_factory=list)  # attributes of every <link>
    json_ld: list[str] = field(default_factory=list)  # raw text of every application/ld+json script
    app_state: list[str] = field(default_factory=list)  # raw text of scripts that may hold an app's state


class Attributed(Protocol):
    """An element as the parser knows it: its attributes are read where somebody asks for them."""

    @property
    def attrs(self) -> Collection[str]:
        """Names of the attributes, in the order written."""

    def attr(self, name: str, /) -> str | None:
        """Value of an attribute; "" for one without a value, None when absent."""


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
    parent: list[int]
    piece_from: list[int]
    piece_to: list[int]
    pieces: list[str]  # visible text as written, BREAK for <br>
    text: list[str]  # of each block: blanks folded, lines at <br>; <pre> as written
    owner: list[int]
    first_piece: list[int]
    last_piece: list[int]
    first_element: list[int]
    last_element: list[int]

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
        depths: list[int] = []
        for p in self.parent:
            depths.append(depths[p] + 1 if p >= 0 else 0)
        return np.array(depths, dtype=np.int32)

    @cached_property
    def block_pieces(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """First piece of each block and the one behind its last, as arrays."""
        return np.array(self.first_piece, dtype=np.int64), np.array(self.last_piece, dtype=np.int64)

    @cached_property
    def piece_chars(self) -> NDArray[np.int64]:
        """Running sum of characters before each piece; one longer than `pieces`."""
        sums = np.zeros(len(self.pieces) + 1, dtype=np.int64)
        np.cumsum(list(map(len, self.pieces)), out=sums[1:])
        return sums

    @cached_property
    def link_chars(self) -> NDArray[np.int64]:
        """Characters of each block that stand inside `<a href>`, counted as written."""
        n = len(self.pieces)
        begins = np.array([self.piece_from[e] for e in self.link_elements], dtype=np.int64)
        ends = np.array([self.piece_to[e] for e in self.link_elements], dtype=np.int64)
        ends[ends < 0] = n  # never closed: open to the end
        edges = np.bincount(begins, minlength=n + 1) - np.bincount(ends, minlength=n + 1)
        linked = np.diff(self.piece_chars) * (np.cumsum(edges[:n]) > 0)
        sums = np.zeros(n + 1, dtype=np.int64)
        np.cumsum(linked, out=sums[1:])
        first, last = self.block_pieces
        return np.asarray(sums[last] - sums[first])

    @cached_property
    def block_chars(self) -> NDArray[np.int64]:
        """Characters of each block as written, the base of `link_chars`."""
        first, last = self.block_pieces
        return np.asarray(self.piece_chars[last] - self.piece_chars[first])

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
        nodes = self.nodes
        links = [(e, nodes[e].attr("href")) for e, tag in enumerate(self.tag) if tag == "a"]
        return [e for e, href in links if href is not None], [href for _, href in links if href is not None]

    def element_text(self, e: int) -> str:
        """Text of an element's subtree, blanks folded."""
        return " ".join("".join(self.pieces[self.piece_from[e] : self.piece_to[e]]).split())

    def attr(self, e: int, name: str) -> str | None:
        """Value of an element's attribute; "" for one without a value, None when absent."""
        return self.nodes[e].attr(name)

    def labels(self, e: int) -> Attrs:
        """Class and id of an element, in the order written, where they are not empty."""
        node = self.nodes[e]
        css, name = node.attr("class"), node.attr("id")
        if not name:
            return (("class", css),) if css else ()
        if not css:
            return (("id", name),)
        first = next(key for key in node.attrs if key in ("class", "id"))
        return (("class", css), ("id", name)) if first == "class" else (("id", name), ("class", css))

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
    page = Page(Head(), [], [], [], [], [], [], [], [], [], [], [], [])
    _Walker(page, limits).walk(parse(html, positions=False))
    chars = sum(map(len, page.pieces))
    if chars > limits.max_text_chars:
        raise Drop(DropReason.TOO_LARGE, f"over {limits.max_text_chars} characters of text")
    if page.tag and page.tag[0] == "html":
        page.head.lang = page.attr(0, "lang") or page.attr(0, "xml:lang")
    return page


class _Walker:
    """Collects elements, pieces and blocks from the parser's tree. Hot: it meets some 3,000 nodes a page."""

    def __init__(self, page: Page, limits: Limits) -> None:
        self.page = page
        self.limits = limits
        self.first = -1  # first piece of the block being built, -1 when none
        self.first_element = 0  # first element that begins inside that block
        self.breaks = False  # whether it holds a <br>
        self.line_has_text = False  # since its last <br>
        self.pre = 0  # open <pre> elements
        self.stack = [-1]  # open elements, SKIPPED for those whose inside is not visible text
        self.block_stack = [-1]  # open block-level elements

    def walk(self, document: Document) -> None:
        """Go through the tree in document order; an element ends where a node comes that is not inside it."""
        stack = self.stack
        open_nodes: list[Node] = [document]
        innermost: Node = document
        for node in document.descendants:
            parent = node.parent
            while innermost is not parent:
                open_nodes.pop()
                innermost = open_nodes[-1]
                self._end_element()
            if isinstance(node, Element):
                open_nodes.append(node)
                innermost = node
                if stack[-1] == SKIPPED:
                    stack.append(SKIPPED)
                else:
                    self._start_element(node)
            elif isinstance(node, (Text, CData)):
                data = node.data
                if stack[-1] != SKIPPED and not (len(data) <= MAX_MARK_CHARS and _is_anchor_mark(data, innermost)):
                    self._add_text(data)
            elif isinstance(node, DocumentFragment):  # the inside of a template
                open_nodes.append(node)
                innermost = node
                stack.append(SKIPPED)
        while len(stack) > 1:
            self._end_element()

    def _start_element(self, node: Element) -> None:
        page, stack, tag = self.page, self.stack, node.tag
        tags, pieces = page.tag, page.pieces
        e = len(tags)
        way = WAY_OF_TAG.get(tag, BLOCK)
        if way >= BLOCK:
            if self.first >= 0:
                self._end_block()
            if way == SPECIAL and not self._enter_special(node, tag):
                stack.append(SKIPPED)
                return
            self.block_stack.append(e)
        elif way == LINE_BREAK:
            self._break_line()
        elif way == LINK and self.first >= 0 and tags[-1] == "a" and page.piece_to[-1] == len(pieces):
            pieces.append(" ")  # two links with nothing between them: menus set them apart by style alone
        tags.append(tag)
        page.nodes.append(node)
        page.parent.append(stack[-1])
        page.piece_from.append(len(pieces))
        page.piece_to.append(-1)
        stack.append(e)
        if e >= self.limits.max_nodes:
            raise Drop(DropReason.TOO_LARGE, f"over {self.limits.max_nodes} elements")
        if len(stack) > self.limits.max_depth + 1:
            raise Drop(DropReason.TOO_DEEP, f"over {self.limits.max_depth} open elements")

    def _end_element(self) -> None:
        e = self.stack.pop()
        if e == SKIPPED:
            return
        if e == self.block_stack[-1]:
            if self.first >= 0:
                self._end_block()
            self.block_stack.pop()
            if self.pre and self.page.tag[e] in PRE_TAGS:
                self.pre -= 1
        self.page.piece_to[e] = len(self.page.pieces)

    def _add_text(self, data: str) -> None:
        pieces = self.page.pieces
        if self.first < 0:
            if data.isspace():
                return
            self.first = len(pieces)
            self.first_element = self._outermost_inline()
            self.line_has_text = True
        elif not self.line_has_text:
            self.line_has_text = not data.isspace()
        pieces.append(data)

    def _outermost_inline(self) -> int:
        """Index of the outermost inline element open around the first text of a block, or the next element."""
        block = self.block_stack[-1]
        if self.stack[-1] == block:
            return len(self.page.tag)
        return self.stack[self.stack.index(block) + 1]

    def _break_line(self) -> None:
        if self.first < 0:
            return
        if not self.line_has_text:
            self._end_block()
            return
        self.breaks = True
        self.line_has_text = False
        self.page.pieces.append(BREAK)

    def _end_block(self) -> None:
        page = self.page
        first, last = self.first, len(page.pieces)
        raw = page.pieces[first] if last == first + 1 else "".join(page.pieces[first:last])
        if self.pre:
            text = raw.strip("\n").rstrip()
        elif self.breaks:
            text = _fold_lines(page.pieces[first:last])
        else:
            text = " ".join(raw.split())
        self.first = -1
        self.breaks = False
        if not text:
            return
        page.text.append(text)
        page.owner.append(self.block_stack[-1])
        page.first_piece.append(first)
        page.last_piece.append(last)
        page.first_element.append(self.first_element)
        page.last_element.append(len(page.tag))
        if len(page.text) > self.limits.max_blocks:
            raise Drop(DropReason.TOO_LARGE, f"over {self.limits.max_blocks} blocks")

    def _enter_special(self, node: Element, tag: str) -> bool:
        """Take note of an element with a way of its own; False when nothing inside it is visible text."""
        head = self.page.head
        if tag in SKIPPED_TAGS:
            if tag == "script":
                _record_script(head, node)
            elif tag == "title" and head.title is None:
                head.title = " ".join(node.text.split())
            return False
        if tag in PRE_TAGS:
            self.pre += 1
        else:
            _record_head(head, node, tag)
        return True


def _is_anchor_mark(text: str, parent: Node) -> bool:
    """Tell whether a text is the sign of a link to its own heading, or of one back from a note: seen, not read."""
    if text.strip() not in ANCHOR_MARKS:
        return False
    for node in (parent, parent.parent):
        if isinstance(node, Element) and node.tag == "a":
            return (node.attr("href") or "").startswith("#")
    return False


def _record_script(head: Head, node: Element) -> None:
    """Keep the text of a script that may hold data."""
    kind = (node.attr("type") or "").lower()
    if "ld+json" in kind:
        head.json_ld.append(node.text)
    elif "json" in kind:
        head.app_state.append(node.text)
    elif (not kind or "javascript" in kind) and "__" in (text := node.text)[:200]:
        head.app_state.append(text)


def _record_head(head: Head, node: Element, tag: str) -> None:
    values = {name: node.attr(name) or "" for name in node.attrs}
    if tag == "meta":
        head.metas.append(values)
    elif tag == "link":
        head.links.append(values)
    elif head.base is None:
        head.base = values.get("href")


def _fold_lines(pieces: list[str]) -> str:
    """Fold blanks within each line of a block that has `<br>`; blank lines go."""
    lines: list[list[str]] = [[]]
    for piece in pieces:
        if piece is BREAK:
            lines.append([])
        else:
            lines[-1].append(piece)
    folded = (" ".join("".join(line).split()) for line in lines)
    return "\n".join(line for line in folded if line)
