"""Cut files into shards of about as many pages as asked for, from samples, without reading whole archives.

Archives whose records are compressed one by one (and plain ones) are cut by bytes: a border is sought near an even
share of the file, at a record that a chain of whole records leads to, so that a page which quotes an archive cannot be
taken for one. Compressed streams that cannot be entered midway are cut by decompressed bytes: a worker skips to its
range, which costs decompression but no parsing.
"""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from pipeline.readers.archives import is_page
from pipeline.readers.codecs import find_member, read_pieces, sniff_codec
from pipeline.readers.files import FoundFile, fingerprint, is_remote, open_input
from pipeline.readers.magic import sniff_format
from pipeline.readers.shards import Format, Shard, shard_key
from pipeline.readers.tape import Tape
from pipeline.readers.warc import WarcRecord, find_record, is_record_start, split_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.readers.codecs import Codec

_SAMPLE_BYTES = 4_000_000  # of a file as it lies there: what densities are estimated from
_ENOUGH_PAGES, _ENOUGH_BYTES = 50, 1_000_000  # of an archive: with both, its density is known to some 15 %
_LOOK_BACK = {"plain": 1 << 20, "gzip": 1 << 18, "zstd": 1 << 18}  # bytes of the file; some hundred pages
_MAX_RANGE = 1 << 30  # bytes of one range where pages are rare
_SCAN_BYTES = 1 << 20
_MIN_LINE = 16  # bytes; a file of shorter lines than any page has makes no more shards than this
_REMOTE_SAMPLES = 16  # files of a store that are sampled at once


@dataclass(frozen=True, slots=True)
class Range:
    """A part of one file."""

    start: int = 0
    stop: int | None = None
    line: int = 1
    stream: bool = False
    size: int = 0  # bytes, about
    pages: int = 1  # about


def cut_files(files: Sequence[tuple[Format, FoundFile]], shard_pages: int, first: int) -> list[Shard]:
    """Cut sorted files into shards, numbered from `first`; neighbours that are small share one."""
    shards: list[Shard] = []
    group: list[FoundFile] = []
    kind: tuple[Format, bool] = ("html", False)
    pages = 0
    for (_, file), (format_, ranges) in zip(files, _cut_all(files, shard_pages), strict=True):
        small = len(ranges) == 1
        alike = (format_, ranges[0].stream)
        if group and (not small or alike != kind or pages + ranges[0].pages > shard_pages):
            shards.append(_group_shard(kind, group, pages, first + len(shards)))
            group, pages = [], 0
        if small:
            group.append(file)
            kind, pages = alike, pages + ranges[0].pages
        else:
            shards += [_range_shard(format_, file, part, first + len(shards) + n) for n, part in enumerate(ranges)]
    if group:
        shards.append(_group_shard(kind, group, pages, first + len(shards)))
    return shards


def _cut_all(files: Sequence[tuple[Format, FoundFile]], shard_pages: int) -> Iterator[tuple[Format, list[Range]]]:
    """Cut every file; stores far away are asked for many samples at once."""
    if not any(is_remote(file.path) and format_ in CUTTERS for format_, file in files):
        yield from (_cut_file(format_, file, shard_pages) for format_, file in files)
        return
    with ThreadPoolExecutor(_REMOTE_SAMPLES) as pool:
        yield from pool.map(lambda item: _cut_file(item[0], item[1], shard_pages), files)


def _group_shard(kind: tuple[Format, bool], files: Sequence[FoundFile], pages: int, index: int) -> Shard:
    format_, stream = kind
    paths = tuple(file.path for file in files)
    return Shard(
        index=index,
        key=shard_key(format_, "\0".join(paths), 0, None),
        format=format_,
        paths=paths,
        stream=stream,
        fingerprint=fingerprint(files),
        size=sum(file.size for file in files),
        pages=pages,
    )


def _range_shard(format_: Format, file: FoundFile, part: Range, index: int) -> Shard:
    return Shard(
        index=index,
        key=shard_key(format_, file.path, part.start, part.stop),
        format=format_,
        paths=(file.path,),
        fingerprint=fingerprint([file]),
        **dataclasses.asdict(part),
    )


def _cut_file(format_: Format, file: FoundFile, shard_pages: int) -> tuple[Format, list[Range]]:
    """Cut one file, by the format its first bytes show; one that cannot be read is one range, and reading says why."""
    whole = [Range(size=file.size)]
    if format_ not in CUTTERS or file.stamp == "missing":
        return format_, whole
    try:
        with open_input(file.path) as handle:
            shown = sniff_format(handle)
            format_ = shown if shown in CUTTERS else format_
            return format_, CUTTERS[format_](handle, file.size, shard_pages) or whole
    except OSError:
        return format_, whole


def _cut_jsonl(handle: IO[bytes], size: int, shard_pages: int) -> list[Range]:
    """Cut plain files at line ends found by one fast pass; compressed ones by decompressed bytes."""
    handle.seek(0)
    codec = sniff_codec(handle.read(4))
    lines, taken, used = _sample_lines(handle, codec)
    density = lines / max(1, taken)
    if codec != "plain":
        ranges = _cut_stream(int(size * taken / max(1, used)), density, shard_pages, size)
        return ranges if len(ranges) > 1 else [dataclasses.replace(ranges[0], stream=False)]
    if size * density <= 1.5 * shard_pages:
        return [Range(size=size, pages=max(1, round(size * density)))]
    return _cut_lines(handle, max(shard_pages, round(shard_pages * density * _MIN_LINE)))


def _sample_lines(handle: IO[bytes], codec: Codec) -> tuple[int, int, int]:
    """Count lines, decompressed bytes and file bytes of the file's first stretch."""
    lines = taken = 0
    for piece in read_pieces(handle, codec, 0, bool):
        lines += piece.data.count(b"\n")
        taken += len(piece.data)
        if handle.tell() >= _SAMPLE_BYTES or taken >= 8 * _SAMPLE_BYTES:
            break
    return max(1, lines), taken, handle.tell()


