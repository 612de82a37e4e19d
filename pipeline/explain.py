"""What happened to one page: its blocks in order, what stayed, what went, who said so and on what evidence.

The facts only; `pipeline.cli.explain` prints them and `pipeline.report` lays them out as a page.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from pipeline.clean import clean_raw_text, explain_page
from pipeline.config import DEFAULT_CONFIG
from pipeline.keep import strongest_marks
from pipeline.lines import lines_of_text
from pipeline.positions import find_positions
from pipeline.records import Article, Dropped, DropReason, RawText, Reason, Removal
from pipeline.signals import count_words
from pipeline.spam import find_spam
from pipeline.spam.evidence import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.clean import Journey
    from pipeline.config import Config
    from pipeline.lines import Lines
    from pipeline.positions import Position
    from pipeline.records import Mark, RawPage
    from pipeline.schema import Row

LINE_ENDS = re.compile(r"[\n\t]+")
MIN_OPINION = 0.2  # weaker opinions of spam judges are not worth a reader's time


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a spam judge thought of a line, whether or not it was enough to delete it."""

    reason: Reason
    score: float  # 0..1
    by: str
    evidence: tuple[tuple[str, float], ...]  # what it saw, and how much that weighed; negative speaks for the line


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page that had one fate: a block, or some lines of it."""

    block: int
    kind: str  # "p", "h1".."h6", "li", "td", "pre" …, as `Lines.kind`
    text: str
    removal: Removal | None  # None: it stayed
    path: str = ""  # where it stands in the page
    position: Position | None = None  # line and column in the source
    probability: float | None = None  # the content scorer's, that it belongs to the text
    opinions: tuple[Opinion, ...] = ()

    @property
    def words(self) -> int:
        """Words of the text, as `word_count` counts them."""
        return count_words(self.text)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One page before and after."""

    name: str  # URL or file
    outcome: Article | Dropped
    pieces: tuple[Piece, ...]
    cut: float | None = None  # blocks under this probability are layout
    words_by_reason: Counter[Reason] = field(default_factory=Counter)
    blocks_by_reason: Counter[Reason] = field(default_factory=Counter)

    @property
    def article(self) -> Article | None:
        """The record, when the page gave one."""
        return self.outcome if isinstance(self.outcome, Article) else None

    @property
    def words_before(self) -> int:
        """Words of all visible text."""
        return sum(piece.words for piece in self.pieces)

    @property
    def words_kept(self) -> int:
        """Words that stayed."""
        return sum(piece.words for piece in self.pieces if piece.removal is None)


def explain_html(raw: RawPage, config: Config | None = None) -> Explanation:
    """Clean a page and tell what happened to each of its blocks. Never raises on account of a page."""
    journey = explain_page(raw, config)
    outcome = journey.article or journey.dropped
    assert outcome is not None  # noqa: S101 - explain_page sets one of the two
    if journey.kept is None and journey.lines is not None:  # another extractor's text: its lines are all there is
        removed = outcome.removed if isinstance(outcome, Article) else ()
        pieces = tuple(_pieces_of_text(journey.lines, removed))
    else:
        pieces = tuple(_pieces_of_page(journey, config or DEFAULT_CONFIG))
    cut = journey.scores.cut if journey.scores else None
    return _explanation(raw.url or (raw.source.file if raw.source else "page"), outcome, pieces, cut)


def explain_text(raw: RawText, config: Config | None = None) -> Explanation:
    """Clean extracted text and tell what happened to each of its lines."""
    outcome = clean_raw_text(raw, config)
    removed = outcome.removed if isinstance(outcome, Article) else ()
    pieces = tuple(_pieces_of_text(lines_of_text(raw.text), removed))
    return _explanation(raw.url or (raw.source.file if raw.source else "text"), outcome, pieces, None)


def _explanation(name: str, outcome: Article | Dropped, pieces: tuple[Piece, ...], cut: float | None) -> Explanation:
    explanation = Explanation(name, outcome, pieces, cut)
    for piece in pieces:
        if piece.removal is not None:
            explanation.words_by_reason[piece.removal.reason] += piece.words
            explanation.blocks_by_reason[piece.removal.reason] += 1
    return explanation


