"""Done-markers: the last thing a shard writes, and what a later run believes about it.

A marker holds the shard's report, what it was made from, and size, time and digest of its part files, under a digest
of its own. A marker that does not fit (damaged, of another job, of a changed input, with parts that are not as they
were) is no marker: its shard is done again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from pipeline.batch.reports import Part, ShardReport
from pipeline.writers.atomic import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.batch.layout import Layout
    from pipeline.schema import Table


class Marker(msgspec.Struct, frozen=True):
    """What is written."""

    stamp: str  # of the job: version, schema, mode, configuration
    fingerprint: str  # of the shard's input files
    report: ShardReport


def write_marker(layout: Layout, marker: Marker) -> None:
    """Declare a shard done. Its parts must be durable by now."""
    body = msgspec.json.encode(marker)
    write_atomic(str(layout.marker(marker.report.key)), body + b"\n" + _digest(body) + b"\n")


def read_marker(layout: Layout, key: str) -> Marker | None:
    """Read a shard's marker; None when there is none, or none that can be believed."""
    try:
        body, digest, end = layout.marker(key).read_bytes().split(b"\n")
        if end or digest != _digest(body):
            return None
        return msgspec.json.decode(body, type=Marker)
    except (OSError, ValueError):  # msgspec's errors are ValueErrors
        return None


def describe_part(path: Path, rows: int) -> Part:
    """Take down what a finished part file is like."""
    status = path.stat()
    return Part(name=path.name, rows=rows, bytes=status.st_size, mtime_ns=status.st_mtime_ns, digest=digest_file(path))


def is_intact(layout: Layout, marker: Marker, *, thorough: bool = False) -> bool:
    """Tell whether all parts of a shard are as its marker says.

    A file whose size and time of change are as they were is believed, as make and git do, unless `thorough`; any other
    is read and compared by digest (a copied output has other times and the same bytes).
    """
    return all(_part_is_intact(layout, table, part, thorough) for table, part in marker.report.parts.items())


def _part_is_intact(layout: Layout, table: Table, part: Part, thorough: bool) -> bool:
    path = layout.out / table / part.name
    try:
        status = path.stat()
        if status.st_size != part.bytes:
            return False
        return (status.st_mtime_ns == part.mtime_ns and not thorough) or digest_file(path) == part.digest
    except OSError:
        return False


def digest_file(path: Path) -> str:
    """32 hex digits: BLAKE2b-128 of a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).hexdigest().encode()
