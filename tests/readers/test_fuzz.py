"""Containers with random damage: never an exception, and the same outcomes at any shard size."""

from __future__ import annotations

import gzip
import io
import random
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from pipeline.config import Config
from pipeline.readers import InputError
from tests.readers import test_jsonl, test_parquet, test_warc_damage
from tests.readers.containers import PACKINGS, SUFFIX, html, http, pack, read, record

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = {"max_bytes": 100_000, "max_record_bytes": 200_000}
CONFIGS = [Config.from_options(limits=LIMITS), Config.from_options(limits=LIMITS, output={"shard_pages": 3})]


def parquet(**options: object) -> bytes:
    """Give a small Parquet file."""
    target = io.BytesIO()
    pq.write_table(pa.table(test_parquet.texts()), target, row_group_size=10, **options)
    return target.getvalue()


def seeds() -> dict[str, bytes]:
    """Give whole containers of every format, by name."""
    records = [record(number, http(html(number, 50))) for number in range(8)]
    records.append(record(9, http(gzip.compress(html(9), mtime=0), "Content-Encoding: gzip")))
    records.append(record(10, http(test_warc_damage.chunked(html(10)), "Transfer-Encoding: chunked")))
    lines = b"".join(test_jsonl.LINES)
    return {
        **{f"{packing}.warc{SUFFIX[packing]}": pack(records, packing) for packing in PACKINGS},
        "a.jsonl": lines,
        "a.jsonl.gz": gzip.compress(lines, mtime=0),
        "a.jsonl.zst": zstandard.compress(lines),
        "a.parquet": parquet(),
        "b.parquet": parquet(use_dictionary=False, compression="zstd", write_page_checksum=True),
    }


def damage(data: bytes, rng: random.Random) -> bytes:
    """Cut, overwrite, insert, repeat, flip or blank stretches of a file."""
    broken = bytearray(data)
    for _ in range(rng.choice([1, 1, 1, 2, 4, 10])):
        at, size = rng.randrange(len(broken) + 1), rng.choice([1, 1, 2, 8, 100, 1000])
        stretch = broken[at : at + size]
        broken[at : at + size] = rng.choice(
            [b"", rng.randbytes(len(stretch)), stretch * 2, rng.randbytes(size) + stretch, bytes(len(stretch))]
        )
    return bytes(broken)


def check_rounds(folder: Path, rng: random.Random, rounds: int) -> None:
    """Read so many damaged containers, each whole and in small shards.

    Raises:
        AssertionError: what is read depends on the shards; the damaged file stays in the folder.
    """
    names = seeds()
    for _ in range(rounds):
        name, data = rng.choice(list(names.items()))
        path = folder / name
        path.write_bytes(damage(data, rng))
        try:
            whole, parts = (read(path, config=config) for config in CONFIGS)
        except InputError:  # no column of that name any more
            continue
        assert parts.pages == whole.pages, path
        path.unlink()


@pytest.mark.parametrize("seed", range(6))
def test_random_damage(tmp_path: Path, seed: int) -> None:
    """A few dozen damaged files of every format end as pages and rows."""
    check_rounds(tmp_path, random.Random(seed), 40)


@pytest.mark.slow
def test_much_random_damage(tmp_path: Path) -> None:
    """Thousands of them do."""
    check_rounds(tmp_path, random.Random(99), 5_000)
