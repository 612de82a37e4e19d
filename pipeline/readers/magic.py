"""Formats by first bytes, for files whose names say nothing or the wrong thing."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from pipeline.readers.codecs import read_pieces, sniff_codec

if TYPE_CHECKING:
    from pipeline.readers.shards import Format

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"warc/", "warc"),
    (b"par1", "parquet"),
    (b"{", "jsonl"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<!--", "html"),
    (b"<head", "html"),
)
"""First bytes in lower case, behind a byte order mark and blanks -> format."""


def sniff_format(handle: IO[bytes]) -> Format | None:
    """Tell the format of a file by its first bytes, decompressed; None when they show none.

    Raises:
        OSError: the file cannot be read.
    """
    codec = sniff_codec(handle.read(4))
    piece = next(read_pieces(handle, codec, 0, bool), None)
    head = piece.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower() if piece else b""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
