"""All broken containers of the other tests in one folder: together they give what each gives alone."""

from __future__ import annotations

import gzip
from collections import Counter
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from tests.readers import test_jsonl, test_parquet, test_warc, test_warc_damage
from tests.readers.containers import PACKINGS, SUFFIX, Outcome, html, http, pack, read, record, small_shards

if TYPE_CHECKING:
    from pathlib import Path


def build(folder: Path) -> int:
    """Write the museum; gives the number of containers."""
    for packing in PACKINGS:
        for name, (broken, _, _) in test_warc.DEFECTS.items():
            records = [record(0), record(1), *broken, record(3)]
            (folder / f"{name}.{packing}.warc{SUFFIX[packing]}").write_bytes(pack(records, packing))
        data = pack(test_warc_damage.TEN, packing)
        for share in (0.1, 0.4, 0.6, 0.9):
            (folder / f"cut_{share}.{packing}.warc{SUFFIX[packing]}").write_bytes(data[: int(len(data) * share)])
    for name, (body, fields, _) in test_warc_damage.BROKEN_CODED.items():
        (folder / f"{name}.warc").write_bytes(record(0) + record(1, http(body, *fields)) + record(2))
    for name, (bad, _) in test_jsonl.BAD.items():
        data = b"".join((*test_jsonl.LINES[:2], bad, *test_jsonl.LINES[3:]))
        (folder / f"{name}.jsonl").write_bytes(data)
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(data)[:-4])
        (folder / f"{name}.jsonl.zst").write_bytes(zstandard.compress(data))
    pq.write_table(pa.table(test_parquet.texts()), folder / "whole.parquet", row_group_size=10, use_dictionary=False)
    data = (folder / "whole.parquet").read_bytes()
    for name in test_parquet.DAMAGES:
        (folder / f"{name}.parquet").write_bytes(test_parquet.damaged(data, name))
    for number in range(20):
        (folder / f"honest{number:02d}.html").write_bytes(html(number))
    return sum(1 for _ in folder.iterdir()) - 20


def test_a_broken_container_costs_its_neighbours_nothing(tmp_path: Path) -> None:
    """Every container gives the same outcomes in the company of all others as alone, at any shard size."""
    assert build(tmp_path) > 250
    alone: Counter[object] = Counter()
    skipped: Counter[str] = Counter()
    for path in sorted(tmp_path.iterdir()):
        outcome = read(path)
        alone += outcomes(outcome)
        skipped += outcome.counts.skipped
    for pages in (7, 1000):
        together = read(tmp_path, config=small_shards(pages))
        assert outcomes(together) == alone
        assert together.counts.skipped == skipped
        keys = [shard.key for shard in together.shards]
        assert len(set(keys)) == len(keys)


def outcomes(outcome: Outcome) -> Counter[object]:
    """Count outcomes by all that they say."""
    return Counter([(page.id, page.source) for page in outcome.pages]) + Counter[object](outcome.dropped)
