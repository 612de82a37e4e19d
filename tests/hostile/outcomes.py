"""What becomes of hostile containers: read in this process (quick), or through a whole run."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch import RunError, run
from pipeline.clean import clean_page
from pipeline.config import Config
from pipeline.loading import load, load_dropped
from pipeline.readers import InputError, plan_shards, read_shard
from pipeline.records import Article, Dropped, DropReason, RawPage
from tests.hostile.apart import Result, do_apart, verdict
from tests.hostile.container import marker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.hostile.container import HostileContainer

HIGHEST = 40  # number behind the last page any container holds
UNREADABLE = frozenset(
    {DropReason.BAD_RECORD, DropReason.NOT_HTML, DropReason.UNDECODABLE, DropReason.TOO_LARGE, DropReason.EMPTY}
)
MAX_SECONDS = 60.0


@dataclass(slots=True)
class Outcome:
    """What came out of a container."""

    articles: int = 0
    survivors: set[int] = field(default_factory=set)
    dropped: list[str] = field(default_factory=list)
    refusal: str | None = None
    wrong: str | None = None

    def add(self, outcome: Article | Dropped) -> None:
        """Count a row."""
        if isinstance(outcome, Dropped):
            self.dropped.append(str(outcome.reason))
        else:
            self.add_text(outcome.text)

    def add_text(self, text: str) -> None:
        """Count an article."""
        self.articles += 1
        self.survivors |= {number for number in range(HIGHEST) if marker(number) in text}


def read_inputs(inputs: Iterable[str]) -> Outcome:
    """Read inputs and clean their pages in this process."""
    outcome, config = Outcome(), Config()
    try:
        for shard in plan_shards(list(inputs), config):
            for record in read_shard(shard, config):
                outcome.add(clean_page(record, config) if isinstance(record, RawPage) else _dropped(record))
    except InputError as error:
        outcome.refusal = str(error)
    return outcome


def _dropped(record: object) -> Dropped:
    if not isinstance(record, Dropped):
        raise TypeError(f"not a page and not dropped: {record!r}")
    return record


def run_inputs(inputs: Iterable[str], out: Path, workers: int = 1) -> Outcome:
    """Send inputs through a whole run and read its tables back."""
    outcome = Outcome()
    try:
        report = run(list(inputs), out, workers=workers)
    except (InputError, RunError) as error:
        outcome.refusal = str(error)
        return outcome
    funnel = report.funnel
    for text in load(out, columns=["text"])["text"]:
        outcome.add_text(text)
    outcome.dropped = [str(reason) for reason in load_dropped(out, columns=["reason"])["reason"]]
    if funnel.pages_read != outcome.articles + len(outcome.dropped):
        outcome.wrong = f"the funnel says {funnel.pages_read}, the tables {outcome.articles} + {len(outcome.dropped)}"
    return outcome


def judge_container(case: HostileContainer, outcome: Outcome) -> str | None:
    """Say what is wrong, None when all is as it must be."""
    if outcome.wrong:
        return outcome.wrong
    if outcome.refusal is not None:
        if not case.may_refuse:
            return f"refused: {outcome.refusal[:150]}"
        return None if "\n" not in outcome.refusal else "the refusal is not one line"
    missing = case.survivors - outcome.survivors
    if missing:
        return f"pages {sorted(missing)[:5]} are lost; {outcome.articles} articles, dropped {outcome.dropped[:5]}"
    unreadable = sum(reason in {str(r) for r in UNREADABLE} for reason in outcome.dropped)
    if unreadable < case.lost:
        return f"{unreadable} rows say that something could not be read, should be {case.lost}"
    crashed = {"crashed", "timed_out", "out_of_memory"} & set(outcome.dropped)
    return f"dropped as {crashed}" if crashed else None


def run_alone(case: HostileContainer, *, whole_run: bool = False) -> Result:
    """One container in a process of its own: read and cleaned there, or sent through a whole run."""
    with tempfile.TemporaryDirectory(prefix="hostile-", ignore_cleanup_errors=True) as folder:
        return do_apart(case, lambda: _measure(case, Path(folder), whole_run=whole_run))


def _measure(case: HostileContainer, folder: Path, *, whole_run: bool) -> Result:
    (folder / "in").mkdir()
    inputs = case.build(folder / "in")
    start = time.process_time()
    outcome = run_inputs(inputs, folder / "out") if whole_run else read_inputs(inputs)
    seconds = time.process_time() - start
    wrong, mib = verdict(judge_container(case, outcome), seconds, MAX_SECONDS)
    kind = "refused" if outcome.refusal else "article" if outcome.articles else "no article"
    return Result(case.group, case.name, kind, wrong, seconds, mib)
