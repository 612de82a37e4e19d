"""What a page says of itself as a whole: types in its metadata, words of its address, its title and description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.content.class_words import words_of

if TYPE_CHECKING:
    from pipeline.blocks import Page

MAX_JSON_CHARS = 2_000_000
MAX_TITLE_WORDS = 60
JSON_TYPE = re.compile(r'"@type"\s{0,8}:\s{0,8}(?:\[\s{0,8})?"([A-Za-z:/.]{1,60})"')

TYPES = {
    "article": ("Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle", "Recipe"),
    "product": ("Product", "ProductGroup", "Offer", "AggregateOffer"),
    "list": ("ItemList", "CollectionPage", "SearchResultsPage", "OfferCatalog"),
    "forum": ("DiscussionForumPosting", "QAPage", "Question", "Answer"),
    "documentation": ("TechArticle", "APIReference", "HowTo", "SoftwareApplication", "SoftwareSourceCode"),
    "service": ("LocalBusiness", "Organization", "Service", "FAQPage", "ContactPage", "ProfessionalService"),
    "page": ("WebPage",),
    "comments": ("Comment", "UserComments"),
}
"""Groups of schema.org types that speak for a kind of page."""

TYPE_OF = {name.lower(): index for index, names in enumerate(TYPES.values()) for name in names}
TITLE_PROPERTIES = ("og:title", "twitter:title")
DESCRIPTION_PROPERTIES = ("description", "og:description", "twitter:description")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the head of a page tells.

    Attributes:
        types: one flag for each group of `TYPES`.
        is_article_by_meta: og:type or an article: property says article.
        words: CRC-32 of the words of the page's address, og:type, generator and JSON-LD types.
        title_words: words of the title, folded, for overlap with blocks.
        titles: whole titles, folded.
        descriptions: whole descriptions, folded.
    """

    types: tuple[float, ...]
    is_article_by_meta: bool
    words: tuple[int, ...]
    title_words: frozenset[str]
    titles: frozenset[str]
    descriptions: frozenset[str]


def find_page_facts(page: Page) -> PageFacts:
    """Read the head's metadata. Linear in its size; JSON-LD is searched, not parsed."""
    metas: dict[str, str] = {}
    by_meta = False
    for meta in page.head.metas:
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name and name not in metas:
            metas[name] = meta.get("content") or ""
        by_meta = by_meta or name.startswith("article:")
    flags = [0.0] * len(TYPES)
    json_types: set[str] = set()
    for script in page.head.json_ld:
        json_types.update(name.rsplit("/", 1)[-1] for name in JSON_TYPE.findall(script[:MAX_JSON_CHARS]))
    for name in json_types:
        group = TYPE_OF.get(name.lower())
        if group is not None:
            flags[group] = 1.0
    og_type = metas.get("og:type", "").strip().lower()
    words: set[int] = set(words_of("og=", og_type[:40])) | set(words_of("by=", metas.get("generator", "")[:40]))
    for name in json_types:
        words.update(words_of("@", name))
    words.update(_address_words(page, metas))
    titles = {fold_text(metas[name]) for name in TITLE_PROPERTIES if metas.get(name)}
    if page.head.title:
        titles.add(fold_text(page.head.title))
    descriptions = {fold_text(metas[name]) for name in DESCRIPTION_PROPERTIES if metas.get(name)}
    title_words = frozenset(word for title in sorted(titles) for word in split_words(title)[:MAX_TITLE_WORDS])
    return PageFacts(
        tuple(flags), by_meta or og_type == "article", tuple(sorted(words)), title_words,
        frozenset(titles), frozenset(descriptions),
    )  # fmt: skip


def fold_text(text: str) -> str:
    """Lower case, blanks folded."""
    return " ".join(text.lower().split())


def split_words(folded: str) -> list[str]:
    """Words of a folded text; pairs of characters where the script has no blanks."""
    if folded.isascii():
        return folded.split()
    words: list[str] = []
    for word in folded.split():
        if len(word) > 3 and "\u0e00" <= word[1] <= "\u9fff" and not "\u10a0" <= word[1] <= "\u177f":
            words.extend(word[i : i + 2] for i in range(len(word) - 1))
        else:
            words.append(word)
    return words


def _address_words(page: Page, metas: dict[str, str]) -> set[int]:
    """Words of the page's own path and marks of its form: depth, digits, a slug."""
    address = metas.get("og:url", "")
    for link in page.head.links:
        if link.get("rel", "").lower() == "canonical" and link.get("href"):
            address = link["href"]
            break
    if not address:
        return set()
    try:
        path = urlsplit(address[:500]).path
    except ValueError:
        return set()
    parts = [part for part in path.split("/") if part]
    marks = f"depth{'abcdef'[min(len(parts), 5)]}"
    if parts and parts[-1].count("-") >= 3:
        marks += " slug"
    if any(part.isdecimal() for part in parts):
        marks += " number"
    words = set(words_of("/", " ".join(parts[:-1]))) | set(words_of("/+", marks))
    if parts and parts[-1].count("-") < 2:  # a slug's words are the language's, not the site's
        words.update(words_of("/.", parts[-1]))
    return words
