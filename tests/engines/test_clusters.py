"""Real Ray and Spark: the rows of the local engine, through `run` and inside the user's own job."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import run
from pipeline.arrow import clean_rows
from pipeline.config import Config

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
PAGES = 240
DOCUMENT = Path(__file__).parents[2] / "docs" / "clusters.md"


def needs(package: str) -> pytest.MarkDecorator:
    """Skip where an engine's package is not installed."""
    return pytest.mark.skipif(importlib.util.find_spec(package) is None, reason=f"{package} is not installed")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of small pages, one of them empty."""
    path = tmp_path_factory.mktemp("pages") / "pages.jsonl"
    rows = []
    for number in range(PAGES):
        said = f"of page {number} says that the river rose again in spring."
        text = "".join(f"<p>Paragraph {i} {said}</p>" for i in range(5))
        rows.append({"url": f"https://example.org/{number}", "html": text if number else ""})
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


CLUSTERS = [pytest.param("ray", marks=needs("ray")), pytest.param("spark", marks=needs("pyspark"))]


@pytest.mark.parametrize("engine", CLUSTERS)
def test_a_run_gives_the_same_files(pages: Path, tmp_path: Path, engine: str) -> None:
    """The parts of a run on Ray and Spark are the local engine's, byte for byte."""
    config = Config.from_options(output={"shard_pages": 50})
    run(pages, tmp_path / "local", config, workers=2)
    run(pages, tmp_path / engine, config, workers=2, engine=engine)
    names = sorted(str(p.relative_to(tmp_path / "local")) for p in (tmp_path / "local").glob("*/part-*"))
    assert names
    for name in names:
        assert (tmp_path / engine / name).read_bytes() == (tmp_path / "local" / name).read_bytes()


def examples(package: str, folder: Path) -> str:
    """Python of docs/clusters.md that speaks of a package, with a folder in the place of the bucket."""
    blocks = re.findall(r"^```python\n(.*?)^```$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    code = "\n".join(block for block in blocks if f"pipeline.engines.{package}" in block)
    assert code
    return re.sub(r"s3a?://bucket", str(folder), code).replace("sites.parquet", str(folder / "sites.parquet"))


@pytest.fixture
def bucket(pages: Path, tmp_path: Path) -> Path:
    """A folder of pages in Parquet."""
    rows = [json.loads(line) for line in pages.read_text(encoding="utf-8").splitlines()]
    (tmp_path / "pages").mkdir()
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "pages" / "pages.parquet")
    return tmp_path


@needs("ray")
def test_the_examples_for_ray(bucket: Path) -> None:
    """What docs/clusters.md shows for Ray Data runs as it stands."""
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        exec(examples("ray", bucket), {})  # noqa: S102 - our own document
    finally:
        ray.shutdown()
    assert pq.read_table(bucket / "articles").num_rows == PAGES


@needs("pyspark")
def test_the_examples_for_spark(bucket: Path) -> None:
    """What docs/clusters.md shows for Spark runs as it stands, one example after the other."""
    sql = pytest.importorskip("pyspark.sql")
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"}
    spark = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    names: dict[str, Any] = {"spark": spark}
    try:
        exec(examples("spark", bucket), names)  # noqa: S102 - our own document
        unique = names["unique"].count()
    finally:
        spark.stop()
    assert pq.read_table(bucket / "articles").num_rows == PAGES - 1
    assert 0 < unique < PAGES
    assert pq.read_table(bucket / "sites.parquet").column("host").to_pylist()


@needs("ray")
def test_inside_a_ray_data_job(pages: Path) -> None:
    """`clean_batch` maps over a Ray dataset and gives one row a page."""
    ray = pytest.importorskip("ray")
    from pipeline.engines.ray import clean_batch  # noqa: PLC0415 - needs ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        rows = ray.data.read_json(str(pages), lines=True).map_batches(clean_batch, batch_format="pyarrow").take_all()
    finally:
        ray.shutdown()
    assert len(rows) == PAGES
    assert [row["drop_reason"] for row in rows if row["drop_reason"]] == ["empty"]


@needs("pyspark")
def test_inside_a_spark_job(pages: Path) -> None:
    """`clean(df)` gives the same rows as cleaning the Arrow table here."""
    sql = pytest.importorskip("pyspark.sql")
    from pipeline.engines.spark import clean  # noqa: PLC0415 - needs pyspark

    spark = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        rows = [row.asDict() for row in clean(spark.read.json(str(pages))).collect()]
    finally:
        spark.stop()
    here = [json.loads(line) for line in pages.read_text(encoding="utf-8").splitlines()]
    expected = clean_rows(pa.Table.from_pylist(here)).to_pylist()
    by_id = {row["id"]: row for row in rows}
    assert len(rows) == PAGES
    assert all(by_id[row["id"]]["text"] == row["text"] for row in expected)
