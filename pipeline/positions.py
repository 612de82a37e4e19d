"""Where the blocks of a page stand in its source: line and column, from a second parse with positions.

Only `explain` asks for it; the journey itself pays nothing. The same parser gives the same tree, so elements
are matched by their order; where the two should ever disagree, positions are None rather than wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import turbohtml

from pipeline.tags import SKIPPED_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.blocks import Page

PROBE_CHARS = 40  # of a block's first words, looked for behind the tag they follow
PROBE_REACH = 5_000  # characters behind that tag

Position = tuple[int, int]
"""Line and column, both from 1."""


def find_positions(html: str, page: Page) -> list[Position | None]:
    """Find where each block's text begins in the source; None where the parser cannot tell."""
    elements = list(_visible_elements(turbohtml.parse(html, source_locations=True)))
    if [element.tag for element in elements] != page.tag:
        return [None] * len(page)
    to_position = _Lines(html)
    positions: list[Position | None] = []
    for block in range(len(page)):
        offset = _first_words(html, page, block, _offset_before(page, elements, block))
        positions.append(None if offset is None else to_position.of(offset))
    return positions


def _visible_elements(node: turbohtml.Node) -> Iterator[turbohtml.Element]:
    """Yield elements in document order, those that `pipeline.blocks` passes over left out."""
    stack = [iter(node.children)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child, turbohtml.Element) and child.tag not in SKIPPED_TAGS:
            yield child
            stack.append(iter(child.children))


def _offset_before(page: Page, elements: list[turbohtml.Element], block: int) -> int | None:
    """Offset behind the last tag before a block's text: of an element that ended, or of one that is open."""
    first = page.first_piece[block]
    best: int | None = None
    for e in range(page.first_element[block] - 1, -1, -1):
        location = elements[e].source_location
        if location is not None:
            ended = page.piece_to[e] <= first and location.end_tag is not None
            span = location.end_tag if ended and location.end_tag is not None else location.start_tag
            if best is None or span.end_offset > best:
                best = span.end_offset
        if e <= page.owner[block] and best is not None:
            break
    return best


def _first_words(html: str, page: Page, block: int, offset: int | None) -> int | None:
    """Move from a tag's end to the block's first words, where they stand in the source as they read."""
    words = next((p for p in page.pieces[page.first_piece[block] :] if not p.isspace()), "").strip()
    probe = words.split("\n", 1)[0][:PROBE_CHARS]
    found = html.find(probe, offset or 0, (offset or 0) + PROBE_REACH)
    return found if found >= 0 else offset


class _Lines:
    """Offsets to lines and columns."""

    def __init__(self, html: str) -> None:
        self.starts = [0, *accumulate(len(line) for line in html.splitlines(keepends=True))]

    def of(self, offset: int) -> Position:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