def _pieces_of_page(journey: Journey, config: Config) -> Iterator[Piece]:
    page, lines, scores, kept = journey.page, journey.lines, journey.scores, journey.kept
    if journey.decoded is None or page is None or lines is None or scores is None or kept is None:
        return
    spam = strongest_marks(lines, journey.marks or [], config)
    opinions = _opinions(lines)
    positions = find_positions(journey.decoded.html, page)
    removals: dict[int, list[Removal]] = {}
    for removal in kept.removed:
        removals.setdefault(removal.block, []).append(removal)
    first = 0
    for block, text in enumerate(page.text):
        rows = range(first, bisect_right(lines.block, block, lo=first))
        first = rows.stop
        mine, gone = removals.get(block, []), block not in kept.text
        facts = (positions[block], scores.probability[block])
        kind = page.kinds[block]
        if not mine or (gone and len(mine) == 1):
            fate = mine[0] if mine else None
            yield Piece(block, kind, text, fate, fate.path if fate else "", *facts, _merged(opinions, rows))
            continue
        for i, fate in zip(rows, _fates([spam[i] for i in rows], mine, gone=gone), strict=True):
            yield Piece(block, kind, lines.text[i], fate, mine[0].path, *facts, _merged(opinions, (i,)))


def _fates(spam: Sequence[Mark | None], removals: Sequence[Removal], *, gone: bool) -> Iterator[Removal | None]:
    """Give each line of a block the ledger's row that it is in; rows are runs of lines with one verdict."""
    rows = iter(removals)
    before: object = None
    current: Removal | None = None
    for mark in spam:
        verdict = (mark.reason, mark.by) if mark else "layout" if gone else None
        if verdict is None:
            current = None
        elif verdict != before:
            current = next(rows, None)
        before = verdict
        yield current


def _pieces_of_text(lines: Lines, removals: Iterable[Removal]) -> Iterator[Piece]:
    opinions = _opinions(lines)
    spans = sorted(removals, key=lambda removal: removal.start or 0)
    at = 0
    for i, text in enumerate(lines.text):
        while at < len(spans) and (spans[at].end or 0) <= lines.start[i]:
            at += 1
        inside = at < len(spans) and (spans[at].start or 0) <= lines.start[i]
        removal = spans[at] if inside else None
        yield Piece(lines.block[i], lines.kind[i], text, removal, f"line {i + 1}", None, None, _merged(opinions, (i,)))


def _opinions(lines: Lines) -> dict[int, list[Opinion]]:
    """Collect what every spam judge thought of every line."""
    opinions: dict[int, list[Opinion]] = {}
    for finding in find_spam(lines):
        score = finding.score()
        if score < MIN_OPINION:
            continue
        weights = WEIGHTS.get(finding.reason, {})
        worth = ((name, weights.get(name, 0.0) * amount) for name, amount in finding.evidence.items())
        evidence = tuple(sorted(((name, w) for name, w in worth if w), key=lambda item: -abs(item[1])))
        for line in finding.lines:
            opinions.setdefault(line, []).append(Opinion(finding.reason, score, finding.by, evidence))
    return opinions


def _merged(opinions: dict[int, list[Opinion]], rows: Iterable[int]) -> tuple[Opinion, ...]:
    """Give the surest opinion of each reason over some lines, the surest first."""
    best: dict[Reason, Opinion] = {}
    for i in rows:
        for opinion in opinions.get(i, ()):
            if opinion.reason not in best or best[opinion.reason].score < opinion.score:
                best[opinion.reason] = opinion
    return tuple(sorted(best.values(), key=lambda opinion: -opinion.score))


def explain_rows(article: Row, ledger: Sequence[Row]) -> Explanation:
    """Tell what happened to a page from its rows alone, when its source is gone.

    Removed blocks have their places; those that stayed are laid between them in order. Where the ledger is whole and
    every block is one line the order is exact, else it is close.
    """
    removals = [_removal(row) for row in ledger]
    gone = {removal.block for removal in removals}
    staying = [block for block in range(cast("int", article["blocks_total"])) if block not in gone] or [0]
    tokens = [token for token in LINE_ENDS.split(str(article["text"])) if token.strip()]
    pieces = [Piece(staying[i * len(staying) // len(tokens)], "p", token, None) for i, token in enumerate(tokens)] + [
        Piece(removal.block, "p", removal.text, removal, removal.path) for removal in removals
    ]
    pieces.sort(key=lambda piece: piece.block)
    fields: Any = {f.name: article[f.name] for f in dataclasses.fields(Article) if f.name in article}
    fields |= {
        name: tuple(cast("Sequence[str]", fields[name]))
        for name in ("authors", "tags", "removed_reasons")
        if name in fields
    }
    return _explanation(str(article["url"] or article["id"]), Article(**fields), tuple(pieces), None)


def explain_dropped(row: Row) -> Explanation:
    """Tell why a page was dropped from its row alone, when its source is gone or was never readable."""
    fields: Any = {f.name: row[f.name] for f in dataclasses.fields(Dropped) if f.name in row}
    dropped = Dropped(**fields | {"reason": DropReason(str(row["reason"]))})
    return _explanation(dropped.url or dropped.source_file or dropped.id, dropped, (), None)


def _removal(row: Row) -> Removal:
    reason, path = Reason(str(row["reason"])), row.get("path", "")
    return Removal._make((row["block"], reason, row["score"], row["by"], row["text"], path, None, None))
