"""When the page was published and last changed: declared days first, then days near the headline, then the URL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pipeline.metadata.asides import SOFT
from pipeline.metadata.date_words import (
    CHANGED,
    LABELS_OF_CHANGE,
    LABELS_OF_PUBLICATION,
    MODIFIED_METAS,
    OTHER_DAY,
    POST_WORDS,
    PUBLISHED_METAS,
    PUBLISHED_ON,
)
from pipeline.metadata.days import find_day, has_year, make_day, parse_day
from pipeline.metadata.json_ld import strings_of, types_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.metadata.facts import Facts

    Dated = Iterator[tuple[str, date | None]]  # the string as written, and the day it gives

OLDEST = date(1990, 1, 1)  # the Web's first page; older days are what a text is about
LATEST = date(2100, 1, 1)  # where no time of fetch is known: today would give another record tomorrow
OLDEST_DECLARED = date(1500, 1, 1)  # markup may date digitised newspapers
MAX_DATE_LINE_CHARS = 150
MAX_LABEL_CHARS = 30
BLOCKS_OF_FIRST_POST = 100
BLOCKS_OF_POSTER = 6  # a post's day and its author's box

_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/+_-]|$)|[/-]((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[/+_.-]|$)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A day, the string it was read from, and the finder that gave it."""

    day: date
    raw: str
    source: str


def find_published(facts: Facts) -> Found | None:
    """Find the day of first publication.

    A declared day is at times that of a site's move; an earlier one that `<time>` gives near the headline wins, and any
    earlier one seen there where the declared day is not before the last change.
    """
    if facts.has_no_article:
        return None
    latest = _latest(facts)
    declared = _first(DECLARED, facts, OLDEST_DECLARED, latest)
    written = _first(VISIBLE[-1:], facts, OLDEST, latest)
    if declared is not None and written is not None and abs(declared.day - written.day) == timedelta(days=1):
        return written  # the address has the day of the site's own clock, markup often UTC's
    change = _declared_change(facts)
    if declared is None:
        return _first(VISIBLE, facts, OLDEST, min(latest, change.day + timedelta(days=1)) if change else latest)
    seen = VISIBLE[:-1] if change is not None and change.day <= declared.day else VISIBLE[:1]
    return _first(seen, facts, OLDEST, declared.day - timedelta(days=2)) or declared


def find_modified(facts: Facts) -> Found | None:
    """Find the day of the last change: declared by markup, or said near the headline ("Updated …")."""
    return _declared_change(facts) or _first(VISIBLE_CHANGES, facts, OLDEST, _latest(facts))


def _declared_change(facts: Facts) -> Found | None:
    return _first((("markup", _changes_in_markup),), facts, OLDEST, _latest(facts))


def _changes_in_markup(facts: Facts) -> Dated:
    for raw in strings_of(facts.main_node.get("dateModified")) if facts.main_node else ():
        yield raw, parse_day(raw, facts.locale)
    for name in MODIFIED_METAS:
        for raw in facts.metas.get(name, ())[:1]:
            yield raw, parse_day(raw, facts.locale)
    for e in facts.marked.times:
        if (facts.page.attr(e, "itemprop") or "").lower() == "datemodified":
            raw = facts.page.attr(e, "datetime") or facts.text(e)
            yield raw, parse_day(raw, facts.locale)
    for e in facts.dated_near_headline:
        if _is_marked_as_change(facts, e):
            raw = facts.page.attr(e, "datetime") or facts.text(e)
            yield raw, parse_day(raw, facts.locale)


def _changes_near_headline(facts: Facts) -> Dated:
    for b in facts.blocks_near_headline():
        text = facts.page.text[b]
        is_label = len(text) < MAX_LABEL_CHARS and not has_year(text)
        if len(text) >= MAX_DATE_LINE_CHARS or b in facts.spam or not (is_label or has_year(text)):
            continue
        if not (changed := CHANGED.search(text)):
            continue
        said = text[changed.start() :]
        if is_label and b + 1 < len(facts.page):
            said = facts.page.text[b + 1][:MAX_LABEL_CHARS]  # "Last updated:" in a block of its own
        if found := find_day(said, facts.locale):
            yield found.raw, found.day


