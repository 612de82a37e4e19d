"""HTML text -> blocks: one pass over the parser's event stream, in document order.

A *block* is the text between two block-level tags; inline tags stay inside it. `<br>` is a line break in a
block, two in a row end it. The pass only appends to parallel lists; whatever asks for arithmetic over them
(features, link characters) turns them into arrays once. Nothing is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from turbohtml.saxparse import SaxHandler, sax_parse

from pipeline.cues import cue_masks
from pipeline.records import Drop, DropReason
from pipeline.tags import INLINE_TAGS, PRE_TAGS, SKIPPED_TAGS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.config import Limits

    Attrs = tuple[tuple[str, str | None], ...]

OWN_WAY_TAGS = SKIPPED_TAGS | PRE_TAGS | {"meta", "link", "base"}


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


@dataclass
class Page:
    """A parsed page: its elements, its visible text in pieces, its blocks. Lists run parallel.

    Elements (index e, document order, inline ones too; `parent[e]` < e, -1 for the root) own the pieces
    `piece_from[e]:piece_to[e]`. Blocks (index b) are runs of pieces `first_piece[b]:last_piece[b]` whose
    innermost block-level element is `owner[b]`; elements `first_element[b]:last_element[b]` begin inside.
    """

    head: Head
    tag: list[str]
    attrs: list[Attrs]  # as the parser gives them: names lower case, None for no value
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
        elements: list[int] = []
        addresses: list[str] = []
        for e, t in enumerate(self.tag):
            if t == "a":
                for name, value in self.attrs[e]:
                    if name == "href":
                        elements.append(e)
                        addresses.append(value or "")
                        break
        return elements, addresses

    def element_text(self, e: int) -> str:
        """Text of an element's subtree, blanks folded."""
        return " ".join("".join(self.pieces[self.piece_from[e] : self.piece_to[e]]).split())

    def attr(self, e: int, name: str) -> str | None:
        """Value of an element's attribute; "" for one without a value, None when absent."""
        for key, value in self.attrs[e]:
            if key == name:
                return value or ""
        return None

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
        Drop: `too_large` or `too_deep`, when a budget of `limits` is exceeded; the parse stops there.
    """
    walker = _Walker(limits)
    sax_parse(html, walker)
    return walker.finish()


class _Walker(SaxHandler):
    """Collects elements, pieces and blocks from parser events. Hot: called some 3,000 times a page."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.head = Head()
        self.page = Page(self.head, [], [], [], [], [], [], [], [], [], [], [], [])
        self.stack: list[int] = []  # open elements
        self.block_stack: list[int] = [-1]  # open block-level elements
        self.skipping = 0  # depth inside an element whose text is not visible text
        self.raw: list[str] | None = None  # collects <title> or <script> text while inside
        self.pre = 0  # open <pre> elements
        self.open_piece = -1  # first piece of the block being built, -1 when none
        self.open_element = 0  # first element that begins inside that block
        self.breaks = 0  # <br> in the block being built
        self.line_has_text = False  # since the block's last <br>
        self.chars = 0

    def start_element(self, tag: str, attrs: Attrs) -> None:
        if self.skipping:
            self.skipping += 1
            return
        page = self.page
        e = len(page.tag)
        stack = self.stack
        if tag not in INLINE_TAGS:
            if self.open_piece >= 0:
                self._end_block()
            if tag in OWN_WAY_TAGS and not self._enter_special(tag, attrs):
                return
            self.block_stack.append(e)
        elif tag == "br":
            self._break_line()
        elif tag == "a" and self.open_piece >= 0 and page.tag[-1] == "a" and page.piece_to[-1] == len(page.pieces):
            # Two links with nothing between them: menus set them apart by style alone.
            page.pieces.append(" ")
        page.tag.append(tag)
        page.attrs.append(attrs)
        page.parent.append(stack[-1] if stack else -1)
        page.piece_from.append(len(page.pieces))
        page.piece_to.append(-1)
        stack.append(e)
        if e >= self.limits.max_nodes:
            raise Drop(DropReason.TOO_LARGE, f"over {self.limits.max_nodes} elements")
        if len(stack) > self.limits.max_depth:
            raise Drop(DropReason.TOO_DEEP, f"over {self.limits.max_depth} open elements")

    def end_element(self, tag: str) -> None:
        if self.skipping:
            self.skipping -= 1
            if not self.skipping and self.raw is not None:
                self._end_raw(tag)
            return
        if tag not in INLINE_TAGS:
            if self.open_piece >= 0:
                self._end_block()
            self.block_stack.pop()
            if tag in PRE_TAGS:
                self.pre -= 1
        e = self.stack.pop()
        self.page.piece_to[e] = len(self.page.pieces)

    def characters(self, data: str) -> None:
        if self.skipping:
            if self.raw is not None:
                self.raw.append(data)
            return
        if self.open_piece < 0:
            if data.isspace():
                return
            self.open_piece = len(self.page.pieces)
            self.open_element = self._outermost_inline()
            self.line_has_text = True
        elif not self.line_has_text:
            self.line_has_text = not data.isspace()
        self.page.pieces.append(data)
        self.chars += len(data)
        if self.chars > self.limits.max_text_chars:
            raise Drop(DropReason.TOO_LARGE, f"over {self.limits.max_text_chars} characters of text")

    def finish(self) -> Page:
        if self.open_piece >= 0:
            self._end_block()
        if self.page.tag and self.page.tag[0] == "html":
            self.head.lang = self.page.attr(0, "lang") or self.page.attr(0, "xml:lang")
        return self.page

    def _enter_special(self, tag: str, attrs: Attrs) -> bool:
        """Take note of an element with a way of its own; False when nothing inside it is visible text."""
        if tag in SKIPPED_TAGS:
            self.skipping = 1
            if tag in ("script", "title"):
                self._start_raw(tag, attrs)
            return False
        if tag in PRE_TAGS:
            self.pre += 1
        else:
            self._record_head(tag, attrs)
        return True

    def _outermost_inline(self) -> int:
        """Index of the outermost inline element open around the first text of a block, or the next element."""
        block = self.block_stack[-1]
        first = len(self.page.tag)
        for e in reversed(self.stack):
            if e == block:
                break
            first = e
        return first

    def _break_line(self) -> None:
        if self.open_piece < 0:
            return
        if not self.line_has_text:
            self._end_block()
            return
        self.breaks += 1
        self.line_has_text = False
        self.page.pieces.append(BREAK)

    def _end_block(self) -> None:
        page = self.page
        first, last = self.open_piece, len(page.pieces)
        raw = page.pieces[first] if last == first + 1 else "".join(page.pieces[first:last])
        if self.pre:
            text = raw.strip("\n").rstrip()
        elif self.breaks:
            text = _fold_lines(page.pieces[first:last])
        else:
            text = " ".join(raw.split())
        self.open_piece = -1
        self.breaks = 0
        if not text:
            return
        page.text.append(text)
        page.owner.append(self.block_stack[-1])
        page.first_piece.append(first)
        page.last_piece.append(last)
        page.first_element.append(self.open_element)
        page.last_element.append(len(page.tag))
        if len(page.text) > self.limits.max_blocks:
            raise Drop(DropReason.TOO_LARGE, f"over {self.limits.max_blocks} blocks")

    def _start_raw(self, tag: str, attrs: Attrs) -> None:
        if tag == "title":
            if self.head.title is None:
                self.raw = []
            return
        kind = next((value or "" for name, value in attrs if name == "type"), "").lower()
        if "json" in kind or not kind or "javascript" in kind:
            self.raw = [kind]

    def _end_raw(self, tag: str) -> None:
        raw, self.raw = self.raw or [], None
        if tag == "title":
            self.head.title = " ".join("".join(raw).split())
            return
        text = "".join(raw[1:])
        if "ld+json" in raw[0]:
            self.head.json_ld.append(text)
        elif "json" in raw[0] or "__" in text[:200]:
            self.head.app_state.append(text)

    def _record_head(self, tag: str, attrs: Attrs) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.head.metas.append(values)
        elif tag == "link":
            self.head.links.append(values)
        elif self.head.base is None:
            self.head.base = values.get("href")


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
