"""JSON Lines: one page or text a line; a bad line costs itself."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

import msgspec

from pipeline.readers.codecs import read_pieces, sniff_codec
from pipeline.readers.files import describe, display_name, open_input
from pipeline.readers.lines import split_lines
from pipeline.readers.places import OpenStream, take_range
from pipeline.readers.shards import drop_record
from pipeline.readers.values import page_of, raw_text_of
from pipeline.records import DropReason, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Config, Fields
    from pipeline.readers.lines import InputLine
    from pipeline.readers.shards import Mode, ReadCounts, Shard
    from pipeline.records import Dropped, RawPage, RawText

_BOM = b"\xef\xbb\xbf"
_BLANK_LINES = {b"": "jsonl.blank_line", b"[": "jsonl.array_bracket", b"]": "jsonl.array_bracket"}
"""Lines that hold no record -> what they are counted as."""

_DECODER = msgspec.json.Decoder()


class BadLineError(ValueError):
    """A line that is no JSON object; the message is one line."""


def read_jsonl(
    shard: Shard, path: str, config: Config, mode: Mode, counts: ReadCounts
) -> Iterator[RawPage | RawText | Dropped]:
    """Read the lines of one file, or of the shard's range of it; positions are line numbers from 1."""
    name = display_name(path)
    try:
        for line in _shard_lines(shard, path, config.limits.max_record_bytes):
            if not line.damage and (blank := _BLANK_LINES.get(line.data.removeprefix(_BOM).strip())):
                counts.skipped[blank] += 1
                continue
            yield _read_line(line, Source(name, line.number, line.length), config.fields, mode)
    except OSError as error:
        yield drop_record(Source(name, shard.line), f"cannot be opened: {describe(error)}")


def parse_line(data: bytes) -> tuple[dict[str, object], bool]:
    """Parse a line; the flag tells that bytes are not UTF-8 (they are in the values as surrogate escapes).

    Raises:
        BadLineError: not a JSON object.
    """
    data = data.removeprefix(_BOM).rstrip()
    if data.endswith(b"},"):
        data = data[:-1]  # one JSON array with an object a line
    damaged = False
    try:
        row = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # Lone surrogates, NaN and control characters are no JSON to msgspec, but Python's parser can read them.
        text = data.decode("utf-8", "surrogateescape")
        damaged = not _is_utf8(data)
        try:
            row = json.loads(text, strict=False)
        except (ValueError, RecursionError) as error:
            raise BadLineError(f"not JSON: {describe(error)}") from error
    if not isinstance(row, dict):
        raise BadLineError(f"not a JSON object but {_kind(row)}")
    return row, damaged


def _read_line(line: InputLine, source: Source, fields: Fields, mode: Mode) -> RawPage | RawText | Dropped:
    if line.damage:
        return drop_record(source, line.damage)
    try:
        row, damaged = parse_line(line.data)
    except BadLineError as error:
        return drop_record(source, str(error))
    wanted = fields.html if mode == "html" else fields.text
    value = row.get(wanted)
    if value is None:
        if wanted in row:
            return drop_record(source, f"field {wanted!r} is null", DropReason.EMPTY)
        found = ", ".join(map(repr, list(row)[:12]))
        return drop_record(source, f"no field {wanted!r}; the object has {found or 'no fields'}")
    if not isinstance(value, str):
        return drop_record(source, f"field {wanted!r} is not text but {_kind(value)}")
    if mode == "text":
        return raw_text_of(value, row, fields, source)
    html = value.encode("utf-8", "surrogateescape") if damaged and _is_escaped(value) else value
    return page_of(html, row.get(fields.url), row.get(fields.fetched_at), source)


def _shard_lines(shard: Shard, path: str, max_bytes: int) -> Iterator[InputLine]:
    """Give the lines of a shard."""
    if shard.stream:
        key = (path, shard.fingerprint, max_bytes)
        yield from take_range(key, shard.start, shard.stop, lambda: _open_stream(path, max_bytes))
        return
    with open_input(path) as handle:
        codec = sniff_codec(handle.read(4))
        lines = split_lines(read_pieces(handle, codec, shard.start, bool), max_bytes, shard.line, shard.start)
        yield from itertools.takewhile(lambda line: shard.stop is None or line.low < shard.stop, lines)


def _open_stream(path: str, max_bytes: int) -> OpenStream[InputLine]:
    handle = open_input(path)
    codec = sniff_codec(handle.read(4))
    return OpenStream(handle, split_lines(read_pieces(handle, codec, 0, bool), max_bytes))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_escaped(value: str) -> bool:
    """Tell whether surrogate escapes alone stand between this text and the bytes it came from."""
    try:
        value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return not _is_utf8(value.encode("utf-8", "surrogateescape"))


_KINDS = {dict: "an object", list: "a list", str: "text", bool: "a truth value", int: "a number", float: "a number"}


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "null")
