"""Plans: stable, complete, and cut to size."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import random
from typing import TYPE_CHECKING

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.config import Config
from pipeline.readers import Shard, fingerprint_files, passthrough_schema, pick_records, plan_shards, read_shard
from tests.readers.containers import PACKINGS, SUFFIX, Packing, html, http, pack, read, record, small_shards, url

if TYPE_CHECKING:
    from pathlib import Path


def fill(folder: Path, count: int, prefix: str = "p") -> None:
    """Write small pages."""
    for number in range(count):
        (folder / f"{prefix}{number:05d}.html").write_bytes(html(number))


def test_small_files_share_shards(tmp_path: Path) -> None:
    """A folder of many small files becomes shards of as many pages as asked for, in the order of names."""
    fill(tmp_path, 25)
    shards = plan_shards([str(tmp_path)], small_shards(10))
    assert [len(shard.paths) for shard in shards] == [10, 10, 5]
    assert [shard.index for shard in shards] == [0, 1, 2]
    assert [path for shard in shards for path in shard.paths] == sorted(map(str, tmp_path.iterdir()))


def test_small_containers_share_shards(tmp_path: Path) -> None:
    """Small containers of one format share shards too, and formats never mix."""
    for number in range(6):
        (tmp_path / f"{number}.jsonl").write_text('{"html":"x"}\n' * 4)
    (tmp_path / "9.html").write_text("x")
    shards = plan_shards([str(tmp_path)], small_shards(10))
    assert [(shard.format, len(shard.paths), shard.pages) for shard in shards] == [
        ("jsonl", 2, 8),
        ("jsonl", 2, 8),
        ("jsonl", 2, 8),
        ("html", 1, 1),
    ]


def test_many_tiny_files(tmp_path: Path) -> None:
    """Thousands of files are planned and read without trouble."""
    fill(tmp_path, 3000)
    outcome = read(tmp_path)
    assert len(outcome.pages) == 3000
    assert len(outcome.shards) == 3


def test_a_plan_does_not_depend_on_the_order_of_inputs(tmp_path: Path) -> None:
    """Any order of inputs gives the same shards, index by index."""
    for name in "abcd":
        (tmp_path / name).mkdir()
        fill(tmp_path / name, 7)
    inputs = [str(tmp_path / name) for name in "abcd"]
    plans = {
        json.dumps([shard.to_json() for shard in plan_shards(order, small_shards(5))])
        for order in (inputs, inputs[::-1])
    }
    assert len(plans) == 1


def test_shards_travel(tmp_path: Path) -> None:
    """Shards can be pickled and written as one line of ASCII JSON."""
    fill(tmp_path, 3)
    [shard] = plan_shards([str(tmp_path)], Config())
    assert pickle.loads(pickle.dumps(shard)) == shard  # noqa: S301 - our own
    assert Shard.from_json(shard.to_json()) == shard
    assert shard.to_json().isascii()
    with pytest.raises(ValueError, match="not a shard"):
        Shard.from_json('{"index":1}')


def test_new_files_make_new_shards(tmp_path: Path) -> None:
    """Known shards stay as they are; only files that they do not cover are planned, with indices behind theirs."""
    fill(tmp_path, 10)
    config = small_shards(4)
    known = plan_shards([str(tmp_path)], config)
    fill(tmp_path, 3, "new")
    added = plan_shards([str(tmp_path)], config, known=known)
    assert [(shard.index, len(shard.paths)) for shard in added] == [(3, 3)]
    assert {shard.key for shard in added}.isdisjoint(shard.key for shard in known)
    assert plan_shards([str(tmp_path)], config, known=[*known, *added]) == []


def test_fingerprints_tell_changes(tmp_path: Path) -> None:
    """A file that changes, or goes, changes the fingerprint of its shard."""
    fill(tmp_path, 2)
    [shard] = plan_shards([str(tmp_path)], Config())
    assert fingerprint_files(shard.paths) == shard.fingerprint
    path = tmp_path / "p00000.html"
    os.utime(path, ns=(1, 1))
    touched = fingerprint_files(shard.paths)
    path.unlink()
    assert len({shard.fingerprint, touched, fingerprint_files(shard.paths)}) == 3


@pytest.mark.parametrize("packing", PACKINGS)
def test_archives_are_cut_to_size(tmp_path: Path, packing: Packing) -> None:
    """Pages a shard come near what was asked for."""
    rng = random.Random(5)
    records = [record(number, http(rng.randbytes(rng.randint(500, 3000)).hex().encode())) for number in range(600)]
    path = tmp_path / f"a.warc{SUFFIX[packing]}"
    path.write_bytes(pack(records, packing))
    config = small_shards(60)
    shards = plan_shards([str(path)], config)
    sizes = [sum(1 for _ in read_shard(shard, config)) for shard in shards]
    assert sum(sizes) == 600
    assert 8 <= len(sizes) <= 12
    assert max(sizes) <= 100


def test_planning_reads_samples_only(tmp_path: Path) -> None:
    """A big archive is planned from samples: a small part of it is read."""
    rng = random.Random(5)
    records = [record(number, http(rng.randbytes(20_000))) for number in range(700)]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(pack(records, "gzip"))
    before = read_bytes()
    plan_shards([str(path)], small_shards(300))
    assert read_bytes() - before < path.stat().st_size * 0.75


def read_bytes() -> int:
    """Count the bytes this process has read so far."""
    with open("/proc/self/io") as lines:  # noqa: PTH123 - not a file of the test
        return int(next(line for line in lines if line.startswith("rchar")).split()[1])


def test_absurd_files_make_no_absurd_plans(tmp_path: Path) -> None:
    """A file of blank lines, or a footer that claims more rows than bytes, is no million shards."""
    (tmp_path / "a.jsonl").write_bytes(b"\n" * 300_000)
    assert len(plan_shards([str(tmp_path / "a.jsonl")], small_shards(100))) < 200
    pq.write_table(pa.table({"html": pa.nulls(3_000_000, pa.string())}), tmp_path / "b.parquet")
    assert len(plan_shards([str(tmp_path / "b.parquet")], small_shards(100))) == 1


def test_containers_under_wrong_names(tmp_path: Path) -> None:
    """A container is read as what its first bytes show it to be, not as what it is called."""
    (tmp_path / "a.jsonl").write_bytes(pack([record(1)], "plain"))
    (tmp_path / "b.jsonl.gz").write_bytes(pack([record(2)], "gzip"))
    pq.write_table(pa.table({"html": ["parquet"]}), tmp_path / "c.warc.gz")
    (tmp_path / "d.parquet").write_bytes(gzip.compress(b'{"html":"json"}'))
    outcome = read(tmp_path)
    assert outcome.bodies == [html(1), html(2), b"parquet", b"json"]
    assert not outcome.dropped


@pytest.mark.parametrize("packing", ["plain", "gzip", "whole_gzip"])
def test_records_can_be_picked_again(tmp_path: Path, packing: Packing) -> None:
    """Places that rows name lead back to the very records, and only to those."""
    path = tmp_path / "a.warc.gz"
    path.write_bytes(pack([record(number) for number in range(50)], packing))
    (tmp_path / "b.jsonl").write_text("".join(f'{{"html":"x{number}"}}\n' for number in range(9)))
    pq.write_table(pa.table({"html": [f"y{number}" for number in range(9)]}), tmp_path / "c.parquet")
    (tmp_path / "d.html").write_text("z")
    (tmp_path / "e.html").write_text("not wanted")
    config = small_shards(4)
    outcome = read(tmp_path, config=config)
    chosen = [page for page in outcome.pages if page.url == url(33) or page.body in (b"x5", b"y0", b"y8", b"z")]
    places = [(page.source.file, page.source.position) for page in chosen if page.source]
    picked = pick_records(outcome.shards, places)
    again = [item for shard in picked for item in read_shard(shard, config)]
    assert again == chosen
    assert len(chosen) == 5
    assert {shard.key for shard in picked}.isdisjoint(shard.key for shard in outcome.shards)


def test_pass_through_columns(tmp_path: Path) -> None:
    """Types that all files agree on are kept; others become text; a column for misfits is always there."""
    (tmp_path / "a.jsonl").write_text(
        '{"text":"t","n":1,"x":1,"s":"a","f":0.5,"b":true,"title":"t","o":{},"nil":null}\n'
    )
    pq.write_table(pa.table({"text": ["t"], "n": [2], "x": [0.5], "url": ["u"]}), tmp_path / "b.parquet")
    shards = plan_shards([str(tmp_path)], Config(), mode="text")
    assert passthrough_schema(shards, Config()) == {
        "n": "int64",
        "x": "string",
        "s": "string",
        "f": "float64",
        "b": "bool",
        "input_title": "string",
        "o": "string",
        "input_extra": "string",
    }


def test_plain_texts_have_no_extra_columns(tmp_path: Path) -> None:
    """Files of text alone bring no columns."""
    (tmp_path / "a.txt").write_text("words")
    shards = plan_shards([str(tmp_path)], Config(), mode="text")
    assert passthrough_schema(shards, Config()) == {}


def test_stores_are_sampled_at_once() -> None:
    """Many containers of a store behind fsspec are planned and read in the order of their names."""
    store = fsspec.filesystem("memory")
    for number in range(30):
        store.pipe(f"/many/{number:02d}.warc.gz", pack([record(number), record(number + 100)], "gzip"))
    try:
        outcome = read("memory://many", config=small_shards(10))
        assert outcome.urls == [url(number + more) for number in range(30) for more in (0, 100)]
        assert len(outcome.shards) == 6
    finally:
        store.rm("/many", recursive=True)


def test_the_same_pages_in_every_container(tmp_path: Path, shared: Path) -> None:
    """Real pages give the same bodies as a folder, an archive, JSON Lines (of UTF-8 pages) and Parquet."""
    files = sorted((shared / "data" / "wcxb" / "html").iterdir())[::20]
    bodies = [gzip.decompress(file.read_bytes()) for file in files]
    (tmp_path / "a.warc.gz").write_bytes(pack([record(n, http(body)) for n, body in enumerate(bodies)], "gzip"))
    pq.write_table(pa.table({"html": pa.array(bodies, pa.binary())}), tmp_path / "a.parquet")
    utf8 = [body for body in bodies if body.decode("utf-8", "ignore").encode() == body]
    rows = (json.dumps({"html": body.decode()}) + "\n" for body in utf8)
    (tmp_path / "a.jsonl").write_text("".join(rows))
    assert read([str(file) for file in files]).bodies == bodies
    assert read(tmp_path / "a.warc.gz").bodies == bodies
    assert read(tmp_path / "a.parquet").bodies == bodies
    assert read(tmp_path / "a.jsonl").bodies == utf8
    assert len(utf8) > 50
