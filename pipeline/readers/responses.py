"""HTTP responses as they lie in archives: status, fields, and a body freed of chunks and codings, all bounded.

Archives differ in what they keep: some store the body as it came over the wire, others store it decoded and leave
the old fields in place. So a coding that the bytes do not show from their start is taken as done already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import brotli
import zstandard

from pipeline.readers.inflate import GZIP, GZIP_MAGIC, RAW, ZLIB, ZSTD_MAGIC, InflateError, ZstdInflater, new_inflater
from pipeline.readers.warc import parse_fields

if TYPE_CHECKING:
    from collections.abc import Callable

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
_MAX_HEADER = 1 << 18
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/xhtml", "text/xhtml"})
_SILENT_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown"})
_HTML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,512}<(?:!doctype html|html|head|body|!--|\?xml)", re.IGNORECASE)
_MAX_CODINGS = 5  # a page with more is an attack


class BadBodyError(ValueError):
    """A body whose framing or coding is broken; the message is one line."""


class LargeBodyError(ValueError):
    """A body that grows over the limit when decoded."""


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A response taken apart."""

    status: int | None
    headers: dict[str, str]  # names in lower case
    body: bytes  # still framed and coded

    @property
    def content_type(self) -> str | None:
        """The Content-Type field as it stands."""
        return self.headers.get("content-type")


def parse_response(block: bytes) -> HttpResponse | None:
    """Take an HTTP response apart; None when the block is none."""
    status = _STATUS.match(block)
    if status is None:
        return None
    blank = _BLANK_LINE.search(block, 0, _MAX_HEADER)
    head, body = (block[: blank.start()], block[blank.end() :]) if blank else (block, b"")
    lines = head.split(b"\n", 1)
    return HttpResponse(int(status[1]), parse_fields(lines[1]) if len(lines) > 1 else {}, body)


def is_html_type(content_type: str | None) -> bool | None:
    """Tell whether a media type is that of HTML pages; None when it says nothing."""
    media = (content_type or "").split(";", 1)[0].strip().lower()
    if media in _SILENT_TYPES or "/" not in media:
        return None
    return media in _HTML_TYPES


def begins_html(body: bytes) -> bool:
    """Tell whether a body begins as HTML does."""
    return _HTML_START.match(body) is not None


def decode_body(response: HttpResponse, max_bytes: int, cut: bool = False) -> bytes:
    """Undo chunked framing and content codings.

    Args:
        response: as `parse_response` gave it.
        max_bytes: most bytes of a body after each step.
        cut: the archive says it cut the record, so a body that ends too early is taken as far as it goes.

    Raises:
        BadBodyError: chunks or a coding are damaged, or a coding is not known.
        LargeBodyError: more than `max_bytes`.
    """
    body = response.body
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        body = _join_chunks(body, cut)
    named = response.headers.get("content-encoding", "").lower().split(",")
    codings = [name.strip() for name in named if name.strip() not in ("", "identity", "none")]
    if len(codings) > _MAX_CODINGS:
        raise BadBodyError(f"{len(codings)} content codings")
    for coding in reversed(codings):
        body = _undo_coding(coding, body, max_bytes, cut)
    if len(body) > max_bytes:
        raise LargeBodyError(f"body of {len(body)} bytes is over max_bytes ({max_bytes})")
    return body


def _join_chunks(body: bytes, cut: bool) -> bytes:
    """Join chunks; a body that does not begin with a chunk size was stored joined already."""
    size_line = _CHUNK_SIZE.match(body)
    if size_line is None:
        return body
    parts: list[bytes] = []
    at = 0
    while size_line is not None:
        size = int(size_line[1], 16)
        if size == 0:
            return b"".join(parts)
        start = size_line.end()
        parts.append(body[start : start + size])
        at = start + size
        if at > len(body):
            break
        at += 2 if body[at : at + 2] == b"\r\n" else (1 if body[at : at + 1] == b"\n" else 0)
        size_line = _CHUNK_SIZE.match(body, at)
    if at == len(body) or (at > len(body) and cut):  # the last chunk of size 0 is often left out
        return b"".join(parts)
    if len(parts) == 1 and at > len(body):
        raise BadBodyError(f"chunked body ends inside its first chunk ({len(body)} bytes)")
    raise BadBodyError(f"chunked body is damaged after {sum(map(len, parts))} bytes")


def _undo_coding(coding: str, body: bytes, max_bytes: int, cut: bool) -> bytes:
    inflate = CODINGS.get(coding)
    if inflate is None:
        raise BadBodyError(f"content coding {coding[:40]!r} is not known")
    if not body or begins_html(body):
        return body  # stored decoded
    try:
        decoded, whole = inflate(body, max_bytes)
    except (InflateError, brotli.error, zstandard.ZstdError) as error:
        raise BadBodyError(f"{coding} body is damaged: {' '.join(str(error).split())[:120]}") from error
    if not whole and not cut:
        raise BadBodyError(f"{coding} body ends too early, after {len(decoded)} bytes")
    return decoded


def _inflate(body: bytes, max_bytes: int, window: int) -> tuple[bytes, bool]:
    state = new_inflater(window)
    parts = [_bounded(state.decompress(body, max_bytes + 1), max_bytes)]
    while window == GZIP and state.eof and state.unused_data.startswith(GZIP_MAGIC):
        rest = state.unused_data
        state = new_inflater(window)
        parts.append(state.decompress(rest, max_bytes + 1))
        _bounded(b"".join(parts), max_bytes)
    return b"".join(parts), state.eof


def _undo_gzip(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    if not body.startswith(GZIP_MAGIC):
        return body, True  # stored decoded
    return _inflate(body, max_bytes, GZIP)


def _undo_deflate(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    """RFC 9110 says zlib data, many servers send raw deflate."""
    try:
        return _inflate(body, max_bytes, ZLIB)
    except InflateError:
        return _inflate(body, max_bytes, RAW)


def _undo_brotli(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    state = brotli.Decompressor()
    parts = [state.process(body, output_buffer_limit=max_bytes + 1)]
    size = len(parts[0])
    while not state.is_finished() and not state.can_accept_more_data() and size <= max_bytes:
        parts.append(state.process(b"", output_buffer_limit=max_bytes + 1 - size))
        size += len(parts[-1])
    return _bounded(b"".join(parts), max_bytes), state.is_finished()


def _undo_zstd(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    if not body.startswith(ZSTD_MAGIC):
        return body, True  # stored decoded
    inflater = ZstdInflater()
    parts: list[bytes] = []
    size = 0
    for part in inflater.feed(body):
        parts.append(part)
        size += len(part)
        if size > max_bytes:
            break
    return _bounded(b"".join(parts), max_bytes), inflater.eof


def _bounded(data: bytes, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise LargeBodyError(f"body grows over max_bytes ({max_bytes}) when decoded")
    return data


CODINGS: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "gzip": _undo_gzip,
    "x-gzip": _undo_gzip,
    "deflate": _undo_deflate,
    "br": _undo_brotli,
    "zstd": _undo_zstd,
}
"""Content coding -> function that gives the decoded bytes and whether the coded data was whole."""
