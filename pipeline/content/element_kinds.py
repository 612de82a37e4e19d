"""Kernel: the distinct kinds of a page's containers: elements with the same tag and words are of one kind.

Reading attributes costs more than anything done with them, so as few are read as will do, and what was found in them
is remembered from page to page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.markup_words import element_words, is_hidden, telling_attrs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.blocks import Page
    from pipeline.tree.attributes import Attrs

    Key = tuple[str, str | Attrs]  # tag, and its class where it has no other attribute
    Words = tuple[int, ...]

MAX_KNOWN = 1 << 14
_known: dict[Key, tuple[Words, bool]] = {}
"""Words of an element, and whether it is hidden: a function of the key alone, so that pages may share it."""


def name_kinds(page: Page, elements: list[int], kind_of: NDArray[np.int32], hides: NDArray[np.uint8]) -> list[Words]:
    """Give the words of each kind, in the order in which they first occur.

    Args:
        page: with E elements.
        elements: N of them, in document order.
        kind_of: (N,) to fill with each one's kind.
        hides: (E,) zeros; becomes 1 for the given elements that say they are not shown.
    """
    tags, nodes, classes, ids = page.tag, page.nodes, page.classes, page.ids
    number: dict[Words, int] = {}
    met: dict[Key, tuple[int, bool]] = {}
    for i in range(len(elements)):
        e = elements[i]
        node, css, ident = nodes[e], classes[e], ids[e]
        given = len(node.attrs)
        key: Key
        if given == 0:
            key = (tags[e], "")
        elif given == 1 and css is not None:
            key = (tags[e], css)
        else:
            key = (tags[e], telling_attrs(node, css, ident))
        found = met.get(key)
        if found is None:
            words, hidden = _read(key)
            found = met[key] = (number.setdefault(words, len(number)), hidden)
        kind_of[i], is_hiding = found
        if is_hiding:
            hides[e] = 1
    return list(number)


def _read(key: Key) -> tuple[Words, bool]:
    known = _known.get(key)
    if known is None:
        tag, given = key
        attrs = (("class", given),) if isinstance(given, str) else given
        if len(_known) >= MAX_KNOWN:
            _known.clear()
        known = _known[key] = (element_words(tag, attrs), is_hidden(attrs))
    return known
