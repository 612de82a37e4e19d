"""Kernel: words of class and id names: split at dashes, underscores, digits and camelCase, and named by their CRC-32.

What was found in a name is remembered from page to page: sites of all kinds share their class names.
"""

from __future__ import annotations

import re
from zlib import crc32

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
MAX_ATTRIBUTE_CHARS = 400
MAX_KNOWN = 1 << 15
_known: dict[str, tuple[int, ...]] = {}


def words_of(kind: str, value: str) -> tuple[int, ...]:
    """CRC-32 of each word of an attribute value; `kind` keeps roles and properties apart from class words."""
    names = value[:MAX_ATTRIBUTE_CHARS].split()
    if len(names) == 1:
        return words_of_name(kind, names[0])
    found: set[int] = set()
    for name in names:
        found.update(words_of_name(kind, name))
    return tuple(sorted(found))


def words_of_name(kind: str, name: str) -> tuple[int, ...]:
    """CRC-32 of each distinct word of more than one letter, `kind` before it, in order of the numbers."""
    key = f"{kind} {name}" if kind else name  # no name holds a blank
    known = _known.get(key)
    if known is None:
        words = set(_split_ascii(name) if name.isascii() else [word.lower() for word in WORD.findall(name)])
        numbers = [crc32((kind + word).encode("utf-8", "surrogatepass")) for word in words if len(word) > 1]
        if len(_known) >= MAX_KNOWN:
            _known.clear()
        known = _known[key] = tuple(sorted(numbers))
    return known


def _split_ascii(name: str) -> list[str]:
    """What `WORD` finds in an ASCII name, in lower case: "HTMLParser-2" has "html" and "parser"."""
    words = []
    folded = name.lower()
    size = len(name)
    at = 0
    while at < size:
        start = at
        while at < size and "A" <= name[at] <= "Z":
            at += 1
        upper = at - start
        while at < size and "a" <= name[at] <= "z":
            at += 1
        if at == start:
            at += 1
        elif upper > 1 and at - start > upper:  # capitals, then a word that begins with the last of them
            words.append(folded[start : start + upper - 1])
            words.append(folded[start + upper - 1 : at])
        else:
            words.append(folded[start:at])
    return words
