"""Where elements stand: what is around them, and what that makes of a block. A kernel: see `setup.py`."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from pipeline.tags import CELL_TAGS, HEADING_TAGS, ITEM_TAGS, LIST_TAGS, PRE_TAGS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    Ints = array[int]

TELLING_TAGS = HEADING_TAGS | ITEM_TAGS | CELL_TAGS | PRE_TAGS | {"figcaption", "caption", "summary", "blockquote"}
CONTAINER_TAGS = LIST_TAGS | frozenset(
    {"table", "section", "article", "aside", "nav", "footer", "header", "main", "form", "figure"}
)
MAX_LEVELS = 3  # an element and the two above it may tell what a block is


class Places:
    """The elements of a page, asked for what is around one of them."""

    def __init__(self, tag: list[str], parent: Ints) -> None:
        self.tag = tag
        self.parent = parent

    def nearest(self, e: int, wanted: AbstractSet[str]) -> int:
        """Find the nearest element with a wanted tag around element e, itself included; -1 when none."""
        while e >= 0 and self.tag[e] not in wanted:
            e = self.parent[e]
        return e

    def count_around(self, e: int, wanted: AbstractSet[str]) -> int:
        """Count the elements with a wanted tag around element e, itself included."""
        count = 0
        while e >= 0:
            if self.tag[e] in wanted:
                count += 1
            e = self.parent[e]
        return count


def kinds_of(tag: list[str], parent: Ints, owner: Ints) -> list[str]:
    """Name what each block is, by the tag of its owner or the nearest telling one within two levels; else "p"."""
    kinds: list[str] = []
    for b in range(len(owner)):
        kinds.append(_kind_of(tag, parent, owner[b]))  # noqa: PERF401 - compiled, a loop is faster
    return kinds


def _kind_of(tag: list[str], parent: Ints, owner: int) -> str:
    e = owner
    for _ in range(MAX_LEVELS):
        if e < 0:
            break
        name = tag[e]
        if name in TELLING_TAGS:
            return "pre" if name in PRE_TAGS else name
        above = parent[e]
        if name == "p" and e == owner:
            return tag[above] if above >= 0 and tag[above] in ITEM_TAGS else "p"
        e = above
    return "p"


def containers_of(tag: list[str], parent: Ints, owner: Ints) -> list[int]:
    """Find the nearest list, table or section around each block; 0 when none."""
    n = len(tag)
    around = array("i", bytes(4 * n))
    for e in range(n):
        if tag[e] in CONTAINER_TAGS:
            around[e] = e
        elif parent[e] >= 0:
            around[e] = around[parent[e]]
    found: list[int] = []
    for b in range(len(owner)):
        found.append(around[owner[b]] if owner[b] >= 0 else 0)  # noqa: PERF401 - compiled, a loop is faster
    return found
