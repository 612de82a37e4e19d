"""The page of a comparison of two runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pipeline
from pipeline.diff import describe_change
from pipeline.report.render import render_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.diff import RemovalChange, RunDiff

MAX_ROWS = 200  # pages, hosts or removals of a list
MAX_CHANGED = 50  # changed articles that are listed one by one


class PageRemovals(NamedTuple):
    """What one run took out of one page for one reason, and the other did not."""

    url: str
    reason: str
    texts: list[str]


def render_diff(diff: RunDiff) -> str:
    """Lay a comparison out as one self-contained HTML page."""
    shown = sorted(diff.changed, key=lambda page: page.id_a not in diff.texts)[:MAX_CHANGED]
    return render_page(
        "diff.html",
        scripts=("tables.js",),
        diff=diff,
        config=[(name, describe_change(old, new)) for name, old, new in diff.config],
        one_sided=[
            ("Removed in A only", len(diff.only_a), _by_page(diff.only_a)),
            ("Removed in B only", len(diff.only_b), _by_page(diff.only_b)),
        ],
        hosts=list(diff.hosts.items())[:MAX_ROWS],
        changed=shown,
        limit=MAX_ROWS,
        version=pipeline.__version__,
    )


def _by_page(changes: Iterable[RemovalChange]) -> list[PageRemovals]:
    groups: dict[tuple[str, str], PageRemovals] = {}
    for change in changes:
        key = (change.page_id, change.reason)
        groups.setdefault(key, PageRemovals(change.url or change.page_id, change.reason, [])).texts.append(change.text)
    return list(groups.values())
