"""Who wrote the page: names of persons from markup and by-lines; none rather than a wrong one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.metadata.json_ld import Node, nodes_of, strings_of, types_of
from pipeline.metadata.names import clean_name, is_name, split_names
from pipeline.metadata.titles import site_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.metadata.facts import Facts

MAX_AUTHORS = 20

_BYLINE = re.compile(r"^(?:written\s+|posted\s+|words\s+|story\s+)?by:?\s+(?=[^\W\d_a-z])", re.IGNORECASE)


def find_authors(facts: Facts) -> tuple[tuple[str, ...], str | None]:
    """Give the authors' names and the finder that gave them."""
    site = site_names(facts)
    for source, finder in FINDERS:
        names = _accepted(finder(facts), site)
        if names:
            return names, source
    return (), None


def _accepted(candidates: Iterable[str], site: set[str]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for candidate in candidates:
        for name in split_names(clean_name(candidate)):
            if is_name(name, site):
                names.setdefault(name.casefold(), name)
    return tuple(names.values())[:MAX_AUTHORS]


def _from_json_ld(facts: Facts) -> list[str]:
    node = facts.main_node
    if node is None:
        return []
    return [name for key in ("author", "creator") for name in _names_in(node.get(key), facts)]


def _names_in(value: object, facts: Facts) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and value and isinstance(value[0], str):
        return strings_of(value)
    return [
        name
        for node in nodes_of(value, facts.nodes_by_id)
        if not _is_organisation(node)
        for name in strings_of(node.get("name"))
    ]


def _is_organisation(node: Node) -> bool:
    return "Organization" in types_of(node)


def _from_metas(facts: Facts) -> list[str]:
    for name in (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "citation_author",
    ):
        values = [value for value in facts.metas.get(name, ()) if "://" not in value]
        if values:
            return values
    return []


def _from_microdata(facts: Facts) -> list[str]:
    found = [e for e in facts.marked.props.get("author", ()) if not facts.is_aside(e)]
    names = []
    for e in found:
        inner = [n for n in facts.marked.props.get("name", ()) if e < n and facts.page.parent[n] >= e and n < e + 30]
        names.append(facts.text(inner[0]) if inner else facts.text(e))
    return names


def _from_rel_author(facts: Facts) -> list[str]:
    return _first_texts(facts, facts.marked.rels.get("author", []))


def _from_classes(facts: Facts) -> list[str]:
    return _first_texts(facts, facts.marked.author_like)


def _first_texts(facts: Facts, elements: list[int]) -> list[str]:
    for e in elements:
        if facts.is_aside(e):
            continue
        text = facts.text(e)
        if text and len(text) < 100 and facts.block_at(e) not in facts.spam:
            return [text]
    return []


def _from_bylines(facts: Facts) -> list[str]:
    if not facts.marked.headings:
        return []
    start = facts.block_at(facts.marked.headings[0])
    for b in range(max(start - 2, 0), min(start + 8, len(facts.page))):
        text = facts.page.text[b]
        if len(text) < 100 and b not in facts.spam and _BYLINE.match(text):
            return [text]
    return []


FINDERS: tuple[tuple[str, Callable[[Facts], list[str]]], ...] = (
    ("json_ld", _from_json_ld),
    ("microdata", _from_microdata),
    ("rel_author", _from_rel_author),
    ("meta", _from_metas),
    ("class", _from_classes),
    ("byline", _from_bylines),
)
"""Finders of authors, the most trusted first."""
