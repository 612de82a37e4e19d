"""Ways to other pages: `related_links` (lines and lists that say so) and `promoted` (advertising that says so).

Wrong for an annotated round-up under "Further reading" and for "See also" that belongs to a manual: lists with
sentences of their own stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.cues import find_cues
from pipeline.records import Reason
from pipeline.spam.evidence import Finding
from pipeline.spam.facts import COLON, DASH, DATA, MAX_TITLE_CHARS, PRE, PROSE, SHORT, TITLE
from pipeline.spam.gate import may_open_cue
from pipeline.spam.line_facts import shape_of
from pipeline.spam.pointer_words import PAGES, POINTING, READERS, UNSPACED
from pipeline.spam.shapes import has_site_suffix, is_title_like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.cues import Cue
    from pipeline.spam.view import View

BY = "spam.links/1"
RELATED = ("related", "read_also", "popular", "prev_next", "read_more")
MIN_CHARS, MAX_CHARS = 4, 240
MAX_TITLES = 12
HEADING_CHARS = 60
SHORT_HEADING = 20  # "Conclusion"
LINKED = 0.6
LOOSE = frozenset((
    "see also", "learn more", "learn more about", "read more about", "explore more", "more", "details",
    "watch", "further reading", "additional resources", "check out", "read more", "see more", "related",
    "voir aussi", "siehe auch", "véase también", "ver también", "veja também", "vedi anche", "zie ook",
    "se även", "zobacz też", "см. также", "参见", "参照", "関連項目", "resources", "recommended", "previous",
    "next", "what's new", "what’s new", "latest news", "news",
))  # fmt: skip
"""Phrases with which manuals and reference works speak too."""

LOOSE_HEAD = re.compile(r"\d|^[A-Za-z]+$")
"""A number or a single word before a colon is a heading of the article's own ("Trend 1: …")."""

NEAR = 0.5
SURE = 0.5
MOSTLY = 0.6
MAX_HEAD_WORDS = 8
HEAD_END = re.compile(r"\s?[:：|»›→>]+\s*|\s[–—-]\s")
POINTER_EDGES = " .!?…:#*»›→>-–—👉"
FAR = 0.35  # closeness to the article


def find_links(view: View) -> Iterator[Finding]:
    """Find lines and lists that lead elsewhere and say so."""
    taken = -1
    known = {**_headings_before_colon(view), **view.openers}
    pointers = {i: end for i, end in _pointers(view).items() if known.get(i, {}).keys().isdisjoint(RELATED)}
    for i in sorted(known.keys() | pointers.keys()):
        if i <= taken:
            continue
        if i in pointers:
            finding = _judge_pointer(view, i, pointers[i])
            taken = finding.lines[-1] if finding.score() >= SURE else taken
            yield finding
            continue
        cues = known[i]
        if not MIN_CHARS <= len(view.text[i]) <= MAX_CHARS:
            continue
        related = [cues[family] for family in RELATED if family in cues]
        if related:
            finding = _judge_related(view, i, related)
            taken = finding.lines[-1]
            yield finding
        elif "advertising" in cues:
            yield _judge_promoted(view, i, cues["advertising"])


def _pointers(view: View) -> dict[int, int]:
    """Find lines that point on in words of no cue, alone or before a title: line -> end of those words."""
    found: dict[int, int] = {}
    for i in view.choose(COLON | DASH, PRE):
        text = view.text[i]
        cut = HEAD_END.search(text, MIN_CHARS, HEADING_CHARS) if len(text) <= MAX_CHARS else None
        if cut and (cut.end() == len(text) or is_title_like(text[cut.end() :])) and _points_on(text[: cut.start()]):
            found[i] = cut.end()
    for i in view.choose(TITLE):
        if i > 0 and view.facts[i - 1] & SHORT and not view.facts[i - 1] & (PRE | PROSE) and i - 1 not in found:
            head = view.text[i - 1]
            if MIN_CHARS <= len(head) <= HEADING_CHARS and _points_on(head):
                found[i - 1] = len(head)
    return found


def _points_on(head: str) -> bool:
    """Tell whether some words point on: "Also worth reading", "Our other articles", "You might love"."""
    words = head.casefold().strip(POINTER_EDGES).split()
    if not 2 <= len(words) <= MAX_HEAD_WORDS:
        return not head.isascii() and len(head) <= SHORT_HEADING and any(part in head for part in UNSPACED)
    if POINTING.isdisjoint(words):
        return False
    return not (PAGES.isdisjoint(words) and READERS.isdisjoint(words))


