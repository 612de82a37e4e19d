"""Put a snippet into a parsed page, or take a part out: lists are joined or cut, nothing is parsed twice."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

from pipeline.blocks import Page, segment
from pipeline.config import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


def parse_snippet(html: str) -> Page:
    """Parse a snippet; the page's html, head and body elements stay around it until `splice` drops them."""
    return segment(f"<body>{html}</body>", Limits())


def splice(page: Page, snippet: Page, anchor: int, *, before: bool = False) -> Page:
    """Put a snippet's elements and blocks behind (or before) the element that owns block `anchor`, as its siblings.

    Returns:
        A new page; the snippet's blocks are `first:first + len(snippet)`, where `first` is the block behind the
        owner's subtree (see `blocks_until`), or the first of that subtree (see `blocks_from`).
    """
    return splice_beside(page, snippet, page.owner[anchor], anchor, before=before)


def splice_beside(page: Page, snippet: Page, owner: int, anchor: int, *, before: bool = False) -> Page:
    """Put a snippet beside element `owner`, which holds block `anchor`; see `splice`."""
    body = snippet.tag.index("body")
    new = range(body + 1, len(snippet.tag))
    at_element, at_piece, at_block = subtree_end(page, owner), page.piece_to[owner], blocks_until(page, anchor, owner)
    if before:
        at_element, at_piece, at_block = owner, page.piece_from[owner], blocks_from(page, anchor, owner)
    shift, piece_shift = len(new), len(snippet.pieces)
    parent = page.parent[owner] if page.parent[owner] >= 0 else owner

    def moved(e: int) -> int:
        return e + shift if e >= at_element else e

    def placed(e: int) -> int:
        return e - body - 1 + at_element if e > body else parent

    joined = Page(*[getattr(page, field.name) for field in fields(Page)])
    joined.tag = _insert(page.tag, at_element, [snippet.tag[e] for e in new])
    joined.nodes = _insert(page.nodes, at_element, [snippet.nodes[e] for e in new])
    joined.parent = _insert([moved(p) for p in page.parent], at_element, [placed(snippet.parent[e]) for e in new])
    joined.piece_from = _insert(
        [p + piece_shift if e >= at_element else p for e, p in enumerate(page.piece_from)],
        at_element, [snippet.piece_from[e] + at_piece for e in new],
    )  # fmt: skip
    above = set(page.ancestors(parent))
    joined.piece_to = _insert(
        [p + piece_shift if e >= at_element or e in above else p for e, p in enumerate(page.piece_to)],
        at_element, [snippet.piece_to[e] + at_piece for e in new],
    )  # fmt: skip
    joined.pieces = _insert(page.pieces, at_piece, snippet.pieces)
    joined.text = _insert(page.text, at_block, snippet.text)
    joined.owner = _insert([moved(e) for e in page.owner], at_block, [placed(e) for e in snippet.owner])
    for name, places in (("first_piece", at_piece), ("last_piece", at_piece)):
        old = [p + piece_shift if b >= at_block else p for b, p in enumerate(getattr(page, name))]
        setattr(joined, name, _insert(old, at_block, [p + places for p in getattr(snippet, name)]))
    for name in ("first_element", "last_element"):
        old = [e + shift if b >= at_block else e for b, e in enumerate(getattr(page, name))]
        setattr(joined, name, _insert(old, at_block, [e - body - 1 + at_element for e in getattr(snippet, name)]))
    return joined


def subtree_end(page: Page, e: int) -> int:
    """First element behind an element's subtree."""
    end = e + 1
    while end < len(page.tag) and page.parent[end] >= e:
        end += 1
    return end


def blocks_until(page: Page, anchor: int, element: int = -1) -> int:
    """First block behind the subtree of an element around block `anchor`: its owner unless another is given."""
    end, last = page.piece_to[element if element >= 0 else page.owner[anchor]], anchor
    while last < len(page.text) and page.first_piece[last] < end:
        last += 1
    return last


def blocks_from(page: Page, anchor: int, element: int = -1) -> int:
    """First block of the subtree of an element around block `anchor`: its owner unless another is given."""
    start, first = page.piece_from[element if element >= 0 else page.owner[anchor]], anchor
    while first > 0 and page.first_piece[first - 1] >= start:
        first -= 1
    return first


def cut_out(page: Page, e: int, blocks: range) -> Page:
    """The subtree of element `e`, which holds just `blocks`, as a snippet: below a body of its own."""
    end, pieces = subtree_end(page, e), page.piece_from[e]
    inside, shift = range(e, end), 1 - e
    count = page.piece_to[e] - pieces
    return Page(
        head=page.head,
        tag=["body", *page.tag[e:end]],
        nodes=[page.nodes[0], *page.nodes[e:end]],
        parent=[-1, 0, *(page.parent[i] + shift for i in inside[1:])],
        piece_from=[0, *(page.piece_from[i] - pieces for i in inside)],
        piece_to=[count, *(page.piece_to[i] - pieces for i in inside)],
        pieces=page.pieces[pieces : pieces + count],
        text=page.text[blocks.start : blocks.stop],
        owner=[page.owner[b] + shift for b in blocks],
        first_piece=[page.first_piece[b] - pieces for b in blocks],
        last_piece=[page.last_piece[b] - pieces for b in blocks],
        first_element=[page.first_element[b] + shift for b in blocks],
        last_element=[page.last_element[b] + shift for b in blocks],
    )


def leave_out(page: Page, e: int, blocks: range) -> Page:
    """The page without the subtree of element `e`, which holds just `blocks`."""
    end, pieces = subtree_end(page, e), range(page.piece_from[e], page.piece_to[e])
    rest = [i for i in range(len(page.tag)) if not e <= i < end]
    left = [b for b in range(len(page.text)) if b not in blocks]

    def moved(i: int) -> int:
        return i - (end - e) if i >= end else i

    def placed(p: int) -> int:
        return p - len(pieces) if p >= pieces.stop else p

    return Page(
        head=page.head,
        tag=[page.tag[i] for i in rest],
        nodes=[page.nodes[i] for i in rest],
        parent=[moved(page.parent[i]) for i in rest],
        piece_from=[placed(page.piece_from[i]) for i in rest],
        piece_to=[placed(page.piece_to[i]) for i in rest],
        pieces=[*page.pieces[: pieces.start], *page.pieces[pieces.stop :]],
        text=[page.text[b] for b in left],
        owner=[moved(page.owner[b]) for b in left],
        first_piece=[placed(page.first_piece[b]) for b in left],
        last_piece=[placed(page.last_piece[b]) for b in left],
        first_element=[moved(page.first_element[b]) for b in left],
        last_element=[moved(page.last_element[b]) for b in left],
    )


def _insert(values: Sequence[T], at: int, new: Sequence[T]) -> list[T]:
    return [*values[:at], *new, *values[at:]]
