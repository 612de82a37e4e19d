"""The page's headline: candidates from markup and `<title>`, the site's name taken off."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.metadata.days import find_day
from pipeline.metadata.facts import host_of
from pipeline.metadata.json_ld import strings_of
from pipeline.metadata.title_parts import (
    clean_title,
    count_title_words,
    cuts_of,
    folded,
    parts_of,
    strip_site,
    without_host,
    without_topic_label,
)
from pipeline.metadata.title_words import UNSEEN_CLASS

if TYPE_CHECKING:
    from pipeline.metadata.facts import Facts

MAX_HEADINGS = 8
MIN_CAPITALS = 3  # words in capitals that are a style, not a name
MIN_DASHED_WORDS = 3  # before a dash that may be part of the title
MAX_MARKS = 10  # characters of punctuation by which two spellings of a title may differ
MOST = 0.5  # of the address's words
MAX_AROUND_DAY = 3  # characters beside a day: a comma, brackets
SLUG_LEAD = 0.05  # tuned: below it two titles say as much of the address


def find_title(facts: Facts) -> tuple[str | None, str | None, int]:
    """Give the title, the finder that gave it, and the block where it stands in the page (-1: nowhere).

    A heading that markup or the window's title repeats is the surest. Where they disagree, an article's heading
    wins over the window's title, unless it is much shorter (a section's name); elsewhere (shops, services), where
    headings are slogans, the declared title wins.
    """
    raw = _raw_titles(facts)
    declared = _declared(raw, facts)
    whole = {folded(text) for _, text in [*declared, *raw]}
    headings = _headings(facts, whole)
    parts = {folded(parts_of(text)[0]) for _, text in declared} | whole
    chosen = next((h for h in headings if folded(h[0]) in whole), None) or next(
        (h for h in headings if folded(h[0]) in parts), None
    )
    if chosen is None and headings:
        chosen = _outspoken(facts, headings, declared)
    if chosen is not None:
        return _without_label(_as_declared(chosen[0], declared, facts), facts), "h1", chosen[1]
    if declared:
        source, text = _most_telling(declared, facts)
        return text, source, _block_of(text, facts, headings[0][1] if headings else -1)
    if headings:
        return headings[0][0], "h1", headings[0][1]
    title = clean_title(facts.page.head.title or "")  # nothing but the site's name
    return (title, "title", -1) if title else (None, None, -1)


def _raw_titles(facts: Facts) -> list[tuple[str, str]]:
    """Titles as markup declares them, the most trusted first."""
    raw = (("json_ld", _headline(facts)), ("og", facts.meta("og:title") or ""), ("title", facts.page.head.title or ""))
    cleaned = [(source, clean_title(text)) for source, text in raw if text]
    return [(source, without_topic_label(text)) for source, text in cleaned] if facts.is_forum else cleaned


def _declared(raw: list[tuple[str, str]], facts: Facts) -> list[tuple[str, str]]:
    """Declared titles without the site's name."""
    stripped = [(source, _without_site(text, source, facts)) for source, text in raw]
    return [(source, text) for source, text in stripped if text and folded(text) not in facts.site_names]


def _without_site(title: str, source: str, facts: Facts) -> str:
    """Take the site's name and slogans off a declared title.

    The window's title ends in the site's name even where nothing tells that name. On pages that are no articles
    (shops, services) what follows the first part is a slogan.
    """
    host = host_of(facts.url).removeprefix("www.")
    stripped = _drop_host_part(strip_site(without_host(title, host), facts.site_names), host)
    if source == "json_ld":
        return stripped
    if facts.looks_like_article and (bare := _without_label(stripped, facts)) != stripped:
        return bare
    cut = next(iter(cuts_of(stripped)), None)
    if cut and (not facts.looks_like_article or (source == "title" and stripped == title)):
        first = stripped[: cut[0]]
        is_whole = len(first) > 3 if "|" in stripped[slice(*cut)] else count_title_words(first) >= MIN_DASHED_WORDS
        return first if is_whole else stripped
    return stripped


def _drop_host_part(title: str, host: str) -> str:
    """Take a last part off whose words all stand in the host's name ("… | Rust Blog" on blog.rust-lang.org)."""
    cuts = cuts_of(title)
    if not cuts:
        return title
    words = folded(title[cuts[-1][1] :]).split()
    return title[: cuts[-1][0]] if words and all(len(word) > 2 and word in host for word in words) else title


def _most_telling(declared: list[tuple[str, str]], facts: Facts) -> tuple[str, str]:
    """The most trusted declared title, unless it says nothing of the address and another one most of it.

    Some sites give og:title to all their pages alike.
    """
    slug = facts.slug
    first = declared[0]
    if _coverage(first[1], slug) > 0:
        return first
    others = (other for other in declared[1:] if _coverage(other[1], slug) >= MOST and first[1] not in other[1])
    return next(others, first)


