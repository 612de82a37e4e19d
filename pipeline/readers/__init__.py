"""Inputs to records: plan the shards of a run, and read one.

    shards = plan_shards(["crawl/", "s3://bucket/*.warc.gz"], config)
    for record in read_shard(shards[0], config):
        ...  # RawPage | RawText | Dropped

A broken record is a `Dropped` with its place, never an exception; after damage a reader goes on at the next record.
"""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.readers.shards import Format, InputError, Mode, ReadCounts, Shard, shard_key
from pipeline.records import Dropped, RawText

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from pipeline.config import Config
    from pipeline.records import RawPage

__all__ = [
    "Format",
    "InputError",
    "Mode",
    "ReadCounts",
    "Shard",
    "fingerprint_files",
    "passthrough_schema",
    "pick_records",
    "plan_shards",
    "read_path_list",
    "read_shard",
]


READERS: dict[Format, str] = {
    "html": "pipeline.readers.single:read_single",
    "txt": "pipeline.readers.single:read_single",
    "warc": "pipeline.readers.archives:read_warc",
    "jsonl": "pipeline.readers.jsonl:read_jsonl",
    "parquet": "pipeline.readers.parquet:read_parquet",
}
"""Format -> `Reader`, imported when asked for."""

if TYPE_CHECKING:
    Reader = Callable[[Shard, str, Config, Mode, ReadCounts], Iterator[RawPage | RawText | Dropped]]


def plan_shards(
    inputs: Sequence[str],
    config: Config,
    *,
    mode: Mode = "html",
    format: Format | None = None,  # noqa: A002 - the word users know
    known: Sequence[Shard] = (),
) -> list[Shard]:
    """Cut inputs (files, folders, globs, URLs) into shards of about `config.output.shard_pages` pages.

    The plan is the same for any order of inputs; an input named twice is read once. Cheap: it lists folders and reads
    samples, and decompresses no whole file. Files that `known` shards cover are left out, so that a later run with more
    inputs keeps the earlier shards and plans only what is new (indices go on behind the known ones).

    Raises:
        InputError: a path is missing, nothing readable is there, or a format is not known.
    """
    from pipeline.readers.finding import find_files  # noqa: PLC0415 - loads fsspec
    from pipeline.readers.planning import cut_files  # noqa: PLC0415

    covered = {path for shard in known for path in shard.paths}
    files = [item for item in find_files(inputs, mode, format) if item[1].path not in covered]
    if any(kind in ("jsonl", "parquet") for kind, _ in files):
        from pipeline.readers.columns import check_fields  # noqa: PLC0415 - loads pyarrow

        check_fields(files, config, mode)
    first = 1 + max((shard.index for shard in known), default=-1)
    return cut_files(files, config.output.shard_pages, first)


def read_shard(
    shard: Shard, config: Config, mode: Mode = "html", counts: ReadCounts | None = None
) -> Iterator[RawPage | RawText | Dropped]:
    """Read the records of a shard in the order of the input; `counts` collects what is no page, by kind.

    Every record given out is one page of the funnel. Nothing is raised for what the input holds.
    """
    module, _, name = READERS[shard.format].partition(":")
    read: Reader = getattr(importlib.import_module(module), name)
    counts = counts if counts is not None else ReadCounts()
    for path in shard.paths:
        for record in read(shard, path, config, mode, counts):
            if not shard.only or _position(record) in shard.only:
                counts.bytes += _size(record)
                yield record


def _size(record: RawPage | RawText | Dropped) -> int:
    if isinstance(record, Dropped):
        return 0
    return len(record.text) if isinstance(record, RawText) else len(record.body)


def _position(record: RawPage | RawText | Dropped) -> int | None:
    if isinstance(record, Dropped):
        return record.source_position
    return record.source.position if record.source else None


def fingerprint_files(paths: Sequence[str]) -> str:
    """Give 16 hex digits that change when a file's size, time of change (or etag) does; a missing file counts too."""
    from pipeline.readers.files import fingerprint, stat_input  # noqa: PLC0415 - loads fsspec

    return fingerprint(stat_input(path) for path in paths)


def passthrough_schema(shards: Sequence[Shard], config: Config) -> dict[str, str]:
    """Name the extra columns of text inputs and their types: "string", "int64", "float64" or "bool".

    From Parquet schemas and the first 1,000 lines of JSON Lines files; a name that is one of our own columns gets the
    prefix `input_`, exactly as `RawText.columns` has it. What has no column or does not fit goes to `input_extra`.
    """
    from pipeline.readers.columns import find_columns  # noqa: PLC0415 - loads pyarrow

    return find_columns(shards, config)


def pick_records(shards: Sequence[Shard], places: Collection[tuple[str, int]]) -> list[Shard]:
    """Make shards that read only some records of a plan again.

    Args:
        shards: the plan.
        places: (source_file, source_position) of the records, as dropped rows name them.
    """
    from pipeline.readers.files import display_name  # noqa: PLC0415 - loads fsspec

    wanted: dict[str, list[int]] = {}
    for name, position in places:
        wanted.setdefault(name, []).append(position)
    picked: list[Shard] = []
    for shard in shards:
        for path in shard.paths:
            positions = tuple(sorted({at for at in wanted.get(display_name(path), ()) if _may_hold(shard, at)}))
            if positions:
                picked.append(replace(_narrow(shard, path, positions), index=len(picked)))
    return picked


def _may_hold(shard: Shard, position: int) -> bool:
    if shard.format == "jsonl":  # its range counts bytes, its positions lines
        return position >= shard.line
    return shard.start <= position and (shard.stop is None or position < shard.stop)


def _narrow(shard: Shard, path: str, positions: tuple[int, ...]) -> Shard:
    key = shard_key(shard.format, f"{path}\0{positions}", shard.start, shard.stop)
    start, stop = shard.start, shard.stop
    if shard.format == "parquet":
        start, stop = positions[0], positions[-1] + 1
    return replace(shard, key=key, paths=(path,), start=start, stop=stop, pages=len(positions), only=positions)


def read_path_list(path: str) -> list[str]:
    """Read a list of inputs, one path or URL a line; blank lines and lines that start with # are left out.

    Raises:
        InputError: the list cannot be read.
    """
    from pipeline.readers.files import describe, open_input  # noqa: PLC0415 - loads fsspec

    try:
        with open_input(path) as handle:
            lines = handle.read().decode("utf-8-sig", "surrogateescape").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot read the list of inputs: {describe(error)}") from error
    return [line for line in map(str.strip, lines) if line and not line.startswith("#")]
