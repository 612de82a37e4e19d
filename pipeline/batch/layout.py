"""Where everything of a run's output lies. Names only; nothing here opens a file."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from pipeline.schema import Table
from pipeline.writers import SUFFIXES, OutputFormat

TABLE_NAMES: tuple[Table, ...] = get_args(Table)


class Layout:
    """The paths of one output folder."""

    def __init__(self, out: str | Path, name: str | None = None) -> None:
        self.out = Path(out)
        self.name = name or str(self.out)  # as the user knows it: the URL, where this is a staging folder
        self.state = self.out / "_state"
        self.lock = self.state / "lock"
        self.workers_lock = self.state / "workers.lock"
        self.workers_log = self.state / "workers.log"
        self.job = self.state / "job.json"
        self.plan = self.state / "plan.jsonl"
        self.done = self.state / "done"
        self.journals = self.state / "journals"
        self.summary = self.out / "run.json"
        self.report = self.out / "report.html"

    def table(self, table: Table) -> Path:
        """Folder of a table's parts."""
        return self.out / table

    def part(self, table: Table, key: str, form: OutputFormat) -> Path:
        """Part file that a shard writes for a table: named by the shard, so the same input has the same name."""
        return self.out / table / f"part-{key}{SUFFIXES[form]}"

    def marker(self, key: str) -> Path:
        """File that says a shard is done."""
        return self.done / f"{key}.json"

    def journal(self, key: str) -> Path:
        """File that holds the outcomes of a shard that is not done."""
        return self.journals / f"{key}.journal"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder of the output."""
        return (*(self.table(table) for table in TABLE_NAMES), self.state, self.done, self.journals)
