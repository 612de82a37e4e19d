"""Lines: the common ground of HTML and plain text on which spam detectors stand.

HTML: each block gives one line, or one for each stretch between `<br>`; `<pre>` stays whole.
Plain text: each line that is not blank is a line; a run of them without a blank line between is a block.
Markup evidence (kind, links, classes) is extra: a detector must work without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, overload

import numpy as np

from pipeline.cues import cue_masks

if TYPE_CHECKING:
    from pipeline.blocks import Page

T = TypeVar("T")

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
    cues: Sequence[int] = ()  # families of cue words in each line, as bit masks
    classes: Sequence[str] = ()  # HTML: class and id of the three innermost elements, read when asked for; text: ""
    start: list[int] = field(default_factory=list)  # text mode: offset of the line in the given text
    end: list[int] = field(default_factory=list)  # text mode: offset behind the line, its line feed not included

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.text)


def lines_of_page(page: Page, content: Sequence[float], title: str = "") -> Lines:
    """See a parsed page as lines. `content` has one probability a block."""
    blocks, text, cues = list(range(len(page))), page.text, page.cue_masks
    if any("\n" in row for row in text):
        blocks, text = _rows(page)
        cues = _cues_of_rows(page, blocks, text)
    shares = (page.link_chars / np.maximum(page.block_chars, 1)).tolist()
    return Lines(
        text=text,
        block=blocks,
        kind=_by_line(page.kinds, blocks),
        link_share=_by_line(shares, blocks),
        container=_by_line(page.containers, blocks),
        content=_by_line(content, blocks),
        from_html=True,
        title=title,
        cues=cues,
        classes=_ClassWords(page, _by_line(page.owner, blocks)),
    )


def _by_line(values: Sequence[T], blocks: list[int]) -> list[T]:
    """Give each line what its block has."""
    return [values[b] for b in blocks]


def _rows(page: Page) -> tuple[list[int], list[str]]:
    """Cut blocks at their line breaks, `<pre>` aside; the block of each row, and the rows."""
    blocks: list[int] = []
    rows: list[str] = []
    for b, text in enumerate(page.text):
        if "\n" in text and page.kinds[b] != "pre":
            parts = text.split("\n")
            rows += parts
            blocks += [b] * len(parts)
        else:
            rows.append(text)
            blocks.append(b)
    return blocks, rows


def _cues_of_rows(page: Page, blocks: list[int], rows: list[str]) -> list[int]:
    """Take over the masks of blocks that are one row, and look the rows of the others up."""
    whole, masks = page.text, _by_line(page.cue_masks, blocks)
    parts = [i for i, b in enumerate(blocks) if rows[i] is not whole[b]]
    for i, mask in zip(parts, cue_masks([rows[i] for i in parts]), strict=True):
        masks[i] = mask
    return masks


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
            lines.start.append(offset)
            lines.end.append(offset + len(body))
        offset += len(row)
    lines.classes = [""] * len(lines)
    lines.cues = cue_masks(lines.text)
    return lines


class _ClassWords(Sequence[str]):
    """Class and id of an element and the two above it, joined, for each line; few detectors ask, for few lines."""

    def __init__(self, page: Page, owner: list[int]) -> None:
        self.page = page
        self.owner = owner

    def __len__(self) -> int:
        return len(self.owner)

    @overload
    def __getitem__(self, line: int) -> str: ...
    @overload
    def __getitem__(self, line: slice) -> list[str]: ...
    def __getitem__(self, line: int | slice) -> str | list[str]:
        if isinstance(line, slice):
            return [self._around(e) for e in self.owner[line]]
        return self._around(self.owner[line])

    def _around(self, e: int) -> str:
        words: list[str] = []
        for _ in range(3):
            if e < 0:
                break
            words += [value for _, value in self.page.labels(e)]
            e = self.page.parent[e]
        return " ".join(words)


def _kind_of_text(body: str) -> tuple[str, str]:
    if heading := MARKDOWN_HEADING.match(body):
        return f"h{len(heading[1])}", body[heading.end() :].rstrip(" \t#")
    if bullet := BULLET.match(body):
        return "li", body[bullet.end() :].strip()
    return "p", body.strip()
