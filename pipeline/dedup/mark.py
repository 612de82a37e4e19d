"""Articles + duplicates/ -> articles with three more columns, or without the duplicates when asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.dedup.find import FOLDER
from pipeline.loading import LoadError, read_batches
from pipeline.writers.atomic import atomic_file

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = {"duplicate_cluster": "cluster", "is_keeper": "is_keeper", "duplicate_similarity": "similarity"}
"""Column of the written articles -> column of duplicates/."""


def write_marked(out: str | Path, target: str | Path, *, delete: bool = False) -> int:
    """Write a run's articles to `target`/articles/, each with its cluster, similarity, and whether it is the keeper.

    Args:
        out: a run's output in which `find_duplicates` has written duplicates/.
        target: another folder.
        delete: leave out the rows that are not their cluster's keeper.

    Returns:
        The rows written.

    Raises:
        OSError: `target` cannot be written.
        LoadError: the articles are not those that duplicates/ was made from.
    """
    path = Path(target) / "articles" / "part-00000.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = 0
    batches = _marked_batches(Path(out))
    first = next(batches)  # the schema, without rows
    with atomic_file(str(path)) as file, pq.ParquetWriter(file, first.schema, compression="zstd") as writer:
        for batch in batches:
            kept = batch.filter(batch.column("is_keeper")) if delete else batch
            writer.write_batch(kept)
            rows += kept.num_rows
    return rows


def _marked_batches(out: Path) -> Iterator[pa.RecordBatch]:
    table = pq.read_table(out / FOLDER / "part-00000.parquet")
    start = 0
    for batch in read_batches(out, "articles"):
        rows = table.slice(start, batch.num_rows).combine_chunks()
        start += batch.num_rows
        if rows.num_rows != batch.num_rows or not pc.all(pc.equal(rows["id"], batch.column("id")), min_count=0).as_py():
            raise LoadError(f"{out / FOLDER} is not of these articles: run `pagewinnow dedup {out}` again")
        marked = batch
        for name, source in COLUMNS.items():
            values = rows[source].combine_chunks()
            values = values.chunk(0) if isinstance(values, pa.ChunkedArray) else values
            marked = marked.append_column(name, values)
        yield marked