def _headings(facts: Facts, declared: set[str]) -> list[tuple[str, int]]:
    """First-level headings with their blocks, names of the site left out: later parts of the window's title."""
    names = facts.site_names
    parts = parts_of(clean_title(facts.page.head.title or ""))
    last_parts = {folded(part) for part in parts[1:]} - {folded(parts[0])} - declared
    elements = facts.marked.headings[:MAX_HEADINGS]
    found = [(strip_site(clean_title(_heading_text(facts, e)), names), facts.block_at(e)) for e in elements]
    kept = [(text, block) for text, block in found if text and folded(text) not in names]
    return [heading for heading in kept if folded(heading[0]) not in last_parts] or (
        kept if not facts.page.head.title else []
    )


def _heading_text(facts: Facts, e: int) -> str:
    """Text of a heading without its buttons ("Copy item path") and what only screen readers say ("Collection:")."""
    page = facts.page
    first, last = page.piece_from[e], page.piece_to[e]
    inside = range(e + 1, bisect_left(page.piece_from, last, lo=e + 1))
    silent = [d for d in inside if page.tag[d] == "button" or UNSEEN_CLASS.search(page.classes[d] or "")]
    if not silent:
        return facts.text(e)
    unheard = {i for d in silent for i in range(page.piece_from[d], page.piece_to[d])}
    heard = "".join(page.pieces[i] for i in range(first, last) if i not in unheard)
    return heard if heard.strip() else facts.text(e)


def _outspoken(
    facts: Facts, headings: list[tuple[str, int]], declared: list[tuple[str, str]]
) -> tuple[str, int] | None:
    """A heading that no declared title repeats, where it is to be trusted all the same.

    Addresses are made from headlines: of heading and declared title, the one that says more of the address's words
    is older.
    """
    if not declared:
        return headings[0]
    slug = facts.slug
    heading = max(headings, key=lambda candidate: _coverage(candidate[0], slug))
    if len(slug) > 1 and slug == set(folded(heading[0]).split()):
        return heading
    spoken = declared[-1][1]
    lead = _coverage(heading[0], slug) - _coverage(spoken, slug)
    if lead < -SLUG_LEAD:
        return None
    if facts.looks_like_article and lead > SLUG_LEAD:
        return heading
    inside = any(f" {folded(heading[0])} " in f" {folded(text)} " for _, text in declared)
    if inside or facts.looks_like_article:
        return heading if len(folded(heading[0]).split()) * 2 > len(folded(spoken).split()) else None
    return None


def _coverage(title: str, slug: frozenset[str]) -> float:
    """Share of the address's words that a title says."""
    return len(slug.intersection(folded(title).split())) / max(len(slug), 1)


def _without_label(title: str, facts: Facts) -> str:
    """Take a label beside a bar off a title ("… | Opinion", "Video | …") when the address knows nothing of it."""
    first, bar, last = title.partition(" | ")
    if not bar:
        return title
    slug = facts.slug
    said_first, said_last = _coverage(first, slug), _coverage(last, slug)
    if said_first > 0 == said_last:
        return first
    return last if said_last > 0 == said_first and len(first.split()) <= 2 and " | " not in last else title


def _as_declared(heading: str, declared: list[tuple[str, str]], facts: Facts) -> str:
    """A heading as markup spells it, where the page sets it in capitals or sets its parts apart by looks alone."""
    same = [text for _, text in declared if folded(text) == folded(heading)]
    if heading.isupper() and len(heading.split()) >= MIN_CAPITALS:
        return same[0] if same else heading
    if not same and declared and (bare := _without_day(heading, declared[0][1], facts)):
        return bare
    return next((text for text in same if len(cuts_of(text)) > len(cuts_of(heading))), heading)


def _without_day(heading: str, title: str, facts: Facts) -> str | None:
    """The title, where a heading is that title and the day of a post; else None."""
    if title not in heading:
        return None
    before, _, after = heading.partition(title)
    around = f"{before} {after}".strip()
    found = find_day(around, facts.locale)
    return title if found and len(found.raw) + MAX_AROUND_DAY >= len(around) else None


def _block_of(title: str, facts: Facts, otherwise: int) -> int:
    """Block that says the title, whatever its tag."""
    if title in facts.page.text:
        return facts.page.text.index(title)
    key, low, high = folded(title), len(title) - MAX_MARKS, len(title) + MAX_MARKS
    for b in [b for b, chars in enumerate(map(len, facts.page.text)) if low < chars < high]:
        if key == folded(facts.page.text[b]):
            return b
    return otherwise


def _headline(facts: Facts) -> str:
    node = facts.main_node
    names = strings_of(node.get("headline")) or strings_of(node.get("name")) if node else []
    return names[0] if names else ""
