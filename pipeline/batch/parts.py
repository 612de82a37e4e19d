"""The three part files of a shard: rows go in, whole durable files come out together or not at all."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Self

from pipeline.batch.layout import TABLE_NAMES
from pipeline.batch.markers import describe_part
from pipeline.schema import REMOVED_COLUMNS, removed_columns
from pipeline.writers import open_writer
from pipeline.writers.atomic import atomic_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from pipeline.batch.layout import Layout
    from pipeline.batch.reports import Part, ShardReport
    from pipeline.records import Article, Removal
    from pipeline.schema import Columns, Row, Table
    from pipeline.writers import OutputFormat, TableWriter

ROWS_AT_ONCE = 64  # handed to a writer together
LEDGER_ROWS_AT_ONCE = 2_000  # a page has some two hundred


class ShardParts:
    """Writers for the parts of one shard; on a clean exit all are renamed into place, else none stays."""

    def __init__(self, layout: Layout, key: str, form: OutputFormat, extra: dict[str, str]) -> None:
        self._paths = {table: layout.part(table, key, form) for table in TABLE_NAMES}
        self._form = form
        self._extra = extra
        self._stack = contextlib.ExitStack()
        self._writers: dict[Table, TableWriter] = {}
        self._waiting: dict[Table, list[Row]] = {table: [] for table in TABLE_NAMES}
        self._ledger: Columns = {column.name: [] for column in REMOVED_COLUMNS}
        self.seconds = 0.0  # spent in writers

    def __enter__(self) -> Self:
        with self._stack:  # closes what is open when a later one fails
            for table, path in self._paths.items():
                handle = self._stack.enter_context(atomic_file(str(path)))
                extra = self._extra if table == "articles" else None
                self._writers[table] = self._stack.enter_context(open_writer(handle, table, self._form, extra))
            self._stack = self._stack.pop_all()
        return self

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows to a table, in order."""
        waiting = self._waiting[table]
        waiting.extend(rows)
        if len(waiting) >= ROWS_AT_ONCE:
            self._flush(table)

    def add_ledger(self, removed: Sequence[Removal], article: Article) -> None:
        """Add removals of an article to the ledger, behind those of the articles before it."""
        columns = removed_columns(removed, article)
        for name, values in columns.items():
            self._ledger[name] += values
        if len(self._ledger["text"]) >= LEDGER_ROWS_AT_ONCE:
            self._flush_ledger()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the files, or leave none behind."""
        started = time.perf_counter()
        try:
            if kind is None:
                self.finish_rows()
                self._flush_ledger()
                for table in TABLE_NAMES:
                    self._flush(table)
            self._stack.__exit__(kind, error, trace)
        except BaseException as failure:
            self._stack.__exit__(type(failure), failure, failure.__traceback__)
            self._remove()  # those that were renamed before another failed
            raise
        finally:
            self.seconds += time.perf_counter() - started

    def finish_rows(self) -> None:
        """All rows have been added."""

    def amend(self, report: ShardReport) -> ShardReport:
        """Give the report of the parts as they are now, from that of the rows that were added."""
        return report

    def describe(self) -> dict[Table, Part]:
        """Take down what the finished files are like, by table."""
        return {table: describe_part(path, self._writers[table].rows) for table, path in self._paths.items()}

    def _flush(self, table: Table) -> None:
        started = time.perf_counter()
        rows, self._waiting[table] = self._waiting[table], []
        self._writers[table].write(rows)
        self.seconds += time.perf_counter() - started

    def _flush_ledger(self) -> None:
        started = time.perf_counter()
        columns, self._ledger = self._ledger, {name: [] for name in self._ledger}
        self._writers["removed"].write_columns(columns)
        self.seconds += time.perf_counter() - started

    def _remove(self) -> None:
        for path in self._paths.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
