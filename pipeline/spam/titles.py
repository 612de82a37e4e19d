"""Titles of other pages without a word of introduction: `unrelated_titles`.

Wrong for honest lists (films, courses, sights) at the end of an article: those are introduced by a line with a colon
or stand under a heading, and they share words with the text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Reason
from pipeline.spam.evidence import DOUBT, WEIGHTS, Finding
from pipeline.spam.galleries import IMAGE_SHARE, is_image_line
from pipeline.spam.shapes import CASED, TITLE_CHARS, capital_share, has_site_suffix, is_cut_off, is_title_like
from pipeline.spam.topic import terms_of
from pipeline.spam.values import YEAR, is_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.spam.view import View

BY = "spam.titles/1"
MIN_TITLES = 2
MAX_TITLES = 60
FAR, NEAR = 0.35, 0.7  # closeness to the article
ALIEN = 0.45  # beside lines with a common keyword, a closer one is the article's
CAPITALS, FEW_CAPITALS = 0.6, 0.4  # share of a line's longer words that begin with a capital
LINKED = 0.6
FAVOURABLE = tuple(name for name, weight in WEIGHTS[Reason.UNRELATED_TITLES].items() if weight > 0)
INTRO_CHARS = 30
ALL_FIELDS = 0.8
WORK = re.compile(
    r"\((?:19|20)\d\d\b|[,–-] (?:19|20)\d\d$|\s(?:by|von|par|de|di|av) [A-ZÀ-Þ]\S+ [A-ZÀ-Þ]"
    r"|, [A-ZÀ-Þ]\S+(?: [A-Z]\.)? [A-ZÀ-Þ]\S+$|^[A-ZÀ-Þ]\S+ [A-ZÀ-Þ]\S+(?:,|:| –| -) "
)
"""Books, films and people: a year in brackets, an author, a name in front."""

SHARED = 0.7  # of the lines have the keyword
BAIT_START = re.compile(
    r"(?:how to|\d{1,3} (?:best|ways|things|reasons|tips|signs|easy|facts)|top \d+|best|why|what|who|when|where|the"
    r" ultimate|everything|these|this)\b",
    re.IGNORECASE,
)
BAIT_INSIDE = re.compile(r"\b(?:in|for|of) 20[12]\d\b|net worth|age, |wiki\b", re.IGNORECASE)
BAIT_PARTS = (" 20", "net worth", "age, ", "wiki")
"""Folded pieces, one of which a line holds that `BAIT_INSIDE` finds something in."""


def find_title_runs(view: View) -> Iterator[Finding]:
    """Find runs of title-like lines that are not the article's."""
    run: list[int] = []
    for i in range(len(view) + 1):
        if i < len(view) and len(run) < MAX_TITLES and _may_be_title(view, i):
            if run:
                run.extend(range(run[-1] + 1, i))
            run.append(i)
        elif run and (i == len(view) or i - run[-1] > 1 or not _may_be_odd_title(view, i)):
            for part in _parts(view, run):
                yield from _judge(view, part)
            run = []


def _parts(view: View, run: list[int]) -> Iterator[list[int]]:
    """Cut a run where its lines turn into items, into links or back, two or more of each; give parts of size."""
    start = 0
    for k in range(2, len(run) - 1):
        kinds = [(view.kind[i], view.lines.link_share[i] > LINKED) for i in run[k - 2 : k + 2]]
        if kinds[0] == kinds[1] != kinds[2] == kinds[3]:
            if k - start >= MIN_TITLES:
                yield run[start:k]
            start = k
    if len(run) - start >= MIN_TITLES:
        yield run[start:]


def _may_be_title(view: View, i: int) -> bool:
    text = view.text[i]
    if view.prose[i] or view.kind[i] in ("pre", "td", "th"):
        return False
    return is_title_like(text)


def _may_be_odd_title(view: View, i: int) -> bool:
    """Tell whether a line that is no title by its shape, nor introduces a list, may stand between two that are."""
    text = view.text[i]
    fits = 3 <= len(text) <= TITLE_CHARS[1] and text[-1] not in ":："
    return fits and not view.prose[i] and view.kind[i] not in ("pre", "td", "th")


