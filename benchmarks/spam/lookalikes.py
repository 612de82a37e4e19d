"""Honest pages that look like spam to a careless eye: `lookalikes.txt`, with names and numbers filled in.

A page begins with `== kind language locale`. Each line is a node: `#` heading 2, `h` heading 3, `p` paragraph,
`-` list item, `1` numbered item, `l` link with a remark, `f` figure caption, `q` quotation, `=` label|value,
`+` table row; `@article n` puts n paragraphs of a host article there. Everything on these pages must survive.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from faker import Faker

from benchmarks.spam.hosts import languages, make_article
from benchmarks.spam.nodes import Doc, Node, text_node

if TYPE_CHECKING:
    import random

GROUPED = {"-": "ul", "1": "ol", "l": "links_plain", "f": "figs", "=": "pairs", "+": "table"}
SINGLE = {"#": "h2", "h": "h3", "p": "p", "q": "quote"}
TEXT_ONLY = frozenset({"author_box_text"})
"""In HTML a box about the author stands outside the article in most sites' own markup: not asked there."""


class Sketch(NamedTuple):
    """One page of `lookalikes.txt`."""

    kind: str
    language: str
    locale: str
    lines: tuple[str, ...]


@cache
def sketches() -> tuple[Sketch, ...]:
    """Read all pages, in order."""
    found: list[tuple[list[str], list[str]]] = []
    for line in Path(__file__).with_name("lookalikes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found.append((line[3:].split(), []))
        elif line:
            found[-1][1].append(line)
    return tuple(Sketch(head[0], head[1], head[2], tuple(lines)) for head, lines in found)


def make_lookalike(rng: random.Random, sketch: Sketch) -> Doc:
    """Fill a sketch with names and numbers and lay out its pairs in one of several ways."""
    fill = _Filler(rng, sketch.locale)
    doc = Doc("", sketch.language, [], author="Helen Marsh", date=fill.date())
    layout = rng.choice(("pairs", "table2", "dl", "pairlines", "pairbr", "pairs"))
    separator = rng.choice((": ", ": ", " : ", " – "))
    for line in sketch.lines:
        mark, _, rest = line.partition(" ")
        if mark == "@article":
            host = make_article(rng, sketch.language if sketch.language in languages() else "en")
            doc.title = host.title
            doc.nodes += [node for node in host.nodes if node.kind == "p"][: int(rest)]
            continue
        if mark in GROUPED:
            _add_row(doc, GROUPED[mark], tuple(fill(cell) for cell in rest.split("|")), layout, separator)
        elif mark == "#" and not doc.title:
            doc.title = fill(rest)
        else:
            doc.nodes.append(text_node(SINGLE[mark], fill(rest)))
    doc.title = doc.title or sketch.kind.replace("_", " ").title()
    doc.traits = {"kind": sketch.kind, "language": sketch.language, "locale": sketch.locale}
    return doc


def _add_row(doc: Doc, kind: str, row: tuple[str, ...], layout: str, separator: str) -> None:
    kind = layout if kind == "pairs" else "ul" if kind == "links_plain" else kind
    last = doc.nodes[-1] if doc.nodes else None
    if last is not None and last.kind == kind:
        last.rows.append(row)
    else:
        doc.nodes.append(Node(kind, [row], "", separator))


class _Filler:
    """Fills `{name}` and the like; `{first}` and `{email}` belong to the last `{name}`."""

    def __init__(self, rng: random.Random, locale: str) -> None:
        self.rng = rng
        self.fake = _faker(locale)
        self.fake.seed_instance(rng.randrange(1 << 30))
        self.name = self.fake.name()
        self.domain = rng.choice(("northmoor.example", "rathaus-elbe.example", "museum.example", "geo.example.edu"))

    def __call__(self, text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda match: str(getattr(self, match[1].replace("name", "new_name"))()), text)

    def new_name(self) -> str:
        self.name = self.fake.name()
        return self.name

    def first(self) -> str:
        return self.name.split()[-2] if " " in self.name else self.name

    def lastnew_name(self) -> str:
        return str(self.fake.last_name())

    def email(self) -> str:
        plain = re.sub(r"[^a-z]+", ".", self.name.casefold()).strip(".") or f"office{self.rng.randint(1, 9)}"
        return f"{plain}@{self.domain}"

    def phone(self) -> str:
        return str(self.fake.phone_number())

    def address(self) -> str:
        return str(self.fake.address()).replace("\n", ", ")

    def city(self) -> str:
        return str(self.fake.city())

    def date(self) -> str:
        return f"{self.rng.randint(1, 28)} March {self.rng.randint(2015, 2025)}"

    def birth(self) -> str:
        return f"{self.rng.randint(1, 28)} June {self.rng.randint(1930, 1995)}"


@cache
def _faker(locale: str) -> Faker:
    return Faker(locale)
