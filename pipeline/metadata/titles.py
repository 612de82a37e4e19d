"""The page's headline: candidates from markup and `<title>`, the site's name taken off."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from pipeline.metadata.json_ld import strings_of

if TYPE_CHECKING:
    from pipeline.metadata.facts import Facts

MAX_TITLE_CHARS = 500

_SEPARATORS = re.compile(r"\s+[|–—·•»«:/\\‹›→~-]+\s+|\s*[|│｜]\s*|\s+::\s+|:\s+(?=[^:]*$)")
_HARD_SEPARATORS = re.compile(r"\s+[|–—·•»«‹›→~-]+\s+|\s*[|│｜]\s*|\s+::\s+")
_ANCHOR_MARKS = re.compile(r"\s*[¶#§🔗]+\s*$")
_WORDS = re.compile(r"\w+")


def find_title(facts: Facts) -> tuple[str | None, str | None, int]:
    """Give the title, the finder that gave it, and the block where it stands in the page (-1: nowhere)."""
    declared = [
        clean_title(text) for text in (facts.page.head.title or "", facts.meta("og:title") or "", _headline(facts))
    ]
    window, og, json_ld = declared
    names = site_names(facts)
    headings = [(text, facts.block_at(e)) for e in facts.marked.headings[:8] if (text := clean_title(facts.text(e)))]
    spoken = f" {folded(window)} | {folded(og)} | {folded(json_ld)} "
    for heading, block in headings:
        if (key := folded(heading)) and f" {key} " in spoken and key not in names:
            return strip_site(heading, names), "h1", block
    for value, source in ((json_ld, "json_ld"), (og, "og"), (window, "title")):
        if value and not headings:
            title = strip_site(value, names)
            return title, source, _block_of(title, facts)
    for heading, block in headings:
        if folded(heading) not in names:
            return strip_site(heading, names), "h1", block
    for value, source in ((og, "og"), (window, "title")):
        if value:
            return strip_site(value, names), source, _block_of(strip_site(value, names), facts)
    return None, None, -1


def _block_of(title: str, facts: Facts) -> int:
    """Block that says the title, whatever its tag; -1 when none does."""
    key = folded(title)
    for b, text in enumerate(facts.page.text):
        if len(text) < len(title) + 40 and key == folded(text):
            return b
    return -1


def clean_title(text: str) -> str:
    """Resolve entities, fold blanks, take off the marks of heading anchors."""
    if "&" in text:
        text = html.unescape(text)
    return _ANCHOR_MARKS.sub("", " ".join(text.split()))[:MAX_TITLE_CHARS]


def site_names(facts: Facts) -> set[str]:
    """Folded names of the site: declared ones and the host's own label."""
    names = {folded(name) for name in (facts.meta("og:site_name", "application-name") or "",) if name}
    host = (facts.url or "").split("://", 1)[-1].split("/", 1)[0].removeprefix("www.")
    if host:
        names |= {folded(host), *host.lower().split(".")[:-1]}
    for node in facts.nodes:
        types = strings_of(node.get("@type"))
        if "Person" not in types and ("WebSite" in types or "Organization" in types):
            names |= {folded(name) for name in strings_of(node.get("name"))}
    return names - {""}


def strip_site(title: str, names: set[str]) -> str:
    """Take the site's name off the end or the beginning of a title; without a known name, a short last part."""
    parts = _HARD_SEPARATORS.split(title)
    if len(parts) < 2:
        return title
    cuts = [match.span() for match in _HARD_SEPARATORS.finditer(title)]
    squeezed = {name.replace(" ", "") for name in names}
    first, last = 0, len(parts)
    while last - first > 1 and folded(parts[last - 1]).replace(" ", "") in squeezed:
        last -= 1
    while last - first > 1 and folded(parts[first]).replace(" ", "") in squeezed:
        first += 1
    start = cuts[first - 1][1] if first else 0
    end = cuts[last - 1][0] if last < len(parts) else len(title)
    return title[start:end].strip()


def folded(text: str) -> str:
    """Words of a text, case folded, one blank between: what two spellings of a title share."""
    return " ".join(_WORDS.findall(text.casefold()))


def _headline(facts: Facts) -> str:
    node = facts.main_node
    names = strings_of(node.get("headline")) or strings_of(node.get("name")) if node else []
    return names[0] if names else ""
