"""Marks + scores + thresholds -> what stays, and the ledger of what goes. The only place that deletes.

Kept blocks and removed blocks together are all visible text: nothing leaves without a row in the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.records import CleanedText, Mark, Reason, Removal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.blocks import Page
    from pipeline.config import Config
    from pipeline.content import ContentScores
    from pipeline.lines import Lines


@dataclass(slots=True)
class Kept:
    """The outcome for one page: texts that stay, by block, and the ledger."""

    text: dict[int, str] = field(default_factory=dict)  # block -> the lines of it that stay
    whole: set[int] = field(default_factory=set)  # blocks of which every line stays
    spam: set[int] = field(default_factory=set)  # blocks of which a line went as spam
    removed: list[Removal] = field(default_factory=list)


def strongest_marks(lines: Lines, marks: Sequence[Mark], config: Config) -> list[Mark | None]:
    """Give each line the surest mark that the configuration lets delete, if any."""
    strongest: list[Mark | None] = [None] * len(lines)
    for mark in marks:
        if not config.removes(mark.reason, mark.score):
            continue
        rival = strongest[mark.line]
        if rival is None or mark.score > rival.score:
            strongest[mark.line] = mark
    return strongest


def keep_blocks(page: Page, lines: Lines, scores: ContentScores, marks: Sequence[Mark], config: Config) -> Kept:
    """Delete the blocks of a page that the scorer rejects, and the lines that spam judges marked."""
    kept, make = Kept(), Removal._make  # in half the time of a call with names
    spam = strongest_marks(lines, marks, config)
    layout = _layout_reasons(scores, config)
    text, owner, path_of = page.text, page.owner, page.paths.of
    for block, start, stop in _blocks_of(lines):
        mark, reason = spam[start], layout[block]
        if stop - start > 1:
            other = Mark(-1, reason, 1.0 - scores.probability[block], scores.by) if reason else None
            _keep_in_part(kept, page, lines, (block, start, stop), [mark or other for mark in spam[start:stop]])
            if any(spam[start:stop]):
                kept.spam.add(block)
        elif mark is not None:
            _, reason, score, by = mark
            kept.removed.append(make((block, reason, score, by, text[block], path_of(owner[block]), None, None)))
            kept.spam.add(block)
        elif reason is not None:
            score = 1.0 - scores.probability[block]
            kept.removed.append(make((block, reason, score, scores.by, text[block], path_of(owner[block]), None, None)))
        else:
            kept.text[block] = text[block]
            kept.whole.add(block)
    return kept


def _keep_in_part(
    kept: Kept, page: Page, lines: Lines, span: tuple[int, int, int], verdicts: Sequence[Mark | None]
) -> None:
    """Decide on a block of several lines, each of which may stay or go."""
    block, start, stop = span
    if not any(verdicts):
        kept.text[block] = page.text[block]
        kept.whole.add(block)
        return
    staying = [lines.text[i] for i in range(start, stop) if verdicts[i - start] is None]
    if staying:
        kept.text[block] = "\n".join(staying)
    path = page.paths.of(page.owner[block])
    for verdict, first, last in _runs(verdicts):
        text = page.text[block] if last - first == stop - start else "\n".join(lines.text[start + first : start + last])
        kept.removed.append(Removal(block, verdict.reason, verdict.score, verdict.by, text, path))


def keep_lines(text: str, lines: Lines, marks: Sequence[Mark], config: Config) -> CleanedText:
    """Delete the marked lines of a plain text; what stays is byte for byte what was given.

    A removed run goes with the line breaks after it, or at the text's end with those before it.
    """
    verdicts = strongest_marks(lines, marks, config)
    last_kept = max((i for i, verdict in enumerate(verdicts) if verdict is None), default=-1)
    removed: list[Removal] = []
    stays: list[str] = []
    position = 0
    for verdict, first, last in _runs(verdicts):
        start, end = lines.start[first], lines.end[last - 1]
        path = f"line {first + 1}" if last == first + 1 else f"lines {first + 1}-{last}"
        gone = text[start:end]
        removed.append(
            Removal(lines.block[first], verdict.reason, verdict.score, verdict.by, gone, path, start=start, end=end)
        )
        if first < last_kept:
            stays.append(text[position:start])
            position = lines.start[last]
    if not removed:
        return CleanedText(text)
    if last_kept < 0:
        return CleanedText("", tuple(removed))
    if last_kept == len(lines) - 1:
        stays.append(text[position:])
    else:
        stays += (text[position : lines.end[last_kept]], "\n" if text.endswith("\n") else "")
    return CleanedText("".join(stays), tuple(removed))


def _layout_reasons(scores: ContentScores, config: Config) -> list[Reason | None]:
    """What the content scorer has against each block; None where it stays."""
    cut, boilerplate = scores.cut, Reason.BOILERPLATE
    reasons = [boilerplate if p < cut else None for p in scores.probability]
    for block, reason in scores.fields.items():
        stays = reason is Reason.COMMENTS and not config.removes(reason, 1.0)
        reasons[block] = None if stays else reason
    return reasons


def _blocks_of(lines: Lines) -> Iterator[tuple[int, int, int]]:
    """Yield (block, first line, line behind its last)."""
    blocks, start = lines.block, 0
    for i in range(1, len(blocks)):
        if blocks[i] != blocks[start]:
            yield blocks[start], start, i
            start = i
    if blocks:
        yield blocks[start], start, len(blocks)


def _runs(verdicts: Sequence[Mark | None]) -> Iterator[tuple[Mark, int, int]]:
    """Yield (verdict, first, behind last) for each run of lines that go for the same reason by the same judge."""
    start = 0
    for i in range(1, len(verdicts) + 1):
        here = verdicts[start]
        if i < len(verdicts) and _same(here, verdicts[i]):
            continue
        if here is not None:
            yield here, start, i
        start = i


def _same(a: Mark | None, b: Mark | None) -> bool:
    if a is None or b is None:
        return a is b
    return a.reason is b.reason and a.by == b.by
