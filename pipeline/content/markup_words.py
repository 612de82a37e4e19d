"""What markup says in words: class, id and role words, tags.

Words are split at dashes, underscores and camelCase, folded and named by the CRC-32 of their bytes, so that a model
file can hold its vocabulary as plain numbers. Results are remembered by attribute string: a site's pages share them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from pipeline.content.class_words import words_of_name

if TYPE_CHECKING:
    from pipeline.tree.attributes import Attributed, Attrs

MAX_ATTRIBUTE_CHARS = 400
MAX_WORDS = 24  # of one element
NAMED_ATTRIBUTES = frozenset({"class", "id", "role", "itemprop", "itemtype", "rel", "data-testid", "aria-label"})
TELLING_ATTRIBUTES = NAMED_ATTRIBUTES | {"hidden", "aria-hidden", "style"}
HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)


@lru_cache(maxsize=1 << 13)
def words_of(kind: str, value: str) -> tuple[int, ...]:
    """CRC-32 of each word of an attribute value; `kind` keeps roles and properties apart from class words."""
    tokens = value[:MAX_ATTRIBUTE_CHARS].split()
    if len(tokens) == 1:
        return _words_of_token(kind, tokens[0])
    return tuple(sorted({word for token in tokens for word in _words_of_token(kind, token)}))


@lru_cache(maxsize=1 << 15)
def _words_of_token(kind: str, token: str) -> tuple[int, ...]:
    """No word reaches over a blank, and sites of all kinds share their single class names."""
    return tuple(words_of_name(kind, token))


@lru_cache(maxsize=1 << 12)
def tag_word(tag: str) -> int:
    """CRC-32 that stands for a tag."""
    return crc32(b"<" + tag.encode("utf-8", "surrogatepass"))


def telling_attrs(node: Attributed) -> Attrs:
    """Attributes of an element that `element_words` and `is_hidden` look at, in the order written."""
    attrs = node.attrs
    return tuple([(name, node.attr(name) or "") for name in attrs if name in TELLING_ATTRIBUTES]) if attrs else ()


def element_words(tag: str, attrs: Attrs) -> tuple[int, ...]:
    """Words of an element: its tag first, then class, id, role and property words."""
    words = [tag_word(tag)]
    for name, value in attrs:
        if value and name in NAMED_ATTRIBUTES:
            words.extend(words_of("" if name in ("class", "id") else f"{name}=", value))
    return tuple(words[:MAX_WORDS])


def is_hidden(attrs: Attrs) -> bool:
    """Whether an element says that it is not shown."""
    for name, value in attrs:
        if name == "hidden" or (name == "aria-hidden" and value == "true"):
            return True
        if name == "style" and value and "n" in value and HIDDEN_STYLE.search(value[:MAX_ATTRIBUTE_CHARS]):
            return True
    return False