def _cut_lines(handle: IO[bytes], shard_pages: int) -> list[Range]:
    """Find where every `shard_pages`th line begins."""
    ranges: list[Range] = []
    handle.seek(0)
    offset = start = lines = 0
    first_line = 1
    while data := handle.read(_SCAN_BYTES):
        at = 0
        while lines + data.count(b"\n", at) >= shard_pages or offset + len(data) - start > _MAX_RANGE:
            end = _after_lines(data, at, shard_pages - lines)
            lines += data.count(b"\n", at, end)
            if lines == 0 or offset + end == start:
                break  # one line longer than a range
            ranges.append(Range(start, offset + end, first_line, False, offset + end - start, lines))
            first_line, start, lines, at = first_line + lines, offset + end, 0, end
        lines += data.count(b"\n", at)
        offset += len(data)
    if offset > start:
        ranges.append(Range(start, offset, first_line, False, offset - start, max(1, lines)))
    if ranges:
        ranges[-1] = dataclasses.replace(ranges[-1], stop=None)
    return ranges


def _after_lines(data: bytes, at: int, lines: int) -> int:
    """Give the offset behind the next `lines` lines, or behind the last whole line there is."""
    for _ in range(lines):
        end = data.find(b"\n", at)
        if end < 0:
            break
        at = end + 1
    return at


def _cut_warc(handle: IO[bytes], size: int, shard_pages: int) -> list[Range]:
    """Cut at records near even shares of the file; a whole-file stream by decompressed bytes."""
    handle.seek(0)
    codec = sniff_codec(handle.read(4))
    pages, taken, used, stream = _sample_records(handle, codec)
    if stream:
        return _cut_stream(int(size * taken / max(1, used)), pages / max(1, taken), shard_pages, size)
    total = max(1, round(size * pages / max(1, used)))
    count = max(-(-size // _MAX_RANGE), round(total / shard_pages), 1)
    borders = [0]
    for number in range(1, count):
        border = find_border(handle, codec, size * number // count, size)
        if borders[-1] < border < size:
            borders.append(border)
    each = max(1, total // len(borders))
    stops = (*borders[1:], None)
    return [
        Range(start, stop, 1, False, (stop or size) - start, each) for start, stop in zip(borders, stops, strict=True)
    ]


def _sample_records(handle: IO[bytes], codec: Codec) -> tuple[int, int, int, bool]:
    """Read the file's first records.

    Returns:
        Pages, decompressed bytes and file bytes seen, and whether records do not begin members of their own.
    """
    members = codec != "plain"
    tape = Tape(read_pieces(handle, codec, 0, is_record_start), members)
    pages = records = own = last = 0
    for record in split_records(tape, None, False, _SAMPLE_BYTES):
        if isinstance(record, WarcRecord):
            records += 1
            own += record.place > last + 1 or records == 1  # records of one member are numbered on from its place
            pages += is_page(record)
        last = record.place
        looked = handle.tell()
        enough = pages >= _ENOUGH_PAGES and looked >= _ENOUGH_BYTES and own > 0.5 * records
        if enough or looked >= 2 * _SAMPLE_BYTES or tape.offset >= 8 * _SAMPLE_BYTES:
            used = max(last, 1) if own > 1 else handle.tell()
            break
    else:
        used = handle.tell()  # all of it
    return pages, tape.offset, used, members and own < 0.5 * records


def find_border(handle: IO[bytes], codec: Codec, near: int, size: int) -> int:
    """Find the first record at or behind `near`: from the first record some way before it, record by record.

    Coming there by a chain of whole records is what tells a record from an archive inside an archive.
    """
    entry = max(0, near - _LOOK_BACK[codec])
    entry = find_record(handle, entry) if codec == "plain" else find_member(handle, codec, entry, is_record_start)
    if entry >= size:
        return size
    tape = Tape(read_pieces(handle, codec, entry, is_record_start), codec != "plain", entry if codec == "plain" else 0)
    for record in split_records(tape, None, False, _MAX_RANGE):
        if record.place >= near:
            return record.place
    return size


def _cut_stream(total: int, density: float, shard_pages: int, size: int) -> list[Range]:
    """Cut a stream of about `total` decompressed bytes with `density` pages a byte; the last range is open."""
    pages = max(1, round(total * density))
    count = max(1, round(pages / shard_pages))
    step = min(_MAX_RANGE, max(1, total // count))
    count = max(1, total // step)
    return [
        Range(step * n, step * (n + 1) if n < count - 1 else None, 1, True, size // count, max(1, pages // count))
        for n in range(count)
    ]


def _cut_parquet(handle: IO[bytes], size: int, shard_pages: int) -> list[Range]:
    """Cut by rows."""
    from pipeline.readers.parquet import count_rows  # noqa: PLC0415 - pyarrow is heavy, and not needed for other formats

    rows = count_rows(handle)
    if rows is None or rows > size:  # a footer that claims more rows than there are bytes is not planned by
        return []
    count = max(1, round(rows / shard_pages))
    borders = [rows * n // count for n in range(count)]
    stops = (*borders[1:], None)
    return [
        Range(start, stop, 1, False, size // count, rows // count) for start, stop in zip(borders, stops, strict=True)
    ]


CUTTERS: dict[Format, Callable[[IO[bytes], int, int], list[Range]]] = {
    "warc": _cut_warc,
    "jsonl": _cut_jsonl,
    "parquet": _cut_parquet,
}
"""Format -> cutter `(file, its size, pages a shard) -> ranges`; other formats hold one page a file."""
