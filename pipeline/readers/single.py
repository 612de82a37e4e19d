"""Files that are one record each: HTML pages and plain texts, plain or compressed whatever they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readers.codecs import read_pieces, sniff_codec
from pipeline.readers.files import describe, display_name, open_input
from pipeline.readers.shards import drop_record
from pipeline.records import DropReason, RawPage, RawText, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Config
    from pipeline.readers.shards import Mode, ReadCounts, Shard
    from pipeline.records import Dropped


def read_single(
    _shard: Shard, path: str, config: Config, mode: Mode, _counts: ReadCounts
) -> Iterator[RawPage | RawText | Dropped]:
    """Read one file as one page or text; its URL is not known."""
    name = display_name(path)
    source = Source(name)
    try:
        body, length = read_whole(path, config.limits.max_bytes)
    except OSError as error:
        yield drop_record(source, f"cannot be read: {describe(error)}")
        return
    except OversizeError as error:
        yield drop_record(source, str(error), DropReason.TOO_LARGE)
        return
    source = Source(name, 0, length)
    if mode == "html":
        yield RawPage(None, body, None, None, source)
    else:
        yield RawText(body.decode("utf-8-sig", "replace"), None, None, source)


class OversizeError(ValueError):
    """A file that is too large, before or after decompression."""


def read_whole(path: str, max_bytes: int) -> tuple[bytes, int | None]:
    """Read a file and decompress it.

    Returns:
        The bytes, and the file's own size where it is not compressed.

    Raises:
        OSError: cannot be read, or its compression is damaged.
        OversizeError: over `max_bytes`, decompressed.
    """
    with open_input(path) as handle:
        codec = sniff_codec(handle.read(4))
        parts: list[bytes] = []
        size = 0
        for piece in read_pieces(handle, codec, 0, bool):
            if piece.damage:
                raise OSError(f"{piece.damage} after {size} bytes")
            parts.append(piece.data)
            size += len(piece.data)
            if size > max_bytes:
                raise OversizeError(f"file is over max_bytes ({max_bytes})" + (" decompressed" * (codec != "plain")))
    return b"".join(parts), size if codec == "plain" else None