def _judge(view: View, run: list[int]) -> Iterator[Finding]:
    following = run[-1] + 1
    if len(run) > 1 and view.kind[run[0]] != view.kind[run[1]] and view.kind[run[0]][0] == "h":
        run = run[1:]  # a heading of the article, marked up unlike the titles after it
    evidence = _place_evidence(view, run)
    if _outweighs(view, run, evidence) or _outweighs(view, run, evidence | _wording_evidence(view, run)):
        return
    run = _trim(view, run)
    if run and following == run[-1] + 1 < len(view) and view.prose[following] and _is_heading_of(view, run[-1]):
        run = run[:-1]
    if len(run) < MIN_TITLES or sum(is_image_line(view.text[i]) for i in run) >= IMAGE_SHARE * len(run):
        return
    evidence = _place_evidence(view, run) | _wording_evidence(view, run) | _topic_evidence(view, run)
    yield Finding(run, Reason.UNRELATED_TITLES, BY, {name: amount for name, amount in evidence.items() if amount})


def _outweighs(view: View, run: list[int], evidence: dict[str, float]) -> bool:
    """Tell whether a run stays whatever else is found: then nothing dear is worked out."""
    weights = WEIGHTS[Reason.UNRELATED_TITLES]
    out_of_reach = set() if view.suspect else {"near_spam", "farm_page"}
    if not view.suspect and not view.is_at_end(run[-1]):
        out_of_reach.add("at_end")
    if not view.lines.from_html:
        out_of_reach.add("disliked")
    found = sum(weights[name] * amount for name, amount in evidence.items())
    hoped = sum(weights[name] for name in FAVOURABLE if name not in evidence and name not in out_of_reach)
    return round(found + hoped, 9) < DOUBT


def _place_evidence(view: View, run: list[int]) -> dict[str, float]:
    """Say how many lines there are and where they stand."""
    texts = [view.text[i] for i in run]
    count = len(texts)
    return {
        "titles": min(count - 1, 4) / 4,
        "many": float(count >= 5),
        "few": float(count < 3),
        "before_text": float(view.prose_before[run[0]] == 0),
        "linked": sum(view.lines.link_share[i] > LINKED for i in run) / count,
        "doubled": float(len(set(texts)) <= 0.6 * count),
        "introduced": float(_is_introduced(view, run[0])),
        "plain_list": float(view.lines.from_html and view.kind[run[0]] == "li" and not view.lines.link_share[run[0]]),
        "verse": view.verse_beside(run),
        "list_like": float(sum(len(t) < 28 for t in texts) > 0.5 * count),
    }


def _wording_evidence(view: View, run: list[int]) -> dict[str, float]:
    """Say how the lines are written."""
    texts = [view.text[i] for i in run]
    lines = [_read_wording(t) for t in texts]
    count = len(texts)
    return {
        "capitals": sum(line.capitals >= CAPITALS for line in lines) / count,
        "lower": sum(line.capitals < FEW_CAPITALS and line.is_cased for line in lines) / count,
        "dates": sum(line.is_date for line in lines) / count,
        "fields": _field_share(texts),
        "site_suffix": float(sum(line.has_site_suffix for line in lines) >= 0.3 * count),
        "bait": sum(line.is_bait for line in lines) / count,
        "cut_off": float(any(line.is_cut_off for line in lines)),
        "works": sum(line.is_work for line in lines) / count,
    }


class _Wording(NamedTuple):
    """How one line is written."""

    capitals: float  # share of its longer words
    is_cased: bool
    is_date: bool
    has_site_suffix: bool
    is_bait: bool
    is_cut_off: bool
    is_work: bool


@lru_cache(maxsize=1 << 12)
def _read_wording(text: str) -> _Wording:
    return _Wording(
        capital_share(text),
        CASED.search(text) is not None,
        YEAR.search(text) is not None and is_date(text),
        has_site_suffix(text),
        _is_bait(text),
        is_cut_off(text),
        WORK.search(text) is not None,
    )


