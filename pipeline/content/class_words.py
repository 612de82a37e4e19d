"""Kernel: the words of one class or id name, split at dashes, underscores, digits and camelCase."""

from __future__ import annotations

import re
from zlib import crc32

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")


def words_of_name(kind: str, name: str) -> list[int]:
    """CRC-32 of each distinct word of more than one letter, `kind` before it, in order of the numbers."""
    words = set(_split_ascii(name) if name.isascii() else [word.lower() for word in WORD.findall(name)])
    return sorted([crc32((kind + word).encode("utf-8", "surrogatepass")) for word in words if len(word) > 1])


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
