"""The page of one page: its text laid out in order, what went in colour, the record beside it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

import pipeline
from pipeline.reasons import DROPS, REMOVALS
from pipeline.records import Dropped, Reason
from pipeline.report.charts import Part, split_parts
from pipeline.report.render import render_page

if TYPE_CHECKING:
    from pipeline.explain import Explanation, Piece

FOLD_BLOCKS = 3  # runs of more layout blocks than this are folded: menus would bury the story
PREVIEW_CHARS = 160
LONG_FIELDS = frozenset({"text", "markdown", "removed", "signals"})  # shown elsewhere, or no reader's business


@dataclass(frozen=True, slots=True)
class Group:
    """A run of pieces with one fate."""

    reason: Reason | None  # None: they stayed
    pieces: list[Piece] = field(default_factory=list)

    @property
    def folded(self) -> bool:
        """Tell whether the run is folded at first."""
        return self.reason is Reason.BOILERPLATE and len(self.pieces) > FOLD_BLOCKS

    @property
    def preview(self) -> str:
        """The first words of a folded run."""
        return " · ".join(piece.text for piece in self.pieces)[:PREVIEW_CHARS]

    @property
    def part(self) -> Part:
        """The run as a part of the page, by words."""
        words = sum(piece.words for piece in self.pieces)
        if self.reason is None:
            return Part("Stayed", words, "")
        return Part(REMOVALS[self.reason].label, words, f"r-{self.reason}")


def render_explanation(explanation: Explanation) -> str:
    """Lay an explanation out as one self-contained HTML page."""
    outcome, article = explanation.outcome, explanation.article
    dropped = outcome if isinstance(outcome, Dropped) else None
    words = {reason: explanation.words_by_reason[reason] for reason in REMOVALS if explanation.blocks_by_reason[reason]}
    groups = _groups(explanation)
    return render_page(
        "explain.html",
        scripts=("explain.js",),
        title=(article.title if article else None) or explanation.name,
        name=explanation.name,
        article=article,
        dropped=dropped,
        drop_words=DROPS[dropped.reason] if dropped else None,
        words_before=explanation.words_before,
        words_kept=explanation.words_kept,
        words_by_reason=words,
        shares=split_parts([group.part for group in groups]),
        groups=groups,
        record=_record(explanation),
        cut=explanation.cut,
        version=pipeline.__version__,
    )


def _groups(explanation: Explanation) -> list[Group]:
    runs = groupby(explanation.pieces, key=lambda piece: piece.removal.reason if piece.removal else None)
    return [Group(reason, list(pieces)) for reason, pieces in runs]


def _record(explanation: Explanation) -> list[tuple[str, str]]:
    """Give the fields of the record that hold something, as text."""
    rows = []
    for column in dataclasses.fields(explanation.outcome):
        value = getattr(explanation.outcome, column.name)
        if column.name in LONG_FIELDS or value is None or value in ((), ""):
            continue
        if isinstance(value, tuple):
            value = ", ".join(value)
        elif isinstance(value, float):
            value = f"{value:.3g}"
        rows.append((column.name, str(value)))
    return rows
