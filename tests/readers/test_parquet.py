"""Parquet: columns of all kinds, and files that are not what they should be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.config import Config
from pipeline.readers import InputError, plan_shards, read_shard
from pipeline.readers.places import forget_places
from pipeline.records import DropReason, Source
from tests.readers.containers import html, read, small_shards, url

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = range(50)
BODIES = [html(number) for number in NUMBERS]
URLS = [url(number) for number in NUMBERS]


def write(folder: Path, columns: dict[str, Any], name: str = "a.parquet", **options: Any) -> str:
    """Write a file and give its path."""
    path = str(folder / name)
    pq.write_table(pa.table(columns), path, **options)
    return path


def texts() -> dict[str, Any]:
    """Give the columns of the pages."""
    return {"url": URLS, "html": [body.decode() for body in BODIES]}


def test_a_row_becomes_a_page(tmp_path: Path) -> None:
    """URL, UTF-8 body with its charset as evidence, time and row number come from the row."""
    times = [datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)] * 50
    page = read(write(tmp_path, {**texts(), "fetched_at": times, "other": list(NUMBERS)})).pages[7]
    assert (page.url, page.body, page.fetched_at) == (URLS[7], BODIES[7], times[0])
    assert page.content_type == "text/html; charset=utf-8"
    assert page.source == Source(str(tmp_path / "a.parquet"), 7)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary()])
@pytest.mark.parametrize("compression", ["none", "snappy", "zstd", "gzip", "brotli"])
def test_kinds_of_text(tmp_path: Path, kind: pa.DataType, compression: str) -> None:
    """Every type of text or bytes is read; bytes name no charset, their page does."""
    path = write(tmp_path, {"html": pa.array(BODIES, pa.binary()).cast(kind)}, compression=compression)
    outcome = read(path)
    assert outcome.bodies == BODIES
    binary = kind in (pa.binary(), pa.large_binary())
    assert outcome.pages[0].content_type == (None if binary else "text/html; charset=utf-8")


def test_dictionaries(tmp_path: Path) -> None:
    """A dictionary-encoded column is text as well."""
    columns = {"html": pa.array(["a", "b"] * 3).dictionary_encode(), "url": pa.array(["u"] * 6).dictionary_encode()}
    outcome = read(write(tmp_path, columns))
    assert outcome.bodies == [b"a", b"b"] * 3
    assert outcome.urls == ["u"] * 6


def test_nulls_are_empty_rows(tmp_path: Path) -> None:
    """A null page is a row; a null URL is none."""
    outcome = read(write(tmp_path, {"url": ["u", None, None], "html": ["x", None, "y"]}))
    assert [(page.url, page.body) for page in outcome.pages] == [("u", b"x"), (None, b"y")]
    assert [(row.reason, row.source_position) for row in outcome.dropped] == [(DropReason.EMPTY, 1)]


def test_a_column_of_nulls(tmp_path: Path) -> None:
    """Even a column without a type is read."""
    outcome = read(write(tmp_path, {"html": pa.nulls(3)}))
    assert len(outcome.dropped) == 3


def test_no_rows(tmp_path: Path) -> None:
    """A file of zero rows gives nothing."""
    outcome = read(write(tmp_path, {"html": pa.array([], pa.string())}))
    assert (outcome.pages, outcome.dropped) == ([], [])


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    """A text column with broken UTF-8 gives its bytes; decoding a page copes with them."""
    broken = pa.Array.from_buffers(pa.string(), 1, pa.array([b"caf\xe9"], pa.binary()).buffers())
    assert read(write(tmp_path, {"html": broken})).bodies == [b"caf\xe9"]
    outcome = read(write(tmp_path, {"text": broken, "note": broken}), mode="text")
    assert [(text.text, text.columns) for text in outcome.texts] == [("caf\ufffd", {"note": "caf\ufffd"})]


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (pa.array([1, 2]), "column 'html' is int64, not text"),
        (pa.array([["a"], ["b"]]), "column 'html' is list<.*>, not text"),
        (pa.array([{"a": 1}, None]), "column 'html' is struct<.*>, not text"),
        (None, "no column 'html'; the columns are url, body; set fields.html"),
    ],
)
def test_wrong_columns_are_refused(tmp_path: Path, column: pa.Array | None, message: str) -> None:
    """A column that is missing or no text is the user's mistake, said once with the names that are there."""
    body = {"body": ["x", "y"]} if column is None else {"html": column}
    with pytest.raises(InputError, match=message):
        read(write(tmp_path, {"url": ["u", "v"], **body}))


