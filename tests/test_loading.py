"""Loading what a run wrote, with our functions and with the tools people use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow.dataset as ds
import pytest

import pipeline
from pipeline.loading import LoadError, load, load_dropped, load_removed, read_batches, read_run
from pipeline.records import DropReason
from pipeline.schema import TABLES, Table
from tests.made_output import make_article, make_dropped, write_output

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["parquet", "jsonl"])
def out(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An output of ten articles and two dropped pages, in both formats."""
    articles = [make_article(n, published=None if n == 3 else make_article(n).published) for n in range(10)]
    return write_output(
        tmp_path / "out", articles, [make_dropped(1), make_dropped(2, DropReason.EMPTY)], suffix=request.param
    )


def test_load_gives_proper_types(out: Path) -> None:
    """Dates are dates, strings strings, lists lists, and what may be missing is nullable."""
    frame = load(out).sort_values("id", ignore_index=True)
    assert list(frame.columns) == [c.name for c in TABLES["articles"]]
    assert frame["published"].dt.day.tolist()[:3] == [1, 2, 3]
    assert pd.isna(frame["published"][3])
    assert frame["fetched_at"][0] == pd.Timestamp("2024-05-06T07:08:09Z")
    assert isinstance(frame["title"].dtype, pd.StringDtype)
    assert frame["authors"][0] == ["Ada Byron", "Grace Hopper"]
    assert frame["word_count"].dtype == "int64"
    assert frame["source_position"].dtype == pd.Int64Dtype()
    assert frame["signal_c4"].dtype == pd.BooleanDtype()
    assert frame["simhash"][0] == -1


def test_load_reads_only_the_columns_asked_for(out: Path) -> None:
    """`columns` are the columns, in that order."""
    assert list(load(out, columns=["title", "url"]).columns) == ["title", "url"]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        (("language", "==", "en"), 5),
        ([("language", "==", "en"), ("farm_score", ">=", 0.5)], 3),
        ([("host", "in", ["host0.example", "host1.example"])], 7),
        ([("host", "not in", ["host0.example"])], 6),
        ([("url", "contains", "host2")], 3),
        ([("published", "<", "2024-01-03")], 2),
        ([("published", "is null", True)], 1),
        ([("published", "is null", False)], 9),
        ([("word_count", "!=", 36)], 0),
        (ds.field("farm_score") > 0.5, 3),
        ([], 10),
    ],
)
def test_where_chooses_rows(out: Path, where: Any, count: int) -> None:
    """Conditions and Arrow expressions choose rows, also on columns that are not read."""
    assert len(load(out, columns=["title"], where=where)) == count


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": ["tittle"]}, "no column 'tittle'"),
        ({"where": [("tittle", "==", "x")]}, "no column 'tittle'"),
        ({"where": [("title", "~", "x")]}, "unknown operator '~'"),
        ({"where": [("word_count", ">", "many")]}, "word_count is int64"),
        ({"where": [("word_count", ">")]}, "not (column, operator, value)"),
    ],
)
def test_a_wrong_question_is_named(out: Path, options: Any, message: str) -> None:
    """An unknown column, operator or a value of the wrong type is named in the error."""
    with pytest.raises(LoadError) as caught:
        load(out, **options)
    assert message in str(caught.value)


def test_ledger_and_dropped_load(out: Path) -> None:
    """The other two tables load alike."""
    removed = load_removed(out, where=("reason", "==", "fake_profile"))
    assert removed["text"].tolist() == ["Name : Prof. Ada Faker"] * 10
    assert removed["start"].isna().all()
    assert sorted(load_dropped(out)["reason"]) == ["empty", "no_content"]


@pytest.mark.parametrize("suffix", ["parquet", "jsonl"])
def test_an_output_without_rows_has_all_columns(tmp_path: Path, suffix: str) -> None:
    """A run that kept nothing loads as an empty table with every column and type."""
    frame = load(write_output(tmp_path / "out", [], suffix=suffix))
    assert len(frame) == 0
    assert list(frame.columns) == [c.name for c in TABLES["articles"]]
    assert frame["published"].dtype.kind == "M"


def test_a_folder_that_is_no_output_is_an_error(tmp_path: Path) -> None:
    """A missing folder and a folder of something else are told apart, and the error says what to do."""
    with pytest.raises(LoadError, match=r"does not exist; make one with `pagewinnow run"):
        load(tmp_path / "nowhere")
    with pytest.raises(LoadError, match=r"no articles/"):
        load(tmp_path)
    with pytest.raises(LoadError, match=r"no run\.json"):
        read_run(tmp_path)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    """A line of a JSON Lines part that is no row is an error with file and line."""
    out = write_output(tmp_path / "out", [make_article(1)], parts=1, suffix="jsonl")
    with (out / "articles" / "part-00000.jsonl").open("a") as file:
        file.write("[1, 2]\n")
    with pytest.raises(LoadError, match=r"part-00000\.jsonl, line 2"):
        load(out)


def test_batches_are_bounded(tmp_path: Path) -> None:
    """Streaming gives no batch over the limit, and all rows."""
    out = write_output(tmp_path / "out", [make_article(n) for n in range(2_500)], parts=1)
    sizes = [batch.num_rows for batch in read_batches(out, "articles", columns=["id"])]
    assert sum(sizes) == 2_500
    assert max(sizes) <= 2_000


def test_columns_that_travelled_with_the_input_are_kept(tmp_path: Path) -> None:
    """A JSON Lines part may hold more columns than the table; they load as they are."""
    out = write_output(tmp_path / "out", [make_article(1)], parts=1, suffix="jsonl")
    part = out / "articles" / "part-00000.jsonl"
    part.write_text(part.read_text().rstrip()[:-1] + ', "crawl": "may"}\n')
    assert load(out)["crawl"].tolist() == ["may"]


def test_load_is_a_public_name() -> None:
    """`pipeline.load` is the function people hold on to."""
    assert pipeline.load is load


@pytest.mark.parametrize("table", list(TABLES))
def test_pandas_and_pyarrow_read_the_parts(tmp_path: Path, table: Table) -> None:
    """Plain pandas and a plain Arrow dataset read each folder of parts."""
    out = write_output(tmp_path / "out", [make_article(n) for n in range(4)], [make_dropped(1), make_dropped(2)])
    rows = ds.dataset(out / table).count_rows()
    assert len(pd.read_parquet(out / table)) == rows == {"articles": 4, "removed": 8, "dropped": 2}[table]


@pytest.mark.parametrize("table", list(TABLES))
def test_duckdb_and_polars_read_the_parts(tmp_path: Path, table: Table) -> None:
    """DuckDB and Polars read each folder of parts by a glob, with our column names."""
    duckdb, polars = pytest.importorskip("duckdb"), pytest.importorskip("polars")
    out = write_output(tmp_path / "out", [make_article(n) for n in range(4)], [make_dropped(1), make_dropped(2)])
    pattern = f"{out}/{table}/*.parquet"
    names = [c.name for c in TABLES[table]]
    relation = duckdb.connect().sql(f"select * from '{pattern}'")  # noqa: S608 - our own path
    assert relation.columns == names
    assert polars.scan_parquet(pattern).collect().columns == names
    assert len(relation.fetchall()) == {"articles": 4, "removed": 8, "dropped": 2}[table]
