"""Runs of fields: which lines in a row may be one record, however it is laid out.

Layouts: "label: value" in each line, label and value taking turns (cells, or a line each), or values alone.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.spam import values as v
from pipeline.spam.facts import LATIN, PRE, USER, VALUE
from pipeline.spam.fields import (
    ACCOUNT,
    LABEL_CHARS,
    LABEL_WORDS,
    SEPARATOR,
    STRONG,
    WEAK,
    Item,
    is_filler,
    is_network_name,
    read_item,
)
from pipeline.spam.value_words import NETWORKS

if TYPE_CHECKING:
    from pipeline.spam.view import View

SEED = re.compile(r"\d.{0,14}?\d.{0,3}?\d")
NUMBERED = re.compile(r"[^\W\d_]{3}\d{1,4}$")
JOINED = re.compile(r"[^\W\d][._][^\W\d]")
USER_CHARS = 80  # a user name with its label is no longer
SEED_CHAR = re.compile(r"[@/\d]")
THIN_CHARS = 300  # a field's line is no longer
MAX_BIO_CHARS = 240  # a biography in a field is no longer
GAP = 8  # lines from one strong value of a record to the next
REACH = 8  # lines a record may reach beyond its strong values
BARE_REACH = 2
HEADED_LINES = 7
AUTHOR_FAMILIES = ("about_author", "byline")
FAR = 0.3  # closeness to the article
LABEL_KINDS = frozenset({"dt", "th"})
CELL_KINDS = frozenset({"dt", "dd", "th", "td"})


class Group(NamedTuple):
    """Lines that may be one record, and their items."""

    first: int
    last: int  # behind the last line
    items: list[Item]
    labelled: bool


class _Layout(NamedTuple):
    """How a run of fields is laid out."""

    labelled: bool  # "label: value" in each line
    alternate: bool  # a label, then a value
    colons: bool  # such labels end in a colon
    accounts: bool  # nothing but what an account has
    separators: set[str]
    labels: set[str]


def find_groups(view: View) -> list[Group]:
    """Find runs of lines with strong values near each other, in document order."""
    reader = _Reader(view)
    anchors = [
        i for i in _candidates(view, reader) if i in view.network_names or reader.item(i).types & (STRONG | v.COUNT_T)
    ]
    runs = reader.runs(anchors)
    ends = [run[0] for run in runs[1:]] + [len(view)] * bool(runs)
    return [reader.grow(run, end) for run, end in zip(runs, ends, strict=True)]


def _candidates(view: View, reader: _Reader) -> list[int]:
    """Choose lines that may hold a value of a record, by what is seen at a glance, and networks' names."""
    found = []
    for i in view.choose(VALUE | USER | LATIN, PRE):
        text = view.text[i]
        may = len(text) <= THIN_CHARS and (_may_be_value(text) or view.latin(i)) and not _is_table_row(text)
        if may and not reader.is_prose(i):
            found.append(i)
    return sorted({*found, *view.network_names}) if view.network_names else found


def _may_be_value(text: str) -> bool:
    """Pre-check for values of the strong types: some digits, a sign of an address, or words joined by a dot."""
    if SEED_CHAR.search(text) and ("@" in text or "://" in text or SEED.search(text)):
        return True
    if len(text) > USER_CHARS:
        return False
    if text[-1:].isdecimal() and NUMBERED.search(text):
        return True
    return ("_" in text or "." in text[:-1]) and JOINED.search(text) is not None


