"""Headings of records: which short lines over an invented profile belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.spam.topic import terms_of

if TYPE_CHECKING:
    from pipeline.spam.view import View

MAX_HEADER_WORDS = 6
BARE_HEADER_WORDS = 4  # without a colon or a cue word
FOREIGN_HEADER = 0.3  # closeness to the article under which a heading is not one of its own
MIN_CELLS = 3  # bars between the cells of a table whose first row names its columns
AUTHOR_HEADING_CHARS = 40
CLOSING_HEADINGS = frozenset(
    {"conclusion", "conclusions", "fazit", "summary", "final thoughts", "overview", "introduction"}
)


def with_heading(view: View, first: int, last: int) -> list[int]:
    """Add the record's heading to its lines: the short line right before that announces it."""
    while first > 0 and not any(map(str.isalnum, view.text[first - 1])):  # rules of a table
        first -= 1
    if (
        first > 0
        and (cells := view.text[first].count(" | ")) >= MIN_CELLS
        and view.text[first - 1].count(" | ") == cells
    ):
        first -= 1
    if first > 0 and _is_header(view, first - 1, last):
        first -= 1
        if first > 0 and _is_header(view, first - 1, last, sure=True):
            first -= 1
    return list(range(first, last))


def _is_header(view: View, i: int, last: int, *, sure: bool = False) -> bool:
    """Tell whether a short line announces the record under it rather than the article's next part.

    Over a heading that was found already only what is `sure` to be one counts: a cue, or two colons in a row.
    """
    text = view.text[i]
    if text.count(" ") >= MAX_HEADER_WORDS or len(text) > 60 or view.prose[i]:
        return False
    cues = view.cues(i)
    if "about_author" in cues or "follow" in cues or ("byline" in cues and text.count(" ") < BARE_HEADER_WORDS):
        return True
    if text.rstrip("* ").endswith((":", "：")):
        return not sure or view.text[i + 1].rstrip("* ").endswith((":", "："))
    if sure:
        return False
    plain = view.kind[i] == "p" or view.is_heading(i)
    if not plain or text[-1:] in ".!?。" or text.count(" ") >= BARE_HEADER_WORDS or ": " in text:
        return False
    foreign = view.topic.closeness(text) < FOREIGN_HEADER
    if view.prose_before[last] == view.prose_before[-1]:
        return i > 0 and (view.prose[i - 1] or foreign)
    return foreign and not _heads_text_at(view, i, last)


def _heads_text_at(view: View, i: int, last: int) -> bool:
    """Tell whether a short line is the heading of the running text behind a record that was put between them."""
    below = " ".join(view.text[k] for k in range(last, min(last + 4, len(view))) if view.prose[k])
    terms = {term for term in terms_of(view.text[i]) if len(term) >= 4}
    return view.text[i].casefold() in CLOSING_HEADINGS or not terms.isdisjoint(terms_of(below))


def is_introduced(view: View, first: int) -> bool:
    """Tell whether one of the two lines before a record is a heading that speaks of an author."""
    above = (i for i in range(max(0, first - 2), first + 1) if len(view.text[i]) <= AUTHOR_HEADING_CHARS)
    cues = (view.cues(i).get(family) for i in above for family in ("about_author", "byline"))
    return any(cue is not None and cue.kind == "whole" for cue in cues)
