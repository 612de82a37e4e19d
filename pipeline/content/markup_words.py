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
    from pipeline.tree.attributes import Attributed, Attrs

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
MAX_ATTRIBUTE_CHARS = 400
MAX_WORDS = 24  # of one element
NAMED_ATTRIBUTES = frozenset({"class", "id", "role", "itemprop", "itemtype", "rel", "data-testid", "aria-label"})
TELLING_ATTRIBUTES = NAMED_ATTRIBUTES | {"hidden", "aria-hidden", "style"}
HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)

LINK_KINDS = ("fragment", "share", "author", "topic", "account", "comment", "page", "contact", "absolute")
"""Where a link leads, told by its address alone; in the order in which they are tried."""

LINK = re.compile(
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
FRAGMENT, CONTACT_KIND, ABSOLUTE = map(LINK_KINDS.index, ("fragment", "contact", "absolute"))
CONTACT = ("mailto:", "tel:", "javascript:", "sms:", "whatsapp:")


@lru_cache(maxsize=1 << 13)
def words_of(kind: str, value: str) -> tuple[int, ...]:
    """CRC-32 of each word of an attribute value; `kind` keeps roles and properties apart from class words."""
    tokens = value[:MAX_ATTRIBUTE_CHARS].split()
    if len(tokens) == 1:
        return _words_of_token(kind, tokens[0])
    return tuple(sorted({word for token in tokens for word in _words_of_token(kind, token)}))


@lru_cache(maxsize=1 << 15)
def _words_of_token(kind: str, token: str) -> tuple[int, ...]:
    """No word reaches over a blank, and sites of all kinds share their single class names."""
    found = {word.lower() for word in WORD.findall(token)}
    return tuple(sorted([crc32((kind + word).encode("utf-8", "surrogatepass")) for word in found if len(word) > 1]))


@lru_cache(maxsize=1 << 12)
def tag_word(tag: str) -> int:
    """CRC-32 that stands for a tag."""
    return crc32(b"<" + tag.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 14)
def _words_of_element(tag: str, named: Attrs) -> tuple[int, ...]:
    words = [tag_word(tag)]
    for name, value in named:
        words.extend(words_of("" if name in ("class", "id") else f"{name}=", value or ""))
    return tuple(words[:MAX_WORDS])


def telling_attrs(node: Attributed) -> Attrs:
    """Attributes of an element that `element_words` and `is_hidden` look at, in the order written."""
    attrs = node.attrs
    return tuple([(name, node.attr(name) or "") for name in attrs if name in TELLING_ATTRIBUTES]) if attrs else ()


def element_words(tag: str, attrs: Attrs) -> tuple[int, ...]:
    """Words of an element: its tag first, then class, id, role and property words."""
    if not attrs:
        return (tag_word(tag),)
    return _words_of_element(tag, tuple([pair for pair in attrs if pair[0] in NAMED_ATTRIBUTES and pair[1]]))


def is_hidden(attrs: Attrs) -> bool:
    """Whether an element says that it is not shown."""
    for name, value in attrs:
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
        return FRAGMENT
    if head[:12].lower().startswith(CONTACT):
        return CONTACT_KIND
    has_site = head.startswith("//") or head[:4].lower() == "http"
    found = (LINK.match(head) if has_site else None) or LINK_PATH.search(head)
    if found and found.lastgroup:
        return LINK_KINDS.index(found.lastgroup)
    return ABSOLUTE if has_site and head.startswith(("http:", "https:", "//")) else -1
