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


_JSON_ARRAY = "one JSON array; write an object a line, for example with jq -c '.[]'"
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"pk\x03\x04", "a ZIP archive; unpack it and name the folder"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it and name the folder"),
    (b"rar!", "a RAR archive; unpack it and name the folder"),
    (b"bzh", "compressed with bzip2; decompress it, or use gzip or zstd"),
    (b"\xfd7zxz", "compressed with xz; decompress it, or use gzip or zstd"),
    (b"%pdf", "a PDF file, no HTML page"),
    (b"arrow1", "an Arrow file; write it as Parquet"),
    (b"obj\x01", "an Avro file; write it as Parquet or JSON Lines"),
    (b"orc", "an ORC file; write it as Parquet"),
    (b"sqliteformat3", "an SQLite database; write its pages as Parquet or JSON Lines"),
    (b"from:<savedby", "a saved web archive (MHTML); save pages as HTML"),
    (b"mime-version:", "a saved web archive (MHTML); save pages as HTML"),
    (b"[{", _JSON_ARRAY),
)
"""First bytes of what people have pages in and we do not read, as above but without any blanks -> the way out."""

_HEAD_BYTES = 4096
_BLANKS = b"\xef\xbb\xbf \t\r\n"  # and the byte order mark
_TAR_MAGIC = slice(257, 262)


def sniff_format(handle: IO[bytes]) -> Format | None:
    """Tell the format of a file by its first bytes, decompressed; None when they show none.

    Raises:
        OSError: the file cannot be read.
    """
    head = _read_head(handle).lstrip(_BLANKS).lower()
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def sniff_foreign(handle: IO[bytes]) -> str | None:
    """Say what a file is that is none of our formats, and what to do with it; None when its first bytes do not tell.

    Raises:
        OSError: the file cannot be read.
    """
    head = _read_head(handle)
    if head[_TAR_MAGIC] == b"ustar":
        return "a tar archive; unpack it and name the folder"
    start = b"".join(head.lstrip(_BLANKS).split()).lower()
    return next((words for magic, words in _FOREIGN if start.startswith(magic)), None)


def _read_head(handle: IO[bytes]) -> bytes:
    """Read the first bytes, decompressed."""
    handle.seek(0)
    codec = sniff_codec(handle.read(4))
    piece = next(read_pieces(handle, codec, 0, bool), None)
    return piece.data[:_HEAD_BYTES] if piece else b""
