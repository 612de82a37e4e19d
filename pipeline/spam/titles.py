"""Titles of other pages without a word of introduction: `unrelated_titles`.

Wrong for honest lists (films, courses, sights) at the end of an article: those are introduced by a line with a colon
or stand under a heading, and they share words with the text.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Reason
from pipeline.spam.evidence import DOUBT, WEIGHTS, Finding
from pipeline.spam.facts import CASED, CELL, HEADING, PRE, PROSE, SHORT, TITLE
from pipeline.spam.galleries import IMAGE_SHARE, is_image_line
from pipeline.spam.topic import terms_of
from pipeline.spam.wordings import CAPITALS, FEW_CAPITALS, Wordings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.spam.view import View

BY = "spam.titles/1"
MIN_TITLES = 2
MAX_TITLES = 60
FAR, NEAR = 0.35, 0.7  # closeness to the article
ALIEN = 0.45  # beside lines with a common keyword, a closer one is the article's
LINKED = 0.6
INTRO_CHARS = 30
SHARED = 0.7  # of the lines have the keyword
BARRED = PROSE | PRE | CELL


def find_title_runs(view: View) -> Iterator[Finding]:
    """Find runs of title-like lines that are not the article's."""
    wordings = Wordings(view)
    for run in _runs(view.facts):
        for part in _parts(view, run):
            yield from _judge(view, part, wordings)


def _runs(facts: Sequence[int]) -> Iterator[list[int]]:
    """Give lines in a row that are shaped like titles, single lines between them that may be odd ones included."""
    run: list[int] = []
    for i, fact in enumerate(facts):
        if fact & TITLE and not fact & BARRED and len(run) < MAX_TITLES:
            if run:
                run.extend(range(run[-1] + 1, i))
            run.append(i)
        elif run and (i - run[-1] > 1 or fact & BARRED or not fact & SHORT):
            if len(run) >= MIN_TITLES:
                yield run
            run = []
    if len(run) >= MIN_TITLES:
        yield run


def _parts(view: View, run: list[int]) -> Iterator[list[int]]:
    """Cut a run where its lines turn into items, into links or back, two or more of each; give parts of size."""
    start = 0
    kinds = [(view.kind[i], view.lines.link_share[i] > LINKED) for i in run]
    for k in range(2, len(run) - 1):
        if kinds[k - 1] != kinds[k] and kinds[k - 2] == kinds[k - 1] and kinds[k] == kinds[k + 1]:
            if k - start >= MIN_TITLES:
                yield run[start:k]
            start = k
    if len(run) - start >= MIN_TITLES:
        yield run[start:]


def _judge(view: View, run: list[int], wordings: Wordings) -> Iterator[Finding]:
    following = run[-1] + 1
    if len(run) > 1 and view.kind[run[0]] != view.kind[run[1]] and view.facts[run[0]] & HEADING:
        run = run[1:]  # a heading of the article, marked up unlike the titles after it
    hoped = _hope(view, run)
    evidence = _place_evidence(view, run)
    weight = _weigh(evidence)
    if round(weight + hoped + HOPED_OF_WORDING + HOPED_OF_TOPIC, 9) < DOUBT:
        return
    wording = wordings.weigh(run)
    if round(weight + _weigh(wording) + hoped + HOPED_OF_TOPIC, 9) < DOUBT:
        return
    kept = _trim(view, run, wordings)
    if kept and following == kept[-1] + 1 < len(view) and view.prose[following] and _is_heading_of(view, kept[-1]):
        kept = kept[:-1]
    if len(kept) < MIN_TITLES or sum([is_image_line(view.text[i]) for i in kept]) >= IMAGE_SHARE * len(kept):
        return
    if len(kept) < len(run):
        evidence, wording = _place_evidence(view, kept), wordings.weigh(kept)
    evidence |= wording | _topic_evidence(view, kept)
    yield Finding(kept, Reason.UNRELATED_TITLES, BY, {name: amount for name, amount in evidence.items() if amount})


def _hope(view: View, run: list[int]) -> float:
    """Weigh what the rest of the page may still say against a run, at most."""
    weights = WEIGHTS[Reason.UNRELATED_TITLES]
    hoped = weights["disliked"] if view.lines.from_html else 0.0
    if view.suspect:
        hoped += weights["near_spam"] + weights["farm_page"]
    return hoped + (weights["at_end"] if view.suspect or view.is_at_end(run[-1]) else 0.0)


def _weigh(evidence: dict[str, float]) -> float:
    weights = WEIGHTS[Reason.UNRELATED_TITLES]
    return sum([weights[name] * amount for name, amount in evidence.items()])


def _most(names: tuple[str, ...]) -> float:
    return sum(max(0.0, WEIGHTS[Reason.UNRELATED_TITLES][name]) for name in names)


HOPED_OF_WORDING = _most(("capitals", "site_suffix", "bait", "cut_off"))
HOPED_OF_TOPIC = _most(("far", "keyword", "foreign_keyword"))
"""What is worked out only for runs that it may decide on weighs at most so much: the others stay in any case."""


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


def _trim(view: View, run: list[int], wordings: Wordings) -> list[int]:
    """Drop lines at both ends that may be the article's: near its topic, written like a sentence, unlike the others."""
    manner = _manner(view, run, wordings)
    first, last = 0, len(run)
    while first < last and _may_be_own(view, run[first], manner, wordings):
        first += 1
    while last > first and _may_be_own(view, run[last - 1], manner, wordings):
        last -= 1
    return run[first:last]


class _Manner(NamedTuple):
    """What most lines of a run have in common; None where there is no such thing."""

    kind: str | None
    capitals: bool | None
    keyword: str | None


def _manner(view: View, run: list[int], wordings: Wordings) -> _Manner:
    texts = [view.text[i] for i in run]
    kind, same = Counter(view.kind[i] for i in run).most_common(1)[0]
    capitals = sum([wordings[i].capitals >= CAPITALS for i in run])
    terms = Counter(term for t in texts for term in dict.fromkeys(terms_of(t)) if len(term) >= 4)
    keyword, having = terms.most_common(1)[0] if terms else ("", 0)
    most = SHARED * len(run)
    return _Manner(
        kind if same >= most else None,
        True if capitals >= most else False if capitals <= len(run) - most else None,
        keyword if having >= most else None,
    )


def _may_be_own(view: View, i: int, manner: _Manner, wordings: Wordings) -> bool:
    """Tell whether a line at a run's end may be the article's."""
    text = view.text[i]
    if is_image_line(text) or len(text) < 4:
        return False
    share = wordings[i].capitals
    if (text[-1] in "!.)" and share < FEW_CAPITALS) or text[-1] in ":：":
        return True
    if manner.keyword is not None and manner.keyword in terms_of(text):
        return False
    unlike = manner.kind is not None and view.kind[i] != manner.kind
    few = CAPITALS if manner.keyword else FEW_CAPITALS
    unlike |= manner.capitals is True and share < few and view.facts[i] & CASED != 0
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
