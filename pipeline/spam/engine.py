"""The engine: runs the detectors, adds what only the whole page shows, and turns findings into marks."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import FARM_REASONS, Mark, Reason
from pipeline.spam.captions import find_caption_pairs
from pipeline.spam.contents import find_orphan_contents
from pipeline.spam.discussion import find_comments
from pipeline.spam.galleries import find_galleries
from pipeline.spam.links import find_links
from pipeline.spam.profiles import find_profiles
from pipeline.spam.prompts import find_calls_to_action
from pipeline.spam.tags import find_tag_clouds
from pipeline.spam.titles import find_title_runs
from pipeline.spam.view import END_SHARE, HARD_ENDS, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.lines import Lines
    from pipeline.spam.evidence import Finding

SURE = 0.5  # a finding at or above is a neighbour to others
MIN_SCORE = 0.2  # weaker findings give no mark at all
NEAR_LINES = 3  # lines between two findings that are neighbours
RECORDS = frozenset({Reason.FAKE_PROFILE, Reason.FAKE_SOCIALS})
MAX_LEFTOVERS = 4  # lines between a record and other farm spam that belong to it
LISTED_KINDS = frozenset({"li", "td", "th", "dt", "dd"})
MAX_REST = 0.6  # of a block's lines may be of no known type
LEFTOVER_CHARS = 240
FAR = 0.3  # closeness to the article under which a line is none of its own
NO_OPINION = 0.5  # the scorer's probability where nothing judged


class Detector(NamedTuple):
    """A judge of one family."""

    by: str  # its name and version, written to the ledger
    find: Callable[[View], Iterable[Finding]]


DETECTORS: tuple[Detector, ...] = (
    Detector("spam.profiles/1", find_profiles),
    Detector("spam.captions/1", find_caption_pairs),
    Detector("spam.contents/1", find_orphan_contents),
    Detector("spam.prompts/1", find_calls_to_action),
    Detector("spam.links/1", find_links),
    Detector("spam.titles/1", find_title_runs),
    Detector("spam.galleries/1", find_galleries),
    Detector("spam.tags/1", find_tag_clouds),
    Detector("spam.discussion/1", find_comments),
)
"""Every judge; the strongest mark of a line names the reason. Profiles come first: later judges look closer then."""


def mark_spam(lines: Lines) -> list[Mark]:
    """Mark lines that look like farm spam.

    Returns:
        Marks by rising line, at most one a line: the strongest. Scores below 0.5 are doubts.
    """
    best: dict[int, Mark] = {}
    for finding in find_spam(lines):
        score = finding.score()
        if score < MIN_SCORE:
            continue
        for i in finding.lines:
            if i not in best or best[i].score < score:
                best[i] = Mark(i, finding.reason, round(score, 4), finding.by)
    return [best[i] for i in sorted(best)]


def find_spam(lines: Lines) -> list[Finding]:
    """Give every finding with its evidence, page-wide evidence included: what `mark_spam` and `explain` stand on."""
    if not len(lines):
        return []
    view = View(lines)
    findings: list[Finding] = []
    for detector in DETECTORS:
        found = list(detector.find(view))
        findings.extend(found)
        for finding in found:
            score = finding.score()
            view.suspect = view.suspect or score >= MIN_SCORE
            if score >= SURE and finding.reason in FARM_REASONS:
                view.hold(finding.lines)
    if findings:
        _add_position(view, findings)
        _add_opinion(view, findings)
        _add_neighbours(view, findings)
        _take_leftovers(view, findings)
    return findings


def farm_score(lines: Lines, marks: Sequence[Mark]) -> float:
    """Tell how much a page looks like a content farm's: 0..1.

    One sure invented profile is enough; captions, titles and the like add up.
    """
    del lines
    doubt = 1.0
    by_reason: dict[Reason, float] = {}
    for mark in marks:
        if mark.reason in FARM_REASONS and mark.score >= SURE:
            by_reason[mark.reason] = max(by_reason.get(mark.reason, 0.0), mark.score)
    for reason, score in by_reason.items():
        doubt *= 1.0 - score * FARM_WEIGHT.get(reason, 0.3)
    return round(1.0 - doubt, 4)


FARM_WEIGHT: dict[Reason, float] = {
    Reason.FAKE_PROFILE: 0.95,
    Reason.FAKE_SOCIALS: 0.9,
    Reason.FAKE_BIO: 0.8,
    Reason.CAPTION_PAIRS: 0.7,
    Reason.UNRELATED_TITLES: 0.4,
    Reason.GALLERY: 0.4,
    Reason.ORPHAN_TOC: 0.25,
}
"""What one sure finding of a family says about its page."""


def _add_position(view: View, findings: list[Finding]) -> None:
    """Say of each finding whether it stands at the end, other findings not counted as text."""
    prose = view.prose_before
    covered = {i for finding in findings if finding.score() >= MIN_SCORE for i in finding.lines if view.prose[i]}
    order = sorted(covered)
    sums = [0.0]
    for i in order:
        sums.append(sums[-1] + prose[i + 1] - prose[i])
    total = prose[-1] - sums[-1]
    for finding in findings:
        last = finding.lines[-1]
        after = prose[-1] - prose[last + 1] - (sums[-1] - sums[bisect_left(order, last + 1)])
        if total <= 0:
            finding.evidence["no_article"] = 1.0
        elif after <= END_SHARE * total:
            finding.evidence["at_end"] = 1.0


def _add_opinion(view: View, findings: list[Finding]) -> None:
    """Add what the content scorer thinks of the lines, where one judged: 0.5 is no opinion."""
    if not view.lines.from_html:
        return
    content = view.lines.content
    for finding in findings:
        chars = sum(len(view.text[i]) for i in finding.lines) or 1
        mean = sum(content[i] * len(view.text[i]) for i in finding.lines) / chars
        if mean > NO_OPINION:
            finding.evidence["liked"] = 2 * (mean - NO_OPINION)
        elif mean < NO_OPINION:
            finding.evidence["disliked"] = 2 * (NO_OPINION - mean)


def _add_neighbours(view: View, findings: list[Finding]) -> None:
    """Let certain findings speak against their neighbours, until nothing changes (three rounds at most).

    Honest pages have links and requests under their lists, so those do not speak against lists and captions.
    """
    for _ in range(3):
        sure = [finding for finding in findings if finding.score() >= SURE]
        certain = {i for finding in sure for i in finding.lines}
        invented = {i for finding in sure if finding.reason in FARM_REASONS for i in finding.lines}
        farm = any(finding.reason in (Reason.FAKE_PROFILE, Reason.FAKE_SOCIALS) for finding in sure)
        changed = False
        for finding in findings:
            before = len(finding.evidence)
            heads = finding.reason is Reason.RELATED_LINKS and not invented.isdisjoint(finding.lines)
            if heads or _touches(view, finding, invented if finding.reason in FARM_REASONS else certain):
                finding.evidence["near_spam"] = 1.0
            if farm:
                finding.evidence["farm_page"] = 1.0
            changed |= len(finding.evidence) != before
        if not changed:
            return


def _take_leftovers(view: View, findings: list[Finding]) -> None:
    """Give a record the few short lines between it and other farm spam or the page's end: values of no known type."""
    sure = [finding for finding in findings if finding.score() >= SURE]
    certain = {i for finding in sure for i in finding.lines}
    taken = {i for finding in sure if finding.reason in FARM_REASONS for i in finding.lines}
    for finding in sure:
        if finding.reason not in RECORDS:
            continue
        finding.lines = _fill_blocks(view, finding.lines)
        taken.update(finding.lines)
        for way in (1, -1):
            ends = certain if way > 0 and "at_end" in finding.evidence else taken
            rest = _lines_to_next(view, finding.lines[-1 if way > 0 else 0], way, ends)
            finding.lines = sorted({*finding.lines, *rest})
            taken.update(rest)


