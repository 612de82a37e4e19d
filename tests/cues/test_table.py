"""The table of cue words: every row can be read and found again."""

from __future__ import annotations

from collections import defaultdict

import pytest

from pipeline.cues import FAMILIES, KINDS, find_cues
from pipeline.cues.find import WHOLE_CHARS
from pipeline.cues.fold import words_of
from pipeline.cues.table import Row, read_rows

ROWS = [row for row in read_rows() if "Facebook" not in row.phrase]
MAIN_FAMILIES = [
    "related", "read_also", "comment", "share", "subscribe", "newsletter", "membership", "donate", "advertising", "toc",
    "tags", "prev_next", "follow", "consent", "login", "picture_credit", "published", "byline", "read_more",
    "copyright", "popular", "navigation", "tools", "reading_time", "rating", "translation", "about_author",
]  # fmt: skip


def test_all_families_are_listed() -> None:
    """No family goes untested."""
    assert sorted(MAIN_FAMILIES) == sorted(FAMILIES)


@pytest.mark.parametrize("family", MAIN_FAMILIES)
def test_languages_of_family(family: str) -> None:
    """Each family speaks at least 28 languages, six scripts among them."""
    languages = {row.language for row in ROWS if row.family == family}
    assert len(languages) >= 28
    assert {"en", "ru", "ar", "hi", "zh", "ja", "ko", "el", "he", "th"} <= languages


@pytest.mark.parametrize("family", MAIN_FAMILIES)
def test_every_phrase_is_found_as_whole_block(family: str) -> None:
    """Each phrase, standing alone, gives a cue of its family."""
    lost = [row for row in ROWS if row.family == family and not _is_found(row)]
    assert lost == []


def test_rows_are_clean() -> None:
    """Kinds are known, phrases have words, and none stands twice in one row's language and family."""
    seen: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in ROWS:
        assert row.kind in KINDS
        assert words_of(row.phrase), row
        seen[row.family, row.language, row.kind].append(row.phrase)
    twice = {key: sorted({p for p in phrases if phrases.count(p) > 1}) for key, phrases in seen.items()}
    assert {key: phrases for key, phrases in twice.items() if phrases} == {}


def test_inline_phrases_are_telling() -> None:
    """A phrase that may stand anywhere has two words at least, or six letters without blanks."""
    short = [row for row in ROWS if row.kind == "inline" and len(row.phrase) < 5 and " " not in row.phrase]
    assert [row for row in short if row.phrase.isascii()] == []


def _is_found(row: Row) -> bool:
    text = row.phrase.replace("#", "12")
    assert len(text) <= WHOLE_CHARS
    return row.family in {cue.family for cue in find_cues(text)}
