"""Put a snippet into a parsed page: the lists of both are joined, nothing is parsed twice."""

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
    owner = page.owner[anchor]
    body = snippet.tag.index("body")
    new = range(body + 1, len(snippet.tag))
    at_element, at_piece, at_block = subtree_end(page, owner), page.piece_to[owner], blocks_until(page, anchor)
    if before:
        at_element, at_piece, at_block = owner, page.piece_from[owner], blocks_from(page, anchor)
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


def blocks_until(page: Page, anchor: int) -> int:
    """First block behind the subtree of the element that owns block `anchor`."""
    end, last = page.piece_to[page.owner[anchor]], anchor
    while last < len(page.text) and page.first_piece[last] < end:
        last += 1
    return last


def blocks_from(page: Page, anchor: int) -> int:
    """First block of the subtree of the element that owns block `anchor`."""
    start, first = page.piece_from[page.owner[anchor]], anchor
    while first > 0 and page.first_piece[first - 1] >= start:
        first -= 1
    return first


def _insert(values: Sequence[T], at: int, new: Sequence[T]) -> list[T]:
    return [*values[:at], *new, *values[at:]]
