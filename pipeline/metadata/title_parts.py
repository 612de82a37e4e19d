"""Titles as strings: cleaned, cut at their separators, rid of the names of site, host and forum software."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from pipeline.metadata.title_words import POWERED_BY, TOPIC_LABEL

MAX_TITLE_CHARS = 500
SOFT_HYPHEN = "\u00ad"

_WORDS = re.compile(r"\w+")
_SEPARATORS = re.compile("[|–—·•»«‹›→~/│｜:-]+")  # where blanks stand around them; bars anywhere
_BARS = "|│｜"
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"  # letters of scripts that set no blanks between words
_UNSPACED_LETTERS = re.compile(f"[{_UNSPACED}]")
_BETWEEN_UNSPACED = re.compile(f"(?<=[{_UNSPACED}])(?:-+|_+)(?=[{_UNSPACED}])")
_ANCHORS = "¶#§🔗"


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """Words of a text, case folded, one blank between: what two spellings of a title share."""
    return " ".join(_WORDS.findall(text.casefold()))


def clean_title(text: str) -> str:
    """Resolve entities, fold blanks, take off the marks of heading anchors and of software."""
    text = text[: 4 * MAX_TITLE_CHARS]
    if "&" in text:
        text = html.unescape(text)
    text = " ".join(text.replace(SOFT_HYPHEN, "").split())
    if text[-1:] in _ANCHORS:
        text = text.rstrip(_ANCHORS + " ")
    if "owered" in text:
        text = POWERED_BY.sub("", text)
    return text[:MAX_TITLE_CHARS]


def without_topic_label(title: str) -> str:
    """Take off what forums write before a topic's title.

    >>> without_topic_label("The Miller • View topic - On mills")
    'On mills'
    """
    found = TOPIC_LABEL.match(title)
    return title[found.end() :] if found else title


def without_host(title: str, host: str) -> str:
    """Take the host's name off where punctuation sets it apart from the title before it, and what follows it.

    >>> without_host("On mills: Shop.example.org: Books", "shop.example.org")
    'On mills'
    """
    start = title.casefold().find(host) if host else -1
    if start <= 0:
        return title
    before, after = title[:start].rstrip(" [(:|–—-"), title[start + len(host) :]
    is_apart = len(before) < len(title[:start].rstrip()) and after.strip(" )]")[:1] in ("", ":")
    return before if before and is_apart else title


@lru_cache(maxsize=512)
def cuts_of(title: str) -> tuple[tuple[int, int], ...]:
    """Places of the separators of a title, the blanks around them included.

    >>> cuts_of("On mills - part 2 | The Miller")
    ((8, 11), (17, 20))
    """
    cuts = []
    for match in _SEPARATORS.finditer(title):
        start, stop = match.span()
        before, after = title[start - 1 : start], title[stop : stop + 1]
        if match[0][0] in _BARS or (before == " " == after and match[0] != ":"):
            cuts.append((start - (before == " "), stop + (after == " ")))
    if not title.isascii():
        cuts += [match.span() for match in _BETWEEN_UNSPACED.finditer(title)]
        cuts.sort()
    return tuple(cuts)


def parts_of(title: str) -> list[str]:
    """Parts of a title between its separators; the first is never missing."""
    starts, stops = [0], []
    for start, stop in cuts_of(title):
        stops.append(start)
        starts.append(stop)
    return [title[start:stop] for start, stop in zip(starts, [*stops, len(title)], strict=True)]


def strip_site(title: str, names: frozenset[str]) -> str:
    """Take the site's name off the end or the beginning of a title, never all of it."""
    cuts = cuts_of(title)
    if not cuts:
        return title
    parts = parts_of(title)
    squeezed = {name.replace(" ", "") for name in names}
    first, last = 0, len(parts)
    while last - first > 1 and folded(parts[last - 1]).replace(" ", "") in squeezed:
        last -= 1
    while last - first > 1 and folded(parts[first]).replace(" ", "") in squeezed:
        first += 1
    start = cuts[first - 1][1] if first else 0
    end = cuts[last - 1][0] if last < len(parts) else len(title)
    return title[start:end].strip()


def count_title_words(text: str) -> int:
    """Words of a title; where the script sets no blanks, two letters count for one.

    >>> count_title_words("On old mills"), count_title_words("石磨怎么保养")
    (3, 3)
    """
    words = len(text.split())
    return words if text.isascii() else max(words, len(_UNSPACED_LETTERS.findall(text)) // 2)
