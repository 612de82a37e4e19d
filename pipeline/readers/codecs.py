"""Compressed inputs as a flow of pieces: known by magic bytes, bounded in memory, going on behind damage.

A gzip file is a row of members, a zstd file a row of frames; both are called members here. Every piece of bytes
knows the file offset of its member, which is how a WARC record is addressed and how a reader can enter midway.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Literal

import zstandard

from pipeline.readers.files import describe
from pipeline.readers.inflate import (
    GZIP_MAGIC,
    INFLATE_ERRORS,
    MAX_WINDOW,
    ZSTD_MAGIC,
    GzipInflater,
    Inflater,
    ZstdInflater,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Codec = Literal["plain", "gzip", "zstd"]

_SKIPPABLE = b"\x2a\x4d\x18"  # bytes 1..3 of a zstd skippable frame; byte 0 is 0x50..0x5f
_ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"  # the skippable frame that opens a .warc.zst with a dictionary

READ_BYTES = 1 << 18
_GZIP_SLICE = 1 << 15
BOMB_BYTES = 1 << 30  # decompressed bytes of a member from which on its growth is looked at
BOMB_RATIO = 500  # growth that no pages have (20 is usual) and bombs do: time is bounded as well as memory
_PROBE_BYTES = 1 << 16  # compressed bytes tried to tell a member from a chance match of the magic


@dataclass(frozen=True, slots=True)
class Piece:
    """Some decompressed bytes, or a stretch of the file that gives none because it is damaged."""

    data: bytes
    member: int  # file offset of the member; plain: of the data itself
    first: bool = False  # the data begins its member
    damage: str = ""  # what is wrong with the file from `member` to `until`
    until: int = 0  # file offset where the next piece begins


def sniff_codec(head: bytes) -> Codec:
    """Tell the compression from the first bytes, whatever the file is called."""
    if head.startswith(GZIP_MAGIC):
        return "gzip"
    if head.startswith(ZSTD_MAGIC) or (head[1:4] == _SKIPPABLE and head[0] >> 4 == 5):
        return "zstd"
    return "plain"


class Members:
    """The members of one compressed file, from an offset on."""

    def __init__(self, handle: IO[bytes], codec: Codec, start: int, is_entry: Callable[[bytes], bool]) -> None:
        """`is_entry` tells from a member's first bytes whether reading may go on there after damage."""
        self._handle, self._codec, self._is_entry = handle, codec, is_entry
        self._magic = GZIP_MAGIC if codec == "gzip" else ZSTD_MAGIC
        self._dictionary = _read_dictionary(handle) if codec == "zstd" else None
        handle.seek(start)
        self._pending = b""
        self._at = start  # file offset of the first byte of _pending

    def pieces(self) -> Iterator[Piece]:
        """Give all pieces up to the end of the file."""
        while True:
            self._top_up(18)
            head = self._pending[:18]
            if not head or (not head.strip(b"\0") and self._only_zeros_left()):
                return
            if self._codec == "zstd" and head[1:4] == _SKIPPABLE and head[0] >> 4 == 5 and len(head) >= 8:
                self._skip(8 + int.from_bytes(head[4:8], "little"))
            elif head.startswith(self._magic):
                yield from self._member()
            elif self._magic.startswith(head):
                yield Piece(b"", self._at, damage=f"{self._codec} data ends too early", until=self._at + len(head))
                return
            else:
                yield self._damage(self._at, f"bytes that are not {self._codec} data")

    def _member(self) -> Iterator[Piece]:
        member, inflater, first, size = self._at, self._inflater(), True, 0
        try:
            while not inflater.eof:
                if not self._pending:
                    self._top_up(1)
                    if not self._pending:
                        yield Piece(b"", member, damage=f"{self._codec} data ends too early", until=self._at)
                        return
                piece, self._pending = self._pending[:_GZIP_SLICE], self._pending[_GZIP_SLICE:]
                self._at += len(piece)
                for data in inflater.feed(piece):
                    yield Piece(data, member, first)
                    first, size = False, size + len(data)
                if size > BOMB_BYTES and size > BOMB_RATIO * (self._at - member):
                    detail = f"{self._codec} data grows over {BOMB_RATIO}-fold, to {size} bytes so far"
                    self._seek(member + 1)
                    yield self._damage(member, detail)
                    return
        except INFLATE_ERRORS as error:
            self._seek(member + 1)
            yield self._damage(member, f"{self._codec} data is damaged: {describe(error)}")
            return
        self._at -= len(inflater.unused)
        self._pending = inflater.unused + self._pending

    def _inflater(self) -> Inflater:
        return GzipInflater() if self._codec == "gzip" else ZstdInflater(self._dictionary)

    def _damage(self, start: int, detail: str) -> Piece:
        """Go to the next member that can be entered, and report what lies before it."""
        self._seek(find_member(self._handle, self._codec, max(start + 1, self._at), self._is_entry, self._dictionary))
        return Piece(b"", start, damage=detail, until=self._at)

    def _top_up(self, size: int) -> None:
        while len(self._pending) < size:
            data = self._handle.read(READ_BYTES)
            if not data:
                return
            self._pending += data

    def _seek(self, offset: int) -> None:
        self._handle.seek(offset)
        self._pending, self._at = b"", offset

    def _skip(self, size: int) -> None:
        self._seek(self._at + size)

    def _only_zeros_left(self) -> bool:
        """Tell whether only padding is left (tapes and some copy tools fill up with zeros)."""
        place = self._at
        while self._pending and not self._pending.strip(b"\0"):
            self._at += len(self._pending)
            self._pending = self._handle.read(READ_BYTES)
        ended = not self._pending
        self._seek(self._at if ended else place)
        return ended


