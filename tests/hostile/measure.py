"""Runs hostile pages one by one, each in a process of its own, with its time and peak memory."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline import clean_page
from pipeline.records import Dropped
from tests.hostile.case import judge

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.connection import Connection

    from tests.hostile.case import HostilePage

MAX_SECONDS = 10.0
MAX_MIB = 1024.0
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one page."""

    group: str
    name: str
    outcome: str  # "article", a drop reason, or "died" or "hung"
    wrong: str | None  # what is not as it must be
    seconds: float = 0.0
    mib: float = 0.0  # peak memory of the process, its interpreter and modules included


@dataclass(slots=True)
class Row:
    """A class of pages in the table."""

    count: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    slowest: float = 0.0
    mib: float = 0.0


def clean_alone(case: HostilePage) -> Result:
    """Clean a page in a child process; a child that dies or hangs is a result too."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_clean, args=(case, sender))
    child.start()
    sender.close()
    try:
        if not receiver.poll(PATIENCE_SECONDS):
            return Result(case.group, case.name, "hung", f"over {PATIENCE_SECONDS:.0f} s", PATIENCE_SECONDS)
        result: Result = receiver.recv()
    except EOFError:
        child.join()
        return Result(case.group, case.name, "died", f"exit status {child.exitcode}")
    finally:
        child.kill()
        child.join()
    return result


def _clean(case: HostilePage, sender: Connection) -> None:
    page = case.make()
    start = time.process_time()  # of this process alone: what else runs on the machine is not the page's fault
    outcome = clean_page(page)
    seconds = time.process_time() - start
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wrong = judge(case, outcome)
    if wrong is None and seconds > MAX_SECONDS:
        wrong = f"took {seconds:.1f} s"
    if wrong is None and mib > MAX_MIB:
        wrong = f"took {mib:.0f} MiB"
    kind = str(outcome.reason) if isinstance(outcome, Dropped) else "article"
    sender.send(Result(case.group, case.name, kind, wrong, seconds, mib))
    sender.close()


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
