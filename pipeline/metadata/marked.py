"""Elements whose tag or attributes say that they hold metadata, found in one pass over all attributes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.blocks import Page

AUTHOR_WORDS = (
    "author", "byline", "by-line", "by_line", "writer", "contributor", "posted-by", "postedby", "written-by", "writtenby",
    "creator", "autor", "auteur", "verfasser", "redacteur", "postprofile", "postprofile", "username", "user-name", "user_name", "poster", "journalist",
)  # fmt: skip
DATE_WORDS = (
    "date", "publish", "posted", "timestamp", "time-stamp", "datum", "fecha", "created", "byline", "entry-meta", "post-meta",
    "article-meta", "post-time", "post-info", "meta-info", "article-info",
)  # fmt: skip
AUTHOR_PATHS = ("/author/", "/authors/", "/writer/", "/writers/", "/contributor/", "/contributors/", "/by/", "?author=", "/autor/",
    "/auteur/", "/team/", "/people/", "/staff/", "/profile/", "/members/", "/u/", "/user/", "/users/")  # fmt: skip


@dataclass(slots=True)
class Marked:
    """Element indices in document order, by what marks them."""

    headings: list[int] = field(default_factory=list)  # h1
    times: list[int] = field(default_factory=list)  # <time>
    props: dict[str, list[int]] = field(default_factory=dict)  # by itemprop, lower case
    rels: dict[str, list[int]] = field(default_factory=dict)  # by rel, lower case
    author_like: list[int] = field(default_factory=list)  # class or id speaks of an author
    author_links: list[int] = field(default_factory=list)  # links to a page about a person who writes here
    date_like: list[int] = field(default_factory=list)  # class or id speaks of a date


def find_marked(page: Page) -> Marked:
    """Scan a page. Class and id values are searched together as one string: words are few, values many."""
    marked = Marked()
    elements_by_value: dict[str, list[int]] = {}
    links: list[tuple[int, str]] = []
    tags = page.tag
    for e, attrs in enumerate(page.attrs):
        for name, value in attrs:
            if not value:
                continue
            if name == "class" or name == "id":  # noqa: PLR1714 - twice as fast as a membership test, on every attribute
                if value in elements_by_value:
                    elements_by_value[value].append(e)
                else:
                    elements_by_value[value] = [e]
            elif name == "href":
                if tags[e] == "a":
                    links.append((e, value))
            elif name == "itemprop":
                _index(marked.props, value, e)
            elif name == "rel":
                _index(marked.rels, value, e)
    marked.headings = [e for e, tag in enumerate(page.tag) if tag == "h1"]
    marked.times = [e for e, tag in enumerate(page.tag) if tag == "time"]
    marked.author_links = _elements_linking(links)
    values = _Values(elements_by_value)
    marked.author_like = values.elements_with(AUTHOR_WORDS)
    marked.date_like = values.elements_with(DATE_WORDS)
    return marked


class _Values:
    """All different class and id values of a page in one lower-case string."""

    def __init__(self, elements_by_value: dict[str, list[int]]) -> None:
        self.elements = list(elements_by_value.values())
        self.joined = "\0".join(elements_by_value).lower()
        self.starts: list[int] = []

    def elements_with(self, words: Iterable[str]) -> list[int]:
        """Elements in document order whose class or id contains one of the words."""
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


def _elements_linking(links: list[tuple[int, str]]) -> list[int]:
    """Links whose address has a part like /author/."""
    joined = "\0".join(value for _, value in links)
    if not any(part in joined for part in AUTHOR_PATHS):
        return []
    return [e for e, value in links if any(part in value for part in AUTHOR_PATHS)]


def _index(elements: dict[str, list[int]], value: str, e: int) -> None:
    for word in value.lower().split():
        elements.setdefault(word, []).append(e)
