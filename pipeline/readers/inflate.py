"""The inflater of all gzip and deflate data: zlib-ng, the standard library's interface at twice its speed."""

from __future__ import annotations

from typing import Protocol, cast

from zlib_ng import zlib_ng

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
