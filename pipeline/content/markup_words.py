"""Kernel: what an element says in words: its tag, class and id words, roles; and whether it is shown.

Words are named by the CRC-32 of their bytes, so that a model file can hold its vocabulary as plain numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

from pipeline.content.class_words import MAX_ATTRIBUTE_CHARS, words_of

if TYPE_CHECKING:
    from pipeline.tree.attributes import Attributed, Attrs

MAX_WORDS = 24  # of one element
NAMED_ATTRIBUTES = frozenset({"class", "id", "role", "itemprop", "itemtype", "rel", "data-testid", "aria-label"})
TELLING_ATTRIBUTES = NAMED_ATTRIBUTES | {"hidden", "aria-hidden", "style"}
HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)


def telling_attrs(node: Attributed, css: str | None, ident: str | None) -> Attrs:
    """Attributes of an element that `element_words` and `is_hidden` look at, in the order written.

    Args:
        node: the element.
        css: its class, which is known already.
        ident: its id.
    """
    found = []
    for name in node.attrs:
        if name == "class":
            found.append((name, css or ""))
        elif name == "id":
            found.append((name, ident or ""))
        elif name in TELLING_ATTRIBUTES:
            found.append((name, node.attr(name) or ""))
    return tuple(found)


def element_words(tag: str, attrs: Attrs) -> tuple[int, ...]:
    """Words of an element: its tag first, then class, id, role and property words."""
    words = [crc32(b"<" + tag.encode("utf-8", "surrogatepass"))]
    for name, value in attrs:
        if value and name in NAMED_ATTRIBUTES:
            words.extend(words_of("" if name in ("class", "id") else name + "=", value))
    return tuple(words[:MAX_WORDS])


def is_hidden(attrs: Attrs) -> bool:
    """Whether an element says that it is not shown."""
    for name, value in attrs:
        if name == "hidden" or (name == "aria-hidden" and value == "true"):
            return True
        if name == "style" and value and "n" in value and HIDDEN_STYLE.search(value[:MAX_ATTRIBUTE_CHARS]):
            return True
    return False
