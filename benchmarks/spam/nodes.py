"""A made page before it becomes HTML or text: a list of nodes, each article (family "") or spam of a family."""

from __future__ import annotations

from dataclasses import dataclass, field

Row = tuple[str, ...]


@dataclass(slots=True)
class Node:
    """One element of a page.

    `kind` and its rows: "p", "h2", "h3", "quote", "pre": one row of one text; "ul", "ol", "links": rows of one text;
    "teasers": headline, source; "figs": caption; "pairs": label, value; "table": cells; "br": lines of one paragraph;
    "comment": author, date, body.
    """

    kind: str
    rows: list[Row]
    family: str = ""
    separator: str = ": "  # between label and value of "pairs" in text and running HTML


@dataclass(slots=True)
class Doc:
    """A page with its truth."""

    title: str
    language: str
    nodes: list[Node]
    author: str = ""
    date: str = ""
    traits: dict[str, str] = field(default_factory=dict)  # template, text form, locale, labels, kind of look-alike …


def text_node(kind: str, text: str, family: str = "") -> Node:
    """Make a node of one text."""
    return Node(kind, [(text,)], family)


def list_node(kind: str, texts: list[str], family: str = "") -> Node:
    """Make a node whose rows are single texts."""
    return Node(kind, [(text,) for text in texts], family)


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing that is kept or removed: a paragraph, a heading, an item, a row, a line of keywords."""

    family: str
    kind: str
    parts: tuple[str, ...]


def units_of(doc: Doc) -> list[Unit]:
    """List the units of a page in order."""
    units = []
    for node in doc.nodes:
        rows = [tuple(part for part in row if part.strip()) for row in node.rows]
        if node.kind == "running":
            joined = ", ".join(node.separator.join(row) for row in rows)
            units.append(Unit(node.family, node.kind, (joined,)))
        elif node.kind == "tags":
            units.append(Unit(node.family, node.kind, tuple(row[0] for row in rows)))
        elif node.kind == "comment":  # author and date may be laid out anywhere; the body is what counts
            units += [Unit(node.family, node.kind, row[-1:]) for row in rows]
        else:
            units += [Unit(node.family, node.kind, row) for row in rows if row]
    return units
