"""Lines: the common ground of HTML and plain text on which spam detectors stand.

HTML: each block gives one line, or one for each stretch between `<br>`; `<pre>` stays whole.
Plain text: each line that is not blank is a line; a run of them without a blank line between is a block.
Markup evidence (kind, links, classes) is extra: a detector must work without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.tags import CELL_TAGS, HEADING_TAGS, ITEM_TAGS, LIST_TAGS, PRE_TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.blocks import Page

BULLET = re.compile(r"[ \t]*(?:[-*+•·▪◦‣–]|\d{1,3}[.)])[ \t]+")
MARKDOWN_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+")


@dataclass(slots=True)
class Lines:
    """Visible lines in document order, as parallel lists."""

    text: list[str]  # without bullet and heading marks, blanks at the ends stripped
    block: list[int]  # index of the block a line belongs to; never decreases
    kind: list[str]  # tag that says what it is: "p" (also div …), "h1".."h6", "li", "dt", "dd", "td", "th", "pre"…
    link_share: list[float]  # 0..1, share of characters inside links; 0 where unknown
    container: list[int]  # HTML: element index of the nearest list, table or section; text: the block
    content: list[float]  # 0..1, the content scorer's probability; 0.5 where none judged
    from_html: bool
    title: str = ""  # the page's headline where known
    classes: list[str] = field(default_factory=list)  # HTML: class and id of the three innermost elements; text: ""
    start: list[int] = field(default_factory=list)  # text mode: offset of the line in the given text
    end: list[int] = field(default_factory=list)  # text mode: offset behind the line, its line feed not included

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.text)


def lines_of_page(page: Page, content: Sequence[float], title: str = "") -> Lines:
    """See a parsed page as lines. `content` has one probability a block."""
    lines = Lines([], [], [], [], [], [], from_html=True, title=title)
    chars, linked = page.block_chars.tolist(), page.link_chars.tolist()
    container, classes = _containers(page), _ClassWords(page)
    for b, text in enumerate(page.text):
        owner = page.owner[b]
        kind = kind_of(page, owner)
        rows = text.split("\n") if "\n" in text and kind != "pre" else (text,)
        share = linked[b] / chars[b] if linked[b] else 0.0
        for row in rows:
            lines.text.append(row)
            lines.block.append(b)
            lines.kind.append(kind)
            lines.link_share.append(share)
            lines.container.append(container[owner])
            lines.content.append(content[b])
            lines.classes.append(classes.around(owner))
    return lines


def lines_of_text(text: str, title: str = "") -> Lines:
    """See plain text as lines, with offsets into it."""
    lines = Lines([], [], [], [], [], [], from_html=False, title=title)
    block, offset, blank_before = -1, 0, True
    for row in text.splitlines(keepends=True):
        body = row.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        if not body or body.isspace():
            blank_before = True
        else:
            block += blank_before
            blank_before = False
            kind, stripped = _kind_of_text(body)
            lines.text.append(stripped)
            lines.block.append(block)
            lines.kind.append(kind)
            lines.link_share.append(0.0)
            lines.container.append(block)
            lines.content.append(0.5)
            lines.classes.append("")
            lines.start.append(offset)
            lines.end.append(offset + len(body))
        offset += len(row)
    return lines


def kind_of(page: Page, owner: int) -> str:
    """Name what a block is by its own tag or the nearest telling one within two levels; else "p"."""
    e = owner
    for _ in range(3):
        if e < 0:
            break
        tag = page.tag[e]
        if tag in TELLING_TAGS:
            return "pre" if tag in PRE_TAGS else tag
        if tag == "p" and e == owner:
            e = page.parent[e]
            if e >= 0 and page.tag[e] in ITEM_TAGS:
                return page.tag[e]
            return "p"
        e = page.parent[e]
    return "p"


TELLING_TAGS = HEADING_TAGS | ITEM_TAGS | CELL_TAGS | PRE_TAGS | {"figcaption", "caption", "summary", "blockquote"}
CONTAINER_TAGS = LIST_TAGS | frozenset(
    {"table", "section", "article", "aside", "nav", "footer", "header", "main", "form", "figure"}
)


def _containers(page: Page) -> list[int]:
    """Nearest container element of each element, itself included; 0 when none."""
    nearest: list[int] = []
    for e, tag in enumerate(page.tag):
        parent = page.parent[e]
        nearest.append(e if tag in CONTAINER_TAGS else nearest[parent] if parent >= 0 else 0)
    return nearest


class _ClassWords:
    """Class and id of an element and the two above it, joined; remembered, as blocks share their parents."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.own: dict[int, str] = {}
        self.joined: dict[int, str] = {}

    def around(self, owner: int) -> str:
        if owner not in self.joined:
            chain: list[str] = []
            e = owner
            while e >= 0 and len(chain) < 3:
                chain.append(self._own(e))
                e = self.page.parent[e]
            self.joined[owner] = " ".join(part for part in chain if part)
        return self.joined[owner]

    def _own(self, e: int) -> str:
        if e not in self.own:
            values = [value for name, value in self.page.attrs[e] if value and name in ("class", "id")]
            self.own[e] = " ".join(values)
        return self.own[e]


def _kind_of_text(body: str) -> tuple[str, str]:
    if heading := MARKDOWN_HEADING.match(body):
        return f"h{len(heading[1])}", body[heading.end() :].rstrip(" \t#")
    if bullet := BULLET.match(body):
        return "li", body[bullet.end() :].strip()
    return "p", body.strip()
