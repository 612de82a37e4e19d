"""WARC records split and resynchronised: plain, per-record or whole-file gzip and zstd.

Own splitting rather than a library's: places of damage must be known, a wrong Content-Length must not swallow the
records behind it, and a reader must be able to enter a file midway. Tests hold it against fastwarc on intact files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.tape import Tape

MAX_HEADER = 1 << 16  # bytes of a record's own header
_VERSION = re.compile(rb"WARC/\d")
_RECORD_START = re.compile(rb"WARC/\d\.\d{1,3}\r?\n(?=WARC-|Content-)", re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_LINE_ENDS = re.compile(rb"[\r\n]+")
_LONGEST_START = 24  # bytes that may begin a record at the end of a window


def is_record_start(head: bytes | bytearray) -> bool:
    """Tell whether bytes begin a WARC record."""
    return _VERSION.match(head) is not None


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One whole record: its header and its block."""

    place: int  # file offset of the record (of its member when compressed, the next number when that is taken);
    # in a stream: decompressed offset
    headers: dict[str, str]  # names in lower case; the last of a name counts
    block: bytes
    length: int  # bytes of the record as it lies in the file, decompressed

    @property
    def type(self) -> str:
        """WARC-Type in lower case."""
        return self.headers.get("warc-type", "").lower()

    @property
    def low(self) -> int:
        """Where the record begins."""
        return self.place

    @property
    def high(self) -> int:
        """A record belongs to the range it begins in."""
        return self.place + 1


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A stretch of the file that gives no record."""

    place: int
    length: int  # bytes, decompressed where the damage is not in the compression itself
    detail: str
    headers: dict[str, str]  # of the record that is broken, where they could be read
    head: bytes = b""  # first bytes of a block that is too large
    too_large: bool = False

    @property
    def low(self) -> int:
        """Where the stretch begins."""
        return self.place

    @property
    def high(self) -> int:
        """A stretch belongs to the range it begins in."""
        return self.place + 1


class _Damaged(Exception):  # noqa: N818 - a finding, caught in `split_records`
    """What is wrong with the record at the front of the tape, and from where to look for the next."""

    def __init__(self, detail: str, resume: int, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.detail, self.resume, self.headers = detail, resume, headers or {}


class _TooLarge(_Damaged):
    """A record over the limit; the first bytes of its block tell whether it is a page at all."""


class _CutOff(_Damaged):
    """A record that the damage behind it, or the end of the file, cuts off."""


def split_records(tape: Tape, stop: int | None, stream: bool, max_bytes: int) -> Iterator[WarcRecord | BrokenRecord]:
    """Give the records that start before `stop`, whole or as broken stretches; nothing between is left out silently.

    Behind damage it goes on at the next line that begins a record (`WARC/1.x` and a header line), or the next member.

    Args:
        tape: bytes from a record's start on.
        stop: place (see `WarcRecord.place`) behind the range; None reads to the end.
        stream: places are decompressed offsets.
        max_bytes: larger blocks are not held in memory but reported as too large.
    """
    last = -1
    while True:
        _skip_blank(tape)
        damage = None if tape.window else tape.pass_damage()
        if not tape.window and damage is None:
            return
        at = tape.offset if stream else damage.member if damage else tape.place()
        if stop is not None and at >= stop:
            return
        place = last = max(at, last + 1)  # records that share a member have places of their own too
        if damage is not None:
            yield BrokenRecord(place, damage.until - damage.member, damage.damage, {})
            continue
        member = tape.place()
        try:
            yield _take_record(tape, place, max_bytes)
        except _Damaged as fault:
            yield _pass_fault(tape, fault, place, member)


def _pass_fault(tape: Tape, fault: _Damaged, place: int, member: int) -> BrokenRecord:
    """Go on behind a broken record; damage of the compression that ends it is part of the same stretch."""
    head = bytes(tape.window[fault.resume : fault.resume + MAX_HEADER]) if isinstance(fault, _TooLarge) else b""
    length = _resynchronise(tape, fault.resume)
    detail = fault.detail
    if not tape.window and tape.damage and (isinstance(fault, _CutOff) or tape.damage.member == member):
        damage = tape.damage
        tape.pass_damage()
        length = damage.until - member if member <= damage.member else length
        detail = detail if damage.damage in detail else f"{detail}; {damage.damage}"
    return BrokenRecord(place, length, detail, fault.headers, head, isinstance(fault, _TooLarge))


def _take_record(tape: Tape, place: int, max_bytes: int) -> WarcRecord:
    """Consume the record at the front of the tape, once it is known to be whole."""
    head, headers = _read_header(tape)
    size = _content_length(headers, len(head))
    if size > max_bytes:
        raise _TooLarge(f"record of {size} bytes is over max_record_bytes ({max_bytes})", len(head), headers)
    end = len(head) + size
    whole = tape.need(end)
    for start in tape.member_starts(1, min(end, len(tape.window))):
        if is_record_start(tape.window[start : start + 8]):
            raise _Damaged(f"Content-Length is {size}, but the next record begins after {start} bytes", start, headers)
    if not whole:
        _raise_cut_off(tape, f": {len(tape.window) - len(head)} of {size} bytes are there", len(head), headers)
    tape.need(end + 5)  # the end of the member too, so that its checksum is verified before the record counts
    alone = tape.starts_member() and len(tape.window) <= end + 4
    if alone and tape.damage and tape.damage.member == tape.place():
        _raise_cut_off(tape, "", len(head), headers)
    if not _is_boundary(tape, len(head), end):
        raise _Damaged(f"Content-Length {size} does not end where a record ends", len(head), headers)
    block = tape.copy(len(head), end)
    tape.consume(end)
    return WarcRecord(place, headers, block, end)


def _raise_cut_off(tape: Tape, found: str, resume: int, headers: dict[str, str]) -> NoReturn:
    """Report a record that damage or the end of the file cuts off."""
    raise _CutOff((tape.damage.damage if tape.damage else "file ends inside the record") + found, resume, headers)


def _read_header(tape: Tape) -> tuple[bytes, dict[str, str]]:
    """Read the version line and the fields up to the blank line; not consumed yet."""
    tape.need(8)
    if not is_record_start(tape.window[:8]):
        raise _Damaged("bytes that are not a WARC record", 1)
    blank = _BLANK_LINE.search(tape.window, 0, MAX_HEADER)
    size = 1 << 10
    while blank is None and len(tape.window) < MAX_HEADER and tape.need(len(tape.window) + size):
        blank = _BLANK_LINE.search(tape.window, 0, MAX_HEADER)
    if blank is None:
        blank = _BLANK_LINE.search(tape.window, 0, MAX_HEADER)
    if blank is None and len(tape.window) < MAX_HEADER:
        _raise_cut_off(tape, "", 1, {})
    if blank is None:
        raise _Damaged("record header without an end", 1)
    following = _search_start(tape.window[: blank.end() + _LONGEST_START], 8)
    if 0 <= following < blank.end():
        raise _Damaged("record header is cut off by the next record", following)
    head = bytes(tape.window[: blank.end()])
    return head, parse_fields(head.split(b"\n", 1)[1])


def parse_fields(lines: bytes) -> dict[str, str]:
    """Parse header lines `Name: value` (folded lines joined); names in lower case, a later one wins."""
    fields: dict[str, str] = {}
    name = ""
    for line in lines.decode("utf-8", "replace").split("\n"):
        if line[:1] in (" ", "\t") and name:
            fields[name] = f"{fields[name]} {line.strip()}"
            continue
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if colon:
            fields[name] = value.strip()
        else:
            name = ""
    return fields


def _content_length(headers: dict[str, str], resume: int) -> int:
    value = headers.get("content-length", "")
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise _Damaged(f"Content-Length is {value[:40]!r}", resume, headers)
    return int(value)


def _is_boundary(tape: Tape, start: int, end: int) -> bool:
    """Tell whether a block may end here: as it should (an empty line), or at the next record, member or file's end."""
    if tape.window[end : end + 4] == b"\r\n\r\n":
        # Whatever follows is another stretch, unless the empty line is that between the fields and body of a response.
        whole = tape.window[start : start + 5] != b"HTTP/" or _BLANK_LINE.search(tape.window, start, end)
        if whole:
            return True
    at = end
    while at < end + 64 and tape.need(at + 1) and tape.window[at] in b"\r\n":
        at += 1
    if not tape.need(at + 1) or tape.member_starts(end, at + 1):
        return True
    tape.need(at + 8)
    return is_record_start(tape.window[at : at + 8])


