"""Find one page of a finished run again: its rows, and its source where that is still there."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import msgspec

from pipeline.config import Config
from pipeline.loading import LoadError, read_run, read_table
from pipeline.readers import InputError, plan_shards, read_shard
from pipeline.records import Dropped

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.readers import Shard
    from pipeline.records import RawPage, RawText
    from pipeline.schema import Row

ID_DIGITS = 32
MIN_ID_DIGITS = 6  # of an abbreviated id


def find_row(out: str | Path, key: str) -> tuple[Row, bool]:
    """Find a page by its id (or the first digits of it) or its URL.

    Returns:
        Its row, and whether it is an article (else it was dropped).

    Raises:
        LoadError: no page, or more than one, answers to the key.
    """
    columns = ["id", "url", "source_file", "source_position"]
    is_id = MIN_ID_DIGITS <= len(key) <= ID_DIGITS and set(key) <= set("0123456789abcdef")
    where = _id_condition(key) if is_id else ("url", "==", key)
    found: list[tuple[Row, bool]] = [(row, True) for row in read_table(out, "articles", columns, where).to_pylist()]
    found += [(row, False) for row in read_table(out, "dropped", columns, where).to_pylist()]
    if not found:
        raise LoadError(f"{out} has no page with the {'id' if is_id else 'URL'} {key}")
    if len({row["id"] for row, _ in found}) > 1:
        raise LoadError(f"{len(found)} pages of {out} answer to {key}; give the whole id: {found[0][0]['id']} …")
    return found[0]


def _id_condition(key: str) -> list[tuple[str, str, object]]:
    return [("id", ">=", key.ljust(ID_DIGITS, "0")), ("id", "<=", key.ljust(ID_DIGITS, "f"))]


def read_source(out: str | Path, row: Row) -> RawPage | RawText:
    """Read a page's source again, from the file and position its row names.

    Raises:
        LoadError: the file is gone, or holds another page there now.
    """
    run = read_run(out)
    config = run_config(run)
    try:
        shards = plan_shards([str(row["source_file"])], config, mode=run.get("mode", "html"))
        for shard in shards:
            if _lies_elsewhere(shard, row["source_position"]):
                continue
            only = dataclasses.replace(shard, only=_positions(shard.format, row))
            for record in read_shard(only, config, run.get("mode", "html")):
                if not isinstance(record, Dropped) and record.id == row["id"]:
                    return record
    except (InputError, OSError) as error:
        raise LoadError(f"cannot read {row['source_file']} again: {error}") from error
    raise LoadError(f"{row['source_file']} no longer holds this page at position {row['source_position']}")


def _positions(form: str, row: Row) -> tuple[int, ...]:
    """Which records to read: a container's by position; small files have one each."""
    position = row["source_position"]
    return (position,) if isinstance(position, int) and form in {"warc", "jsonl", "parquet"} else ()


def _lies_elsewhere(shard: Shard, position: object) -> bool:
    """Tell whether a record surely is in another shard of its file; lines and bytes of JSON Lines do not compare."""
    if shard.format not in {"warc", "parquet"} or not isinstance(position, int):
        return False
    return position < shard.start or (shard.stop is not None and position >= shard.stop)


def run_config(run: dict[str, object]) -> Config:
    """Give the configuration a run was made with.

    Raises:
        LoadError: another version of pagewinnow wrote it, with keys this one does not know.
    """
    try:
        return msgspec.convert(run.get("config", {}), Config)
    except msgspec.ValidationError as error:
        raise LoadError(f"the configuration in run.json is not of this version: {error}") from error
