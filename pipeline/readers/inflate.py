"""Decompressors of one gzip member or zstd frame, bounded in memory and saving what stands before damage.

All gzip and deflate data goes through zlib-ng: the standard library's interface at twice its speed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

import zstandard
from zlib_ng import zlib_ng

if TYPE_CHECKING:
    from collections.abc import Iterator

GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
MAX_WINDOW = 1 << 27  # zstd --long=27; larger windows are refused as damage
_PIECE_BYTES = 1 << 20  # most bytes of one piece: what a bomb can put in memory at once
_ZSTD_BLOCKS = 8  # blocks of at most 128 KB fed at once

GZIP = 31  # gzip members, checksum verified
ZLIB = 15  # zlib data, checksum verified
RAW = -15  # deflate data alone


class InflateState(Protocol):
    """What `zlib.decompressobj` gives (the package's own stubs lack `copy`)."""

    eof: bool
    unused_data: bytes
    unconsumed_tail: bytes

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Inflate at most `max_length` bytes; the rest of `data` is in `unconsumed_tail`."""

    def copy(self) -> InflateState:
        """Give a copy of the state."""


InflateError = cast("type[Exception]", zlib_ng.error)


def new_inflater(window: int) -> InflateState:
    """Begin one stream of the kind `GZIP`, `ZLIB` or `RAW`."""
    return cast("InflateState", zlib_ng.decompressobj(window))


INFLATE_ERRORS = (InflateError, zstandard.ZstdError, EOFError, MemoryError)


class Inflater(Protocol):
    """Decompressor of one member."""

    eof: bool
    unused: bytes  # what follows the member in the last slice fed

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give the bytes that `data` holds, in bounded pieces."""


class GzipInflater:
    """One gzip member; the checksum is verified at its end."""

    def __init__(self) -> None:
        self._state = new_inflater(GZIP)
        self.eof = False
        self.unused = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """See `Inflater`. What stands before the damage in `data` is given out before the error."""
        saved = self._state.copy()
        try:
            while data and not self._state.eof:
                out = self._state.decompress(data, _PIECE_BYTES)
                data = self._state.unconsumed_tail
                if out:
                    saved = self._state.copy() if data else saved
                    yield out
                if not out and not data:
                    break
        except InflateError:
            if len(data) > 1:
                yield from self._salvage(saved, data)
            raise
        self.eof, self.unused = self._state.eof, self._state.unused_data

    def _salvage(self, state: InflateState, data: bytes) -> Iterator[bytes]:
        """Decompress byte by byte up to the damage (zlib throws away what a failing call had decompressed)."""
        for index in range(len(data)):
            try:
                out = state.decompress(data[index : index + 1], _PIECE_BYTES)
            except InflateError:
                return
            if out:
                yield out


class ZstdInflater:
    """One zstd frame, fed by whole blocks: a block holds at most 128 KB, which bounds what a bomb can put in memory."""

    def __init__(self, dictionary: zstandard.ZstdCompressionDict | None = None) -> None:
        context = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=MAX_WINDOW)
        self._state = context.decompressobj()
        self._held = b""  # not fed yet: less than one block
        self._tail = -1  # bytes behind the last block (a checksum); -1 while the frame header is not known
        self.eof = False
        self.unused = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """See `Inflater`."""
        self._held += data
        while not self.eof:
            end, last = self._whole_blocks()
            if end == 0:
                return
            out = self._state.decompress(self._held[:end])
            self._held = self._held[end:]
            if last:
                self.eof, self.unused, self._held = True, self._state.unused_data + self._held, b""
            if out:
                yield out

    def _whole_blocks(self) -> tuple[int, bool]:
        """Give the end of some whole blocks at the front of what is held, and whether the frame ends there."""
        at = 0
        if self._tail < 0:
            at = zstandard.frame_header_size(self._held)
            if len(self._held) < at:
                return 0, False
            self._tail = 4 if self._held[4] & 4 else 0
        end = at
        for _ in range(_ZSTD_BLOCKS):
            head = int.from_bytes(self._held[end : end + 3], "little")
            size = 3 + (1 if head >> 1 & 3 == 1 else head >> 3)
            last = bool(head & 1)
            if len(self._held) < end + size + (self._tail if last else 0) or len(self._held) < end + 3:
                break
            end += size
            if last:
                return end + self._tail, True
        return end, False
