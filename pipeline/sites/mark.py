"""Lines of a page + the learned table of its host -> marks `site_repeat`.

How it can be wrong: a paragraph that an honest site prints on many pages (a disclaimer, a standing introduction) goes
too; that is what the reason says. Headings and short lines are rightly repeated ("Ingredients", "Conclusion") and go
only where everything under them goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.records import Mark, Reason
from pipeline.sites.fingerprint import FRAME_LINES, PERSONAL_TYPES, as_uint64, frame_hashes, frame_of, hash_text
from pipeline.tags import HEADING_TAGS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.lines import Lines
    from pipeline.sites.table import HostRepeats, SiteTable

BY = "sites.repeat/1"
MIN_HOST_PAGES = 20  # pages of a host before it has habits: on fewer, notices of a few products look like habits
MIN_PAGES = 4  # pages a block stands on, at least
MIN_WORDS = 4  # shorter lines are rightly repeated
MIN_LIKED_WORDS = 9  # the same for lines that the content scorer takes for text: specifications, notes on versions
LIKED = 0.5
LONG_CHARS = 200  # a line of prose
MIN_PROSE_LINES = 3  # of prose elsewhere on the page, before a run may go by its frame alone
MIN_PERSONAL = 2  # lines of a run with an address, account or date in it


def needed_pages(host_pages: int) -> int:
    """Support asked for: three in ten of a small host's pages, 2 % and ten more of a large one's, four at least."""
    return max(MIN_PAGES, int(min(0.3 * host_pages, 10 + 0.02 * host_pages)))


def mark_site_repeats(lines: Lines, table: SiteTable, host: str | None) -> list[Mark]:
    """Mark the lines of a page that recur on many pages of its host."""
    repeats = table.of_host(host)
    if repeats is None or repeats.host_pages < MIN_HOST_PAGES or not len(lines):
        return []
    needed = needed_pages(repeats.host_pages)
    pages = repeats.pages_with_block(as_uint64([hash_text(text) for text in lines.text]))
    recurs = pages >= needed
    words = np.array([len(text.split()) for text in lines.text])
    liked = np.array(lines.content) > LIKED
    short = words < np.where(liked, MIN_LIKED_WORDS, MIN_WORDS)
    heading = np.array([kind in HEADING_TAGS for kind in lines.kind])
    framed = _frame_runs(lines, repeats, table.everywhere(), needed)
    gone = (recurs & ~short & ~heading) | framed
    gone = _take_along(gone, recurs, short | heading)
    share = np.minimum(np.maximum(pages, np.where(framed, needed, 0)) / repeats.host_pages, 1.0)
    scores = np.round(0.7 + 0.3 * share, 3).tolist()
    return [Mark(i, Reason.SITE_REPEAT, scores[i], BY) for i in np.flatnonzero(gone).tolist()]


def _frame_runs(lines: Lines, repeats: HostRepeats, everywhere: HostRepeats | None, needed: int) -> NDArray[np.bool_]:
    """Lines of runs whose frame recurs although their words do not: slot-filled templates.

    A directory prints the same frame on every page as its content; so a run goes only on a page that has prose
    elsewhere, and only with two lines at least that hold a personal value.
    """
    gone = np.zeros(len(lines), dtype=bool)
    prose = sum(len(text) >= LONG_CHARS for text in lines.text)
    if prose < MIN_PROSE_LINES or not len(repeats.frames):
        return gone
    hashes = as_uint64(frame_hashes(lines.text))
    recurs = repeats.pages_with_frame(hashes) >= needed
    if everywhere is not None:
        recurs |= everywhere.pages_with_frame(hashes) > 0
    for i in np.flatnonzero(recurs & (hashes > 0)).tolist():
        gone[i : i + FRAME_LINES] = True
    start = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and gone[i] == gone[start]:
            continue
        if gone[start]:
            personal = sum(not PERSONAL_TYPES.isdisjoint(frame_of(text)) for text in lines.text[start:i])
            gone[start:i] = personal >= MIN_PERSONAL
        start = i
    return gone


def _take_along(gone: NDArray[np.bool_], recurs: NDArray[np.bool_], small: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Let recurring headings and short lines go where both sides of their run go (or the page ends there)."""
    result = gone.copy()
    n, i = len(gone), 0
    while i < n:
        if not (small[i] and recurs[i] and not gone[i]):
            i += 1
            continue
        stop = i
        while stop < n and small[stop] and recurs[stop] and not gone[stop]:
            stop += 1
        before, after = i == 0 or gone[i - 1], stop == n or gone[stop]
        if (before and after) or (after and stop < n):
            result[i:stop] = True
        i = stop
    return result
