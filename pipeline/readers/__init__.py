"""Inputs to records: plan the shards of a run, and read one.

    shards = plan_shards(["crawl/", "s3://bucket/*.warc.gz"], config)
    for record in read_shard(shards[0], config):
        ...  # RawPage | RawText | Dropped

A broken record is a `Dropped` with its place, never an exception; after damage a reader goes on at the next record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readers.shards import Format, InputError, Mode, ReadCounts, Shard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.config import Config
    from pipeline.records import Dropped, RawPage, RawText

__all__ = [
    "Format",
    "InputError",
    "Mode",
    "ReadCounts",
    "Shard",
    "fingerprint_files",
    "passthrough_schema",
    "plan_shards",
    "read_path_list",
    "read_shard",
]


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
    raise NotImplementedError


def read_shard(
    shard: Shard, config: Config, mode: Mode = "html", counts: ReadCounts | None = None
) -> Iterator[RawPage | RawText | Dropped]:
    """Read the records of a shard in the order of the input; `counts` collects what is no page, by kind.

    Every record given out is one page of the funnel. Nothing is raised for what the input holds.
    """
    raise NotImplementedError


def fingerprint_files(paths: Sequence[str]) -> str:
    """Give 16 hex digits that change when a file's size, time of change (or etag) does; a missing file counts too."""
    raise NotImplementedError


def passthrough_schema(shards: Sequence[Shard], config: Config) -> dict[str, str]:
    """Name the extra columns of text inputs and their types: "string", "int64", "float64" or "bool".

    From Parquet schemas and the first 1,000 lines of JSON Lines files; a name that is one of our own columns gets the
    prefix `input_`, exactly as `RawText.columns` has it. What has no column or does not fit goes to `input_extra`.
    """
    raise NotImplementedError


def read_path_list(path: str) -> list[str]:
    """Read a list of inputs, one path or URL a line; blank lines and lines that start with # are left out.

    Raises:
        InputError: the list cannot be read.
    """
    raise NotImplementedError
