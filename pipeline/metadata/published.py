"""When the page was published and last changed: declared days first, then days near the headline, then the URL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from pipeline.metadata.days import find_day, make_day, parse_day
from pipeline.metadata.json_ld import strings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.metadata.facts import Facts

OLDEST = date(1990, 1, 1)  # the Web's first page; older days are what a text is about
OLDEST_DECLARED = date(1500, 1, 1)  # markup may date digitised newspapers
_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|[/-]((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[/-]|\.|$)"
)
_CHANGED = re.compile(r"updat|modif|edit|revis|review|chang|aktualis|actualiz|mis à jour|aggiornat", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A day, the string it was read from, and the finder that gave it."""

    day: date
    raw: str
    source: str


def find_published(facts: Facts) -> Found | None:
    """Find the day of first publication."""
    if facts.has_no_article:
        return None
    latest = (facts.fetched_at.date() if facts.fetched_at else datetime.now(UTC).date()) + timedelta(days=1)
    for source, finder, oldest in FINDERS:
        for raw, day in finder(facts):
            if day is not None and oldest <= day <= latest:
                return Found(day, raw.strip()[:100], source)
    return None


def find_modified(facts: Facts) -> Found | None:
    """Find the day of the last change that markup declares."""
    node = facts.main_node
    raws = strings_of(node.get("dateModified")) if node else []
    raws += [
        facts.meta(name) or ""
        for name in ("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified")
    ]
    for raw in raws:
        if raw and (day := parse_day(raw, facts.locale)) and day >= OLDEST:
            return Found(day, raw.strip()[:100], "markup")
    return None


Candidates = "Iterator[tuple[str, date | None]]"


def _from_json_ld(facts: Facts) -> Iterator[tuple[str, date | None]]:
    node = facts.main_node
    for raw in strings_of(node.get("datePublished")) + strings_of(node.get("dateCreated")) if node else ():
        yield raw, parse_day(raw, facts.locale)


_META_NAMES = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "citation_publication_date", "citation_date", "date.issued", "og:pubdate", "article_date_original",
)  # fmt: skip


def _from_metas(facts: Facts) -> Iterator[tuple[str, date | None]]:
    for name in _META_NAMES:
        for raw in facts.metas.get(name, ())[:1]:
            yield raw, parse_day(raw, facts.locale)


def _from_microdata(facts: Facts) -> Iterator[tuple[str, date | None]]:
    for e in facts.marked.props.get("datepublished", ()):
        if not facts.is_aside(e):
            raw = facts.page.attr(e, "datetime") or facts.text(e)
            yield raw, parse_day(raw, facts.locale)


def _from_times(facts: Facts) -> Iterator[tuple[str, date | None]]:
    for e in facts.marked.times:
        if facts.is_aside(e):
            continue
        raw = facts.page.attr(e, "datetime") or facts.text(e)
        if not _CHANGED.search(facts.page.text[max(facts.block_at(e), 0)][:60] if len(facts.page) else ""):
            yield raw, parse_day(raw, facts.locale)


def _from_classes(facts: Facts) -> Iterator[tuple[str, date | None]]:
    for e in facts.marked.date_like:
        if facts.is_aside(e) or not facts.is_near_headline(facts.block_at(e)):
            continue
        text = facts.text(e)
        if text and len(text) < 150 and (found := find_day(text, facts.locale)):
            yield found.raw, found.day


def _from_headline(facts: Facts) -> Iterator[tuple[str, date | None]]:
    for b in sorted(facts.blocks_near_headline(), key=lambda b: (b < facts.headline, b)):
        text = facts.page.text[b]
        if (
            len(text) < 100
            and b not in facts.spam
            and not _CHANGED.search(text)
            and (found := find_day(text, facts.locale))
        ):
            yield found.raw, found.day


def _from_url(facts: Facts) -> Iterator[tuple[str, date | None]]:
    if match := _URL_DAY.search(facts.url or ""):
        year, month, day = (int(part) for part in match.groups() if part)
        yield match[0].strip("/-."), make_day(year, month, day)


FINDERS: tuple[tuple[str, Callable[[Facts], Iterator[tuple[str, date | None]]], date], ...] = (
    ("json_ld", _from_json_ld, OLDEST_DECLARED),
    ("meta", _from_metas, OLDEST_DECLARED),
    ("microdata", _from_microdata, OLDEST_DECLARED),
    ("time", _from_times, OLDEST),
    ("class", _from_classes, OLDEST),
    ("headline", _from_headline, OLDEST),
    ("url", _from_url, OLDEST),
)
"""Finders of the publication day, the most trusted first, each with the oldest day it may give."""
