"""WARC archives to pages: HTML responses with status 200, everything else counted by kind."""

from __future__ import annotations

import dataclasses
from typing import IO, TYPE_CHECKING

from pipeline.readers.codecs import read_pieces, sniff_codec
from pipeline.readers.files import describe, display_name, open_input
from pipeline.readers.places import OpenStream, take_range
from pipeline.readers.responses import (
    BadBodyError,
    HttpResponse,
    LargeBodyError,
    begins_html,
    decode_body,
    is_html_type,
    parse_response,
)
from pipeline.readers.shards import drop_record
from pipeline.readers.tape import Tape
from pipeline.readers.values import parse_time, url_of
from pipeline.readers.warc import BrokenRecord, WarcRecord, is_record_start, split_records
from pipeline.records import DropReason, RawPage, RawText, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pipeline.config import Config
    from pipeline.readers.shards import Mode, ReadCounts, Shard
    from pipeline.records import Dropped


def read_warc(
    shard: Shard, path: str, config: Config, mode: Mode, counts: ReadCounts
) -> Iterator[RawPage | RawText | Dropped]:
    """Read the pages of one archive, or of the shard's range of it.

    Pages are responses with status 200 that are HTML (`text` mode: conversion records that are plain text). Requests,
    metadata, revisits, other responses and their kin are counted in `counts.skipped`, e.g. `warc.status_404`.
    """
    name = display_name(path)
    convert = _page_of if mode == "html" else _text_of
    try:
        for record in open_records(shard, path, config.limits.max_record_bytes):
            source = Source(name, record.place, record.length)
            if isinstance(record, BrokenRecord):
                yield from _broken(record, source, mode, counts)
                continue
            found = convert(record, source, config)
            if isinstance(found, str):
                counts.skipped[f"warc.{found}"] += 1
            else:
                yield found
    except OSError as error:
        yield drop_record(Source(name, shard.start), f"cannot be opened: {describe(error)}")


def open_records(shard: Shard, path: str, max_bytes: int) -> Iterator[WarcRecord | BrokenRecord]:
    """Split the records of a shard.

    Raises:
        OSError: the file cannot be opened.
    """
    if shard.stream:
        key = (path, shard.fingerprint, max_bytes)
        yield from take_range(key, shard.start, shard.stop, lambda: _open_stream(path, max_bytes))
        return
    with open_input(path) as handle:
        yield from split_records(_tape(handle, shard.start), shard.stop, False, max_bytes)


def _open_stream(path: str, max_bytes: int) -> OpenStream[WarcRecord | BrokenRecord]:
    handle = open_input(path)
    return OpenStream(handle, split_records(_tape(handle, 0), None, True, max_bytes))


def _tape(handle: IO[bytes], start: int) -> Tape:
    codec = sniff_codec(handle.read(4))
    pieces = read_pieces(handle, codec, start, is_record_start)
    return Tape(pieces, members=codec != "plain", offset=start if codec == "plain" else 0)


def _page_of(record: WarcRecord, source: Source, config: Config) -> RawPage | Dropped | str:
    """Make a page of a record, or name the kind of record that is none."""
    response = _page_response(record.headers, record.block)
    if isinstance(response, str):
        return response
    cut = bool(record.headers.get("warc-truncated"))
    try:
        body = decode_body(response, config.limits.max_bytes, cut)
    except BadBodyError as error:
        return _drop(record.headers, source, str(error))
    except LargeBodyError as error:
        return _drop(record.headers, source, str(error), DropReason.TOO_LARGE)
    if _html_type(record.headers, response) is None and body and not begins_html(body):
        return "not_html"
    return RawPage(_url(record.headers), body, response.content_type, _time(record.headers), source)


def is_page(record: WarcRecord) -> bool:
    """Tell whether a record is a page (or, in a WET file, a text), by its fields."""
    return record.type == "conversion" or not isinstance(_page_response(record.headers, record.block), str)


def _page_response(headers: dict[str, str], block: bytes) -> HttpResponse | str:
    """Take the response of a page apart, or name the kind of record that is no page."""
    kind = headers.get("warc-type", "").lower()
    if kind != "response":
        return kind if kind in _KINDS else "unknown_type"
    response = parse_response(block)
    if response is None:
        return "not_http"
    if response.status != 200:
        return f"status_{response.status}"
    return "not_html" if _html_type(headers, response) is False else response


def _html_type(headers: dict[str, str], response: HttpResponse) -> bool | None:
    """Tell whether the server, or where it is silent the archive, calls a response HTML; None when both are silent."""
    told = is_html_type(response.content_type)
    return is_html_type(headers.get("warc-identified-payload-type")) if told is None else told


def _text_of(record: WarcRecord, source: Source, _config: Config) -> RawText | str:
    """Make a text of a conversion record (WET files), or name the kind of record that is none."""
    if record.type != "conversion":
        return record.type if record.type in _KINDS else "unknown_type"
    if not record.headers.get("content-type", "text/plain").lower().startswith("text/plain"):
        return "not_text"
    text = record.block.decode("utf-8", "replace")
    return RawText(text, _url(record.headers), _time(record.headers), source)


def _broken(record: BrokenRecord, source: Source, mode: Mode, counts: ReadCounts) -> Iterator[Dropped]:
    """Report a broken stretch, unless it is only too large and known to be no page."""
    kind = _large_kind(record, mode) if record.too_large else None
    if kind is not None:
        counts.skipped[f"warc.{kind}"] += 1
        return
    reason = DropReason.TOO_LARGE if record.too_large else DropReason.BAD_RECORD
    yield _drop(record.headers, source, record.detail, reason)


def _large_kind(record: BrokenRecord, mode: Mode) -> str | None:
    """Name the kind of a record that is too large and no page anyway; None for a page."""
    if mode == "text":
        kind = record.headers.get("warc-type", "").lower()
        return None if kind == "conversion" else kind
    found = _page_response(record.headers, record.head)
    return found if isinstance(found, str) else None


def _drop(headers: dict[str, str], source: Source, detail: str, reason: DropReason = DropReason.BAD_RECORD) -> Dropped:
    row = drop_record(source, detail, reason)
    return dataclasses.replace(row, url=_url(headers), fetched_at=_time(headers))


def _url(headers: dict[str, str]) -> str | None:
    """Give WARC-Target-URI; some writers put it in angle brackets."""
    value = headers.get("warc-target-uri", "")
    return url_of(value[1:-1] if value.startswith("<") and value.endswith(">") else value)


def _time(headers: dict[str, str]) -> datetime | None:
    return parse_time(headers.get("warc-date"))


_KINDS = frozenset({"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"})
