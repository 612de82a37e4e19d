"""What markup says in words: class, id and role words, tags, and where links lead.

Words are split at dashes, underscores and camelCase, folded and named by the CRC-32 of their bytes, so that a model
file can hold its vocabulary as plain numbers. Results are remembered by attribute string: a site's pages share them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from pipeline.blocks import Page

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
MAX_ATTRIBUTE_CHARS = 400
MAX_WORDS = 24  # of one element
NAMED_ATTRIBUTES = frozenset({"class", "id", "role", "itemprop", "itemtype", "rel", "data-testid", "aria-label"})
HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)

LINK_KINDS = ("fragment", "share", "author", "topic", "account", "comment", "page", "contact", "absolute")
"""Where a link leads, told by its address alone; in the order in which they are tried."""

LINK = re.compile(
    r"(?P<fragment>#)|"
    r"(?:https?:)?//(?:www\.|m\.)?(?P<share>facebook\.|twitter\.|x\.com|linkedin\.|pinterest\.|reddit\.com/submit|t\.me/|"
    r"wa\.me|api\.whatsapp|instagram\.|youtube\.com/(?:c/|user|channel|@)|tiktok\.|bsky\.|threads\.|vk\.com|tumblr\.)",
    re.IGNORECASE,
)
LINK_PATH = re.compile(
    r"/(?:(?P<author>authors?|users?|u|members?|profiles?|people|by)|(?P<topic>tags?|category|categories|topics?|labels?)|"
    r"(?P<account>login|signin|sign-in|register|signup|account|subscribe|cart|my)|(?P<comment>comments?|reply)|"
    r"(?P<page>page|p\d+))(?:[/?.=]|$)",
    re.IGNORECASE,
)
CONTACT = ("mailto:", "tel:", "javascript:", "sms:", "whatsapp:")


@lru_cache(maxsize=1 << 16)
def words_of(kind: str, value: str) -> tuple[int, ...]:
    """CRC-32 of each word of an attribute value; `kind` keeps roles and properties apart from class words."""
    prefix = kind.encode()
    found = {match[0].lower() for match in WORD.finditer(value[:MAX_ATTRIBUTE_CHARS])}
    return tuple(sorted(crc32(prefix + word.encode("utf-8", "surrogatepass")) for word in found if len(word) > 1))


@lru_cache(maxsize=1 << 12)
def tag_word(tag: str) -> int:
    """CRC-32 that stands for a tag."""
    return crc32(b"<" + tag.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 14)
def _words_of_element(tag: str, named: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
    words = [tag_word(tag)]
    for name, value in named:
        words.extend(words_of("" if name in ("class", "id") else f"{name}=", value))
    return tuple(words[:MAX_WORDS])


def element_words(page: Page, e: int) -> tuple[int, ...]:
    """Words of an element: its tag first, then class, id, role and property words."""
    attrs = page.attrs[e]
    if not attrs:
        return (tag_word(page.tag[e]),)
    named = tuple([(name, value) for name, value in attrs if value and name in NAMED_ATTRIBUTES])
    return _words_of_element(page.tag[e], named)


def is_hidden(page: Page, e: int) -> bool:
    """Whether an element says that it is not shown."""
    for name, value in page.attrs[e]:
        if name == "hidden" or (name == "aria-hidden" and value == "true"):
            return True
        if name == "style" and value and "n" in value and HIDDEN_STYLE.search(value[:MAX_ATTRIBUTE_CHARS]):
            return True
    return False


@lru_cache(maxsize=1 << 15)
def link_kind(address: str) -> int:
    """Index into `LINK_KINDS`, or -1 for an ordinary link inside the site."""
    head = address[:200].strip()
    if head.startswith("#"):
        return 0
    if head[:12].lower().startswith(CONTACT):
        return LINK_KINDS.index("contact")
    found = LINK.match(head) or LINK_PATH.search(head)
    if found and found.lastgroup:
        return LINK_KINDS.index(found.lastgroup)
    return LINK_KINDS.index("absolute") if head.startswith(("http:", "https:", "//")) else -1
