"""Elements whose tag or attributes say that they hold metadata, found in one pass over all attributes."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.blocks import Page

AUTHOR_WORDS = (
    "author", "byline", "by-line", "by_line", "writer", "contributor", "posted-by", "postedby", "written-by", "writtenby",
    "creator", "autor", "auteur", "verfasser", "redacteur", "postprofile", "username", "user-name", "user_name", "poster",
    "journalist",
)  # fmt: skip
"""Parts of class and id values of elements that hold a name."""

DATE_WORDS = (
    "date", "publish", "posted", "timestamp", "time-stamp", "datum", "fecha", "created", "byline", "entry-meta",
    "post-meta", "article-meta", "post-time", "post-info", "meta-info", "article-info",
)  # fmt: skip
"""Parts of class and id values of elements that hold a day."""

AUTHOR_PATHS = (
    "/author/", "/authors/", "/writer/", "/writers/", "/contributor/", "/contributors/", "/by/", "?author=", "/autor/",
    "/auteur/", "/team/", "/people/", "/staff/", "/profile/", "/members/", "/u/", "/user/", "/users/",
)  # fmt: skip
"""Parts of addresses of pages about a person."""


@dataclass(slots=True)
class Marked:
    """Element indices in document order, by what marks them."""

    headings: list[int]  # h1
    times: list[int]  # <time>
    props: dict[str, list[int]]  # by itemprop, lower case
    rels: dict[str, list[int]]  # by rel, lower case
    author_like: list[int]  # class or id speaks of an author
    date_like: list[int]  # class or id speaks of a date
    author_links: list[int]  # links to a page about a person


def find_marked(page: Page) -> Marked:
    """Scan a page. Values are searched together as one string: words are few, values many."""
    classes: defaultdict[str, list[int]] = defaultdict(list)
    addresses: defaultdict[str, list[int]] = defaultdict(list)
    props: defaultdict[str, list[int]] = defaultdict(list)
    rels: defaultdict[str, list[int]] = defaultdict(list)
    by_name = {"class": classes, "id": classes, "href": addresses, "itemprop": props, "rel": rels}
    for e, attrs in enumerate(page.attrs):
        for name, value in attrs:
            if value and name in by_name:
                by_name[name][value].append(e)
    words, links = _Values(classes), _Values(addresses)
    return Marked(
        headings=_places(page.tag, "h1"),
        times=_places(page.tag, "time"),
        props=_by_word(props),
        rels=_by_word(rels),
        author_like=words.elements_with(AUTHOR_WORDS),
        date_like=words.elements_with(DATE_WORDS),
        author_links=[e for e in links.elements_with(AUTHOR_PATHS) if page.tag[e] == "a"],
    )


class _Values:
    """All different values of an attribute in one lower-case string, with the elements that carry them."""

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


def _by_word(elements_by_value: dict[str, list[int]]) -> dict[str, list[int]]:
    """Index elements by each word of their value, lower case."""
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for value, elements in elements_by_value.items():
        for word in value.lower().split():
            by_word[word] += elements
    return {word: sorted(elements) for word, elements in by_word.items()}


def _places(tags: list[str], tag: str) -> list[int]:
    """Places of a tag, at the speed of `list.index`."""
    places, start = [], 0
    for _ in range(tags.count(tag)):
        start = tags.index(tag, start) + 1
        places.append(start - 1)
    return places