def _judge_pointer(view: View, i: int, end: int) -> Finding:
    """Judge a line that points on: all that is known of it is what stands behind or below."""
    rest = view.text[i][end:].strip(" :–—-|»›→>")
    if rest:
        evidence = _weigh_line(view, i, rest)
        return Finding([i], Reason.RELATED_LINKS, BY, evidence | {"pointer": 1.0, "separated": 1.0})
    titles = _titles_under(view, i + 1)
    evidence = _weigh_list(view, i, titles, "")
    if evidence.get("title_like", 0.0) >= MOSTLY:
        evidence["pointer_heading"] = 1.0
    evidence.pop("cue_heading", None)
    return Finding([i, *titles], Reason.RELATED_LINKS, BY, evidence)


def _headings_before_colon(view: View) -> dict[int, dict[str, Cue]]:
    """Find lines that begin with a heading's cue and a colon: "Similar posts: a title"."""
    found: dict[int, dict[str, Cue]] = {}
    for i in view.choose(COLON, PRE):
        text = view.text[i]
        head, colon, rest = text[:HEADING_CHARS].partition(":" if ":" in text else "：")
        if not (colon and rest.strip()) or len(text) > MAX_CHARS or LOOSE_HEAD.search(head):
            continue
        if i in view.openers or not may_open_cue(head):
            continue
        cues = (cue._replace(kind="prefix", end=len(head) + 1) for cue in find_cues(head) if cue.kind == "whole")
        related = {cue.family: cue for cue in cues if cue.family in ("related", "read_also")}
        if related:
            found[i] = related
    return found


def _judge_related(view: View, i: int, cues: list[Cue]) -> Finding:
    text = view.text[i]
    cue = cues[0]
    rest = text[cue.end :].strip(" :–—-|»›→")
    if cue.kind == "whole" or not rest:
        # "Read more" ends the teaser over it and heads nothing.
        ends_teaser = cue.family == "read_more" or (len(cues) > 1 and text.casefold().strip(POINTER_EDGES) in LOOSE)
        titles = [] if ends_teaser else _titles_under(view, i + 1)
        return Finding([i, *titles], Reason.RELATED_LINKS, BY, _weigh_list(view, i, titles, cue.family))
    evidence = {
        "cue_line": 1.0,
        "separated": float(cue.kind == "prefix"),
        "loose_cue": float(text[: cue.end].casefold().strip(" :.–-|") in LOOSE),
    }
    evidence |= _weigh_line(view, i, rest)
    return Finding([i], Reason.RELATED_LINKS, BY, {name: amount for name, amount in evidence.items() if amount})


def _weigh_line(view: View, i: int, rest: str) -> dict[str, float]:
    """Say of a line that points on how it stands, and what the words behind the cue are like."""
    evidence = {
        "title_after": float(is_title_like(rest) or len(rest) < 30),
        "linked": float(view.lines.link_share[i] > LINKED),
        "between": float(0 < i < len(view) - 1 and view.prose[i - 1] and view.prose[i + 1]),
        "far": float(view.topic.closeness(rest) < FAR),
        "sentence": float(view.prose[i] and view.lines.link_share[i] <= LINKED),
    }
    return {name: amount for name, amount in evidence.items() if amount}


def _titles_under(view: View, start: int) -> list[int]:
    """Give the lines of a list of titles that begins at a line: no running text, no heading of the article."""
    titles: list[int] = []
    odd = 0  # lines in a row that are no titles
    for i in range(start, min(start + MAX_TITLES, len(view))):
        text = view.text[i]
        if len(text) > MAX_CHARS or view.prose[i] or view.kind[i] == "pre":
            break
        if titles and view.kind[i][0] == "h" and view.kind[titles[0]][0] != "h":
            break
        if titles and text[0].islower() and view.text[titles[0]][0].isupper():
            break
        if not (_may_be_related(text) or view.lines.link_share[i] > LINKED):
            odd += 1
            if odd > 1 or text[-1:] in ":：":
                break
            continue
        titles.extend(range(titles[-1] + 1 if titles else i, i + 1))
        odd = 0
    following = titles[-1] + 1 if titles else len(view)
    if following < len(view) and view.prose[following] and _is_own_heading(view, titles):
        del titles[-1]
    return titles[: _far_end(view, titles)]


