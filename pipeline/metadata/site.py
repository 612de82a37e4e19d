"""The smaller fields: the site's name, addresses, summary, tags, licence, paywall."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from pipeline.metadata.facts import MAX_VALUE_CHARS, host_of
from pipeline.metadata.json_ld import nodes_of, strings_of, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.metadata.facts import Facts

MAX_TAGS = 50
MAX_TAG_CHARS = 100
MAX_NAME_CHARS = 200
MAX_URL_CHARS = 2_000

_IS_ABSOLUTE = re.compile(r"https?://[^/?#\\]")
_SECOND_LEVEL = frozenset("co com org ac gov net edu or ne go gob gouv asso mil nom sch".split())
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def tidy(value: str | None, limit: int = MAX_VALUE_CHARS) -> str | None:
    """Resolve entities, drop controls, fold blanks, compose (NFC), bound the length; None when nothing is left."""
    if not value:
        return None
    if "&" in value:
        value = html.unescape(value)
    folded = " ".join(_CONTROLS.sub(" ", value).split())
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)
    return folded[:limit].rstrip() or None


def find_site_name(facts: Facts) -> str | None:
    """Name of the site: og:site_name, JSON-LD publisher or WebSite, application-name; an address is no name."""
    for declared in _site_names(facts):
        name = tidy(declared, MAX_NAME_CHARS)
        if name and "://" not in name:
            return name
    return None


def _site_names(facts: Facts) -> Iterator[str]:
    yield from facts.metas.get("og:site_name", ())
    if facts.main_node:
        for node in nodes_of(facts.main_node.get("publisher"), facts.nodes_by_id):
            yield from strings_of(node.get("name"))
    for node in facts.nodes:
        if "WebSite" in types_of(node):
            yield from strings_of(node.get("name"))
    for name in ("application-name", "apple-mobile-web-app-title", "dc.publisher"):
        yield from facts.metas.get(name, ())


def find_canonical_url(facts: Facts) -> str | None:
    """Absolute http(s) address that the page calls its own, when it lies on the same site."""
    for address in (*facts.links.get("canonical", ()), *facts.metas.get("og:url", ())):
        absolute = absolute_url(address, facts)
        if absolute and (not facts.url or same_site(absolute, facts.url)):
            return absolute
    return None


def find_description(facts: Facts) -> str | None:
    """The page's own summary."""
    declared = facts.meta("description", "og:description", "twitter:description", "dc.description")
    if not declared and facts.main_node:
        declared = next(iter(strings_of(facts.main_node.get("description"))), None)
    return tidy(declared)


def find_image(facts: Facts) -> str | None:
    """Absolute address of the lead image."""
    declared = [
        *facts.metas.get("og:image", ()),
        *facts.metas.get("og:image:url", ()),
        *facts.metas.get("twitter:image", ()),
    ]
    if facts.main_node:
        image = facts.main_node.get("image")
        declared += strings_of(image)
        declared += [
            text
            for node in nodes_of(image, facts.nodes_by_id)
            for text in strings_of(node.get("url")) + strings_of(node.get("contentUrl"))
        ]
    return next((absolute for address in declared if (absolute := absolute_url(address, facts))), None)


def find_tags(facts: Facts) -> tuple[str, ...]:
    """Keywords the page declares, in order, without repeats."""
    declared = list(facts.metas.get("article:tag", ()))
    if facts.main_node:
        declared += strings_of(facts.main_node.get("keywords"))
    declared += [*facts.metas.get("keywords", ()), *facts.metas.get("news_keywords", ())]
    tags: dict[str, str] = {}
    for text in declared:
        for part in re.split(r"[,;、，]", text):
            if tag := tidy(part, MAX_TAG_CHARS):
                tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())[:MAX_TAGS]


def find_section(facts: Facts) -> str | None:
    """Section or category."""
    declared = facts.meta("article:section", "og:section", "parsely-section")
    if not declared and facts.main_node:
        declared = next(iter(strings_of(facts.main_node.get("articleSection"))), None)
    return tidy(declared, MAX_NAME_CHARS)


def find_licence(facts: Facts) -> str | None:
    """Licence address or name."""
    if facts.main_node and (licences := strings_of(facts.main_node.get("license"))):
        return tidy(licences[0])
    for address in facts.links.get("license", ()):
        return absolute_url(address, facts)
    for e in facts.marked.rels.get("license", ()):
        if absolute := absolute_url(facts.page.attr(e, "href") or "", facts):
            return absolute
    return tidy(facts.meta("dc.rights", "dcterms.license", "dcterms.rights", "copyright.license"), MAX_NAME_CHARS)


def find_is_free(facts: Facts) -> bool | None:
    """`isAccessibleForFree` as declared."""
    for node in ([facts.main_node] if facts.main_node else []) + facts.nodes:
        value = node.get("isAccessibleForFree")
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.rsplit("/", 1)[-1].lower() in ("true", "false"):
            return value.rsplit("/", 1)[-1].lower() == "true"
    declared = (facts.meta("article:content_tier") or "").lower()
    return {"free": True, "locked": False, "metered": False}.get(declared)


def absolute_url(address: str, facts: Facts) -> str | None:
    """Resolve an address; None unless it is http(s), of sane length and has a host."""
    address = html.unescape(address).strip()
    if not address or len(address) > MAX_URL_CHARS or _CONTROLS.search(address):
        return None
    try:
        absolute = address if _IS_ABSOLUTE.match(address) else urljoin(facts.base_url or "", address)
        parts = urlsplit(absolute)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in parts.netloc:
        return None
    return absolute.replace(" ", "%20")


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses lie on one site: equal hosts, or one a subdomain of the other's parent."""
    a, b = host_of(one).removeprefix("www."), host_of(other).removeprefix("www.")
    return bool(a) and bool(b) and (a == b or a.endswith("." + b) or b.endswith("." + a) or site_of(a) == site_of(b))


def site_of(host: str) -> str:
    """Registrable part of a host, by rule of thumb: two labels, three under the likes of co.uk."""
    labels = host.split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])