def _fill_blocks(view: View, record: list[int]) -> list[int]:
    """Add the rest of the blocks, lists and tables that a record begins and ends in, where nothing else is in them."""
    filled = set(record)
    for edge in (record[0], record[-1]):
        first = last = edge
        while first > 0 and _together(view, first - 1, edge):
            first -= 1
        while last + 1 < len(view) and _together(view, last + 1, edge):
            last += 1
        rest = [i for i in range(first, last + 1) if i not in filled]
        if len(rest) <= MAX_REST * (last + 1 - first) and not any(_is_own(view, i, above=i < record[0]) for i in rest):
            filled.update(rest)
    return sorted(filled)


def _together(view: View, i: int, edge: int) -> bool:
    """Tell whether two lines are of one block of text, or of one list or table."""
    lines = view.lines
    if lines.block[i] == lines.block[edge]:
        return True
    return lines.from_html and lines.container[i] == lines.container[edge] and lines.kind[i] in LISTED_KINDS


def _is_own(view: View, i: int, *, above: bool) -> bool:
    """Tell whether a line beside a record is more likely the article's."""
    text = view.text[i]
    if view.prose[i] or view.kind[i] == "pre" or len(text) > LEFTOVER_CHARS or text.count("\t") > 1:
        return True
    return (above and text[-1] in HARD_ENDS) or view.topic.closeness(text) >= FAR


def _lines_to_next(view: View, edge: int, way: int, taken: set[int]) -> list[int]:
    """Give the lines from a record's edge to the next line taken (or, forward, to the end); none if one is text."""
    rest: list[int] = []
    for i in range(edge + way, edge + way * (MAX_LEFTOVERS + 2), way):
        if i in taken or i == len(view):
            return rest
        if i < 0 or view.kind[i] == "pre" or len(view.text[i]) > LEFTOVER_CHARS or "\t" in view.text[i]:
            break
        speaks = view.prose[i] or view.text[i][-1] in HARD_ENDS
        if (speaks and (way < 0 or i + way not in taken)) or view.topic.closeness(view.text[i]) >= FAR:
            break
        rest.append(i)
    return []


def _touches(view: View, finding: Finding, certain: set[int]) -> bool:
    """Tell whether a certain line stands within a few lines, with no running text between."""
    for start, step in ((finding.lines[0], -1), (finding.lines[-1], 1)):
        i = start + step
        for _ in range(NEAR_LINES):
            if not 0 <= i < len(view):
                break
            if i in certain:
                return True
            if view.prose[i]:
                break
            i += step
    return False
