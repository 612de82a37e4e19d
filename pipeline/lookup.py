"""Find one page of a finished run again: its rows, and its source where that is still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pipeline.config import Config
from pipeline.loading import LoadError, read_run, read_table
from pipeline.readers import InputError, pick_records, plan_shards, read_shard
from pipeline.records import Dropped

if TYPE_CHECKING:
    from pathlib import Path

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
    config, mode = run_config(run), run.get("mode", "html")
    source_file = str(row["source_file"])
    try:
        plan = plan_shards([source_file], config, mode=mode)
        for shard in pick_records(plan, [(source_file, int(str(row["source_position"])))]):
            for record in read_shard(shard, config, mode):
                if not isinstance(record, Dropped) and record.id == row["id"]:
                    return record
    except (InputError, OSError) as error:
        raise LoadError(f"cannot read {source_file} again: {error}") from error
    raise LoadError(f"{source_file} no longer holds this page at position {row['source_position']}")


def read_page(path: str, url: str | None, config: Config) -> RawPage | RawText | Dropped:
    """Read one page of an input file (WARC, JSON Lines, Parquet, compressed HTML): that of a URL, or the first.

    Raises:
        LoadError: the file holds no page, or none of that URL.
        InputError: its format is not known.
    """
    pages = (record for shard in plan_shards([path], config) for record in read_shard(shard, config))
    for record in pages:
        if url is None or record.url == url:
            return record
    raise LoadError(f"{path} holds no page{f' with the URL {url}' if url else ''}")


def run_config(run: dict[str, object]) -> Config:
    """Give the configuration a run was made with.

    Raises:
        LoadError: another version of pagewinnow wrote it, with keys this one does not know.
    """
    try:
        return msgspec.convert(run.get("config", {}), Config)
    except msgspec.ValidationError as error:
        raise LoadError(f"the configuration in run.json is not of this version: {error}") from error
