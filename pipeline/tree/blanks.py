"""Blanks of HTML text folded: a run of them is one space, none stand at the ends. A kernel: see `setup.py`."""

from __future__ import annotations


def fold_blanks(text: str) -> str:
    """Give `" ".join(text.split())`, the same object where nothing has to be folded."""
    start, stop = 0, len(text)
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    before = False  # whether the character before was a blank
    for i in range(start, stop):
        c = text[i]
        if c.isspace():
            if before or c != " ":
                return " ".join(text.split())
            before = True
        else:
            before = False
    return text if stop - start == len(text) else text[start:stop]
