"""A page in the terminal: what stayed plain, what went dimmed, with reason and score beside it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from pipeline.cli.main import printable
from pipeline.reasons import DROPS, REMOVALS
from pipeline.records import FARM_REASONS, SPAM_REASONS, Dropped, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from pipeline.explain import Explanation, Piece

BAR_CELLS = 48
FOLD_BLOCKS = 3  # runs of more layout blocks than this become one line, unless all are asked for
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BULLETS = frozenset({"li", "dd"})


def colour_of(reason: Reason) -> str:
    """Name the terminal colour of a reason: invented red, other spam yellow, layout grey, moved text blue."""
    if reason in FARM_REASONS:
        return "red"
    if reason in SPAM_REASONS:
        return "yellow"
    return "bright_black" if reason is Reason.BOILERPLATE else "blue"


def show_page(explanation: Explanation, *, everything: bool) -> RenderableType:
    """Lay an explanation out for the terminal; runs of layout blocks are folded unless `everything` is wanted."""
    body = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
    body.add_column(width=23, no_wrap=True)
    body.add_column(ratio=1)
    for reason, run in groupby(explanation.pieces, key=lambda p: p.removal.reason if p.removal else None):
        for cells in _rows(reason, list(run), everything=everything):
            body.add_row(*cells)
    return Group(_headline(explanation), _bar(explanation), *_legend(explanation), Text(), body)


def _headline(explanation: Explanation) -> Text:
    outcome = explanation.outcome
    head = Text(printable(explanation.name) + "\n", style="dim")
    if isinstance(outcome, Dropped):
        words = DROPS[outcome.reason]
        head.append(f"dropped: {outcome.reason}", style="bold red")
        return head.append(printable(f"  {words.meaning} {outcome.detail}\n{words.advice}"))
    head.append(printable(outcome.title or "no title"), style="bold")
    facts = (", ".join(outcome.authors), str(outcome.published or ""), outcome.language or "")
    if any(facts):
        head.append("\n" + printable(" · ".join(fact for fact in facts if fact)), style="dim")
    before, kept = explanation.words_before, explanation.words_kept
    head.append(f"\n{kept:,} of {before:,} words stayed, {before - kept:,} went", style="bold")
    if outcome.farm_score >= 0.5:
        head.append(f"  content-farm page ({outcome.farm_score:.2f})", style="bold red")
    return head


def _bar(explanation: Explanation) -> Text:
    """Draw the page from first word to last, by what became of it."""
    cells = []
    for piece in explanation.pieces:
        cells += [piece.removal.reason if piece.removal else None] * piece.words
    bar = Text()
    for i in range(BAR_CELLS if cells else 0):
        window = cells[
            i * len(cells) // BAR_CELLS : max((i + 1) * len(cells) // BAR_CELLS, i * len(cells) // BAR_CELLS + 1)
        ]
        reason = max(set(window), key=lambda r: (window.count(r), r or ""))
        bar.append("█" if reason is None else "▒", style="green" if reason is None else colour_of(reason))
    return bar


def _legend(explanation: Explanation) -> Iterator[Text]:
    for reason in REMOVALS:
        if count := explanation.blocks_by_reason[reason]:
            line = Text(f"  {reason:<18}", style=colour_of(reason))
            line.append(f"{count:>5} blocks {explanation.words_by_reason[reason]:>7,} words  ", style="default")
            yield line.append(REMOVALS[reason].label, style="dim")


def _rows(reason: Reason | None, pieces: Sequence[Piece], *, everything: bool) -> Iterator[tuple[Text, Text]]:
    if reason is Reason.BOILERPLATE and len(pieces) > FOLD_BLOCKS and not everything:
        preview = printable(" · ".join(" ".join(piece.text.split()) for piece in pieces)[:60])
        yield Text(f"{reason}", style="bright_black"), Text(f"… {len(pieces)} blocks: {preview} …", style="dim")
        return
    for piece in pieces:
        yield _gutter(piece), _content(piece)
        if piece.removal is None and piece.kind not in BULLETS:
            yield Text(), Text()


def _gutter(piece: Piece) -> Text:
    if piece.removal is None:
        return Text()
    return Text(f"{piece.removal.reason} {piece.removal.score:.2f}", style=colour_of(piece.removal.reason))


def _content(piece: Piece) -> Text:
    text = printable(piece.text)
    if piece.kind in BULLETS:
        text = f"• {text}"
    if piece.removal is not None:
        return Text(text, style="dim strike" if piece.removal.reason in SPAM_REASONS else "dim")
    return Text(text, style="bold" if piece.kind in HEADINGS else "")
