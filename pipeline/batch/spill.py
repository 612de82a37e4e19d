"""What pages show of their hosts, written to disk by worker processes; a page that kills its worker costs itself alone.

A worker notes which record it has in hand. When it dies, its shard is observed anew without that record; when it died
while reading, up to there (learning does without the rest, which the run itself will report).
"""

from __future__ import annotations

import contextlib
import zlib
from collections import defaultdict
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.batch.guards import guarded
from pipeline.clean import host_of
from pipeline.readers import read_shard
from pipeline.records import RawPage
from pipeline.sites.observe import Observation, observe_page, to_batch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Config
    from pipeline.readers import Shard

PARTITIONS = 16
FLUSH_ROWS = 200_000  # observations a worker holds
READING, OBSERVING = "reading", "observing"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A shard, less the records that killed a worker."""

    shard: Shard
    without: frozenset[int] = frozenset()
    stop: int | None = None  # records from here on cannot be read


def observe_record(record: object, config: Config) -> tuple[str, list[Observation]] | None:
    """Give the host of a page ("" when it has none) and what is to be counted; None of what is no page.

    A page that cannot be taken apart shows nothing; the run itself will say why.
    """
    if not isinstance(record, RawPage):
        return None
    host = host_of(record.url) or ""
    with contextlib.suppress(Exception):
        return host, list(observe_page(record, host, config.limits)) if host else []
    return host, []


def spill(stretch: Stretch, config: Config, folder: str) -> int:
    """Write what a shard's pages show into the partitions of `folder`; give the pages read. Runs in a worker."""
    key = stretch.shard.key
    for old in Path(folder).glob(f"*/{key}-*.parquet"):  # of an attempt that was cut short
        old.unlink()
    rows: dict[int, list[Observation]] = defaultdict(list)
    pages = held = flushed = 0
    for host, observed in _observe(stretch, config, _note(folder, key)):
        pages += 1
        rows[zlib.crc32(host.encode()) % PARTITIONS] += observed
        held += len(observed)
        if held >= FLUSH_ROWS:
            _flush(rows, folder, f"{key}-{flushed}")
            held, flushed = 0, flushed + 1
    _flush(rows, folder, f"{key}-{flushed}")
    return pages


def _observe(stretch: Stretch, config: Config, note: Path) -> Iterator[tuple[str, list[Observation]]]:
    with guarded(config.limits, on=True) as clock, note.open("w", encoding="ascii") as file:
        records = read_shard(stretch.shard, config)
        for index in count():
            if index == stretch.stop:
                return
            _say(file, READING, index)
            clock.start()
            record = next(records, None)
            if record is None:
                return
            _say(file, OBSERVING, index)
            found = None if index in stretch.without else observe_record(record, config)
            clock.stop()
            if found is not None:
                yield found


def _say(file: IO[str], doing: str, index: int) -> None:
    file.seek(0)
    file.write(f"{doing} {index} ")
    file.flush()


def after_death(stretch: Stretch, folder: str) -> Stretch | None:
    """Give what is left of a shard whose worker has died; None when nothing can be told of it."""
    try:
        doing, index = _note(folder, stretch.shard.key).read_text(encoding="ascii").split()[:2]
    except (OSError, ValueError):
        return None
    at = int(index)
    if doing == READING:
        return Stretch(stretch.shard, stretch.without, at)
    if at in stretch.without:
        return None
    return Stretch(stretch.shard, stretch.without | {at}, stretch.stop)


def _note(folder: str, key: str) -> Path:
    return Path(folder) / f"{key}.at"


def _flush(rows: dict[int, list[Observation]], folder: str, name: str) -> None:
    for partition, observed in rows.items():
        target = Path(folder) / f"{partition:02d}"
        target.mkdir(exist_ok=True)
        pq.write_table(pa.Table.from_batches([to_batch(observed)]), target / f"{name}.parquet", compression="zstd")
    rows.clear()