def _changes_by_label(facts: Facts) -> Dated:
    """Blocks anywhere, the footer too, that say "This page was last updated on …"; posts of a thread have their own."""
    if facts.is_forum:
        return
    for b in facts.short_blocks.with_opening(LABELS_OF_CHANGE):
        if b not in facts.spam and (found := find_day(facts.page.text[b], facts.locale)):
            yield found.raw, found.day


def _latest(facts: Facts) -> date:
    """Day after the page was fetched: it may be tomorrow already where the page was written."""
    return facts.fetched_at.date() + timedelta(days=1) if facts.fetched_at else LATEST


def _first(finders: Finders, facts: Facts, oldest: date, latest: date) -> Found | None:
    for source, finder in finders:
        for raw, day in finder(facts):
            if day is not None and oldest <= day <= latest:
                return Found(day, raw.strip()[:100], source)
    return None


def _from_json_ld(facts: Facts) -> Dated:
    node = facts.main_node
    if node is None:
        return
    for raw in (
        strings_of(node.get("datePublished")) + strings_of(node.get("dateCreated")) + strings_of(node.get("uploadDate"))
    ):
        yield raw, parse_day(raw, facts.locale)


def _from_web_page(facts: Facts) -> Dated:
    """`datePublished` of the WebPage node, on pages that look like an article but have no node for it."""
    if facts.main_node is not None or not facts.has_article_address:
        return
    for node in facts.nodes:
        if "WebPage" in types_of(node):
            for raw in strings_of(node.get("datePublished")):
                yield raw, parse_day(raw, facts.locale)


def _from_metas(facts: Facts) -> Dated:
    for name in PUBLISHED_METAS:
        for raw in facts.metas.get(name, ())[:1]:
            yield raw, parse_day(raw, facts.locale)


def _from_microdata(facts: Facts) -> Dated:
    names = ("datecreated", "datepublished") if facts.is_forum else ("datepublished", "datecreated")
    for name in names:
        for e in facts.marked.props.get(name, ()):
            if not facts.is_aside(e) or facts.is_forum:
                raw = facts.page.attr(e, "datetime") or facts.text(e)
                yield raw, parse_day(raw, facts.locale)


def _from_times(facts: Facts) -> Dated:
    """`<time>` near the headline, or marked as the publication's."""
    for e in sorted(facts.marked.times, key=lambda e: facts.block_at(e) < facts.headline):
        b = facts.block_at(e)
        is_marked = (
            facts.page.attr(e, "pubdate") is not None or "publish" in (facts.page.attr(e, "class") or "").lower()
        )
        if not is_marked and not facts.is_near_headline(b):
            continue
        if facts.asides.is_elsewhere(e, b) or b in facts.spam or b < 0 or CHANGED.search(facts.page.text[b][:60]):
            continue
        if _is_marked_as_change(facts, e):
            continue
        raw = facts.page.attr(e, "datetime") or facts.text(e)
        yield raw, parse_day(raw, facts.locale)


def _from_classes(facts: Facts) -> Dated:
    for e in facts.dated_near_headline:
        text = facts.text(e)
        if len(text) < MAX_DATE_LINE_CHARS and has_year(text) and not _is_marked_as_change(facts, e):
            b = facts.block_at(e)
            if facts.is_near_headline(b) and _may_date(b, facts, e):
                yield from _days_in_line(text, facts)


def _may_date(b: int, facts: Facts, e: int) -> bool:
    """Tell whether nothing around an element of a block says that its day is another's."""
    return b not in facts.spam and not facts.asides.is_elsewhere(e, b) and not _is_label_of_change(b - 1, facts)


def _is_marked_as_change(facts: Facts, e: int) -> bool:
    """Tell whether an element's class is that of the last change (hAtom's `updated`), and of nothing else."""
    words = (facts.page.classes[e] or "").lower()
    return ("updated" in words or "modified" in words) and "publish" not in words


