"""The table of cue words: `words/<family>.tsv`, read once, on first use.

A row is `language <tab> kind <tab> phrase | phrase | …`. A phrase stands once, under the loosest kind it deserves:

* `whole`: counts only when it is the whole block ("Comments", "12 comments"): digits and punctuation do not matter;
* `prefix`: also when a colon, dash, bar or arrow and more text follow ("Tags: one, two");
* `start`: also when it merely begins a short block ("Read also Why cats purr");
* `inline`: also anywhere in a short block ("… this page contains affiliate links …").

`{network}` stands for the name of any of `NETWORKS` (alone: `RARE_NETWORKS` too); "#" for a number that must be there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from pipeline.cues.fold import UNSPACED, join_words, key_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 1
"""Raised whenever `FAMILIES` changes: bit i of a mask is family i, and trained weights depend on it."""

FAMILIES: tuple[str, ...] = (
    "related",  # "Related articles", "You may also like"
    "read_also",  # "Read also: a title"
    "comment",  # "Leave a comment", "3 comments", "No comments yet"
    "share",  # "Share this", "Tweet", "Share on Facebook"
    "subscribe",  # "Subscribe", "Get notified of new posts"
    "newsletter",  # "Sign up for our newsletter"
    "membership",  # "Become a member", "Subscribers only"
    "donate",  # "Support us", "Donate"
    "advertising",  # "Advertisement", "This post contains affiliate links"
    "about_author",  # "About the author", "Author details"
    "toc",  # "Table of contents"
    "tags",  # "Tags: a, b", "Filed under"
    "prev_next",  # "Previous post"
    "follow",  # "Follow us on …"
    "consent",  # "We use cookies", "Accept all"
    "login",  # "Log in", "Create an account"
    "picture_credit",  # "Photo: …"
    "published",  # "Published on …", "Last updated"
    "byline",  # "By …"
    "read_more",  # "Read more", "Continue reading"
    "copyright",  # "All rights reserved"
    "translation",  # "This article was translated from …", "Read in English"
    "popular",  # "Most read", "Recent posts", "Trending"
    "rating",  # "Was this helpful?", "Rate this article"
    "reading_time",  # "5 min read"
    "navigation",  # "Skip to content", "Back to top", "Menu"
    "tools",  # "Print", "Listen to this article", "Copy link"
)
"""What a cue speaks of. The order is fixed: see `VERSION`."""

KINDS: tuple[str, ...] = ("whole", "prefix", "start", "inline")

NETWORKS: tuple[str, ...] = (
    "Facebook", "Twitter", "X", "LinkedIn", "Pinterest", "WhatsApp", "Telegram", "Reddit", "Instagram", "YouTube",
    "TikTok", "VK", "Email", "E-Mail",
)  # fmt: skip
"""Networks that phrases name ("Share on …")."""

RARE_NETWORKS: tuple[str, ...] = (
    "Tumblr", "VKontakte", "Mastodon", "Bluesky", "Threads", "Viber", "LINE", "KakaoTalk", "Weibo", "WeChat", "Xing",
    "Flipboard", "Pocket", "Google", "Google News", "Odnoklassniki", "Messenger",
)  # fmt: skip
"""Networks looked for only by their bare names, to keep the table small."""


class Row(NamedTuple):
    """One phrase of the table, as written there."""

    family: str
    language: str
    kind: str
    phrase: str


class Entry(NamedTuple):
    """What a hit says: whose phrase it was and how loosely it may match."""

    bit: int  # index into `FAMILIES`
    language: str
    phrase: str  # folded words, joined by blanks (for unspaced scripts: without)


@dataclass(slots=True)
class Index:
    """The table arranged for look-ups. Keys are folded."""

    whole: dict[str, list[Entry]] = field(default_factory=dict)  # whole phrase
    prefix: dict[str, list[Entry]] = field(default_factory=dict)  # whole phrase
    start: dict[str, list[Entry]] = field(default_factory=dict)  # first two words or the only one
    start_unspaced: dict[str, list[Entry]] = field(default_factory=dict)  # first two letters
    inline: dict[str, list[Entry]] = field(default_factory=dict)  # longest word
    inline_unspaced: list[Entry] = field(default_factory=list)


@cache
def read_rows() -> tuple[Row, ...]:
    """Give every phrase of the table, placeholders filled in, family by family; read once a process.

    Raises:
        ValueError: a row of a file is not of the form above.
    """
    return tuple(_rows())


def _rows() -> Iterator[Row]:
    for family in FAMILIES:
        name = f"{family}.tsv"
        text = files("pipeline.cues").joinpath("words", name).read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != 3 or cells[1] not in KINDS:
                message = f"{name}, line {number}: not 'language <tab> kind <tab> phrases': {line!r}"
                raise ValueError(message)
            for phrase in cells[2].split("|"):
                for filled in _fill(phrase.strip()):
                    yield Row(family, cells[0], cells[1], filled)


@cache
def load_index() -> Index:
    """Arrange the table for look-ups; a few milliseconds, once a process."""
    index = Index()
    for row in read_rows():
        _add(index, row)
    return index


def _fill(phrase: str) -> list[str]:
    if "{network}" not in phrase:
        return [phrase]
    networks = NETWORKS + RARE_NETWORKS if phrase == "{network}" else NETWORKS
    return [phrase.replace("{network}", network) for network in networks]


def _add(index: Index, row: Row) -> None:
    words = words_of(row.phrase.replace("#", "1"))
    unspaced, looseness = UNSPACED.search(row.phrase) is not None, KINDS.index(row.kind)
    joined = join_words(words)
    entry = Entry(FAMILIES.index(row.family), row.language, joined.replace(" ", "") if unspaced else joined)
    _put(index.whole, key_of(words), entry)
    if looseness >= 1:
        _put(index.prefix, key_of(words), entry)
    if looseness >= 2 and unspaced:
        _put(index.start_unspaced, entry.phrase[:2], entry)
    elif looseness >= 2:
        _put(index.start, " ".join(joined.split()[:2]), entry)
    if looseness == 3 and unspaced:
        index.inline_unspaced.append(entry)
    elif looseness == 3:
        _put(index.inline, max(words, key=len), entry)


def _put(table: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    known = table.setdefault(key, [])
    if all((other.bit, other.phrase) != (entry.bit, entry.phrase) for other in known):
        known.append(entry)
