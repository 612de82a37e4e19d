"""One-line biographies as programs write them: a few nouns of a closed list, with a topic or a boast before each.

Wrong for real people who describe themselves in just these words; an article about the person speaks for them.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.spam.topic import words_of
from pipeline.spam.value_words import BIO_BOASTS, BIO_FANS, BIO_NOUNS, BIO_TOPICS

MAX_CHARS = 160
MAX_PARTS, MAX_PART_WORDS = 6, 6
HEADS = BIO_FANS | BIO_NOUNS
CUT = re.compile(r"\s*[.,;|•·&!/]+\s*|\s+(?:and|und|et|y|e)\s+")


def is_one_liner(value: str) -> bool:
    """Recognise "nail devotee, student 🤝" and "Coffee trailblazer. Proud student. Award-winning travel fan."."""
    return boasts(value) > 0


def boasts(value: str) -> int:
    """Count the parts that only a generator or a wit writes; 0 where some part is of another kind."""
    if not 6 <= len(value) <= MAX_CHARS or ":" in value or HEADS.isdisjoint(words_of(value)):
        return 0
    parts = [part.split() for part in CUT.split(value.rstrip("".join(_symbols(value))).casefold()) if part]
    if not 1 <= len(parts) <= MAX_PARTS or any(len(part) > MAX_PART_WORDS for part in parts):
        return 0
    lowered = value[0].islower()
    kinds = [_kind(part, lowered=lowered) for part in parts]
    if len(parts) == 1:
        return int(kinds[0] == 2 and lowered)
    strong = kinds.count(2)
    if lowered and all(kinds):
        return len(parts) if strong or len(parts) > 2 or not value[-1].isalpha() else 1
    return strong if strong and strong + kinds.count(1) >= 0.75 * len(parts) else 0


def _kind(part: list[str], *, lowered: bool) -> int:
    """2: a topic or boast before a noun of the list; 1: the noun, alone or behind another word; 0: anything else."""
    last, before = part[-1], part[:-1]
    if last not in BIO_FANS and last not in BIO_NOUNS:
        return 0
    if before and last in BIO_FANS and (lowered or before[-1] in BIO_TOPICS):
        return 2
    if not BIO_BOASTS.isdisjoint(before):
        return 2
    return int(len(part) <= 2)


def _symbols(value: str) -> set[str]:
    return {c for c in value[-8:] if not c.isalnum() and unicodedata.category(c) in ("So", "Sk", "Mn", "Cf", "Zs")}
