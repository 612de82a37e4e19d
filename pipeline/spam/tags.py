"""Keywords as text: `tag_cloud`.

Wrong for honest key words of a paper ("Keywords: …" is no tag cue) and for ingredients or places in a row.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.records import Reason
from pipeline.spam.evidence import Finding
from pipeline.spam.facts import HASH, MAX_LIST_CHARS, MIN_LIST_CHARS, PRE, PROSE, TERM, TERMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.spam.view import View

BY = "spam.tags/1"
HASHTAGS = re.compile(r"(?:#[^\s#,]{2,40}[\s,]*){3,}$")
CUT = re.compile(r"\s*[,;|·•/、،]\s*")
MIN_CHARS = 4
MIN_TERMS = 6
MIN_RUN = 5  # lines of one keyword each
MAX_LINES = 40
TERM_WORDS, TERM_CHARS = 4, 32
HASHED = 0.9  # of the lines begin with "#"
FAR, NEAR = 0.15, 0.5  # closeness to the article
STUFFED = 0.5  # of the terms share a word


def find_tag_clouds(view: View) -> Iterator[Finding]:
    """Find lines and runs of lines that are nothing but keywords."""
    for i, cues in view.openers.items():
        if "tags" in cues:
            yield from _judge_cue(view, i, cues["tags"].kind, view.text[i][cues["tags"].end :])
    for i in view.choose(TERMS | HASH, PROSE | PRE):
        text = view.text[i]
        if not MIN_LIST_CHARS <= len(text) <= MAX_LIST_CHARS or i in view.openers:
            continue
        if text[0] == "#" and HASHTAGS.match(text):
            yield Finding([i], Reason.TAG_CLOUD, BY, {"hashtags": 1.0})
        elif view.facts[i] & TERMS:
            terms = [term for term in CUT.split(text) if term]
            if _are_terms(terms):
                stuffed = _stuffed(terms)
                bare = {"bare": float(text.islower()), **_topic(view, terms)}
                evidence = {"stuffed": stuffed} if stuffed >= STUFFED else bare
                evidence |= {"terms": 1.0, "many": float(len(terms) >= 8)}
                yield Finding([i], Reason.TAG_CLOUD, BY, evidence)
    yield from _find_term_runs(view)


def _find_term_runs(view: View) -> Iterator[Finding]:
    """Find runs of lines with a keyword or two each: hashtags, or terms in small letters."""
    for run in _runs(view):
        if len(run) >= MIN_RUN:
            terms = [view.text[k] for k in run]
            hashed = sum(term[0] == "#" for term in terms) / len(terms)
            stuffed = _stuffed(terms)
            if hashed > HASHED or len(run) >= MIN_TERMS:
                evidence = {"terms": 1.0, "many": float(len(run) >= 8), "verse": view.verse_beside(run)}
                shared = (
                    {"stuffed": stuffed, "list": 0.5} if stuffed >= STUFFED else {"bare": 1.0, **_topic(view, terms)}
                )
                evidence |= {"hashtags": 0.8} if hashed > HASHED else shared
                yield Finding(run, Reason.TAG_CLOUD, BY, {name: amount for name, amount in evidence.items() if amount})


def _runs(view: View) -> Iterator[list[int]]:
    """Give lines in a row that are keywords by their looks and of one kind; the first of another kind only ends it."""
    run: list[int] = []
    for i in view.choose(TERM):
        if run and (i != run[-1] + 1 or view.kind[i] != view.kind[run[0]]):
            yield run
            run = [] if i == run[-1] + 1 else [i]
        else:
            run.append(i)
    yield run


def _judge_cue(view: View, i: int, kind: str, rest: str) -> Iterator[Finding]:
    if (len(view.text[i]) < MIN_CHARS and view.text[i].isascii()) or not view.text[i][0].isalnum():
        return
    evidence = {"cue": 1.0, "linked": float(view.lines.link_share[i] > 0.4)}
    lines = [i]
    terms = [term for term in CUT.split(rest.strip(" :：")) if term] if kind != "whole" else []

    if kind == "whole":
        evidence["list"] = 1.0
        lines += _terms_under(view, i + 1)
        terms = [view.text[k] for k in lines[1:]]
        evidence["linked"] = float(any(view.lines.link_share[k] > 0.6 for k in lines[1:]))
    evidence["terms"] = float(_are_terms(terms))
    evidence["many"] = float(len(terms) >= 3)
    evidence["nothing"] = float(not terms)
    evidence["verse"] = view.verse_beside(lines)
    yield Finding(lines, Reason.TAG_CLOUD, BY, {name: amount for name, amount in evidence.items() if amount})


def _terms_under(view: View, start: int) -> list[int]:
    """Give the lines under a heading of tags that are terms: no sentences, all of one kind of line."""
    found: list[int] = []
    for i in range(start, min(start + MAX_LINES, len(view))):
        text = view.text[i]
        if not _is_term(text.lstrip("#")) or view.kind[i] != view.kind[start] or view.kind[i][0] == "h":
            break
        if i + 1 < len(view) and view.prose[i + 1] and not view.lines.link_share[i] > 0.6:
            break
        found.append(i)
    return found


def _are_terms(terms: list[str]) -> bool:
    return bool(terms) and sum(_is_term(term) for term in terms) >= 0.9 * len(terms)


def _is_term(term: str) -> bool:
    return 0 < len(term) <= TERM_CHARS and term.count(" ") < TERM_WORDS and term[-1] not in ".!?。:"


def _topic(view: View, terms: list[str]) -> dict[str, float]:
    """Say how keywords stand to the article."""
    closeness = sum(map(view.topic.closeness, terms)) / len(terms)
    return {"far": max(0.0, min(1.0, (NEAR - closeness) / (NEAR - FAR))), "near_topic": float(closeness > NEAR)}


def _stuffed(terms: list[str]) -> float:
    """Give the share of terms of two words or more that share their commonest word."""
    counts: Counter[str] = Counter()
    for term in terms:
        words = {word for word in term.casefold().split() if len(word) >= 4}
        if term.count(" "):
            counts.update(words)
    return counts.most_common(1)[0][1] / len(terms) if counts else 0.0
