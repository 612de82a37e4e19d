"""Files that are one record each: HTML pages and plain texts, plain or compressed whatever they are called."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

from pipeline.readers.codecs import read_pieces, sniff_codec
from pipeline.readers.files import describe, display_name, fetch_heads, is_remote, open_input
from pipeline.readers.finding import is_packed
from pipeline.readers.magic import sniff_foreign
from pipeline.readers.shards import drop_record
from pipeline.records import DropReason, RawPage, RawText, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Config
    from pipeline.readers.shards import Mode, ReadCounts, Shard
    from pipeline.records import Dropped


def read_single(
    shard: Shard, path: str, config: Config, mode: Mode, _counts: ReadCounts
) -> Iterator[RawPage | RawText | Dropped]:
    """Read one file as one page or text; its URL is not known."""
    name = display_name(path)
    source = Source(name)
    try:
        if is_packed(path):
            with open_input(path) as handle:
                words = sniff_foreign(handle) or "not a format that is read"
            yield drop_record(source, words)
            return
        body, length = read_whole(_open(shard, path, config.limits.max_bytes), config.limits.max_bytes)
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


def read_whole(handle: IO[bytes], max_bytes: int) -> tuple[bytes, int | None]:
    """Read a file to its end, decompress it, and close it.

    Returns:
        The bytes, and the file's own size where it is not compressed.

    Raises:
        OSError: cannot be read, or its compression is damaged.
        OversizeError: over `max_bytes`, decompressed.
    """
    with handle:
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


def _open(shard: Shard, path: str, max_bytes: int) -> IO[bytes]:
    """Open a file; of a store far away the next few are fetched at once, since each takes long to answer."""
    if not is_remote(path):
        return open_input(path)
    key = (shard.fingerprint, path)
    if key not in _ahead:
        at = shard.paths.index(path)
        _ahead.clear()
        fetched = fetch_heads(shard.paths[at : at + _AHEAD], max_bytes + 1)
        _ahead.update({(shard.fingerprint, name): body for name, body in fetched.items() if len(body) <= max_bytes})
    body = _ahead.pop(key, None)
    return open_input(path) if body is None else io.BytesIO(body)


_AHEAD = 8  # files fetched at once: at most so many times max_bytes in memory
_ahead: dict[tuple[str, str], bytes] = {}  # (shard's fingerprint, path) -> bytes not asked for yet
