"""Elements whose tag or attributes say that they hold metadata."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        "date publish posted timestamp time-stamp datum fecha created byline entry-meta post-meta article-meta post- "
        "time post-info meta-info article-info"
    ).split()
)
"""Parts of class and id values of elements that hold a day."""

AUTHOR_PATHS = tuple(
    (
        "/author/ /authors/ /writer/ /writers/ /contributor/ /contributors/ /by/ ?author= /autor/ /auteur/ /team/ "
        "/people/ /staff/ /profile/ /members/ /u/ /user/ /users/"
    ).split()
)
"""Parts of addresses of pages about a person."""


_CLASS_OR_ID = ("class", "id")
_HREF = ("href",)


class Marked:
    """Element indices in document order, by what marks them; each kind is looked for when first asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page

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
        props: defaultdict[str, list[int]] = defaultdict(list)
        for e, value in enumerate(self.page.itemprops):
            if value:
                for word in value.lower().split():
                    props[word].append(e)
        return dict(props)

    @cached_property
    def rels(self) -> dict[str, list[int]]:
        """Links by rel, lower case."""
        rels: defaultdict[str, list[int]] = defaultdict(list)
        for e in self.page.link_elements:
            if value := self.page.attr(e, "rel"):
                for word in value.lower().split():
                    rels[word].append(e)
        return dict(rels)

    def author_like(self, elements: range) -> list[int]:
        """Those of the elements whose class or id speaks of an author."""
        return self._with_words(_CLASS_OR_ID, AUTHOR_WORDS, elements)

    def date_like(self, elements: range) -> list[int]:
        """Those of the elements whose class or id speaks of a date."""
        return self._with_words(_CLASS_OR_ID, DATE_WORDS, elements)

    def author_links(self, elements: range) -> list[int]:
        """Those of the elements that link to a page about a person."""
        found = self._with_words(_HREF, AUTHOR_PATHS, elements)
        return [e for e in found if self.page.tag[e] == "a"]

    def _with_words(self, names: tuple[str, ...], words: Iterable[str], elements: range) -> list[int]:
        elements_by_value: defaultdict[str, list[int]] = defaultdict(list)
        nodes = self.page.nodes[elements.start : elements.stop]
        for name in names:
            for e, node in zip(elements, nodes, strict=True):
                if value := node.attr(name):
                    elements_by_value[value].append(e)
        return _Values(elements_by_value).elements_with(words)


class _Values:
    """All different values of an attribute in one lower-case string: words are few, values many."""

    def __init__(self, elements_by_value: dict[str, list[int]]) -> None:
        self.elements = list(elements_by_value.values())
        self.joined = "\0".join(elements_by_value).lower()
        self.starts: list[int] = []

    def elements_with(self, words: Iterable[str]) -> list[int]:
        """Elements in document order whose value contains one of the words."""
        found: set[int] = set()
        for word in words:
            position = self.joined.find(word)
            while position >= 0:
                number = self._number_at(position)
                found.update(self.elements[number])
                position = self.joined.find(word, self.starts[number + 1])
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
