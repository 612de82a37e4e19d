"""Whole sentences that ask the reader for something, by family and language: `words/prompts.tsv`.

Training plants them in real pages, so that a scorer learns the kind and not one site's wording.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

PROMPT_FAMILIES: tuple[str, ...] = (
    "comment",
    "share",
    "newsletter",
    "membership",
    "donate",
    "advertising",
    "related",
    "read_also",
    "follow",
)


def prompts(family: str, language: str) -> tuple[str, ...]:
    """Give the sentences of a family in a language (ISO 639-1, "zh" simplified, "zh-Hant" traditional).

    Empty where the table has none. `read_also` sentences hold "{title}" for a title of another page.
    """
    return _table().get((family, language), ())


def prompt_languages() -> tuple[str, ...]:
    """Give the languages that have prompts, sorted."""
    return tuple(sorted({language for _, language in _table()}))


@cache
def _table() -> dict[tuple[str, str], tuple[str, ...]]:
    text = files("pipeline.cues").joinpath("words", "prompts.tsv").read_text(encoding="utf-8")
    table: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            family, language, sentences = line.split("\t")
            table[family, language] = tuple(sentence.strip() for sentence in sentences.split("|"))
    return table
