"""The page's headline: candidates from markup and `<title>`, the site's name taken off."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipeline.metadata.facts import folded, host_of
from pipeline.metadata.json_ld import strings_of

if TYPE_CHECKING:
    from pipeline.metadata.facts import Facts

MAX_TITLE_CHARS = 500
MAX_HEADINGS = 8
MIN_CAPITALS = 3  # words in capitals that are a style, not a name
MIN_DASHED_WORDS = 3  # before a dash that may be part of the title
MAX_MARKS = 10  # characters of punctuation by which two spellings of a title may differ
SOFT_HYPHEN = "\u00ad"
SLUG_LEAD = 0.05  # tuned: below it two titles say as much of the address

_SEPARATORS = re.compile("[|–—·•»«‹›→~/│｜:-]+")  # where blanks stand around them; bars anywhere
_ANCHOR_MARKS = re.compile(r"\s*[¶#§🔗]+\s*$")


def find_title(facts: Facts) -> tuple[str | None, str | None, int]:
    """Give the title, the finder that gave it, and the block where it stands in the page (-1: nowhere).

    A heading that markup or the window's title repeats is the surest. Where they disagree, an article's heading
    wins over the window's title, unless it is much shorter (a section's name); elsewhere (shops, services), where
    headings are slogans, the declared title wins.
    """
    names = facts.site_names
    declared = _declared(facts, names)
    whole = {folded(text) for _, text in [*declared, *_raw_titles(facts)]}
    headings = _headings(facts, names, whole)
    parts = {folded(parts_of(text)[0]) for _, text in declared} | whole
    chosen = next((h for h in headings if folded(h[0]) in whole), None) or next(
        (h for h in headings if folded(h[0]) in parts), None
    )
    if chosen is None and headings:
        chosen = _outspoken(facts, headings, declared)
    if chosen is not None:
        return _without_label(_as_declared(chosen[0], declared), facts), "h1", chosen[1]
    for source, text in declared:
        if text:
            return text, source, _block_of(text, facts, headings[0][1] if headings else -1)
    if headings:
        return headings[0][0], "h1", headings[0][1]
    title = clean_title(facts.page.head.title or "")  # nothing but the site's name
    return (title, "title", -1) if title else (None, None, -1)


def _declared(facts: Facts, names: frozenset[str]) -> list[tuple[str, str]]:
    """Titles that markup declares, without the site's name, the most trusted first."""
    stripped = [(source, _without_site(text, source, facts, names)) for source, text in _raw_titles(facts)]
    return [(source, text) for source, text in stripped if text and folded(text) not in names]


def _raw_titles(facts: Facts) -> list[tuple[str, str]]:
    raw = (("json_ld", _headline(facts)), ("og", facts.meta("og:title") or ""), ("title", facts.page.head.title or ""))
    return [(source, clean_title(text)) for source, text in raw if text]


def _without_site(title: str, source: str, facts: Facts, names: frozenset[str]) -> str:
    """Take the site's name and slogans off a declared title.

    The window's title ends in the site's name even where nothing tells that name. On pages that are no articles
    (shops, services) what follows the first part is a slogan.
    """
    stripped = _drop_host_part(strip_site(title, names), facts)
    if source == "json_ld":
        return stripped
    if facts.looks_like_article and (bare := _without_label(stripped, facts)) != stripped:
        return bare
    cut = next(iter(cuts_of(stripped)), None)
    if cut and (not facts.looks_like_article or (source == "title" and stripped == title)):
        first = stripped[: cut[0]]
        is_whole = len(first) > 3 if "|" in stripped[slice(*cut)] else len(first.split()) >= MIN_DASHED_WORDS
        return first if is_whole else stripped
    return stripped


def _drop_host_part(title: str, facts: Facts) -> str:
    """Take a last part off whose words all stand in the host's name ("… | Rust Blog" on blog.rust-lang.org)."""
    cuts = cuts_of(title)
    if not cuts:
        return title
    host = host_of(facts.url)
    words = folded(title[cuts[-1][1] :]).split()
    return title[: cuts[-1][0]] if words and all(len(word) > 2 and word in host for word in words) else title


def _headings(facts: Facts, names: frozenset[str], declared: set[str]) -> list[tuple[str, int]]:
    """First-level headings with their blocks, names of the site left out: later parts of the window's title."""
    parts = parts_of(clean_title(facts.page.head.title or ""))
    last_parts = {folded(part) for part in parts[1:]} - {folded(parts[0])} - declared
    elements = facts.marked.headings[:MAX_HEADINGS]
    found = [(strip_site(clean_title(_heading_text(facts, e)), names), facts.block_at(e)) for e in elements]
    kept = [(text, block) for text, block in found if text and folded(text) not in names]
    return [heading for heading in kept if folded(heading[0]) not in last_parts] or (
        kept if not facts.page.head.title else []
    )


