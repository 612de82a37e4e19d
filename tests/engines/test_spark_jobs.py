"""Site learning and duplicates on a real Spark: the tables of one machine."""

from __future__ import annotations

import importlib.util
import random
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.batch.learn_sites import learn_sites
from pipeline.config import Config
from pipeline.dedup import find_duplicates
from pipeline.loading import LoadError
from tests.batch.test_learn_sites import write_crawl
from tests.dedup.test_find import article, corpus, text_of, write_run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed"),
]


@pytest.fixture(scope="module", autouse=True)
def spark() -> Iterator[Any]:
    """A session on two cores, which everything here uses."""
    sql = pytest.importorskip("pyspark.sql")
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4", "spark.log.level": "OFF"}
    session = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five hosts with habits of their own, one frame on all, copies under other URLs, and rows without a host."""
    return write_crawl(tmp_path_factory.mktemp("crawl") / "pages.jsonl", farms=3, cooks=2)


def test_the_same_sites_from_shards(crawl: Path, tmp_path: Path) -> None:
    """`learn-sites --engine spark` writes the local table, byte for byte, from any number of shards."""
    here = learn_sites([str(crawl)], tmp_path / "here.parquet", workers=1)
    config = Config.from_options(output={"shard_pages": 20})
    there = learn_sites([str(crawl)], tmp_path / "there.parquet", config, workers=2, engine="spark")
    assert (tmp_path / "there.parquet").read_bytes() == (tmp_path / "here.parquet").read_bytes()
    assert (here.pages, here.hosts, here.rows) == (there.pages, there.hosts, there.rows)
    assert "*" in pq.read_table(tmp_path / "here.parquet").column("host").to_pylist()


def test_the_same_sites_from_a_frame(spark: Any, crawl: Path, tmp_path: Path) -> None:
    """`learn_sites(pages)` inside a job of one's own gives that table too, ready to be written."""
    from pipeline.engines.spark import learn_sites as learn_on_spark  # noqa: PLC0415 - needs pyspark

    learn_sites([str(crawl)], tmp_path / "here.parquet", workers=1)
    table = learn_on_spark(spark.read.json(str(crawl)).repartition(5))
    pq.write_table(table, tmp_path / "there.parquet", compression="zstd")
    assert (tmp_path / "there.parquet").read_bytes() == (tmp_path / "here.parquet").read_bytes()


def compare(folder: Path, threshold: float = 0.6, against: Path | None = None) -> pa.Table:
    """Find duplicates here and on Spark, and give the table, which must be the same."""
    from pipeline.engines.spark.duplicates import find_duplicates_of_run  # noqa: PLC0415 - needs pyspark

    here = find_duplicates(folder, threshold, against=against, workers=1)
    table = pq.read_table(here.table)
    there = find_duplicates_of_run(folder, threshold, against=against, workers=2)
    assert here == there
    assert pq.read_table(there.table).equals(table)
    return table


def test_the_same_duplicates(tmp_path: Path) -> None:
    """Exact and near copies, ties, one page twice, short texts: the same clusters, keepers and similarities."""
    rows = corpus() + [article(f"more{i}", text_of(i, edits=12)) for i in range(30)]
    rows += [article(f"a{i}", text_of(i)) for i in range(3)]
    rows += [article("short", "one"), article("shorter", "one"), article("empty", "")]
    random.Random(3).shuffle(rows)
    write_run(tmp_path / "run", rows, parts=3)
    for threshold in (0.5, 0.75):
        table = compare(tmp_path / "run", threshold)
        assert 0 < len(set(table.column("similarity").to_pylist())) < table.num_rows


def test_the_same_duplicates_of_an_earlier_run(tmp_path: Path) -> None:
    """Articles of an earlier run are the keepers, shorter ones and copies of the same page too."""
    rows = corpus()
    earlier = [article(f"old{i}", text_of(i, edits=4)) for i in range(3, 40, 3)]
    write_run(tmp_path / "old", earlier + rows[:3])
    write_run(tmp_path / "new", rows, parts=2)
    table = compare(tmp_path / "new", against=tmp_path / "old")
    assert set(table.column("cluster").to_pylist()) >= {a.id for a in earlier}


def test_duplicates_of_a_frame(spark: Any, tmp_path: Path) -> None:
    """`find_duplicates(articles)` gives the rows of `duplicates/` with the frame's other columns beside them."""
    from pipeline.engines.spark.duplicates import find_duplicates as find_on_spark  # noqa: PLC0415 - needs pyspark

    write_run(tmp_path, corpus())
    find_duplicates(tmp_path, workers=1)
    articles = spark.read.parquet(str(tmp_path / "articles")).select(
        "id", "text", "content_hash", "word_count", "fetched_at", "url"
    )
    found = find_on_spark(articles).toArrow().sort_by("id")
    expected = pq.read_table(tmp_path / "duplicates").sort_by("id")
    assert found.select(expected.column_names).cast(expected.schema).equals(expected)
    urls = {a.id: a.url for a in corpus()}
    assert [urls[identity] for identity in found.column("id").to_pylist()] == found.column("url").to_pylist()


def test_what_spark_cannot_read_is_refused(tmp_path: Path) -> None:
    """A run of JSON Lines is a clear error."""
    from pipeline.engines.spark.duplicates import find_duplicates_of_run  # noqa: PLC0415 - needs pyspark

    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "part-00000.jsonl").write_text("")
    with pytest.raises(LoadError, match="local engine"):
        find_duplicates_of_run(tmp_path)
