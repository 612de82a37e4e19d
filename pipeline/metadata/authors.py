"""Who wrote the page: names of persons from markup and by-lines; none rather than a wrong one."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.metadata.bylines import read_byline
from pipeline.metadata.date_words import PUBLISHED_ON
from pipeline.metadata.days import find_day
from pipeline.metadata.json_ld import Node, nodes_of, strings_of, types_of
from pipeline.metadata.names import (
    BY,
    clean_name,
    is_by_alone,
    is_handle,
    is_name,
    is_written_name,
    looks_personal,
    split_names,
)
from pipeline.metadata.short_blocks import opening_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.metadata.facts import Facts

MAX_AUTHORS = 20
MAX_CANDIDATES = 200
ELEMENTS_IN_A_CARD = 12
MAX_BYLINE_CHARS = 150
BLOCKS_BEFORE_HEADLINE = 4
BLOCKS_AFTER_HEADLINE = 12

_BYLINE = re.compile(rf"(?:^|[\s|•·]){BY}:?\s+(?=[^\W\d_])", re.IGNORECASE)
_ENGLISH_BY = re.compile(
    r"(?:^|[|•·—–\d]\s*)(?:written |posted |submitted |words |story |started )?by\b:?\s*(?=[^\W\d_])", re.IGNORECASE
)
_SIGNED = opening_with(r"(?:written|posted|submitted|authored|article|post)\s+by:?\s*(?=[^\W\d_])")
_META_NAMES = tuple(
    (
        "author article:author article:author_name parsely-author sailthru.author dc.creator dcterms.creator "
        "dc.creator.name citation_author authors byl creator og:author author_name twitter:creator_name"
    ).split()
)


def find_authors(facts: Facts) -> tuple[tuple[str, ...], str | None]:
    """Give the authors' names and the finder that gave them."""
    if facts.has_no_article:
        return (), None
    for source, finder in FINDERS:
        names = tuple(name for name in _accepted(finder(facts), facts.site_names) if not _is_invented(name, facts))
        if names:
            return names[:1] if facts.is_forum else names, source  # a post has one author
    return (), None