def _heading_text(facts: Facts, e: int) -> str:
    """Text of a heading without its buttons ("Copy item path")."""
    page = facts.page
    first, last = page.piece_from[e], page.piece_to[e]
    inside = range(e + 1, bisect_left(page.piece_from, last, lo=e + 1))
    if "button" not in page.tag[inside.start : inside.stop]:
        return facts.text(e)
    silent = {i for d in inside if page.tag[d] == "button" for i in range(page.piece_from[d], page.piece_to[d])}
    return "".join(page.pieces[i] for i in range(first, last) if i not in silent)


def _outspoken(
    facts: Facts, headings: list[tuple[str, int]], declared: list[tuple[str, str]]
) -> tuple[str, int] | None:
    """A heading that no declared title repeats, where it is to be trusted all the same.

    Addresses are made from headlines: of heading and declared title, the one that says more of the address's words
    is older.
    """
    if not declared:
        return headings[0]
    slug = _slug_words(facts.url)
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


def _slug_words(url: str | None) -> frozenset[str]:
    """Words of the part of an address that has most of them."""
    path = re.split(r"[?#]", (url or "").split("://", 1)[-1])[0]
    parts = [folded(unquote(part).replace("_", " ")).split() for part in path.split("/")[1:]]
    return frozenset(max(reversed(parts), key=len, default=()))


def _coverage(title: str, slug: frozenset[str]) -> float:
    """Share of the address's words that a title says."""
    return len(slug.intersection(folded(title).split())) / max(len(slug), 1)


def _without_label(title: str, facts: Facts) -> str:
    """Take a label beside a bar off a title ("… | Opinion", "Video | …") when the address knows nothing of it."""
    first, bar, last = title.partition(" | ")
    if not bar:
        return title
    slug = _slug_words(facts.url)
    said_first, said_last = _coverage(first, slug), _coverage(last, slug)
    if said_first > 0 == said_last:
        return first
    return last if said_last > 0 == said_first and len(first.split()) <= 2 and " | " not in last else title


def _as_declared(heading: str, declared: list[tuple[str, str]]) -> str:
    """A heading as markup spells it, where the page sets it in capitals or sets its parts apart by looks alone."""
    same = [text for _, text in declared if folded(text) == folded(heading)]
    if heading.isupper() and len(heading.split()) >= MIN_CAPITALS:
        return same[0] if same else heading
    return next((text for text in same if len(cuts_of(text)) > len(cuts_of(heading))), heading)


def _block_of(title: str, facts: Facts, otherwise: int) -> int:
    """Block that says the title, whatever its tag."""
    key, start = folded(title), title[:1].casefold()
    for b, text in enumerate(facts.page.text):
        if abs(len(text) - len(title)) < MAX_MARKS and text[:1].casefold() == start and key == folded(text):
            return b
    return otherwise


def clean_title(text: str) -> str:
    """Resolve entities, fold blanks, take off the marks of heading anchors."""
    text = text[: 4 * MAX_TITLE_CHARS]
    if "&" in text:
        text = html.unescape(text)
    return _ANCHOR_MARKS.sub("", " ".join(text.replace(SOFT_HYPHEN, "").split()))[:MAX_TITLE_CHARS]


def cuts_of(title: str) -> list[tuple[int, int]]:
    """Places of the separators of a title, the blanks around them included.

    >>> cuts_of("On mills - part 2 | The Miller")
    [(8, 11), (17, 20)]
    """
    cuts = []
    for match in _SEPARATORS.finditer(title):
        start, stop = match.span()
        before, after = title[start - 1 : start], title[stop : stop + 1]
        is_bar = match[0][0] in "|│｜"
        if is_bar or (before == " " == after and match[0] != ":"):
            cuts.append((start - (before == " "), stop + (after == " ")))
    return cuts


def parts_of(title: str) -> list[str]:
    """Parts of a title between its separators; the first is never missing."""
    starts, stops = [0], []
    for start, stop in cuts_of(title):
        stops.append(start)
        starts.append(stop)
    return [title[start:stop] for start, stop in zip(starts, [*stops, len(title)], strict=True)]


def strip_site(title: str, names: frozenset[str]) -> str:
    """Take the site's name off the end or the beginning of a title, never all of it."""
    cuts, parts = cuts_of(title), parts_of(title)
    if not cuts:
        return title
    squeezed = {name.replace(" ", "") for name in names}
    first, last = 0, len(parts)
    while last - first > 1 and folded(parts[last - 1]).replace(" ", "") in squeezed:
        last -= 1
    while last - first > 1 and folded(parts[first]).replace(" ", "") in squeezed:
        first += 1
    start = cuts[first - 1][1] if first else 0
    end = cuts[last - 1][0] if last < len(parts) else len(title)
    return title[start:end].strip()


def _headline(facts: Facts) -> str:
    node = facts.main_node
    names = strings_of(node.get("headline")) or strings_of(node.get("name")) if node else []
    return names[0] if names else ""
