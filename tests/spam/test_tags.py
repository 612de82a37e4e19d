"""Keywords as text."""

from __future__ import annotations

from pipeline.spam.tags import find_tag_clouds
from tests.spam.harbour import see


def test_cue_lines_hashtags_and_stuffed_lines_are_found() -> None:
    """Three shapes of the same thing."""
    rows = [
        "Tags: harbour, ferry, pier",
        "#harbour #ferry #pier #wells",
        ", ".join(f"red kettle {w}" for w in "abcdef"),
    ]
    assert [finding.lines for finding in find_tag_clouds(see(*rows))] == [[4], [5], [6]]


def test_a_run_of_keywords_is_found() -> None:
    """A keyword a line, most with the same word."""
    rows = ["kettle red", "kettle blue", "kettle price", "old kettle", "kettle shop", "kettle lid"]
    (finding,) = find_tag_clouds(see(*rows))
    assert finding.lines == [4, 5, 6, 7, 8, 9]


def test_hostile_hashtags_take_no_time() -> None:
    """A line of marks that nearly fits is given up at once."""
    assert list(find_tag_clouds(see("#ab,," * 100 + "x"))) == []


def test_separators_without_a_keyword_are_no_cloud() -> None:
    """A rule of bars or bullets between others holds no term to weigh."""
    assert list(find_tag_clouds(see("| | | | | | | |", "• • • • • •", ", , , , , ,"))) == []
