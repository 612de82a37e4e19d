"""Parts of a page that are about something else: comments, cards of other articles, sidebars, footers."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.blocks import Page

BLOCKS_BESIDE_HEADLINE = 2
MAX_CLASS_CHARS = 200
SOFT, HARD = 1, 2  # how surely a part is about something else

_ELSEWHERE_TAGS = frozenset({"footer", "nav", "dialog"})
_ELSEWHERE_WORDS = re.compile(
    r"comment|related|recommend|footer|more-?(?:stories|posts|articles|from)|read-?(?:more|next)|similar|cookie|newsletter"
    r"|testimonial|review-?list|disqus|post-?navigation|nav-?links|copyright|(?:^|[ _-])card"
)
_ASIDE_WORDS = re.compile(
    r"sidebar|side-bar|(?<!elementor-)widget|teaser|popular|trending|latest|recent|suggest|carousel|slider|promo|modal|pager|menu|mega"
    r"|(?:^|[ _-])rail(?:$|[ _-])"
)


class Asides:
    """What stands around elements. Whatever holds the headline too is no aside, however its classes are called."""

    def __init__(self, page: Page, headline: int) -> None:
        """Take a page and the block of its headline, -1 where it has none."""
        self.page = page
        self.headline = headline
        self._kinds: dict[int, int] = {}

    def is_elsewhere(self, e: int, block: int) -> bool:
        """Tell whether an element is about something else; blocks beside the headline may stand in a soft aside."""
        kind = self.kind(e)
        return kind == HARD or (kind == SOFT and not 0 < abs(block - self.headline) <= BLOCKS_BESIDE_HEADLINE)

    def kind(self, e: int) -> int:
        """0, SOFT or HARD: how surely an element stands in a part about something else."""
        chain = []
        kind = 0
        while e >= 0:
            known = self._kinds.get(e)
            if known is not None:
                kind = known
                break
            if e in self._around_headline:
                break
            chain.append(e)
            kind = self._own_kind(e)
            if kind:
                break
            e = self.page.parent[e]
        self._kinds.update(dict.fromkeys(chain, kind))
        return kind

    @cached_property
    def _around_headline(self) -> frozenset[int]:
        """Elements that hold the headline."""
        if self.headline < 0:
            return frozenset()
        return frozenset(self.page.ancestors(self.page.owner[self.headline])[1:])

    def _own_kind(self, e: int) -> int:
        tag = self.page.tag[e]
        if tag in _ELSEWHERE_TAGS:
            return SOFT if tag == "footer" and self._is_in_article(e) else HARD
        if tag in ("body", "html", "main"):
            return 0
        kind = SOFT if tag == "aside" else 0
        for value in (self.page.classes[e], self.page.ids[e]):
            if value:
                kind = max(kind, _kind_of(value[:MAX_CLASS_CHARS]))
        return kind

    def _is_in_article(self, e: int) -> bool:
        """Tell whether an element stands in an `<article>`: its footer may hold author and day, under the headline."""
        return any(self.page.tag[a] == "article" for a in self.page.ancestors(e))


@lru_cache(maxsize=4096)
def _kind_of(words: str) -> int:
    """What a class or id says of the element: pages of one site share them."""
    lower = words.lower()
    if _ELSEWHERE_WORDS.search(lower):
        return HARD
    return SOFT if _ASIDE_WORDS.search(lower) else 0
