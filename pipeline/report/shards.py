"""Where a run's time went: its slowest shards, from the state folder beside the output."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING, Any, NamedTuple

import fsspec

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = 8


class ShardTime(NamedTuple):
    """A shard and what it took."""

    source: str  # its file, or the first of its files
    pages: int
    seconds: float  # wall time in its worker
    per_page: float  # seconds


def find_slowest_shards(out: str | Path) -> list[ShardTime]:
    """List the shards that took longest a page; none where the state folder is gone or of another version."""
    fs, root = fsspec.core.url_to_fs(str(out))
    state = posixpath.join(root, "_state")
    sources = _sources(fs, posixpath.join(state, "plan.jsonl"))
    times = []
    for path in fs.glob(posixpath.join(state, "done", "*.json")):
        report = _read_json(fs.cat_file(path)).get("report", {})
        pages, seconds = report.get("pages_read", 0), report.get("seconds", {}).get("total", 0.0)
        if pages and seconds:
            source = sources.get(report.get("key", ""), posixpath.basename(path))
            times.append(ShardTime(source, pages, seconds, seconds / pages))
    return sorted(times, key=lambda time: (-time.per_page, time.source))[:SHOWN]


def _sources(fs: fsspec.AbstractFileSystem, plan: str) -> dict[str, str]:
    """Read shard key -> name of its range."""
    if not fs.exists(plan):
        return {}
    shards = (_read_json(line) for line in fs.cat_file(plan).splitlines())
    return {shard["key"]: _name(shard) for shard in shards if "key" in shard and shard.get("paths")}


def _name(shard: dict[str, Any]) -> str:
    first, more = shard["paths"][0], len(shard["paths"]) - 1
    if more:
        return f"{first} and {more:,} more files"
    start, stop = shard.get("start", 0), shard.get("stop")
    return f"{first}, {start:,} to {stop:,}" if stop else f"{first}, from {start:,}" if start else str(first)


def _read_json(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