def _accepted(candidates: Iterable[str], site: frozenset[str]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for candidate in candidates:
        for name in split_names(clean_name(candidate)):
            if is_name(name, site):
                names.setdefault(name.casefold(), name)
    return tuple(names.values())[:MAX_AUTHORS]


def _is_invented(name: str, facts: Facts) -> bool:
    """Tell whether a name occurs in blocks removed as spam and nowhere else in the page."""
    texts = facts.page.text
    if not any(name in texts[b] for b in facts.spam if b < len(texts)):
        return False
    return not any(name in text for b, text in enumerate(texts) if b not in facts.spam)


def _from_json_ld(facts: Facts) -> list[str]:
    node = facts.main_node
    if node is None:
        return []
    return _names_in(node.get("author"), facts) or _names_in(node.get("creator"), facts)


def _names_in(value: object, facts: Facts) -> list[str]:
    if isinstance(value, str) or (isinstance(value, list) and value and isinstance(value[0], str)):
        return [text for text in strings_of(value) if "://" not in text]
    nodes = nodes_of(value, facts.nodes_by_id)
    return [name for node in nodes if not _is_organisation(node) for name in strings_of(node.get("name"))[:1]]


def _is_organisation(node: Node) -> bool:
    types = types_of(node)
    return "Person" not in types and any(name.endswith(("Organization", "Corporation", "WebSite")) for name in types)


def _from_metas(facts: Facts) -> list[str]:
    for name in _META_NAMES:
        values = [value for value in facts.metas.get(name, ()) if "://" not in value]
        if values and name.startswith(("citation", "dc")):
            return [_turned(value) for value in values]
        if values:
            return values[:1] if "," in values[0] else values
    signed = facts.meta("twitter:data1") if "written" in (facts.meta("twitter:label1") or "").lower() else None
    return [signed] if signed else []


def _turned(name: str) -> str:
    """Turn "Doe, Jane", as libraries write it."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name


def _from_microdata(facts: Facts) -> list[str]:
    """The first `itemprop=author`, and others right beside it (further ones are of answers and comments)."""
    found = [e for e in facts.marked.props.get("author", ())[:MAX_CANDIDATES] if not facts.is_aside(e)]
    if not found:
        return []
    near = [e for e in found if facts.block_at(e) - facts.block_at(found[0]) <= 1]
    names_by_element = facts.marked.props.get("name", ())
    texts = []
    for e in near:
        first, last = bisect_left(names_by_element, e), bisect_left(names_by_element, e + ELEMENTS_IN_A_CARD)
        inner = [n for n in names_by_element[first:last] if e in facts.page.ancestors(n)]
        texts += _pieces_with_name(facts, inner[0]) or [facts.text(inner[0])] if inner else _pieces_with_name(facts, e)
    return texts


def _from_rel_author(facts: Facts) -> list[str]:
    return _first_names(facts, facts.marked.rels.get("author", []), only_near=False)


def _from_author_links(facts: Facts) -> list[str]:
    links = facts.marked.author_links(facts.elements_near_headline)
    sure = [e for e in links if "auth" in (facts.page.attr(e, "href") or "")]
    return _first_names(facts, sure, only_near=True) or _first_names(facts, links, only_near=True, is_sure=False)


def _from_classes(facts: Facts) -> list[str]:
    return _first_names(facts, facts.marked.author_like(facts.elements_near_headline), only_near=True)


def _from_later_classes(facts: Facts) -> list[str]:
    """Author boxes under the text; a page with several different ones is a list of cards."""
    if not facts.looks_like_article:
        return []
    marked = facts.marked.author_like(facts.all_elements)
    elements = [e for e in marked if not facts.is_aside(e) and facts.block_at(e) not in facts.spam]
    found = {tuple(names) for e in elements[:30] if (names := _pieces_with_name(facts, e)) and looks_personal(names[0])}
    return list(next(iter(found))) if len(found) == 1 else []


def _first_names(facts: Facts, elements: list[int], *, only_near: bool, is_sure: bool = True) -> list[str]:
    for e in elements[:MAX_CANDIDATES]:
        b = facts.block_at(e)
        if b in facts.spam or facts.is_aside(e) or (only_near and not facts.is_near_headline(b)):
            continue
        names = [name for name in _pieces_with_name(facts, e) if is_sure or facts.is_forum or looks_personal(name)]
        if names:
            return names
    return []


def _pieces_with_name(facts: Facts, e: int) -> list[str]:
    """Names among the separate texts of an element: what stands in one tag is one value."""
    page = facts.page
    first, last = page.piece_from[e], page.piece_to[e]
    if last - first > 40:
        return []
    names: list[str] = []
    for piece in page.pieces[first:last]:
        text = " ".join(piece.split()).strip(" ,|•·")
        if not text or PUBLISHED_ON.match(text) or is_by_alone(text) or text.casefold() in ("and", "&", "by"):
            continue
        name = clean_name(text)
        if len(text) <= MAX_BYLINE_CHARS and _are_names(name, facts):
            names.append(name)
        elif names:
            break
        if len(names) == 5:
            break
    return names[:1] if names and not _is_joined(facts, first, last) else names


def _are_names(text: str, facts: Facts) -> bool:
    parts = split_names(text)
    return bool(parts) and all(
        (is_written_name(part) or is_handle(part)) and is_name(part, facts.site_names) for part in parts
    )


def _is_joined(facts: Facts, first: int, last: int) -> bool:
    """Tell whether an element's text lists several names."""
    text = "".join(facts.page.pieces[first:last]).casefold()
    return " and " in text or "," in text or "&" in text


def _from_first_post(facts: Facts) -> list[str]:
    """The handle of a thread's first post."""
    if not facts.is_forum:
        return []
    for e in facts.marked.author_like(facts.all_elements):
        b = facts.block_at(e)
        if b < facts.headline or b in facts.spam or facts.page.tag[e] in ("body", "html"):
            continue
        if b > facts.headline + 60:
            break
        if names := _pieces_with_name(facts, e):
            return names[:1]
    return []


def _from_bylines(facts: Facts) -> list[str]:
    """Blocks near the headline that begin with "By" or have it behind a date, in any language."""
    for b in facts.blocks_near_headline():
        text = facts.page.text[b]
        if len(text) > MAX_BYLINE_CHARS or b in facts.spam:
            continue
        if found := _ENGLISH_BY.search(text) or _BYLINE.match(text):
            said = text[found.end() :]
        else:
            said = read_byline(text, facts.locale.language)
            said = said or (text if b > 0 and is_by_alone(facts.page.text[b - 1]) else "")
        name = clean_name(said)
        if name and all(is_written_name(part) for part in split_names(name)):
            return [name]
    return []


def _from_plain_names(facts: Facts) -> list[str]:
    """A name that stands alone near the headline, or beside a date in one block."""
    if not facts.looks_like_article:
        return []
    for b in facts.blocks_near_headline():
        text = facts.page.text[b]
        if len(text) > MAX_BYLINE_CHARS or b in facts.spam or facts.is_aside(facts.page.owner[b]):
            continue
        name = clean_name(text)
        if len(name) < 40 and looks_personal(name):
            return [name]
        if find_day(text, facts.locale) or "min read" in text:
            for piece in facts.page.pieces[facts.page.first_piece[b] : facts.page.last_piece[b]]:
                for part in re.split(r"[|•·⋅●]|\sin\s", piece):
                    if looks_personal(part := clean_name(part)):
                        return [part]
    return []


def _from_signatures(facts: Facts) -> list[str]:
    """Blocks anywhere that say "Written by …" or "Posted by …"."""
    for b in facts.short_blocks.with_opening(_SIGNED):
        if b not in facts.spam:
            name = clean_name(facts.page.text[b])
            if (
                name
                and not facts.is_aside(facts.page.owner[b])
                and all(is_written_name(part) for part in split_names(name))
            ):
                return [name]
    return []


FINDERS: tuple[tuple[str, Callable[[Facts], list[str]]], ...] = (
    ("json_ld", _from_json_ld),
    ("microdata", _from_microdata),
    ("meta", _from_metas),
    ("rel_author", _from_rel_author),
    ("author_link", _from_author_links),
    ("class", _from_classes),
    ("byline", _from_bylines),
    ("name", _from_plain_names),
    ("first_post", _from_first_post),
    ("signature", _from_signatures),
    ("author_box", _from_later_classes),
)
"""Finders of authors, the most trusted first."""
