"""Runs hostile pages one by one, each in a process of its own, with its time and peak memory."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline import clean_page
from pipeline.records import Dropped
from tests.hostile.apart import Result, do_apart, verdict
from tests.hostile.case import judge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.hostile.case import HostilePage

MAX_SECONDS = 10.0


@dataclass(slots=True)
class Row:
    """A class of pages in the table."""

    count: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    slowest: float = 0.0
    mib: float = 0.0


def clean_alone(case: HostilePage) -> Result:
    """Clean a page in a process of its own."""
    return do_apart(case, lambda: _clean(case))


def _clean(case: HostilePage) -> Result:
    page = case.make()
    start = time.process_time()  # of this process alone: what else runs on the machine is not the page's fault
    outcome = clean_page(page)
    seconds = time.process_time() - start
    wrong, mib = verdict(judge(case, outcome), seconds, MAX_SECONDS)
    kind = str(outcome.reason) if isinstance(outcome, Dropped) else "article"
    return Result(case.group, case.name, kind, wrong, seconds, mib)


def tabulate(results: Iterable[Result]) -> str:
    """A Markdown table, a row a class."""
    rows: dict[str, Row] = {}
    for result in results:
        for key in (result.group, "all"):
            row = rows.setdefault(key, Row())
            row.count += 1
            row.outcomes[result.outcome] += 1
            row.failures += result.wrong is not None
            row.slowest = max(row.slowest, result.seconds)
            row.mib = max(row.mib, result.mib)
    rows["all"] = rows.pop("all", Row())
    lines = ["| class | count | articles | dropped | wrong | slowest s | peak MiB |", "|---|---|---|---|---|---|---|"]
    for name, row in rows.items():
        dropped = ", ".join(f"{reason} {n}" for reason, n in sorted(row.outcomes.items()) if reason != "article")
        cells = (
            name,
            row.count,
            row.outcomes["article"],
            dropped or "-",
            row.failures,
            f"{row.slowest:.2f}",
            f"{row.mib:.0f}",
        )
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines)
