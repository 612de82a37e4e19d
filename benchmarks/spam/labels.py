"""What farms print before the values: labels and headings in many languages, as codes, as emoji, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

FIELDS = ("name", "username", "email", "birthdate", "address", "phone", "company", "job", "bio")
SOCIAL_FIELDS = ("url", "username", "bio", "followers", "following")


@dataclass(frozen=True, slots=True)
class LabelSet:
    """One language's words; empty strings where values stand alone."""

    language: str
    profile: dict[str, str]
    social: dict[str, str]
    heading: str
    social_heading: str


def choose_labels(rng: random.Random, *, sealed: bool) -> LabelSet:
    """Take a label set at random; English as often as farms do."""
    sets = _label_sets("sealed" if sealed else "open")
    weights = [5 if labels.language == "en" else 1 for labels in sets]
    return rng.choices(sets, weights)[0]


@cache
def _label_sets(half: str) -> tuple[LabelSet, ...]:
    sets = []
    for line in Path(__file__).with_name("labels.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == half:
            profile = dict(zip(FIELDS, cells[2:11], strict=True))
            social = dict(zip(SOCIAL_FIELDS, cells[13:18], strict=True))
            sets.append(LabelSet(cells[1], profile, social, cells[11], cells[12]))
    return tuple(sets)
