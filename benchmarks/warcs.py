"""Pages as files and as archives, for the benchmarks of whole runs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from zlib_ng import gzip_ng

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_warc(path: Path, bodies: Iterable[bytes]) -> int:
    """Write pages as response records, one gzip member each; give the bytes before compression."""
    size = 0
    with path.open("wb") as file:
        for number, body in enumerate(bodies):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body)
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://host{number % 97}.example/{number}\r\n"
                f"WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{UUID(int=number)}>\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http) + len(body)}\r\n\r\n"
            )
            record = head.encode() + http + body + b"\r\n\r\n"
            file.write(gzip_ng.compress(record, compresslevel=1, mtime=0))  # type: ignore[no-untyped-call]
            size += len(body)
    return size


def write_sample(folder: Path, bodies: list[bytes], parts: int) -> None:
    """Write the same pages as `html/*.html` and as that many archives `warc/*.warc.gz` (readers take a file a task)."""
    for name in ("html", "warc"):
        (folder / name).mkdir(parents=True)
    for number, body in enumerate(bodies):
        (folder / "html" / f"{number:06}.html").write_bytes(body)
    for part in range(parts):
        write_warc(folder / "warc" / f"{part}.warc.gz", bodies[part::parts])
