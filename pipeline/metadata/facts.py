"""What a parsed page says of itself, gathered once and lazily for all finders."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from pipeline.metadata.asides import Asides
from pipeline.metadata.days import Locale
from pipeline.metadata.json_ld import ARTICLE_TYPES, Node, index_by_id, read_scripts, strings_of, types_of
from pipeline.metadata.marked import Marked
from pipeline.metadata.names import looks_personal
from pipeline.metadata.short_blocks import ShortBlocks
from pipeline.metadata.title_parts import folded

if TYPE_CHECKING:
    from datetime import datetime

    from pipeline.blocks import Page

MAX_VALUE_CHARS = 2_000
_META_KEYS = frozenset({"property", "name", "itemprop", "http-equiv"})
BLOCKS_BEFORE_HEADLINE = 4
BLOCKS_AFTER_HEADLINE = 12

_DAY_FIRST_HOSTS = (".uk", ".au", ".nz", ".ie", ".in", ".za", ".eu")
_DAY_FIRST_REGIONS = frozenset({"gb", "au", "nz", "ie", "in", "za"})

_FORUM_ADDRESS = re.compile(
    r"forum|threads?[/-]|viewtopic|showthread|/discussions?/|community\.|/community/|//bbs\.|/t/|/questions/",
    re.IGNORECASE,
)
_ARTICLE_ADDRESS = re.compile(
    r"/(?:blogs?|news|articles?|posts?|stor(?:y|ies)|insights?|learn|magazine|journal|guides?|resources?|p)/"
    r"|/(?:19|20)\d\d/|//blogs?\.|blog\.",
    re.IGNORECASE,
)
_SHOP_ADDRESS = re.compile(
    r"/(?:services?|products?|shop|store|pricing|category|categories|collections|tags?|genre|solutions)/"
    r"|/services/?(?:$|[?#])",
    re.IGNORECASE,
)
NEWS_TYPES = frozenset({"Article", "NewsArticle", "BlogPosting", "TechArticle"})
FORUM_TYPES = frozenset({"DiscussionForumPosting", "Question", "QAPage", "SocialMediaPosting"})


@dataclass
class Facts:
    """One page's declared and visible facts. Every part is worked out when first asked for."""

    page: Page
    url: str | None
    fetched_at: datetime | None
    kept: set[int]
    spam: set[int]
    headline: int = -1  # block of the headline, once the title is found; -1 where it is not in the text

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Contents of `<meta>` by lower-case name, property, itemprop or http-equiv, empty ones left out."""
        metas: dict[str, list[str]] = {}
        for attrs in self.page.head.metas:
            content = attrs.get("content", "").strip()
            if not content or len(content) > MAX_VALUE_CHARS:
                continue
            for key, names in attrs.items():
                if key in _META_KEYS:
                    for name in names.lower().split():
                        metas.setdefault(name, []).append(content)
        return metas

    def meta(self, *names: str) -> str | None:
        """First content of the first of these metas that the page has."""
        for name in names:
            if values := self.metas.get(name):
                return values[0]
        return None

    @cached_property
    def links(self) -> dict[str, list[str]]:
        """Addresses of `<link>` by relation, lower case."""
        links: dict[str, list[str]] = {}
        for attrs in self.page.head.links:
            if address := attrs.get("href"):
                for rel in attrs.get("rel", "").lower().split():
                    links.setdefault(rel, []).append(address)
        return links

    @cached_property
    def nodes(self) -> list[Node]:
        """JSON-LD nodes of the page, in order."""
        return read_scripts(self.page.head.json_ld)

    @cached_property
    def nodes_by_id(self) -> dict[str, Node]:
        """JSON-LD nodes by `@id`."""
        return index_by_id(self.nodes)

    @cached_property
    def main_node(self) -> Node | None:
        """The JSON-LD node of the page's article; None when there is none, or several and none is this page's."""
        articles = [node for node in self.nodes if not ARTICLE_TYPES.isdisjoint(types_of(node))]
        if len(articles) <= 1:
            return articles[0] if articles else None
        own = [node for node in articles if self._is_own(node)]
        if own:
            return max(own, key=len)
        return None if len(articles) > 3 else articles[0]

    def _is_own(self, node: Node) -> bool:
        addresses = {
            _bare_address(text) for key in ("url", "@id", "mainEntityOfPage") for text in _addresses(node.get(key))
        }
        if addresses & self.own_addresses:
            return True
        title = self._folded_title
        return any(
            len(name) > 8 and folded(name) in title
            for name in strings_of(node.get("headline")) + strings_of(node.get("name"))
        )

    @cached_property
    def _folded_title(self) -> str:
        return folded((self.page.head.title or "")[:MAX_VALUE_CHARS])

    @cached_property
    def slug(self) -> frozenset[str]:
        """Words of the part of the address that has most of them; numbers alone are none."""
        path = re.split(r"[?#]", (self.url or "").split("://", 1)[-1])[0]
        parts = [folded(unquote(part).replace("_", " ")).split() for part in path.split("/")[1:]]
        words = frozenset(max(reversed(parts), key=len, default=()))
        return frozenset() if all(word.isdigit() for word in words) else words

    @cached_property
    def is_home(self) -> bool:
        """Tell whether the address is a site's first page."""
        address = _bare_address(self.url or "")
        return bool(address) and "/" not in address and "?" not in (self.url or "")

    @cached_property
    def has_no_article(self) -> bool:
        """Tell whether the page is a home page, a list, a service or a product: nothing that has an author or a day."""
        if self.is_home or (
            _SHOP_ADDRESS.search(self.url or "") and not self.has_article_address and not self.is_forum
        ):
            return True
        if any(not NEWS_TYPES.isdisjoint(types_of(node)) for node in self.nodes):
            return False  # an article about products
        return any("Product" in types_of(node) or "ProductGroup" in types_of(node) for node in self.nodes)

    @cached_property
    def is_forum(self) -> bool:
        """Tell whether the page is a thread, where a handle stands for a name."""
        if self.main_node and not FORUM_TYPES.isdisjoint(types_of(self.main_node)):
            return True
        return _FORUM_ADDRESS.search(self.url or "") is not None

    @cached_property
    def looks_like_article(self) -> bool:
        """Tell whether markup or address speak of an article."""
        if self.main_node is not None or (self.meta("og:type") or "").lower() == "article":
            return True
        return self.meta("article:published_time") is not None or self.has_article_address

    @cached_property
    def has_article_address(self) -> bool:
        """Tell whether the address is of the kind that blogs and news have."""
        return _ARTICLE_ADDRESS.search(self.url or "") is not None

    @cached_property
    def site_names(self) -> frozenset[str]:
        """Folded names of the site: declared ones, and the labels of its host."""
        names = {folded(name) for name in (self.meta("og:site_name", "application-name") or "",)}
        host = host_of(self.url).removeprefix("www.")
        if host:
            names |= {folded(host), *host.split(".")[:-1]}
        for node in self.nodes:
            types = types_of(node)
            if "Person" not in types and ("WebSite" in types or "Organization" in types):
                names |= {folded(name) for name in strings_of(node.get("name"))}
        return frozenset(names - {""})

    @cached_property
    def own_addresses(self) -> set[str]:
        """This page's addresses without scheme, query and fragment."""
        given = [self.url or "", *self.links.get("canonical", ()), *self.metas.get("og:url", ())]
        return {_bare_address(address) for address in given if address} - {""}

    @cached_property
    def marked(self) -> Marked:
        """Elements that may hold metadata."""
        return Marked(self.page)

    @cached_property
    def short_blocks(self) -> ShortBlocks:
        """Blocks that may be labels and by-lines, by their first words."""
        return ShortBlocks(self.page.text)

    @cached_property
    def base_url(self) -> str | None:
        """What relative addresses are relative to."""
        base = self.page.head.base
        if not base:
            return self.url
        try:
            return urljoin(self.url or "", base)
        except ValueError:
            return self.url

    @cached_property
    def language(self) -> str | None:
        """Primary subtag of the declared language, lower case."""
        declared = self.page.head.lang or self.meta("content-language", "language", "dc.language", "og:locale") or ""
        primary = re.split(r"[-_,; ]", declared.strip().lower())[0]
        return primary if 2 <= len(primary) <= 3 and primary.isalpha() and primary.isascii() else None

    @cached_property
    def locale(self) -> Locale:
        """How digits of dates are to be read on this page."""
        declared = (self.page.head.lang or "").lower()
        host = host_of(self.url)
        abroad = host.endswith(_DAY_FIRST_HOSTS) or declared[3:5] in _DAY_FIRST_REGIONS
        return Locale(self.language or "en", month_first=(self.language or "en") == "en" and not abroad)

    @cached_property
    def asides(self) -> Asides:
        """Parts of the page that are about something else; to be asked once the headline is known."""
        return Asides(self.page, self.headline)

    def is_aside(self, e: int) -> bool:
        """Tell whether an element stands in a part about something else."""
        return self.asides.kind(e) > 0

    def block_at(self, e: int) -> int:
        """Index of the block in which an element's text begins (the last one before it when it has none)."""
        return bisect_right(self.page.first_piece, self.page.piece_from[e]) - 1

    def blocks_near_headline(self) -> range:
        """Blocks in which a by-line may stand: up to the next heading, at most a dozen."""
        first = max(self.headline, 0)
        return range(max(first - BLOCKS_BEFORE_HEADLINE, 0), self._last_near)

    def is_near_headline(self, block: int) -> bool:
        """Tell whether a block is one of `blocks_near_headline`."""
        near = self.blocks_near_headline()
        return near.start <= block < near.stop

    @cached_property
    def elements_near_headline(self) -> range:
        """Elements whose text begins in one of `blocks_near_headline`."""
        near, page = self.blocks_near_headline(), self.page
        if not near:
            return range(0)
        start = bisect_left(page.piece_from, page.first_piece[near.start])
        stop = bisect_left(page.piece_from, page.first_piece[near.stop]) if near.stop < len(page) else len(page.tag)
        return range(start, stop)

    @cached_property
    def dated_near_headline(self) -> list[int]:
        """Those of `elements_near_headline` whose class or id speaks of a date."""
        return self.marked.date_like(self.elements_near_headline)

    @cached_property
    def all_elements(self) -> range:
        """Every element of the page."""
        return range(len(self.page.tag))

    @cached_property
    def _last_near(self) -> int:
        first = max(self.headline, 0)
        last = min(first + BLOCKS_AFTER_HEADLINE, len(self.page))
        subtitle = first + 1 if self.looks_like_article else -1
        for b in range(first + 1, last):
            if (
                b != subtitle
                and self.page.tag[self.page.owner[b]] in ("h2", "h3")
                and not looks_personal(self.page.text[b])
            ):
                return b + 1
        return last

    def text(self, e: int) -> str:
        """Text of an element; for `<meta>`, `<data>` and the like their value."""
        if value := self.page.attr(e, "content"):
            return " ".join(value[:MAX_VALUE_CHARS].split())
        if self.page.piece_to[e] - self.page.piece_from[e] > 60:
            return ""  # a whole section, no value
        return self.page.element_text(e)


@lru_cache(maxsize=256)
def host_of(url: str | None) -> str:
    """Host of an address, lower case; empty when there is none."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _addresses(value: object) -> list[str]:
    if isinstance(value, dict):
        return strings_of(value.get("@id")) + strings_of(value.get("url"))
    return strings_of(value)


def _bare_address(address: str) -> str:
    return re.split(r"[?#]", address.split("://", 1)[-1])[0].removeprefix("www.").rstrip("/").lower()
