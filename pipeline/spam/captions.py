"""Doubled captions of unrelated images: `caption_pairs`.

Wrong for verse whose lines come twice, and for lists that print each entry as picture text and as title; such
lines share words with the page, or the page has no running text to be far from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Reason
from pipeline.spam.evidence import Finding
from pipeline.spam.facts import CASED, MAX_COPY_CHARS, PRE, PROSE, REPEATED, TITLE
from pipeline.spam.line_facts import capital_share
from pipeline.spam.shapes import has_site_suffix, is_cut_off, is_title_like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.spam.view import View

BY = "spam.captions/1"
FAR, NEAR = 0.45, 0.75  # closeness to the article
MIN_CAPITALS = 0.6  # of the longer words of a caption that comes only once
MAX_SINGLES = 3  # captions in a row that come only once
MIN_CUT = 0.45  # a cut-off copy keeps this share of the line


def find_caption_pairs(view: View) -> Iterator[Finding]:
    """Find runs of lines that come twice in a row."""
    run: list[int] = []
    done = 0
    for i in view.choose(REPEATED, PROSE | PRE):
        copies = _copies(view, i) if i >= done else 1
        if copies < 2:
            continue
        if run and not (i - run[-1] <= MAX_SINGLES + 1 and all(_is_single(view, k) for k in range(run[-1] + 1, i))):
            yield _weigh(view, run)
            run = []
        run.extend(range(run[-1] + 1 if run else i, i + copies))
        done = i + copies
    if run:
        yield _weigh(view, run)


def _is_single(view: View, i: int) -> bool:
    """Tell whether a line may be a caption that comes only once."""
    text, fact = view.text[i], view.facts[i]
    if fact & PROSE or not fact & TITLE or view.topic.closeness(text) >= FAR:
        return False
    return capital_share(text) >= MIN_CAPITALS or not fact & CASED


def _reach_out(view: View, run: list[int]) -> list[int]:
    """Add single captions right before and after pairs."""
    first, last = run[0], run[-1]
    for i in range(first - 1, max(-1, first - 1 - MAX_SINGLES), -1):
        if not _is_single(view, i) or view.kind[i] != view.kind[run[0]]:
            break
        first = i
    for i in range(last + 1, min(len(view), last + 1 + MAX_SINGLES)):
        heads = view.kind[i] != view.kind[run[0]] or (i + 1 < len(view) and view.prose[i + 1])
        if heads or not _is_single(view, i) or view.announces(i):
            break
        last = i
    return list(range(first, last + 1))


def _copies(view: View, i: int) -> int:
    """Count the lines from i on that say the same."""
    text, k = view.text[i], i + 1
    while k < len(view) and _same(text, view.text[k]):
        k += 1
    return k - i


def _same(a: str, b: str) -> bool:
    if a == b:
        return True
    if len(a) < len(b):
        a, b = b, a
    short = b.rstrip(" .…")
    return len(short) >= max(MIN_CUT * len(a), 20) and a.startswith(short) and len(a) <= MAX_COPY_CHARS


def _weigh(view: View, run: list[int]) -> Finding:
    pairs = sum(_same(view.text[i], view.text[i - 1]) for i in run[1:])
    texts = list(dict.fromkeys(view.text[i] for i in run))
    titles = sum(is_title_like(t) and (capital_share(t) >= 0.5 or not t.isascii()) for t in texts)
    closeness = sum(view.topic.closeness(t) for t in texts) / len(texts)
    copies = len(run) / len(texts)
    button = len(texts) == 1 and len(run) > 2  # "Watch the video" under each of some pictures that are gone
    evidence = {
        "pairs": 1.0 if button else float(min(pairs, 3)),
        "title_like": titles / len(texts),
        "far": max(0.0, min(1.0, (NEAR - closeness) / (NEAR - FAR))),
        "near_topic": float(closeness > NEAR),
        "cut_off": float(any(is_cut_off(t) for t in texts)),
        "site_suffix": float(any(has_site_suffix(t) for t in texts)),
        "refrain": float(button or any(view.line_counts[t] > copies + 1 for t in texts)),
        "verse": view.verse_beside(run),
    }
    return Finding(
        _reach_out(view, run), Reason.CAPTION_PAIRS, BY, {name: amount for name, amount in evidence.items() if amount}
    )
