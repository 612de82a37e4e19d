"""Label–value fields: cuts lines into items with typed values, and groups lines that may be one record.

Labels are not read, only told apart from values: "Name: X", "X | Y", a cell and the next, a line with a colon
and the line under it, or values with no label at all.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.spam import values as v
from pipeline.spam.value_words import NETWORKS

if TYPE_CHECKING:
    from pipeline.spam.view import View

SEPARATOR = re.compile(r"[^\S\n]?[:：](?=\s|$)|：|\s[-–—|=→]\s|\t")
INLINE_LABEL = re.compile(r"(?:^|[\s|;,•·/(])([^\W\d_][^\W\d_'’-]{1,24})\s?[:：]\s")
INLINE_CUT = re.compile(r"\s*[|•·;/]\s+|\s+[|•·]\s*|,\s+|\s+[–—-]\s+")
SEED = re.compile(r"\d.{0,14}?\d.{0,3}?\d")
MARKUP = str.maketrans("", "", "*`")
LABEL_CHARS = 40
LABEL_WORDS = 5
THIN_CHARS = 300  # a field's line is no longer
GAP = 4  # lines between two strong values of one record
GROW = 8  # lines a record may reach beyond its strong values
INLINE_CHARS = (60, 3000)  # a whole profile in one line
STRONG = v.EMAIL_T | v.HANDLE | v.DATE | v.PHONE_T | v.ADDRESS | v.LATIN | v.BIO | v.CODE | v.URL_T
WEAK = v.NAME | v.COMPANY | v.JOB | v.WORD_HANDLE | v.COUNT_T | v.NETWORK
LABEL_KINDS = frozenset({"dt", "th"})
CELL_KINDS = frozenset({"dt", "dd", "th", "td"})


class Item(NamedTuple):
    """One field: its line, its label if it has one, and its typed value."""

    line: int
    label: str
    value: str
    types: int


class Group(NamedTuple):
    """Lines that may be one record or several, and their items."""

    first: int
    last: int  # behind the last line
    items: list[Item]
    labelled: bool


def read_item(line: int, text: str) -> Item:
    """Cut a line into label and value and type the value."""
    text = text.translate(MARKUP).strip(" |\t")
    found = SEPARATOR.search(text, 0, LABEL_CHARS + 3)
    if found:
        label, value = text[: found.start()].strip(), text[found.end() :].strip()
        if 0 < len(label) <= LABEL_CHARS and label.count(" ") < LABEL_WORDS and not label[0].isdecimal():
            types = v.types_of(value)
            if not types and SEPARATOR.match(text, found.start()) and value:
                types = v.types_of(text)
            return Item(line, label, value, types)
    types = v.types_of(text)
    if not types & STRONG and " " in text and (types & v.SENTENCE == 0 or len(text) < 80):
        label, _, value = text.partition(" ")
        for _ in range(2):
            rest = v.types_of(value) & (v.EMAIL_T | v.DATE | v.PHONE_T | v.URL_T | v.HANDLE)
            if rest and label[0].isalpha():
                return Item(line, label, value, rest)
            more, _, value = value.partition(" ")
            label = f"{label} {more}"
    return Item(line, "", text, types)


def find_groups(view: View) -> list[Group]:
    """Find runs of lines with at least two strong values near each other."""
    items: dict[int, Item] = {}
    strong = []
    for i, text in enumerate(view.text):
        if len(text) > THIN_CHARS or view.kind[i] == "pre":
            continue
        if ("@" in text or "://" in text or SEED.search(text) or view.latin(i)) and not _is_prose(view, i):
            items[i] = read_item(i, text)
            if items[i].types & STRONG or (items[i].types & v.COUNT_T and items[i].label):
                strong.append(i)
    return [_grow(view, run, items) for run in _runs(view, strong)]


def _is_prose(view: View, i: int) -> bool:
    text = view.text[i]
    return view.prose[i] and SEPARATOR.search(text, 0, LABEL_CHARS) is None


def _runs(view: View, strong: list[int]) -> list[list[int]]:
    """Put strong lines together that stand within `GAP` lines with no running text between."""
    runs: list[list[int]] = []
    for i in strong:
        if runs and i - runs[-1][-1] <= GAP and not any(_is_prose(view, k) for k in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [run for run in runs if len(run) >= 2]


def _grow(view: View, run: list[int], items: dict[int, Item]) -> Group:
    def item(i: int) -> Item:
        if i not in items:
            items[i] = read_item(i, view.text[i])
        return items[i]

    labelled = sum(bool(items[i].label) for i in run) * 2 > len(run)
    alternate = not labelled and _alternates(view, run)
    first, last = run[0], run[-1]
    belongs = _labelled_line if labelled else _cell_line if alternate else _typed_line
    limit = max(0, first - (GROW if labelled or alternate else 2))
    while first > limit and belongs(view, item(first - 1)):
        first -= 1
    limit = min(len(view), last + 1 + GROW)
    while last + 1 < limit and belongs(view, item(last + 1)):
        last += 1
    chosen = [item(i) for i in range(first, last + 1)]
    return Group(first, last + 1, _values_below(view, chosen, alternate, run), labelled or alternate)


def _labelled_line(view: View, item: Item) -> bool:
    text = view.text[item.line]
    if len(text) > THIN_CHARS:
        return False
    if item.types & (v.LATIN | v.BIO):
        return True
    if item.label:
        return not view.prose[item.line] or len(item.label) <= 24
    return text.rstrip("*").endswith((":", "：")) and len(text) <= LABEL_CHARS


def _cell_line(view: View, item: Item) -> bool:
    text = view.text[item.line]
    return len(text) <= 160 and not view.prose[item.line] and text.count(" ") < 14 and view.kind[item.line][0] != "h"


def _typed_line(view: View, item: Item) -> bool:
    if view.prose[item.line] or view.kind[item.line][0] == "h" or len(view.text[item.line]) > THIN_CHARS:
        return False
    return bool(item.types & (STRONG | WEAK))


def _alternates(view: View, run: list[int]) -> bool:
    """Tell whether labels and values take turns line by line: cells, or strong values two apart."""
    if all(view.kind[i] in CELL_KINDS for i in run):
        return True
    gaps = [b - a for a, b in pairwise(run)]
    return len(gaps) >= 2 and sum(gap % 2 == 0 for gap in gaps) * 4 >= len(gaps) * 3


def _values_below(view: View, chosen: list[Item], alternate: bool, run: list[int]) -> list[Item]:
    """Give labels that stand in a line of their own to the value under them."""
    items: list[Item] = []
    label = ""
    parity = run[0] % 2
    for item in chosen:
        text = view.text[item.line].strip("* ")
        is_label = text.endswith((":", "：")) or view.kind[item.line] in LABEL_KINDS
        if is_label or (alternate and item.line % 2 != parity and not item.types & STRONG):
            label = text.rstrip(":： ")
            if label.casefold() in NETWORKS:
                items.append(Item(item.line, label, "", v.NETWORK))
            continue
        items.append(Item(item.line, label, item.value, item.types) if label and not item.label else item)
        label = ""
    return items


def read_inline(line: int, text: str) -> list[Item]:
    """Cut a whole record in one line into items; empty when the line is not one."""
    low, high = INLINE_CHARS
    if not low <= len(text) <= high or "@" not in text:
        return []
    text = text.translate(MARKUP)
    labels = list(INLINE_LABEL.finditer(text))
    if len(labels) >= 4:
        ends = [label.start() for label in labels[1:]] + [len(text)]
        return [
            _inline_item(line, label[1], text[label.end() : end].strip(" |;,•·/("))
            for label, end in zip(labels, ends, strict=True)
        ]
    pieces = [piece for piece in INLINE_CUT.split(text) if piece]
    return [read_item(line, piece) for piece in pieces] if len(pieces) >= 5 else []


def _inline_item(line: int, label: str, value: str) -> Item:
    """Type a value that may end with the first words of the next label."""
    for _ in range(3):
        types = v.types_of(value)
        if types & ~v.SENTENCE or " " not in value:
            break
        value = value.rsplit(" ", 1)[0]
    return Item(line, label, value, types)
