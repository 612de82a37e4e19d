"""Facts of lines from one pass over their characters."""

from __future__ import annotations

import re

import pytest

from pipeline.spam import facts as f
from pipeline.spam.line_facts import capital_share, read_lines, shape_of

SENTENCE = "The ferry left at nine and nobody on the pier knew when it would be back again."
LINES = {
    SENTENCE: f.PROSE,
    "銅のやかんは毎日使うと色が変わりますが、磨けば元に戻ります。": f.PROSE | f.WIDE,
    "How to Clean a Copper Kettle": f.TITLE | f.SHORT | f.CAPTION,
    "Large Copper Kettle $59.90": f.DATA,
    "kettle copper shine": f.TERM,
    "#kettle": f.TERM | f.HASH,
    "tea, copper, kettle, spout, handle, lid": f.TERMS,
    "anna@example.org": f.VALUE | f.DATA | f.TERM,
    "Built in 1904": f.VALUE | f.TITLE,
    "Facebook:": f.NAME,
    "Name: Anna Berg | Born: 3 May 1990 | Phone: 555 0100 | Mail: anna@example.org": f.RECORD | f.DATA,
    "Qui provident vel atque nihil repellat.": f.LATIN,
    "red_door.jpg": f.CAPTION | f.TERM,
}
FACTS = f.PROSE | f.WIDE | f.TITLE | f.DATA | f.TERM | f.TERMS | f.HASH | f.RECORD | f.LATIN
LONG_WORD = re.compile(r"[^\W\d_][^\W_'’-]{3,}")
WRITINGS = [
    "How To Clean A Copper Kettle in 2nd Gear",
    "2ndHand Örtliche ØRSTED straße 4Ever_Young don’t O'Neill",
    "Война и Мир, Ωμέγα, 銅のやかんの磨き方 ١٢٣ ²Hoch \U0001d400\U0001d401\U0001d402\U0001d403",
    "_ _",
]


@pytest.mark.parametrize(("line", "wanted"), LINES.items())
def test_facts_of_a_line(line: str, wanted: int) -> None:
    """Each kind of line has its facts, and no fact of another kind that would send a detector after it."""
    (found,) = read_lines([line], ["p"])
    assert found & wanted == wanted
    assert not found & FACTS & ~wanted & ~f.TITLE


def test_kinds_of_lines() -> None:
    """A heading is no running text, keywords stand in paragraphs and items only, a line knows its copy below."""
    heading, item, cell, copied, copy = read_lines(
        [SENTENCE, "kettle", "kettle", "A copper kettle", "A copper kettle"], ["h2", "li", "td", "p", "p"]
    )
    assert heading & f.HEADING
    assert not heading & f.PROSE
    assert item & f.TERM
    assert cell & f.CELL
    assert not cell & f.TERM
    assert copied & f.REPEATED
    assert not copy & f.REPEATED


def test_empty_lines_have_no_facts() -> None:
    """Nothing is nothing."""
    assert read_lines(["", ""], ["p", "p"]) == [0, 0]
    assert shape_of("") == 0


@pytest.mark.parametrize("text", WRITINGS)
def test_capitals_in_all_scripts(text: str) -> None:
    """Longer words are those that a pattern for them finds, whatever the script."""
    words = LONG_WORD.findall(text)
    assert capital_share(text) == (sum(word[0].isupper() for word in words) / len(words) if words else 0.0)


def test_a_huge_line_is_read_once() -> None:
    """Ten megabytes in one line have the facts of running text."""
    (found,) = read_lines([SENTENCE * 130_000], ["p"])
    assert found & (f.PROSE | f.TITLE | f.VALUE) == f.PROSE
