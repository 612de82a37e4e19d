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
INLINE_LABEL = re.compile(r"(?:^|[\s|;,•·/(])([^\W\d_](?:[^\W\d_]|['’-]){1,24})\s?[:：]\s")
INLINE_CUT = re.compile(r"\s*[|•·;/]\s+|\s+[|•·]\s*|,\s+|\s+[–—-]\s+")
SEED = re.compile(r"\d.{0,14}?\d.{0,3}?\d")
MARKUP = str.maketrans("", "", "*`")
LABEL_CHARS = 40
LABEL_WORDS = 5
THIN_CHARS = 300  # a field's line is no longer
GAP = 8  # lines from one strong value of a record to the next
NETWORK_CHARS = 24
MAX_BIO_CHARS = 240  # a biography in a field is no longer
GROW = 8  # lines a record may reach beyond its strong values
INLINE_CHARS = (60, 3000)  # a whole profile in one line
STRONG = v.EMAIL_T | v.HANDLE | v.DATE | v.PHONE_T | v.ADDRESS | v.LATIN | v.BIO | v.CODE | v.URL_T
ACCOUNT = v.URL_T | v.HANDLE | v.COUNT_T | v.LATIN | v.BIO | v.WORD_HANDLE | v.NETWORK
WEAK = v.NAME | v.COMPANY | v.JOB | v.WORD_HANDLE | v.COUNT_T | v.NETWORK
LABEL_KINDS = frozenset({"dt", "th"})
CELL_KINDS = frozenset({"dt", "dd", "th", "td"})


class Item(NamedTuple):
    """One field: its line, its label if it has one, and its typed value."""

    line: int
    label: str
    value: str
    types: int
    separator: str = ""


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
            return Item(line, label, value, types, found[0])
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
    reader = _Reader(view)
    anchors = []
    for i, text in enumerate(view.text):
        if len(text) > THIN_CHARS or view.kind[i] == "pre":
            continue
        if ("@" in text or "://" in text or SEED.search(text) or view.latin(i)) and not reader.is_prose(i):
            if reader.item(i).types & (STRONG | v.COUNT_T):
                anchors.append(i)
        elif is_network_name(text):
            anchors.append(i)
    runs = reader.runs(anchors)
    ends = [run[0] for run in runs[1:]] + [len(view)] * bool(runs)
    return [reader.grow(run, end) for run, end in zip(runs, ends, strict=True)]


def is_network_name(text: str) -> bool:
    """Tell whether a line is a social network's name and nothing else."""
    return len(text) <= NETWORK_CHARS and text.casefold().strip(" :：-–|*#") in NETWORKS


class _Shape(NamedTuple):
    """How a record is laid out."""

    labelled: bool  # "label: value" in each line
    alternate: bool  # a label, then a value
    networks: bool  # it begins with a social network's name
    separators: set[str]
    labels: set[str]


