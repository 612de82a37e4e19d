"""Counts over a run's tables, gathered batch by batch: memory does not grow with the pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.loading import read_batches

if TYPE_CHECKING:
    from pathlib import Path

NARROW_ROWS = 200_000  # rows of a batch of few and short columns
MAX_HOSTS = 100_000  # more are cut back to the larger half, so that a crawl of millions of hosts fits
FARM_CUT = 0.5  # farm score from which a page is called a farm's
LENGTH_EDGES = (50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000)  # words
EXAMPLES = 3  # of a drop reason


@dataclass(slots=True)
class Host:
    """What one host gave."""

    pages: int = 0
    words: int = 0
    blocks: int = 0
    removed: int = 0  # of the blocks
    farm: int = 0  # pages
    dropped: int = 0

    @property
    def removed_share(self) -> float:
        """Share of its blocks that went, 0..1."""
        return self.removed / self.blocks if self.blocks else 0.0

    @property
    def farm_share(self) -> float:
        """Share of its articles that carry farm spam, 0..1."""
        return self.farm / self.pages if self.pages else 0.0


@dataclass(slots=True)
class Removals:
    """What went for one reason."""

    blocks: int = 0
    words: int = 0
    score: float = 0.0  # summed

    @property
    def mean_score(self) -> float:
        """Mean score, 0..1."""
        return self.score / self.blocks if self.blocks else 0.0


@dataclass(slots=True)
class Drops:
    """Pages dropped for one reason."""

    pages: int = 0
    examples: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Totals:
    """Everything the report counts."""

    articles: int = 0
    dropped: int = 0
    words: int = 0
    blocks: int = 0
    blocks_kept: int = 0
    farm: int = 0
    hosts: dict[str, Host] = field(default_factory=dict)
    hosts_cut: bool = False  # small hosts were left out of `hosts`
    languages: Counter[str] = field(default_factory=Counter)
    months: Counter[tuple[int, int]] = field(default_factory=Counter)
    lengths: list[int] = field(default_factory=lambda: [0] * (len(LENGTH_EDGES) + 1))
    farm_scores: list[int] = field(default_factory=lambda: [0] * 10)
    missing: Counter[str] = field(default_factory=Counter)  # articles without a title, author, date
    removed: dict[str, Removals] = field(default_factory=dict)
    drops: dict[str, Drops] = field(default_factory=dict)


ARTICLE_COLUMNS = (
    "host", "title", "authors", "published", "language", "word_count", "blocks_total", "blocks_kept", "blocks_removed",
    "farm_score",
)  # fmt: skip


def add_up_tables(out: str | Path) -> Totals:
    """Count a run's three tables.

    Raises:
        LoadError: `out` is no output of a run.
    """
    totals = Totals()
    for batch in read_batches(out, "articles", ARTICLE_COLUMNS, batch_rows=NARROW_ROWS):
        _add_articles(totals, pa.Table.from_batches([batch]))
    for batch in read_batches(out, "dropped", ("host", "reason", "detail", "url", "id")):
        _add_dropped(totals, batch)
    for batch in read_batches(out, "removed", ("reason", "score", "words"), batch_rows=NARROW_ROWS):
        _add_removed(totals, pa.Table.from_batches([batch]))
    totals.removed = dict(sorted(totals.removed.items(), key=lambda item: (-item[1].words, item[0])))
    totals.drops = dict(sorted(totals.drops.items(), key=lambda item: (-item[1].pages, item[0])))
    return totals


def _add_articles(totals: Totals, table: pa.Table) -> None:
    farm = pc.cast(pc.greater_equal(table["farm_score"], FARM_CUT), pa.int64())
    table = table.append_column("farm", farm)
    totals.articles += table.num_rows
    totals.words += pc.sum(table["word_count"]).as_py() or 0
    totals.blocks += pc.sum(table["blocks_total"]).as_py() or 0
    totals.blocks_kept += pc.sum(table["blocks_kept"]).as_py() or 0
    totals.farm += pc.sum(farm).as_py() or 0
    _add_hosts(totals, table)
    _count_into(totals.languages, table["language"])
    dates = table["published"].drop_null()
    months = pa.table({"y": pc.year(dates), "m": pc.month(dates)}).group_by(["y", "m"]).aggregate([([], "count_all")])
    for row in months.to_pylist():
        totals.months[row["y"], row["m"]] += row["count_all"]
    _add_bins(totals.lengths, np.searchsorted(LENGTH_EDGES, table["word_count"].to_numpy(), side="right"))
    _add_bins(totals.farm_scores, np.minimum((table["farm_score"].to_numpy() * 10).astype(int), 9))
    totals.missing["title"] += table["title"].null_count
    totals.missing["published"] += table["published"].null_count
    totals.missing["language"] += table["language"].null_count
    totals.missing["authors"] += pc.sum(pc.equal(pc.list_value_length(table["authors"]), 0)).as_py() or 0


def _add_hosts(totals: Totals, table: pa.Table) -> None:
    sums = [("word_count", "sum"), ("blocks_total", "sum"), ("blocks_kept", "sum"), ("farm", "sum"), ([], "count_all")]
    for row in table.group_by("host").aggregate(sums).to_pylist():
        host = totals.hosts.setdefault(row["host"] or "", Host())
        host.pages += row["count_all"]
        host.words += row["word_count_sum"]
        host.blocks += row["blocks_total_sum"]
        host.removed += max(row["blocks_total_sum"] - row["blocks_kept_sum"], 0)
        host.farm += row["farm_sum"]
    _bound_hosts(totals)


def _bound_hosts(totals: Totals) -> None:
    if len(totals.hosts) > MAX_HOSTS:
        largest = sorted(totals.hosts.items(), key=lambda item: (-item[1].pages - item[1].dropped, item[0]))
        totals.hosts = dict(largest[: MAX_HOSTS // 2])
        totals.hosts_cut = True


def _add_dropped(totals: Totals, batch: pa.RecordBatch) -> None:
    totals.dropped += batch.num_rows
    for row in batch.to_pylist():
        drops = totals.drops.setdefault(row["reason"], Drops())
        drops.pages += 1
        if len(drops.examples) < EXAMPLES:
            drops.examples.append(row)
        totals.hosts.setdefault(row["host"] or "", Host()).dropped += 1
    _bound_hosts(totals)


def _add_removed(totals: Totals, table: pa.Table) -> None:
    sums = table.group_by("reason").aggregate([("words", "sum"), ("score", "sum"), ([], "count_all")])
    for row in sums.to_pylist():
        removals = totals.removed.setdefault(row["reason"], Removals())
        removals.blocks += row["count_all"]
        removals.words += row["words_sum"]
        removals.score += row["score_sum"]


def _count_into(counter: Counter[str], column: pa.ChunkedArray) -> None:
    for row in column.value_counts().to_pylist():
        counter[row["values"] or "unknown"] += row["counts"]


def _add_bins(bins: list[int], places: np.ndarray[Any, np.dtype[np.int64]]) -> None:
    for place, count in enumerate(np.bincount(places, minlength=len(bins))):
        bins[place] += int(count)
