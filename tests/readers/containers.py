"""Containers made in the test: WARC records byte by byte, packed as the world packs them, and what reading gave."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import zstandard

from pipeline.config import Config
from pipeline.readers import Mode, ReadCounts, Shard, plan_shards, read_shard
from pipeline.records import Dropped, RawPage, RawText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Packing = Literal["plain", "gzip", "whole_gzip", "zstd", "whole_zstd"]
PACKINGS: tuple[Packing, ...] = ("plain", "gzip", "whole_gzip", "zstd", "whole_zstd")
SUFFIX: dict[Packing, str] = {"plain": "", "gzip": ".gz", "whole_gzip": ".gz", "zstd": ".zst", "whole_zstd": ".zst"}


def html(number: int, words: int = 30) -> bytes:
    """Give the body of page `number`."""
    text = " ".join(f"word{number}x{at}" for at in range(words))
    return f"<!doctype html><title>Page {number}</title><p>{text}</p>".encode()


def url(number: int) -> str:
    """Give the URL of page `number`."""
    return f"https://site.test/page/{number}"


def http(body: bytes, *fields: str, status: str = "200 OK", content_type: str | None = "text/html") -> bytes:
    """Give an HTTP response."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {content_type}"] if content_type else []), *fields]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    number: int,
    block: bytes | None = None,
    *,
    kind: str = "response",
    length: int | str | None = None,
    end: bytes = b"\r\n\r\n",
    fields: Sequence[str] = (),
) -> bytes:
    """Give a WARC record; `length` overrides the true Content-Length."""
    block = http(html(number)) if block is None else block
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Date: 2024-05-06T07:08:09Z",
        f"WARC-Target-URI: {url(number)}",
        "Content-Type: application/http; msgtype=response",
        *fields,
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + end


def gzip_member(data: bytes) -> bytes:
    """Compress as one gzip member, the same bytes every time."""
    state = zlib.compressobj(6, zlib.DEFLATED, 31)
    return state.compress(data) + state.flush()


def pack(records: Iterable[bytes], packing: Packing) -> bytes:
    """Put records into a file."""
    if packing == "plain":
        return b"".join(records)
    if packing == "gzip":
        return b"".join(map(gzip_member, records))
    if packing == "whole_gzip":
        return gzip.compress(b"".join(records), mtime=0)
    frame = zstandard.ZstdCompressor().compress
    return b"".join(map(frame, records)) if packing == "zstd" else frame(b"".join(records))


@dataclass
class Outcome:
    """What reading gave."""

    pages: list[RawPage] = field(default_factory=list)
    texts: list[RawText] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    counts: ReadCounts = field(default_factory=ReadCounts)
    shards: list[Shard] = field(default_factory=list)

    @property
    def urls(self) -> list[str | None]:
        """URLs of the pages, in order."""
        return [page.url for page in self.pages]

    @property
    def bodies(self) -> list[bytes]:
        """Bodies of the pages, in order."""
        return [page.body for page in self.pages]

    @property
    def details(self) -> str:
        """All that dropped rows say, one a line."""
        return "\n".join(f"{row.reason}: {row.detail}" for row in self.dropped)


def read(inputs: Path | str | Sequence[str], mode: Mode = "html", config: Config | None = None) -> Outcome:
    """Plan and read inputs, one shard after the other."""
    config = config or Config()
    paths = (
        [inputs] if isinstance(inputs, str) else list(inputs) if isinstance(inputs, (list, tuple)) else [str(inputs)]
    )
    outcome = Outcome(shards=plan_shards(paths, config, mode=mode))
    places: set[tuple[str | None, int | None]] = set()
    for shard in outcome.shards:
        for item in read_shard(shard, config, mode, outcome.counts):
            place = item_place(item)
            assert place not in places, "two outcomes at one place"
            places.add(place)
            if isinstance(item, Dropped):
                outcome.dropped.append(item)
            elif isinstance(item, RawPage):
                outcome.pages.append(item)
            else:
                outcome.texts.append(item)
    return outcome


def item_place(item: RawPage | RawText | Dropped) -> tuple[str | None, int | None]:
    """Give the file and position that an outcome names; every outcome must name one."""
    if isinstance(item, Dropped):
        return item.source_file, item.source_position
    assert item.source is not None
    return item.source.file, item.source.position


def small_shards(pages: int) -> Config:
    """Configure shards of few pages."""
    return Config.from_options(output={"shard_pages": pages})


Damage = Callable[[list[bytes]], list[bytes]]
"""Takes the records of pages 0..5 and gives those of the broken file."""