class _Reader:
    """Reads items once, and tells which lines may belong to one record."""

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
        item = self.item(i)
        return not item.label or len(item.value) > MAX_BIO_CHARS or item.label.count(" ") >= 3

    def runs(self, anchors: list[int]) -> list[list[int]]:
        """Put anchors together that stand within `GAP` lines with nothing but field-like lines between.

        The first network's name begins a run of its own: accounts are often laid out in another way.
        """
        runs: list[list[int]] = []
        in_networks = False
        for i in anchors:
            near = runs and i - runs[-1][-1] <= GAP and all(self.is_material(k) for k in range(runs[-1][-1] + 1, i))
            name = is_network_name(self.view.text[i])
            if near and (name or self.item(i).types & ACCOUNT if in_networks else not name):
                runs[-1].append(i)
            else:
                runs.append([i])
                in_networks = False
            in_networks |= name
        return [run for run in runs if len(run) >= 2 and sum(bool(self.item(i).types & STRONG) for i in run) >= 1]

    def is_material(self, i: int) -> bool:
        """Tell whether a line may stand between two values of one record."""
        text = self.view.text[i]
        if len(text) > THIN_CHARS or self.is_prose(i) or self.view.kind[i] == "pre":
            return False
        item = self.item(i)
        return bool(item.label or item.types & ~v.SENTENCE) or text.count(" ") < 5 or (
            item.types & v.SENTENCE != 0 and len(text) <= 120
        )

    def grow(self, run: list[int], end: int) -> Group:
        """Reach out for the weak values around a run: name and user name above, company and job below."""
        labelled = sum(bool(self.item(i).label) for i in run) * 2 > len(run)
        alternate = not labelled and _alternates(self.view, run)
        first, last = run[0], run[-1]
        reach = 0 if is_network_name(self.view.text[first]) else GROW if labelled or alternate else 2
        shape = _Shape(
            labelled=labelled,
            alternate=alternate,
            networks=any(is_network_name(self.view.text[i]) for i in run),
            separators={self.item(i).separator for i in run},
            labels={self.item(i).label.casefold() for i in range(run[0], run[-1] + 1)},
        )
        while first > max(0, run[0] - reach) and self._belongs(first - 1, first, shape):
            first -= 1
        end = min(end, run[-1] + 1 + GROW)
        while last + 1 < end and self._belongs(last + 1, last, shape):
            last += 1
        while last > run[-1] and not self.item(last).types and not self.item(last).value:
            last -= 1
        if alternate and (last - run[0]) % 2 and not self.item(last).types & (STRONG | v.NETWORK):
            last -= last > run[-1]
        chosen = [self.item(i) for i in range(first, last + 1)]
        return Group(first, last + 1, _values_below(self.view, chosen, alternate, run), labelled or alternate)

    def _belongs(self, i: int, beside: int, shape: _Shape) -> bool:
        view, item = self.view, self.item(i)
        text = view.text[i]
        if len(text) > THIN_CHARS or view.kind[i][0] == "h":
            return False
        if view.kind[i] != view.kind[beside] and not {view.kind[i], view.kind[beside]} <= CELL_KINDS:
            return False
        if i > beside and _is_label_line(view, beside):
            return not view.prose[i] or len(text) <= 220
        if shape.networks:
            known = item.label and item.label.casefold() in shape.labels
            return bool(known or item.types & (STRONG | v.COUNT_T | v.WORD_HANDLE)) and not view.prose[i]
        if shape.labelled:
            if item.label and item.value:
                return item.separator in shape.separators and self._is_value(item, above=i < beside)
            return i > beside and _is_label_line(view, i)
        if shape.alternate:
            return len(text) <= 220 and (not view.prose[i] or is_filler(text))
        return bool(item.types & (STRONG | WEAK)) and not view.prose[i]

    def _is_value(self, item: Item, *, above: bool) -> bool:
        if item.types & (STRONG | WEAK):
            return True
        if above or not item.types & v.SENTENCE:
            return item.value.count(" ") < 6
        return len(item.value) <= 220 and item.label.count(" ") < 3


def _is_label_line(view: View, i: int) -> bool:
    """Tell whether a line is a label whose value is the next line."""
    text = view.text[i]
    return view.kind[i] in LABEL_KINDS or (len(text) <= LABEL_CHARS and text.rstrip("*").endswith((":", "：")))


def is_filler(text: str) -> bool:
    """Tell whether a text is words in a heap: short sentences, no word twice, nothing but full stops."""
    sentences = [s.split() for s in re.split(r"[.。।]\s*", text) if s.strip()]
    words = [word for sentence in sentences for word in sentence]
    if len(sentences) < 2 or len(words) < 8 or re.search(r"[,;:!?\"“”()\d–—]", text):
        return False
    inner = [word for sentence in sentences for word in sentence[1:]]
    if len({word.casefold() for word in words}) < 0.93 * len(words) or any(word[0].isupper() for word in inner):
        return False
    return all(len(sentence) <= 12 for sentence in sentences)


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
        items.append(item._replace(label=label) if label and not item.label else item)
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
