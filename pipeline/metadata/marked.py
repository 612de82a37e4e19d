"""Elements whose tag or attributes say that they hold metadata."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from turbohtml import Element

from pipeline.tree.attributes import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.blocks import Page

AUTHOR_WORDS = tuple(
    (
        "author byline by-line by_line writer contributor posted-by postedby written-by writtenby creator autor "
        "auteur verfasser redacteur postprofile username user-name user_name poster journalist"
    ).split()
)
"""Parts of class and id values of elements that hold a name."""

DATE_WORDS = tuple(
    (
        "date publish posted updated modified timestamp time-stamp datum fecha created byline entry-meta post-meta "
        "article-meta post- time post-info meta-info article-info"
    ).split()
)
"""Parts of class and id values of elements that hold a day."""

AUTHOR_PATHS = tuple(
    (
        "/author/ /authors/ /writer/ /writers/ /contributor/ /contributors/ /by/ ?author= /autor/ /auteur/ /team/ "
        "/people/ /staff/ /profile/ /members/ /u/ /user/ /users/ /autores/ /autori/ /auteurs/ /autorzy/ /yazar "
        "/penulis/ /tac-gia/ /profil/ /usuario/ /membre/ member.php viewprofile space-uid"
    ).split()
)
"""Parts of addresses of pages about a person."""


class Marked:
    """Element indices in document order, by what marks them; each kind is looked for when first asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._labels_of: dict[range, Values] = {}

    @cached_property
    def headings(self) -> list[int]:
        """First-level headings."""
        return _places(self.page.tag, "h1")

    @cached_property
    def times(self) -> list[int]:
        """`<time>` elements."""
        return _places(self.page.tag, "time")

    @cached_property
    def props(self) -> dict[str, list[int]]:
        """Elements by itemprop, lower case."""
        return _by_word([(e, self.page.attr(e, "itemprop") or "") for e in _select(self.page, "[itemprop]")])

    @cached_property
    def rels(self) -> dict[str, list[int]]:
        """Links by rel, lower case."""
        links = self.page.link_elements
        values = values_of([self.page.nodes[e] for e in links], "rel")
        return _by_word([(e, value) for e, value in zip(links, values, strict=True) if value])

    def author_like(self, elements: range) -> list[int]:
        """Those of the elements whose class or id speaks of an author."""
        return self._labels(elements).elements_with(AUTHOR_WORDS)

    def date_like(self, elements: range) -> list[int]:
        """Those of the elements whose class or id speaks of a date."""
        return self._labels(elements).elements_with(DATE_WORDS)

    def author_links(self, elements: range) -> list[int]:
        """Those of the elements that link to a page about a person."""
        links = self.page.link_elements
        inside = slice(bisect_left(links, elements.start), bisect_left(links, elements.stop))
        return Values(links[inside], self.page.link_addresses[inside]).elements_with(AUTHOR_PATHS)

    def _labels(self, elements: range) -> Values:
        """Classes and ids of a range of elements: authors and dates are looked for in the same ones."""
        if elements not in self._labels_of:
            inside = slice(elements.start, elements.stop)
            self._labels_of[elements] = Values(elements, self.page.classes[inside], self.page.ids[inside])
        return self._labels_of[elements]


def _select(page: Page, selector: str) -> list[int]:
    """Elements that a CSS selector matches: one search of the parser, which on most pages finds none."""
    root = page.nodes[0] if page.nodes else None
    if not isinstance(root, Element) or not (found := root.select(selector)):
        return []
    places = {node: e for e, node in enumerate(page.nodes)}
    return [places[node] for node in found if node in places]  # the others are inside templates and the like


def _by_word(found: list[tuple[int, str]]) -> dict[str, list[int]]:
    """Elements by each word of their value, lower case."""
    words: defaultdict[str, list[int]] = defaultdict(list)
    for e, value in found:
        for word in value.lower().split():
            words[word].append(e)
    return dict(words)


class Values:
    """All different values of attributes in one lower-case string: words are few, values many."""

    def __init__(self, elements: Sequence[int], *columns: Sequence[str | None]) -> None:
        """Take elements, and columns of an attribute's value for each of them."""
        self.elements = elements
        self.columns = columns
        distinct: dict[str | None, None] = {}
        for column in columns:
            distinct.update(dict.fromkeys(column))
        self.values = [value for value in distinct if value]
        self.joined = "\0".join(self.values).lower()
        self.starts: list[int] = []

    def elements_with(self, words: Iterable[str]) -> list[int]:
        """Elements in document order, one of whose values contains one of the words."""
        telling: set[str | None] = set()
        for word in words:
            position = self.joined.find(word)
            while position >= 0:
                number = self._number_at(position)
                telling.add(self.values[number])
                position = self.joined.find(word, self.starts[number + 1])
        if not telling:
            return []
        found = {
            e for column in self.columns for e, value in zip(self.elements, column, strict=True) if value in telling
        }
        return sorted(found)

    def _number_at(self, position: int) -> int:
        if not self.starts:  # of each value, and behind the last
            self.starts = list(accumulate((len(value) + 1 for value in self.joined.split("\0")), initial=0))
        return bisect_right(self.starts, position) - 1


def _places(tags: list[str], tag: str) -> list[int]:
    """Places of a tag, at the speed of `list.index`."""
    places, start = [], 0
    for _ in range(tags.count(tag)):
        start = tags.index(tag, start) + 1
        places.append(start - 1)
    return places
