"""Tables of contents without contents: `orphan_toc`.

Wrong for an article about tables of contents, and for a list of parts that the page does not repeat as headings:
a list that says something of its own stays, with its heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Reason
from pipeline.spam.evidence import Finding
from pipeline.spam.facts import PRE, PROSE
from pipeline.spam.shapes import bare
from pipeline.spam.topic import UNSPACED, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.spam.view import View

BY = "spam.contents/1"
MIN_ENTRIES = 3
MIN_KEY = 4  # characters of an entry less its numbering
AMBIGUOUS = frozenset((
    "contents", "content", "inhalt", "sommaire", "resumen", "contenido", "contenidos", "índice", "indice", "index",
    "sumário", "содержание", "зміст", "inhoud", "innehåll", "indhold", "innhold", "obsah", "sisältö", "tartalom",
    "conținut", "cuprins", "内容", "内容提要", "overview", "in this article", "summary", "sumario", "المحتويات",
    "περιεχόμενα", "içindekiler", "isi",
))  # fmt: skip
"""Headings that may stand over a description, a box or a summary as well."""

MAX_ENTRIES = 200
HEAD_CHARS = 60
MAX_CHARS = 160


def find_orphan_contents(view: View) -> Iterator[Finding]:
    """Find headings of tables of contents, with the entries that only repeat headings of the page."""
    later = _later_lines(view)
    done = -1
    for i in sorted(later.keys() | view.openers.keys()):
        if i <= done:
            continue
        cue = view.openers.get(i, {}).get("toc") if len(view.text[i]) <= HEAD_CHARS else None
        is_cue = cue is not None and cue.kind == "whole" and view.text[i][0].isalnum()
        entries = _entries(view, i + 1 if is_cue else i, later) if is_cue or i in later else []
        if is_cue or len(entries) >= MIN_ENTRIES:
            lines = ([i] if is_cue else []) + entries
            yield Finding(lines, Reason.ORPHAN_TOC, BY, _weigh(view, i, entries, later, is_cue=is_cue))
            done = lines[-1]


def _later_lines(view: View) -> dict[int, int]:
    """Map a short line to the next line with the same text that has running text under it."""
    heads = {
        i
        for below in view.choose(PROSE)
        for i in (below - 1, below - 2)
        if i >= 0 and not view.facts[i] & (PROSE | PRE) and 0 < len(view.text[i]) <= MAX_CHARS
    }
    seen = {bare(view.text[i]): 0 for i in heads}
    later: dict[int, int] = {}
    for i in range(max(heads, default=-1), -1, -1):
        text = view.text[i]
        if view.prose[i] or not 0 < len(text) <= MAX_CHARS:
            continue
        key = bare(text)
        if key not in seen or not _is_key(key):
            continue
        if seen[key] > i + 1:
            later[i] = seen[key]
        if i in heads:
            seen[key] = i
    return later


def _is_key(key: str) -> bool:
    """Tell whether a folded line says enough to be known again; two letters do in scripts that write words in few."""
    return len(key) >= MIN_KEY or (len(key) > 1 and UNSPACED.match(key) is not None)


def _has_text_under(view: View, i: int) -> bool:
    return any(view.prose[i + 1 : i + 3])


def _entries(view: View, first: int, later: dict[int, int]) -> list[int]:
    """Give the lines from `first` on that come back later as headings, in their order, an odd one out allowed."""
    entries: list[int] = []
    place, missed = -1, 0
    for i in range(first, min(first + MAX_ENTRIES, len(view))):
        target = later.get(i)
        if view.prose[i]:
            break
        if target is not None and target > place:
            entries.extend(range(entries[-1] + 1 if entries else first, i + 1))
            place, missed = target, 0
        else:
            missed += 1
            if missed > 1:
                break
    return entries


def _weigh(view: View, i: int, entries: list[int], later: dict[int, int], *, is_cue: bool) -> dict[str, float]:
    evidence: dict[str, float] = {}
    after = entries[-1] + 1 if entries else i + 1
    if entries:
        evidence["repeats_headings"] = sum(k in later for k in entries) / len(entries)
        evidence["in_order"] = float(len(entries) >= MIN_ENTRIES)
        linked = sum(view.lines.link_share[k] > 0.8 or "toc" in view.lines.classes[k].casefold() for k in entries)
        evidence["linked"] = linked / len(entries)
    if is_cue:
        evidence["toc_cue"] = 1.0
        evidence["unmistakable"] = float(bare(view.text[i]) not in AMBIGUOUS)
        evidence["one_word"] = float(
            not entries and " " not in view.text[i] and len(view.text[i]) < 10 and view.text[i].isascii()
        )
        if not entries and (after >= len(view) or (view.is_heading(after) and _has_text_under(view, after))):
            evidence["nothing_under"] = 1.0
        elif not entries and view.prose[after]:
            evidence["text_under"] = 1.0
            longest = max(words_of(view.text[i]), key=len, default="")
            if len(longest) > 4 and longest in words_of(view.text[after]):
                evidence["about_contents"] = 1.0
    if view.prose_before[-1] - view.prose_before[i] > 0.5 * view.prose_before[-1]:
        evidence["before_text"] = 1.0
    return {name: amount for name, amount in evidence.items() if amount}
