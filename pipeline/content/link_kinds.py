"""Kernel: where a link leads, told by its address alone.

ASCII addresses are read without patterns; the few others go through patterns that say the same, because there case is
more than 26 pairs of letters.
"""

from __future__ import annotations

import re

LINK_KINDS = ("fragment", "share", "author", "topic", "account", "comment", "page", "contact", "absolute")
"""Where a link leads, in the order in which they are tried."""

SHARE_SITES = (
    "facebook.", "twitter.", "x.com", "linkedin.", "pinterest.", "reddit.com/submit", "t.me/", "wa.me", "api.whatsapp",
    "instagram.", "youtube.com/c/", "youtube.com/user", "youtube.com/channel", "youtube.com/@", "tiktok.", "bsky.",
    "threads.", "vk.com", "tumblr.",
)  # fmt: skip
PATH_WORDS = {
    "author": "author authors user users u member members profile profiles people by".split(),
    "topic": "tag tags category categories topic topics label labels".split(),
    "account": "login signin sign-in register signup account subscribe cart my".split(),
    "comment": "comment comments reply".split(),
    "page": ["page"],  # and "p" with a number
}
CONTACT = ("mailto:", "tel:", "javascript:", "sms:", "whatsapp:")
MAX_ADDRESS_CHARS = 200
LONGEST_WORD = 10  # of PATH_WORDS

FRAGMENT, SHARE, PAGE, CONTACT_KIND, ABSOLUTE = map(
    LINK_KINDS.index, ("fragment", "share", "page", "contact", "absolute")
)
KIND_OF_WORD = {word: LINK_KINDS.index(kind) for kind, words in PATH_WORDS.items() for word in words}
CONTACT_STARTS = frozenset(word[0] for word in CONTACT)
SHARE_STARTS = frozenset(site[:2] for site in SHARE_SITES)

SHARE_LINK = re.compile(r"(?:https?:)?//(?:www\.|m\.)?(?:" + "|".join(map(re.escape, SHARE_SITES)) + ")", re.IGNORECASE)
PATH = re.compile(
    "/(?:" + "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in PATH_WORDS.items() if kind != "page")
    + r"|(?P<page>page|p\d+))(?:[/?.=]|$)",
    re.IGNORECASE,
)  # fmt: skip


def link_kind(address: str) -> int:
    """Index into `LINK_KINDS`, or -1 for an ordinary link inside the site."""
    head = address[:MAX_ADDRESS_CHARS].strip()
    if not head.isascii():
        return kind_by_patterns(head)
    if not head:
        return -1
    if head[0] == "#":
        return FRAGMENT
    folded = head.lower()
    if folded[0] in CONTACT_STARTS and folded.startswith(CONTACT):
        return CONTACT_KIND
    at = _site_at(folded)
    if at > 0 and folded[at : at + 2] in SHARE_STARTS and folded.startswith(SHARE_SITES, at):
        return SHARE
    kind = _kind_of_path(folded)
    if kind >= 0:
        return kind
    return ABSOLUTE if head.startswith(("http:", "https:", "//")) else -1


def _site_at(folded: str) -> int:
    """Where the host begins in an address with one, "www." and "m." skipped; 0 where there is none."""
    at = 0
    if folded.startswith("http:"):
        at = 5
    elif folded.startswith("https:"):
        at = 6
    if not folded.startswith("//", at):
        return 0
    at += 2
    if folded.startswith("www.", at):
        return at + 4
    if folded.startswith("m.", at):
        return at + 2
    return at


def _kind_of_path(folded: str) -> int:
    """Kind of the first word behind a slash that has one; a word ends at a slash, "?", "." or "="."""
    size = len(folded)
    slash = folded.find("/")
    while slash >= 0:
        start = slash + 1
        slash = folded.find("/", start)
        limit = slash if slash >= 0 else size
        end = start
        while end < limit and folded[end] != "?" and folded[end] != "." and folded[end] != "=":
            end += 1
        if start < end:
            kind = -1
            if end - start <= LONGEST_WORD:
                kind = KIND_OF_WORD.get(folded[start:end], -1)
            if kind < 0 and folded[start] == "p" and end - start > 1 and folded[start + 1 : end].isdigit():
                kind = PAGE
            if kind >= 0:
                return kind
    return -1


def kind_by_patterns(head: str) -> int:
    """Do the same with patterns, in any script."""
    if head.startswith("#"):
        return FRAGMENT
    if head[:12].lower().startswith(CONTACT):
        return CONTACT_KIND
    has_site = head.startswith("//") or head[:4].lower() == "http"
    if has_site and SHARE_LINK.match(head):
        return SHARE
    found = PATH.search(head)
    if found and found.lastgroup:
        return LINK_KINDS.index(found.lastgroup)
    return ABSOLUTE if has_site and head.startswith(("http:", "https:", "//")) else -1