def _far_end(view: View, titles: list[int]) -> int:
    """Count the titles up to the last one that is far from the article, where the first is: the rest is its own."""
    end = len(titles)
    if not titles or view.topic.closeness(view.text[titles[0]]) >= FAR:
        return end
    while end > 1 and not view.lines.link_share[titles[end - 1]] > LINKED:
        if view.topic.closeness(view.text[titles[end - 1]]) < NEAR:
            break
        end -= 1
    return end


def _may_be_related(text: str) -> bool:
    """Tell whether a line under a cue may be a title: shorter ones pass than would without a cue."""
    return is_title_like(text) or (
        " " in text and len(text) <= MAX_TITLE_CHARS and text[-1] not in ".;:：。" and not shape_of(text) & DATA
    )


def _is_own_heading(view: View, titles: list[int]) -> bool:
    """Tell whether the last line of a list belongs to the running text under it."""
    last = titles[-1]
    if view.lines.link_share[last] > LINKED:
        return False
    if view.kind[last] != view.kind[titles[0]]:
        return True
    if not view.is_heading(last):
        return False
    return view.announces(last) or len(view.text[last]) < SHORT_HEADING


def _weigh_list(view: View, i: int, titles: list[int], family: str) -> dict[str, float]:
    texts = [view.text[k] for k in titles]
    count = max(1, len(texts))
    linked = sum(view.lines.link_share[k] > LINKED for k in titles) / count
    evidence = {
        "cue_heading": float(len(view.text[i]) <= HEADING_CHARS),
        "loose_cue": float(family == "read_more" or view.text[i].casefold().strip(" :.?") in LOOSE),
        "between": float(_is_between(view, i, titles)),
        "verse": view.verse_beside([i, *titles]),
        "titles": min(len(texts), 3) / 3,
        "title_like": sum(is_title_like(t) for t in texts) / count,
        "linked": linked,
        "site_suffix": float(any(has_site_suffix(t) for t in texts)),
        "far": float(bool(texts) and sum(view.topic.closeness(t) for t in texts) / count < FAR + 0.1),
        "nothing_under": float(not texts),
    }
    return {name: amount for name, amount in evidence.items() if amount}


def _is_between(view: View, i: int, titles: list[int]) -> bool:
    """Tell whether a list stands between two stretches of running text."""
    return bool(titles) and i > 0 and view.prose[i - 1] and titles[-1] + 1 < len(view) and view.prose[titles[-1] + 1]


def _judge_promoted(view: View, i: int, cue: Cue) -> Finding:
    text = view.text[i]
    lines = [i]
    teaser = False
    if cue.kind == "whole" and i + 1 < len(view):
        below = view.text[i + 1]
        teaser = is_title_like(below) and not view.prose[i + 1] and not view.announces(i + 1)
        if teaser:
            lines.extend(range(i + 1, _teasers_end(view, i + 1)))
    evidence = {
        "cue": 1.0,
        "whole": float(cue.kind == "whole"),
        "separated": float(cue.kind == "prefix"),
        "brief": float(len(text) <= HEADING_CHARS),
        "teaser": float(teaser),
        "linked": float(view.lines.link_share[i] > LINKED),
        "inline": float(cue.kind == "inline"),
        "verse": view.verse_beside(lines),
        "on_subject": float(_on_subject(view, text[cue.start : cue.end])),
    }
    return Finding(lines, Reason.PROMOTED, BY, {name: amount for name, amount in evidence.items() if amount})


def _teasers_end(view: View, first: int) -> int:
    """Give the line behind the teasers that begin at a line: titles far from the article, sources between them."""
    end = first + 1
    for i in range(first + 1, min(first + MAX_TITLES, len(view))):
        text = view.text[i]
        if view.prose[i] or view.kind[i] != view.kind[first] or view.announces(i) or len(text) > MAX_CHARS:
            break
        if is_title_like(text) and view.topic.closeness(text) < FAR:
            end = i + 1
        elif i > end:  # one line between two titles may be the source's name
            break
    return end


def _on_subject(view: View, phrase: str) -> bool:
    words = [word for word in phrase.split() if len(word) >= 5]
    return any(view.words_of_prose[word.casefold()] + view.words_of_prose[word] >= 4 for word in words)
