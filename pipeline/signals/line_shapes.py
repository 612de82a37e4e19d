"""How the lines of a text begin and end."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.signals.kinds import BLANK, BULLET, CLOSER, KINDS, TERMINAL, learn_kinds

SHORT_LINE_CHARS = 30


class LineShapes(NamedTuple):
    """The lines of a text that are not blank, and how many have a shape."""

    lines: list[str]  # stripped
    ended: list[str]  # those that end in sentence punctuation, closing quotes and brackets aside
    short: int  # of at most `SHORT_LINE_CHARS`
    shorter: int  # of fewer
    bulleted: int
    elided: int  # end in an ellipsis


def read_lines(text: str) -> LineShapes:
    """Cut a text into stripped lines and look at their ends."""
    lines: list[str] = []
    ended: list[str] = []
    short = shorter = bulleted = elided = 0
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin)
        if end < 0:
            end = len(text)
        first, last = begin, end - 1
        begin = end + 1
        while first <= last and _kinds_of(text[first]) & BLANK:
            first += 1
        while first <= last and _kinds_of(text[last]) & BLANK:
            last -= 1
        if first > last:
            continue
        line = text[first : last + 1]
        lines.append(line)
        short += last - first < SHORT_LINE_CHARS
        shorter += last - first + 1 < SHORT_LINE_CHARS
        bulleted += (_kinds_of(text[first]) & BULLET) != 0
        elided += text[last] == "…" or (text[last] == "." and line.endswith("..."))
        while first <= last and _kinds_of(text[last]) & CLOSER:
            last -= 1
        if first <= last and _kinds_of(text[last]) & TERMINAL:
            ended.append(line)
    return LineShapes(lines, ended, short, shorter, bulleted, elided)


def _kinds_of(char: str) -> int:
    kinds = KINDS[ord(char)]
    return kinds or learn_kinds(ord(char))
