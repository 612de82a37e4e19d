"""Readers' comments under an article: `comments`.

Wrong on forums, where the posts are the content: there is little running text above the first of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.records import Reason
from pipeline.spam import values as v
from pipeline.spam.evidence import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.spam.view import View

BY = "spam.discussion/1"
HEAD_CHARS = 80
MAX_LINES = 4000
MAX_POST_LINES = 12
MIN_ARTICLE = 0.4  # of the running text must stand above the comments
MIN_ARTICLE_CHARS = 400
FORUM = re.compile(r"forum|thread|topic|message|vbulletin|phpbb", re.IGNORECASE)
AUTHOR_CHARS = 80


def find_comments(view: View) -> Iterator[Finding]:
    """Find a comment section: a heading that says so, then posts with names, dates or "Reply", up to the page's end."""
    for i, cues in view.openers.items():
        text, cue = view.text[i], cues.get("comment")
        if cue is None or cue.kind == "prefix" or len(text) > HEAD_CHARS or not text[0].isalnum():
            continue
        before, total = view.prose_before[i], view.prose_before[-1]
        if before < max(MIN_ARTICLE * total, MIN_ARTICLE_CHARS):
            continue
        lines = list(range(i, _section_end(view, i)))
        evidence = _weigh(view, lines)
        if evidence.keys() & {"replies", "classes"} or evidence.keys() >= {"dated", "number"}:
            yield Finding(lines, Reason.COMMENTS, BY, evidence)
        return


def _section_end(view: View, head: int) -> int:
    """Give the line behind the last post: posts carry a date or "Reply" every few lines."""
    last, is_date, last_class = head, False, 0
    for i in range(head + 1, min(len(view), head + MAX_LINES)):
        if "comment" in view.lines.classes[i].casefold():
            last_class = i
        if i - last > MAX_POST_LINES or (last_class and i - last_class > MAX_POST_LINES):
            break
        if len(view.text[i]) <= AUTHOR_CHARS:
            dated = _is_dated(view, i)
            if dated or "comment" in view.cues(i):
                last, is_date = i, dated
    if last == head:
        return head + 1
    if is_date:  # the post's text follows its date
        last = min(last + 1, len(view) - 1)
    return len(view) if len(view) - last <= 4 else last + 1


def _is_dated(view: View, i: int) -> bool:
    text = view.text[i]
    if not any(c.isdecimal() for c in text):
        return False
    return v.is_date(text) or "published" in view.cues(i) or (v.YEAR.search(text) is not None and text.count(" ") <= 8)


def _weigh(view: View, lines: list[int]) -> dict[str, float]:
    dated = replies = 0
    for i in lines[1:]:
        text = view.text[i]
        if len(text) > AUTHOR_CHARS:
            continue
        replies += "comment" in view.cues(i)
        dated += _is_dated(view, i)
    in_class = sum("comment" in view.lines.classes[i].casefold() for i in lines)
    evidence = {
        "cue": 1.0,
        "dated": float(min(dated, 3)),
        "replies": float(min(replies, 3)),
        "classes": float(in_class > 0.3 * len(lines)),
        "forum": float(sum(FORUM.search(view.lines.classes[i]) is not None for i in lines) > 0.2 * len(lines)),
        "number": float(any(c.isdecimal() for c in view.text[lines[0]])),
    }
    return {name: amount for name, amount in evidence.items() if amount}
