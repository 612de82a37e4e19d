"""What a run tells whoever watches it. `Watcher` itself is silent; `progress` draws and `logs` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.batch.reports import RunReport, ShardReport
    from pipeline.readers import Shard


class Watcher:
    """Is told how a run goes, in the process and thread of `run`. Every method may be left out."""

    def begin(self, shards: Sequence[Shard], done: Iterable[ShardReport], notes: Sequence[str]) -> None:
        """The plan stands: all shards, the reports of those that were done before, and what was noticed."""

    def shard_done(self, shard: Shard, report: ShardReport) -> None:
        """A shard is done."""

    def shard_failed(self, shard: Shard, error: str) -> None:
        """A shard cannot be done in this run."""

    def worker_died(self, shard: Shard, how: str) -> None:
        """A worker was lost; its shard is gone on with where it was."""

    def end(self, report: RunReport) -> None:
        """The run is over, `run.json` is written."""

    def close(self) -> None:
        """Nothing more will be told; comes after `end`, and when the run was broken off."""
