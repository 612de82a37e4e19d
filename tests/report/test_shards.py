"""The slowest shards of a run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.report.shards import find_slowest_shards

if TYPE_CHECKING:
    from pathlib import Path


def _state(out: Path) -> Path:
    (out / "_state" / "done").mkdir(parents=True)
    return out / "_state"


def test_shards_are_ordered_by_seconds_a_page(tmp_path: Path) -> None:
    """A shard of few slow pages stands before one of many quick ones; ranges and groups have names."""
    state = _state(tmp_path)
    plan = [
        {"key": "a", "paths": ["big.warc.gz"], "start": 1000, "stop": 2000},
        {"key": "b", "paths": ["x.html", "y.html"]},
        {"key": "c", "paths": ["small.warc"], "start": 0, "stop": None},
    ]
    (state / "plan.jsonl").write_text("".join(json.dumps(shard) + "\n" for shard in plan))
    for key, pages, seconds in (("a", 100, 5.0), ("b", 2, 1.0), ("c", 10, 0.1), ("d", 0, 0.0)):
        report = {"key": key, "pages_read": pages, "seconds": {"total": seconds}}
        (state / "done" / f"{key}.json").write_text(json.dumps({"report": report}))
    times = find_slowest_shards(tmp_path)
    assert [(t.source, t.pages) for t in times] == [
        ("x.html and 1 more files", 2), ("big.warc.gz, 1,000 to 2,000", 100), ("small.warc", 10)
    ]  # fmt: skip
    assert times[0].per_page == 0.5


def test_no_or_damaged_state_gives_no_shards(tmp_path: Path) -> None:
    """An output that was copied without its state, and markers that cannot be read, are no error."""
    assert find_slowest_shards(tmp_path) == []
    (_state(tmp_path) / "done" / "a.json").write_text("{cut")
    assert find_slowest_shards(tmp_path) == []
