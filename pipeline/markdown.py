"""Kept blocks -> plain text and Markdown: the one place that knows how structure is written down.

Headings, lists, tables, quotes and code keep their form; inline emphasis, code and (on request) links too.
Text from pages is escaped where Markdown would read it as a mark at the start of a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pipeline.tags import CELL_TAGS, HEADING_TAGS, ITEM_TAGS, LIST_TAGS
from pipeline.tree.walk import BREAK

if TYPE_CHECKING:
    from pipeline.blocks import Page
    from pipeline.keep import Kept

STARTS_LIKE_A_MARK = re.compile(r"(?:#{1,6}(?=[ \t])|[-+*>](?=[ \t])|\d{1,9}[.)](?=[ \t])|`{3}|~{3}|\|)")
INLINE_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "kbd": "`", "samp": "`", "tt": "`"}
ROW_TAGS, TABLE_TAGS = frozenset({"tr"}), frozenset({"table"})
QUOTE_TAGS, LI_TAGS = frozenset({"blockquote"}), frozenset({"li"})
NOT_IN_A_LANGUAGE = re.compile(r"[^\w+#.-]", re.ASCII)
MAX_COLUMNS = 60  # of a table; wider ones are layout, and padding them would cost more than it tells
MAX_LIST_DEPTH = 8
_BREAK_MARK = "\0"  # stands for <br> until blanks are folded; the parser lets no NUL through


def join_text(page: Page, kept: Kept) -> str:
    """Write kept blocks as plain text: blocks apart by a blank line, items by a line break, cells by a tab."""
    parts: list[str] = []
    before: tuple[str, int] | None = None
    for block, text in kept.text.items():
        kind, group = _group(page, block)
        if before is not None:
            parts.append(_seam(before, (kind, group), page))
        parts.append(text)
        before = (kind, group)
    return "".join(parts)


def _group(page: Page, block: int) -> tuple[str, int]:
    """Name a block's kind and the row, list or term list it stands in."""
    owner, kind = page.owner[block], page.kinds[block]
    if kind in CELL_TAGS:
        return "cell", page.places.nearest(owner, ROW_TAGS)
    if kind in ITEM_TAGS:
        return "item", page.places.nearest(owner, LIST_TAGS)
    return kind, -1


def _seam(before: tuple[str, int], after: tuple[str, int], page: Page) -> str:
    if before[0] != after[0] or before[0] not in ("cell", "item"):
        return "\n\n"
    if before[0] == "item":
        return "\n" if _is_within(page, before[1], after[1]) else "\n\n"
    if before[1] == after[1]:
        return "\t"
    return "\n" if _table(page, before[1]) == _table(page, after[1]) else "\n\n"


def write_markdown(page: Page, kept: Kept, *, links: bool = False, base_url: str | None = None) -> str:
    """Write kept blocks as Markdown (CommonMark with GitHub's tables).

    Args:
        page: the parsed page.
        kept: what stays of it.
        links: keep link targets, made absolute against `base_url`; otherwise only their text.
        base_url: the page's URL.
    """
    writer = _Writer(page, links=links, base_url=base_url)
    out: list[str] = []
    blocks = list(kept.text)
    i = 0
    before = ""
    while i < len(blocks):
        block = blocks[i]
        kind = page.kinds[block]
        table = _table(page, page.owner[block]) if kind in CELL_TAGS else -1
        if table >= 0:
            stop = i + 1
            while stop < len(blocks) and _table(page, page.owner[blocks[stop]]) == table:
                stop += 1
            rendered, kind = writer.table(blocks[i:stop], kept), "table"
            i = stop
        else:
            rendered = writer.block(block, kind, kept)
            i += 1
        if out:
            out.append("\n" if kind == before == "li" else "\n\n")
        out.append(rendered)
        before = kind
    return "".join(out)


