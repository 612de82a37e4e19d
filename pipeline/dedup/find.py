"""A run's articles -> duplicates/: which article is a duplicate of which, and how similar."""

from __future__ import annotations

import tempfile
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.dedup.clusters import Clusters, cluster
from pipeline.dedup.signatures import sign
from pipeline.dedup.store import Facts, SignatureStore
from pipeline.loading import read_batches
from pipeline.writers.atomic import atomic_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

COLUMNS = ["id", "text", "content_hash", "word_count", "fetched_at"]
DEFAULT_THRESHOLD = 0.6  # five words replaced in a text of 70 leave .62
FOLDER = "duplicates"
UNKNOWN_TIME = np.iinfo(np.int64).max
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False, metadata={"doc": "articles.id"}),
        pa.field("cluster", pa.string(), nullable=False, metadata={"doc": "id of the cluster's keeper."}),
        pa.field("is_keeper", pa.bool_(), nullable=False, metadata={"doc": "True for the one to keep."}),
        pa.field("similarity", pa.float64(), nullable=False, metadata={"doc": "0..1, to the keeper (estimate)."}),
        pa.field("cluster_size", pa.int64(), nullable=False, metadata={"doc": "Articles in the cluster."}),
    ]
)


@dataclass(frozen=True, slots=True)
class DedupReport:
    """What was found."""

    articles: int
    duplicates: int  # articles that are not their cluster's keeper
    exact: int  # of these, with equal content
    clusters: int  # of two articles or more
    table: str  # where it stands


def find_duplicates(
    out: str | Path,
    threshold: float = DEFAULT_THRESHOLD,
    *,
    against: str | Path | None = None,
    workers: int = 2,
) -> DedupReport:
    """Write `duplicates/part-00000.parquet` into a run's output: one row an article, in the articles' order.

    Args:
        out: output folder of a run.
        threshold: least estimated Jaccard similarity of word 3-shingles between a duplicate and its keeper.
        against: an earlier run; its articles are kept before any of `out`, and get no rows.
        workers: processes that compute signatures.

    Raises:
        LoadError: `out` or `against` is no output folder of a run.
    """
    with tempfile.TemporaryDirectory(prefix="pagewinnow-dedup-") as folder, SignatureStore(Path(folder)) as store:
        parts = [_sign_articles(against, store, workers, earlier=True)] if against else []
        parts.append(_sign_articles(out, store, workers, earlier=False))
        store.close()
        facts = Facts(*(np.concatenate([getattr(part, name) for part in parts]) for name in Facts.__slots__))
        clusters = cluster(facts, store, threshold)
        return _write(Path(out), facts, clusters)


def _sign_articles(out: str | Path, store: SignatureStore, workers: int, *, earlier: bool) -> Facts:
    """Append every article's signature to the store; give the facts of the rows."""
    key, content, words, fetched = [], [], [], []
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[NDArray[np.uint32]]] = deque()
        for batch in _small_batches(out):
            waiting.append(pool.submit(sign, batch.column("text").to_pylist()))
            key.append(np.array(batch.column("id").to_pylist(), dtype="S32"))
            content.append(np.array(batch.column("content_hash").to_pylist(), dtype="S32"))
            words.append(batch.column("word_count").to_numpy(zero_copy_only=False).astype(np.int64))
            fetched.append(pc.fill_null(batch.column("fetched_at").cast(pa.int64()), UNKNOWN_TIME).to_numpy())
            while len(waiting) > 2 * workers:
                store.append(waiting.popleft().result())
        while waiting:
            store.append(waiting.popleft().result())
    rows = sum(len(part) for part in words)
    return Facts(
        key=np.concatenate(key or [np.empty(0, dtype="S32")]),
        content=np.concatenate(content or [np.empty(0, dtype="S32")]),
        words=np.concatenate(words or [np.empty(0, dtype=np.int64)]),
        fetched=np.concatenate(fetched or [np.empty(0, dtype=np.int64)]),
        earlier=np.full(rows, earlier),
    )


def _small_batches(out: str | Path, rows: int = 2_000) -> Iterator[pa.RecordBatch]:
    for batch in read_batches(out, "articles", COLUMNS):
        for start in range(0, batch.num_rows, rows):
            yield batch.slice(start, rows)


def _write(out: Path, facts: Facts, clusters: Clusters) -> DedupReport:
    mine = np.flatnonzero(~facts.earlier)
    sizes = np.bincount(clusters.keeper, minlength=len(facts))
    keeper = clusters.keeper[mine]
    is_keeper = keeper == mine
    table = pa.table(
        {
            "id": facts.key[mine].astype(str),
            "cluster": facts.key[keeper].astype(str),
            "is_keeper": is_keeper,
            "similarity": np.round(clusters.similarity[mine], 4),
            "cluster_size": sizes[keeper].astype(np.int64),
        },
        schema=SCHEMA,
    )
    same = facts.content[mine] == facts.content[keeper]
    return write_table(out, table, exact=int((~is_keeper & same).sum()))


def write_table(out: Path, table: pa.Table, *, exact: int) -> DedupReport:
    """Write the rows of `out`'s articles, in their order, and count them; `exact` of them have their keeper's content.

    Raises:
        OSError: the table cannot be written.
    """
    path = out / FOLDER / "part-00000.parquet"
    path.parent.mkdir(exist_ok=True)
    with atomic_file(str(path)) as file:
        pq.write_table(table, file, compression="zstd")
    shared = table.filter(pc.greater(table.column("cluster_size"), 1))
    return DedupReport(
        articles=table.num_rows,
        duplicates=table.num_rows - int(pc.sum(table.column("is_keeper"), min_count=0).as_py()),
        exact=exact,
        clusters=len(pc.unique(shared.column("cluster"))),
        table=str(path),
    )
