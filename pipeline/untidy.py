"""A kernel: one look at every character of a text, for whatever `normalize` may have to do about it."""

from __future__ import annotations

from pipeline.untidy_kinds import BREAK, CODE_UNTIDY, KINDS, MOJIBAKE_TAIL, PAIRS, TRIPLES, learn_kinds

COMPILED = not __file__.endswith(".py")
"""Whether this is machine code; else byte tables and patterns are several times as fast."""


def survey(text: str) -> int:
    """Give the kinds of all characters, and the pairs and triples among them that `is_normal` asks for."""
    table = KINDS
    seen = pairs = triples = 0
    before = previous = 0
    for char in text:
        kind = table[ord(char)]
        if not kind:
            kind = learn_kinds(ord(char))
        seen |= kind
        pairs |= previous << 1 & kind
        triples |= before & previous & kind
        before, previous = previous, kind
    return seen | (pairs & (BREAK | MOJIBAKE_TAIL)) << PAIRS | (triples & BREAK) << TRIPLES


def any_untidy_code(texts: list[str]) -> bool:
    """Tell whether any of the texts holds a character that is not in code; made for neighbours that are often equal."""
    table = KINDS
    seen = 0
    last = ""
    for text in texts:
        if text == last:
            continue
        last = text
        for char in text:
            kind = table[ord(char)]
            if not kind:
                kind = learn_kinds(ord(char))
            seen |= kind
        if seen & CODE_UNTIDY:
            return True
    return False