class _Writer:
    def __init__(self, page: Page, *, links: bool, base_url: str | None) -> None:
        self.page = page
        self.links = links
        self.base_url = base_url
        self.has_quotes = "blockquote" in page.tag
        self.marked_tags = INLINE_MARKS.keys() | {"a"} if links else INLINE_MARKS.keys()
        self.list_marks: dict[int, int] = {}  # ordered list -> items written

    def block(self, block: int, kind: str, kept: Kept) -> str:
        if kind == "pre":
            fence = "```"
            while fence in self.page.text[block]:
                fence += "`"
            return f"{fence}{self._code_language(block)}\n{kept.text[block]}\n{fence}"
        text = self.inline(block, kept)
        if kind in HEADING_TAGS:
            return f"{'#' * int(kind[1])} " + text.replace("\n", " ")
        if kind == "li":
            return self._item(block, text)
        text = _escape_start(text).replace("\n", "  \n")
        if kind == "dd":
            return f": {text}"
        if self.has_quotes and self.page.places.nearest(self.page.owner[block], QUOTE_TAGS) >= 0:
            return "> " + text.replace("\n", "\n> ")
        return text

    def table(self, blocks: list[int], kept: Kept) -> str:
        rows: list[list[str]] = []
        row = -2
        cell = -2
        for block in blocks:
            owner = self.page.owner[block]
            row_now, cell_now = self.page.places.nearest(owner, ROW_TAGS), self.page.places.nearest(owner, CELL_TAGS)
            text = self.inline(block, kept).replace("\n", " ").replace("|", "\\|")
            if row_now != row:
                rows.append([text])
            elif cell_now == cell:
                rows[-1][-1] += " " + text
            else:
                rows[-1].append(text)
            row, cell = row_now, cell_now
        width = max(len(r) for r in rows)
        if width == 1 or width > MAX_COLUMNS:
            return "\n\n".join(_escape_start(" ".join(r)) for r in rows)
        lines = ["| " + " | ".join(r + [""] * (width - len(r))) + " |" for r in rows]
        lines.insert(1, "|" + " --- |" * width)
        return "\n".join(lines)

    def inline(self, block: int, kept: Kept) -> str:
        """Write a block's text with its inline marks; a block cut in part is written plain."""
        page = self.page
        text = kept.text[block]
        inside = page.tag[page.first_element[block] : page.last_element[block]]
        if not inside or self.marked_tags.isdisjoint(inside) or block not in kept.whole:
            return text
        inserts = self._inserts(block)
        if not inserts:
            return text
        out: list[str] = []
        for p in range(page.first_piece[block], page.last_piece[block]):
            piece = page.pieces[p]
            if piece is BREAK:
                out.append(_BREAK_MARK)
                continue
            core = piece.strip()
            lead = piece[: len(piece) - len(piece.lstrip())]
            out += (lead, *inserts.get((p, 0), ()), core, *inserts.get((p, 1), ()), piece[len(lead) + len(core) :])
        return _fold("".join(out), keep_lines="\n" in text)

    def _inserts(self, block: int) -> dict[tuple[int, int], list[str]]:
        """Marks to write before (piece, 0) or after (piece, 1) a piece."""
        page = self.page
        inserts: dict[tuple[int, int], list[str]] = {}
        first, last = page.first_piece[block], page.last_piece[block]
        for e in range(page.first_element[block], page.last_element[block]):
            opening, closing = self._marks(e)
            if not opening:
                continue
            start, stop = max(page.piece_from[e], first), min(page.piece_to[e], last)
            while start < stop and page.pieces[start].isspace():
                start += 1
            while stop > start and page.pieces[stop - 1].isspace():
                stop -= 1
            if start < stop:
                inserts.setdefault((start, 0), []).append(opening)
                inserts.setdefault((stop - 1, 1), []).insert(0, closing)
        return inserts

    def _marks(self, e: int) -> tuple[str, str]:
        tag = self.page.tag[e]
        if tag == "a":
            href = self.page.attr(e, "href") if self.links else None
            if not href or href.startswith(("#", "javascript:", "data:")):
                return "", ""
            return "[", f"]({urljoin(self.base_url or '', href).replace(')', '%29').replace(' ', '%20')})"
        mark = INLINE_MARKS.get(tag, "")
        return mark, mark

    def _item(self, block: int, text: str) -> str:
        page, e = self.page, self.page.owner[block]
        item = page.places.nearest(e, LI_TAGS)
        parent = page.parent[item] if item >= 0 else -1
        depth = min(page.places.count_around(e, LIST_TAGS), MAX_LIST_DEPTH)
        indent = "  " * max(depth - 1, 0)
        if parent >= 0 and page.tag[parent] == "ol":
            number = self.list_marks[parent] = self.list_marks.get(parent, 0) + 1
            mark = f"{number}."
        else:
            mark = "-"
        return f"{indent}{mark} " + text.replace("\n", f"  \n{indent}  ")

    def _code_language(self, block: int) -> str:
        owner = self.page.owner[block]
        for e in (owner, *range(self.page.first_element[block], self.page.last_element[block])):
            for word in (self.page.attr(e, "class") or "").split():
                for prefix in ("language-", "lang-"):
                    if word.startswith(prefix):
                        return NOT_IN_A_LANGUAGE.sub("", word[len(prefix) :])[:30]
        return ""


def _table(page: Page, e: int) -> int:
    return page.places.nearest(e, TABLE_TAGS)


def _is_within(page: Page, a: int, b: int) -> bool:
    """Tell whether two lists are the same or one stands inside the other."""
    return a == b or b in page.ancestors(a) or a in page.ancestors(b)


def _escape_start(text: str) -> str:
    return "\\" + text if STARTS_LIKE_A_MARK.match(text) else text


def _fold(text: str, *, keep_lines: bool) -> str:
    if not keep_lines:
        return " ".join(text.replace(_BREAK_MARK, " ").split())  # one at the end of the block
    return "\n".join(line for row in text.split(_BREAK_MARK) if (line := " ".join(row.split())))