def test_one_wrong_file_among_many_is_a_row(tmp_path: Path) -> None:
    """A file without the column does not stop the others."""
    write(tmp_path, {"other": ["x"]}, "b.parquet")
    write(tmp_path, {"html": ["x"]}, "a.parquet")
    outcome = read(tmp_path)
    assert outcome.bodies == [b"x"]
    assert "no column 'html'; the columns are other" in outcome.details


def damaged(data: bytes, name: str) -> bytes:
    """Damage a Parquet file as its name says."""
    middle = len(data) // 3
    return {
        "empty": b"",
        "magic_only": b"PAR1",
        "not_parquet": b"<html>" * 99,
        "cut_in_half": data[: len(data) // 2],
        "footer_cut": data[:-20],
        "footer_zeros": data[:-400] + bytes(392) + data[-8:],
        "footer_length_lies": data[:-8] + b"\xff\xff\xff\x7f" + data[-4:],
        "head_overwritten": b"XXXX" + data[4:],
        "data_zeros": data[:middle] + bytes(2000) + data[middle + 2000 :],
        "data_ones": data[:middle] + b"\xff" * 2000 + data[middle + 2000 :],
        "data_missing": data[:100] + data[3000:],
        "tail_added": data + b"more",
    }[name]


DAMAGES = [
    "empty",
    "magic_only",
    "not_parquet",
    "cut_in_half",
    "footer_cut",
    "footer_zeros",
    "footer_length_lies",
    "head_overwritten",
    "data_zeros",
    "data_ones",
    "data_missing",
    "tail_added",
]


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize("compression", ["none", "snappy", "zstd"])
def test_damage_is_reported(tmp_path: Path, name: str, compression: str) -> None:
    """A damaged file gives rows with their place; whatever can be read of it is read; the next file is complete."""
    path = tmp_path / "a.parquet"
    options: dict[str, Any] = {
        "compression": compression,
        "row_group_size": 10,
        "write_page_checksum": True,
        "use_dictionary": False,
    }
    write(tmp_path, texts(), **options)
    path.write_bytes(damaged(path.read_bytes(), name))
    write(tmp_path, {"html": ["fine"]}, "b.parquet")
    outcome = read(tmp_path)
    assert outcome.bodies[-1] == b"fine"
    own = outcome.bodies[:-1]
    assert set(own) <= set(BODIES)
    if name in ("data_zeros", "data_ones"):
        assert 10 <= len(own) <= 40
        assert "cannot be read from row" in outcome.details
        assert len(own) + len(outcome.dropped) == 50
    if len(own) < 50:
        assert outcome.dropped
    assert all(row.reason is DropReason.BAD_RECORD for row in outcome.dropped)


@pytest.mark.parametrize("pages", [1, 7, 20, 1000])
@pytest.mark.parametrize("group", [3, 50])
def test_shards_give_every_row_once(tmp_path: Path, pages: int, group: int) -> None:
    """Any shard size over any row groups gives all rows in order, with and without a place kept between shards."""
    path = write(tmp_path, texts(), row_group_size=group)
    whole = read(path)
    config = small_shards(pages)
    assert read(path, config=config).pages == whole.pages
    assert whole.bodies == BODIES
    alone: list[object] = []
    shards = plan_shards([path], config)
    for shard in reversed(shards):
        forget_places()
        alone[:0] = list(read_shard(shard, config))
    forget_places()
    assert alone == whole.pages
    assert len(shards) == max(1, round(50 / pages))


def test_text_mode_carries_columns(tmp_path: Path) -> None:
    """Other columns travel along as values of their own types, names of ours with a prefix."""
    columns = {"text": ["t"], "url": ["u"], "id": [5], "score": [0.5], "tags": [["a", "b"]], "raw": [b"\xff"]}
    [text] = read(write(tmp_path, columns), mode="text").texts
    assert (text.text, text.url) == ("t", "u")
    assert text.columns == {"input_id": 5, "score": 0.5, "input_tags": ["a", "b"], "raw": b"\xff"}


def test_times_beyond_python(tmp_path: Path) -> None:
    """A timestamp that Python cannot hold costs nothing."""
    far = pa.array([2**62], pa.timestamp("us"))
    assert [page.fetched_at for page in read(write(tmp_path, {"html": ["x"], "fetched_at": far})).pages] == [None]
    [text] = read(write(tmp_path, {"text": ["x"], "when": far}), mode="text").texts
    assert text.columns == {"when": 2**62}


def test_mapped_columns(tmp_path: Path) -> None:
    """Configuration names the columns."""
    config = Config.from_options(fields={"html": "content", "url": "page"})
    outcome = read(write(tmp_path, {"page": ["u"], "content": ["x"]}), config=config)
    assert (outcome.urls, outcome.bodies) == (["u"], [b"x"])