def _skip_blank(tape: Tape) -> None:
    """Drop line ends in front of a record."""
    while tape.need(1) and (blank := _LINE_ENDS.match(tape.window)):
        tape.consume(blank.end())


def _resynchronise(tape: Tape, skip: int) -> int:
    """Drop bytes up to the next record start, damage or the end; gives how many went."""
    began = tape.offset
    tape.consume(min(skip, len(tape.window)))
    while tape.need(_LONGEST_START) or tape.window:
        found = _search_start(tape.window, 0)
        if found >= 0:
            tape.consume(found)
            break
        seen = len(tape.window)
        kept = _LONGEST_START if tape.need(seen + 1) else 0
        tape.consume(max(0, seen - kept))
    return tape.offset - began


def _search_start(window: bytes | bytearray, at: int) -> int:
    """Find where a record begins; -1 when none does (find is ten times faster than a pattern that ignores case)."""
    at = window.find(b"WARC/", at)
    while at >= 0 and not _RECORD_START.match(window, at):
        at = window.find(b"WARC/", at + 1)
    return at


def find_record(handle: IO[bytes], start: int) -> int:
    """Find the first record start at or behind an offset of a plain file; the file's end if there is none."""
    handle.seek(start)
    window, base = b"", start
    while data := handle.read(1 << 18):
        window += data
        found = _search_start(window, 0)
        if found >= 0:
            return base + found
        base, window = base + max(0, len(window) - _LONGEST_START), window[-_LONGEST_START:]
    return base + len(window)
