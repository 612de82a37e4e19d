"""What a person sees of a run, on a terminal and in a log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.reports import ShardReport
from pipeline.batch.watcher import Watcher
from pipeline.cli.progress import MESSAGES, BarWatcher, LogWatcher, choose_watcher
from pipeline.readers import Shard

if TYPE_CHECKING:
    from pipeline.cli.progress import LogFormat

SHARD = Shard(index=0, key="00", format="html", paths=("a.html",), pages=4)
REPORT = ShardReport(key="00", pages_read=5, articles=3, dropped={"empty": 2})


@pytest.mark.parametrize(
    ("log_format", "terminal", "kind"),
    [("auto", True, BarWatcher), ("auto", False, LogWatcher), ("plain", True, LogWatcher), ("json", True, LogWatcher)],
)
def test_the_watcher_fits_the_place(
    monkeypatch: pytest.MonkeyPatch, log_format: LogFormat, terminal: bool, kind: type[Watcher]
) -> None:
    """A terminal gets the bar unless lines are asked for; anything else gets lines."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    assert type(choose_watcher(log_format, quiet=False)) is kind
    assert type(choose_watcher(log_format, quiet=True)) is Watcher


def test_the_bar_counts_and_goes(capsys: pytest.CaptureFixture[str]) -> None:
    """The bar has pages, articles and dropped; where the plan was wrong about pages, what was read counts."""
    watcher = BarWatcher()
    watcher.begin([SHARD], [], [])
    watcher.shard_done(SHARD, REPORT)
    watcher.close()
    task = watcher.progress.tasks[0]
    assert (task.completed, task.total) == (5, 5)
    assert task.fields["counts"].startswith("3 articles, 2 dropped")
    assert capsys.readouterr().out == ""


def test_what_was_done_before_counts_but_not_in_the_rate(capsys: pytest.CaptureFixture[str]) -> None:
    """A run that goes on begins where it was, and does not boast of the pages of another day."""
    watcher = LogWatcher(as_json=True)
    watcher.begin([SHARD, SHARD], [REPORT], [])
    assert (watcher.pages, watcher.rate) == (5, 0.0)
    lines = [json.loads(line)["message"] for line in capsys.readouterr().err.splitlines()]
    assert lines[0] == "1 of 2 shards were done before"


def test_a_log_stays_short(capsys: pytest.CaptureFixture[str]) -> None:
    """A thousand poisonous pages are twenty lines and a word about the rest; no control character gets through."""
    watcher = LogWatcher(as_json=False)
    for _ in range(1000):
        watcher.worker_died(SHARD, "killed \x1b[31mits worker")
    err = capsys.readouterr().err
    assert err.count("\n") == MESSAGES + 1
    assert "\x1b" not in err