def read_pieces(handle: IO[bytes], codec: Codec, start: int, is_entry: Callable[[bytes], bool]) -> Iterator[Piece]:
    """Give the bytes of a file from `start` (a member's offset; plain: any byte) to its end, in bounded pieces.

    A stretch that cannot be read or decompressed is a piece with `damage`; the flow goes on at the next member.
    Memory is bounded whatever the file claims.
    """
    try:
        if codec == "plain":
            handle.seek(start)
            while data := handle.read(READ_BYTES):
                yield Piece(data, start, first=False)
                start += len(data)
        else:
            for piece in Members(handle, codec, start, is_entry).pieces():
                start = piece.until or piece.member
                yield piece
    except (OSError, ValueError) as error:  # fsspec caches raise ValueError when the object changes under them
        yield Piece(b"", start, damage=f"cannot be read to its end: {describe(error)}", until=start)


def find_member(
    handle: IO[bytes],
    codec: Codec,
    start: int,
    is_entry: Callable[[bytes], bool],
    dictionary: zstandard.ZstdCompressionDict | None = None,
) -> int:
    """Find the first member at or behind `start` whose bytes begin as `is_entry` asks; the file's end if none does."""
    magic = GZIP_MAGIC if codec == "gzip" else ZSTD_MAGIC
    if codec == "zstd" and dictionary is None:
        dictionary = _read_dictionary(handle)
    handle.seek(start)
    window, base = b"", start
    while data := handle.read(READ_BYTES):
        window += data
        at = window.find(magic)
        while at >= 0:
            if is_entry(_probe(handle, codec, base + at, dictionary)):
                return base + at
            at = window.find(magic, at + 1)
        handle.seek(base + len(window))
        keep = len(magic) - 1
        base, window = base + max(0, len(window) - keep), window[-keep:]
    return base + len(window)


def _probe(handle: IO[bytes], codec: Codec, offset: int, dictionary: zstandard.ZstdCompressionDict | None) -> bytes:
    """Decompress the first bytes of what may be a member; nothing when it is none."""
    handle.seek(offset)
    inflater: Inflater = GzipInflater() if codec == "gzip" else ZstdInflater(dictionary)
    found = b""
    try:
        for _ in range(_PROBE_BYTES // _GZIP_SLICE):
            data = handle.read(_GZIP_SLICE)
            for out in inflater.feed(data):
                found += out[:4096]
                if len(found) >= 4096:
                    return found
            if inflater.eof or not data:
                break
    except INFLATE_ERRORS:
        pass
    return found


def _read_dictionary(handle: IO[bytes]) -> zstandard.ZstdCompressionDict | None:
    """Read the dictionary of a .warc.zst, plain or itself compressed; None when there is none or it is broken."""
    handle.seek(0)
    head = handle.read(8)
    if not head.startswith(_ZSTD_DICTIONARY) or len(head) < 8:
        return None
    data = handle.read(min(int.from_bytes(head[4:8], "little"), MAX_WINDOW))
    try:
        if data.startswith(ZSTD_MAGIC):
            reader = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).stream_reader(data)
            data = reader.read(MAX_WINDOW)
        return zstandard.ZstdCompressionDict(data)
    except INFLATE_ERRORS:
        return None