class _Reader:
    """Reads items once, and tells which lines belong to one record."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.items: dict[int, Item] = {}

    def item(self, i: int) -> Item:
        found = self.items.get(i)
        if found is None:
            found = self.items[i] = read_item(i, self.view.text[i])
        return found

    def is_prose(self, i: int) -> bool:
        """Tell whether a line is running text and not a labelled value that is a sentence or two."""
        if not self.view.prose[i]:
            return False
        if SEPARATOR.search(self.view.text[i], 0, LABEL_CHARS) is None:
            return True
        item = self.item(i)
        return not item.label or len(item.value) > MAX_BIO_CHARS or item.label.count(" ") >= 3

    def runs(self, anchors: list[int]) -> list[list[int]]:
        """Put anchors together that stand within `GAP` lines with nothing but field-like lines between.

        The first network's name begins a run of its own: accounts are often laid out in another way.
        """
        runs: list[list[int]] = []
        in_networks = False
        for i in anchors:
            near = runs and i - runs[-1][-1] <= GAP and self._is_one_record(runs[-1][-1] + 1, i)
            name = is_network_name(self.view.text[i])
            if near and (name or self.item(i).types & ACCOUNT if in_networks else not name):
                runs[-1].append(i)
            else:
                runs.append([i])
                in_networks = False
            in_networks |= name
        return [kept for run in runs if (kept := self._trim(run)) and (len(kept) >= 2 or self._is_headed(kept[0]))]

    def _is_headed(self, i: int) -> bool:
        """Tell whether a heading that speaks of an author stands within a few short lines over a line."""
        for k in range(i - 1, max(-1, i - HEADED_LINES), -1):
            if self.heads(k):
                return True
            if self.view.prose[k]:
                break
        return False

    def heads(self, i: int) -> bool:
        """Tell whether a line is a heading that speaks of an author, and nothing else."""
        if not self.view.masks[i] or len(self.view.text[i]) > USER_CHARS:
            return False
        cues = (self.view.cues(i).get(family) for family in AUTHOR_FAMILIES)
        return any(cue is not None and cue.kind == "whole" for cue in cues)

    def _is_one_record(self, first: int, last: int) -> bool:
        """Tell whether all lines of a range may stand between two values of one record."""
        return all(self.is_material(k) and not self.heads(k) for k in range(first, last))

    def _trim(self, run: list[int]) -> list[int]:
        """Drop numbers, and addresses without a label, before the first value that is certain."""
        for k, i in enumerate(run):
            sure = STRONG if self.item(i).label else STRONG & ~v.ADDRESS
            if self.item(i).types & sure or is_network_name(self.view.text[i]):
                return run[k:] if any(self.item(j).types & STRONG for j in run) else []
        return []

    def is_material(self, i: int) -> bool:
        """Tell whether a line may stand between two values of one record."""
        text = self.view.text[i]
        if len(text) > THIN_CHARS or self.is_prose(i) or self.view.kind[i] == "pre" or _is_table_row(text):
            return False
        item = self.item(i)
        return bool(item.label or item.types & ~v.SENTENCE) or len(text) <= 120

    def grow(self, run: list[int], end: int) -> Group:
        """Reach out for the weak values around a run: name and user name above, company and job below."""
        layout = self._layout(run)
        first, last = run[0], run[-1]
        step = self._step_pairs if layout.alternate else self._step_lines
        reach = REACH if layout.labelled or layout.alternate else BARE_REACH
        top = first if is_network_name(self.view.text[first]) else max(0, first - reach)
        bottom = min(end, last + 1 + REACH)
        if layout.alternate and top < first and self._is_label(first - 1, layout):
            first -= 1
        while (new := step(first, -1, layout)) != first and new >= top:
            first = new
        while (new := step(last, 1, layout)) != last and new < bottom:
            last = new
        if not layout.labelled and not layout.alternate and not layout.accounts:
            last = self._step_tail(last, end)
        chosen = [self.item(i) for i in range(first, last + 1)]
        return Group(first, last + 1, self._values_below(chosen, layout), layout.labelled or layout.alternate)

    def _layout(self, run: list[int]) -> _Layout:
        labelled = sum(bool(self.item(i).label and self.item(i).value) for i in run) * 2 > len(run)
        under = sum(i > 0 and _ends_like_label(self.view, i - 1) for i in run)
        colons = not labelled and under * 2 > len(run)
        return _Layout(
            labelled=labelled,
            alternate=colons or (not labelled and _takes_turns(self.view, run)),
            colons=colons,
            accounts=all(self.item(i).types & ACCOUNT or is_network_name(self.view.text[i]) for i in run),
            separators={self.item(i).separator for i in run},
            labels={self.item(i).label.casefold() for i in range(run[0], run[-1] + 1)},
        )

    def _step_lines(self, edge: int, way: int, layout: _Layout) -> int:
        """Give the next line beyond an edge if it is a field like the others, else the edge."""
        i = edge + way
        if not 0 <= i < len(self.view) or not self._alike(i, edge):
            return edge
        return i if self._continues(i, edge, layout) else edge

    def _continues(self, i: int, edge: int, layout: _Layout) -> bool:
        item, prose = self.item(i), self.view.prose[i]
        if layout.labelled:
            if not item.label or not item.value or item.separator not in layout.separators:
                return self._in_same_list(i, edge) and not prose and bool(item.value)
            if item.label.casefold() in layout.labels:
                return True
        if item.types & (ACCOUNT if layout.accounts else STRONG | WEAK):
            return not prose or bool(item.types & STRONG)
        if layout.accounts or not layout.labelled:
            return False
        if i < edge:
            return self._in_same_list(i, edge)
        if item.types & v.SENTENCE:
            return len(item.value) <= MAX_BIO_CHARS and item.label.count(" ") < 3
        return len(item.value) <= MAX_BIO_CHARS and item.label.count(" ") < 3

    def _step_pairs(self, edge: int, way: int, layout: _Layout) -> int:
        """Give the far line of the next label and value beyond an edge, else the edge."""
        label, value = (edge + 1, edge + 2) if way > 0 else (edge - 2, edge - 1)
        if label < 0 or value >= len(self.view) or not (self._alike(label, edge) and self._alike(value, edge)):
            return edge
        if not self._is_label(label, layout):
            return edge
        text, item = self.view.text[value], self.item(value)
        if is_network_name(text) or _ends_like_label(self.view, value):
            return edge
        if self._in_same_list(label, edge) and len(text) <= MAX_BIO_CHARS:
            return value if way > 0 else label
        if way > 0 and self.view.text[label].count(" ") < 2 and self._is_far(value):
            return value
        typed = item.types & (ACCOUNT if layout.accounts else STRONG | WEAK)
        known = self.view.text[label].rstrip(":： ").casefold() in layout.labels
        brief = (way > 0 or layout.colons) and (text.count(" ") < 6 or layout.colons or is_filler(text))
        brief = brief and len(text) <= MAX_BIO_CHARS
        return (value if way > 0 else label) if typed or brief or known else edge

    def _is_far(self, i: int) -> bool:
        """Tell whether a line of some words has next to nothing to do with the article."""
        text = self.view.text[i]
        return 12 <= len(text) <= MAX_BIO_CHARS and self.view.topic.closeness(text) < FAR

    def _step_tail(self, last: int, end: int) -> int:
        """Take the untyped end of a record of bare values: a company, a job, a biography in words of any kind."""
        lines = self.view.lines
        stop = last
        for i in range(last + 1, min(last + 5, end)):
            near = lines.container[i] == lines.container[last] and self._alike(i, last) and self.view.kind[i] != "p"
            if not (near if lines.from_html else lines.block[i] == lines.block[last]) or i > last + 3:
                break
            if len(self.view.text[i]) > MAX_BIO_CHARS or (self.view.prose[i] and not self._is_far(i)):
                return last
            stop = i
        ends = stop + 1 >= len(self.view) or lines.block[stop + 1] != lines.block[stop]
        return stop if ends else last

    def _alike(self, i: int, edge: int) -> bool:
        kinds = {self.view.kind[i], self.view.kind[edge]}
        if len(self.view.text[i]) > THIN_CHARS or _is_table_row(self.view.text[i]):
            return False
        return (len(kinds) == 1 or kinds <= CELL_KINDS) and kinds != {"pre"}

    def _in_same_list(self, i: int, edge: int) -> bool:
        """Tell whether markup says that two lines are items or cells of one list."""
        lines = self.view.lines
        return (
            lines.from_html
            and lines.container[i] == lines.container[edge]
            and (lines.kind[i] in CELL_KINDS or lines.kind[i] == "li" or lines.block[i] == lines.block[edge])
        )

    def _is_label(self, i: int, layout: _Layout) -> bool:
        text = self.view.text[i]
        if layout.colons:
            return _ends_like_label(self.view, i)
        item = self.item(i)
        brief = len(text) <= LABEL_CHARS and text.count(" ") < LABEL_WORDS and text[-1:] not in ".!?。"
        return brief and not item.types & STRONG and not self.view.prose[i]

    def _values_below(self, chosen: list[Item], layout: _Layout) -> list[Item]:
        """Give labels that stand in a line of their own to the value under them."""
        items: list[Item] = []
        label = ""
        turn = layout.alternate and not (chosen[0].types & STRONG)  # whether a label is due
        for item in chosen:
            text = self.view.text[item.line].strip("* ")
            if is_network_name(text):
                items.append(Item(item.line, text.rstrip(":： "), "", v.NETWORK))
                label, turn = "", layout.alternate
            elif _ends_like_label(self.view, item.line) or (turn and not item.types & STRONG):
                label, turn = text.rstrip(":： "), False
            else:
                items.append(item._replace(label=label) if label and not item.label else item)
                label, turn = "", layout.alternate
        return items


def _ends_like_label(view: View, i: int) -> bool:
    """Tell whether a line is a label whose value is the next line."""
    text = view.text[i]
    if view.kind[i] in LABEL_KINDS:
        return True
    return len(text) <= LABEL_CHARS and text.rstrip("* ").endswith((":", "：")) and not _is_network_label(text)


def _is_brief(view: View, i: int) -> bool:
    """Tell whether a line could be a label by its length and its end."""
    text = view.text[i]
    return len(text) <= LABEL_CHARS and text.count(" ") < LABEL_WORDS and text[-1] not in ".!?。" and not view.prose[i]


def _is_table_row(text: str) -> bool:
    """Tell whether a line is a row of three cells or more: records have two."""
    return text.count("\t") > 1 and sum(bool(cell.strip()) for cell in text.split("\t")) > 2


def _is_network_label(text: str) -> bool:
    return text.casefold().strip(" :：*") in NETWORKS


def _takes_turns(view: View, run: list[int]) -> bool:
    """Tell whether labels and values take turns line by line: cells, or strong values two apart."""
    if all(view.kind[i] in CELL_KINDS for i in run):
        return True
    gaps = [b - a for a, b in pairwise(run)]
    if len(gaps) == 1:
        return gaps[0] == 2 and run[0] > 0 and all(_is_brief(view, i - 1) for i in run)
    return len(gaps) >= 2 and sum(gap % 2 == 0 for gap in gaps) * 4 >= len(gaps) * 3