def _is_bait(text: str) -> bool:
    if text[-1] in "?!" or BAIT_START.match(text):
        return True
    folded = text.casefold()
    return any(part in folded for part in BAIT_PARTS) and BAIT_INSIDE.search(text) is not None


def _topic_evidence(view: View, run: list[int]) -> dict[str, float]:
    """Say how the lines stand to the article."""
    texts = [view.text[i] for i in run]
    closeness = sum(map(view.topic.closeness, texts)) / len(texts)
    return {
        "far": max(0.0, min(1.0, (NEAR - closeness) / (NEAR - FAR))),
        "near_topic": float(closeness > NEAR),
        **_keyword_of(view, texts),
        "title_words": sum(map(view.has_title_word, texts)) / len(texts),
    }


def _is_introduced(view: View, first: int) -> bool:
    """Tell whether a list has a line over it that says what it is: with a colon, or a short heading without a cue."""
    if first == 0:
        return False
    above = view.text[first - 1]
    if above.endswith((":", "：")) or view.kind[first - 1][0] == "h":
        return True
    return len(above) <= INTRO_CHARS and above.count(" ") < 3 and not view.prose[first - 1] and not view.cues(first - 1)


def _field_share(texts: list[str]) -> float:
    """Give the share of lines like "label: value": a colon near the beginning, or in nearly all lines somewhere."""
    colons = sum(": " in t for t in texts) / len(texts)
    return colons if colons >= ALL_FIELDS else sum(": " in t[:16] for t in texts) / len(texts)


def _trim(view: View, run: list[int]) -> list[int]:
    """Drop lines at both ends that may be the article's: near its topic, written like a sentence, unlike the others."""
    manner = _manner(view, run)
    first, last = 0, len(run)
    while first < last and _may_be_own(view, run[first], manner):
        first += 1
    while last > first and _may_be_own(view, run[last - 1], manner):
        last -= 1
    return run[first:last]


class _Manner(NamedTuple):
    """What most lines of a run have in common; None where there is no such thing."""

    kind: str | None
    capitals: bool | None
    keyword: str | None


def _manner(view: View, run: list[int]) -> _Manner:
    texts = [view.text[i] for i in run]
    kind, same = Counter(view.kind[i] for i in run).most_common(1)[0]
    capitals = sum(capital_share(t) >= CAPITALS for t in texts)
    terms = Counter(term for t in texts for term in dict.fromkeys(terms_of(t)) if len(term) >= 4)
    keyword, having = terms.most_common(1)[0] if terms else ("", 0)
    most = SHARED * len(run)
    return _Manner(
        kind if same >= most else None,
        True if capitals >= most else False if capitals <= len(run) - most else None,
        keyword if having >= most else None,
    )


def _may_be_own(view: View, i: int, manner: _Manner) -> bool:
    """Tell whether a line at a run's end may be the article's."""
    text = view.text[i]
    if is_image_line(text) or len(text) < 4:
        return False
    share = capital_share(text)
    if (text[-1] in "!.)" and share < FEW_CAPITALS) or text[-1] in ":：":
        return True
    if manner.keyword is not None and manner.keyword in terms_of(text):
        return False
    unlike = manner.kind is not None and view.kind[i] != manner.kind
    few = CAPITALS if manner.keyword else FEW_CAPITALS
    unlike |= manner.capitals is True and share < few and CASED.search(text) is not None
    return unlike or view.topic.closeness(text) > (NEAR if manner.keyword is None else ALIEN)


def _is_heading_of(view: View, i: int) -> bool:
    """Tell whether a line is the heading of the running text under it."""
    return view.announces(i) and view.topic.closeness(view.text[i]) > FAR


def _keyword_of(view: View, texts: list[str]) -> dict[str, float]:
    """Say whether most titles have a longer word in common, the phrase that the page was made for, and whose it is."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(term for term in dict.fromkeys(terms_of(text)) if len(term) >= 4)
    if len(texts) < 3 or not counts:
        return {}
    word, having = counts.most_common(1)[0]
    if having < SHARED * len(texts):
        return {}
    own = word in view.topic.passages or word in view.topic.title
    return {"keyword": 1.0, "foreign_keyword": float(view.topic.count > 0 and not own)}