def _from_headline(facts: Facts) -> Dated:
    """Short blocks after the headline, then those just before it; on forums these tell when the poster joined."""
    if facts.is_forum:
        return
    changed = {facts.block_at(e) for e in facts.dated_near_headline if _is_marked_as_change(facts, e)}
    for b in sorted(facts.blocks_near_headline(), key=lambda b: (b < facts.headline, b)):
        text = facts.page.text[b]
        if len(text) >= MAX_DATE_LINE_CHARS or not has_year(text) or b == facts.headline or b in changed:
            continue
        if _may_date(b, facts, facts.page.owner[b]):
            yield from _days_in_line(text, facts)


def _is_label_of_change(b: int, facts: Facts) -> bool:
    """Tell whether a block is but a label like "Last updated:"."""
    return b >= 0 and len(facts.page.text[b]) < MAX_LABEL_CHARS and CHANGED.search(facts.page.text[b]) is not None


def _from_first_post(facts: Facts) -> Dated:
    """The first day under a thread's headline."""
    if not facts.is_forum:
        return
    first = max(facts.headline - BLOCKS_OF_POSTER, 0)  # some forums put the headline into the post, under its day
    stop = min(first + BLOCKS_OF_FIRST_POST, len(facts.page))
    for e in facts.marked.times:
        if first <= facts.block_at(e) < stop and (raw := facts.page.attr(e, "datetime")):
            yield raw, parse_day(raw, facts.locale)
    for b in range(first, stop):
        text = facts.page.text[b]
        if len(text) < MAX_DATE_LINE_CHARS and has_year(text) and POST_WORDS.search(text):
            yield from _days_in_line(text, facts)


def _from_labels(facts: Facts) -> Dated:
    """Blocks anywhere that say "Published on …"; the only one of a page may stand in a sidebar."""
    labels = [b for b in facts.short_blocks.with_opening(LABELS_OF_PUBLICATION) if b not in facts.spam]
    for b in labels:
        if facts.asides.kind(facts.page.owner[b]) > (SOFT if len(labels) == 1 else 0):
            continue
        text = facts.page.text[b]
        if len(text) < MAX_LABEL_CHARS and b + 1 < len(facts.page) and not find_day(text, facts.locale):
            text = facts.page.text[b + 1][:MAX_LABEL_CHARS]  # "Published" in a block of its own
        yield from _days_in_line(text, facts)


def _from_url(facts: Facts) -> Dated:
    if match := _URL_DAY.search(facts.url or ""):
        year, month, day = (int(part) for part in match.groups() if part)
        yield match[0].strip("/-+_."), make_day(year, month, day)


def _days_in_line(text: str, facts: Facts) -> Dated:
    """The day in a line, unless the line says that it is another: of a change, an event, a copyright."""
    changed = CHANGED.search(text)
    if changed and not find_day(text[: changed.start()], facts.locale):
        text = text[changed.end() :]
        first = find_day(text, facts.locale)
        if first is None or not PUBLISHED_ON.match(text[first.start + len(first.raw) :].lstrip(" |•·-–—")):
            return
        text = text[first.start + len(first.raw) :]
    elif changed:
        text = text[: changed.start()]
    if not OTHER_DAY.search(text) and (found := find_day(text, facts.locale)):
        yield found.raw, found.day


Finders = tuple[tuple[str, "Callable[[Facts], Dated]"], ...]

DECLARED: Finders = (
    ("json_ld", _from_json_ld),
    ("meta", _from_metas),
    ("microdata", _from_microdata),
    ("web_page", _from_web_page),
)
"""Finders of days that markup declares, the most trusted first."""

VISIBLE_CHANGES: Finders = (("headline", _changes_near_headline), ("label", _changes_by_label))
"""Finders of the last change that a reader sees."""

VISIBLE: Finders = (
    ("time", _from_times),
    ("class", _from_classes),
    ("headline", _from_headline),
    ("label", _from_labels),
    ("first_post", _from_first_post),
    ("url", _from_url),
)
"""Finders of days that a reader sees, the most trusted first; asked where nothing is declared."""
