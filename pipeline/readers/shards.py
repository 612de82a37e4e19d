"""What a run is cut into: shards, record ranges of inputs that any process can read on its own."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from pipeline.records import Dropped, DropReason, Source, page_id

Format = Literal["html", "txt", "warc", "jsonl", "parquet"]
Mode = Literal["html", "text"]
"""`html`: pages to clean (`RawPage`). `text`: text that somebody extracted already (`RawText`)."""


class InputError(ValueError):
    """An input that cannot be used at all; the message is one line that names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A range of records of one container, or a group of small files: the unit of work, resume and output.

    Shards are picklable, and `to_json` is plain ASCII even where file names are not valid UTF-8. Ranges are half open.
    """

    index: int  # place in the plan, from 0; plans are in the order of sorted paths, whatever the order of inputs
    key: str  # 16 hex digits that name the range (format, path, start, stop): the same range has it in every run
    format: Format
    paths: tuple[str, ...]  # one container, or the small files in order
    start: int = 0  # WARC, JSON Lines: byte; Parquet: row; files: 0
    stop: int | None = None  # behind the last; None reads to the end
    line: int = 1  # JSON Lines: number of the line at `start`
    stream: bool = False  # start and stop count decompressed bytes: one compressed stream that cannot be entered midway
    fingerprint: str = ""  # of size and mtime (or etag) of the files when planned; see `fingerprint_files`
    size: int = 0  # bytes of input, about; for progress
    pages: int = 0  # pages, about; for progress
    only: tuple[int, ...] = ()  # when given: read only the records at these positions

    def to_json(self) -> str:
        """Give the shard as one line of ASCII JSON."""
        return json.dumps(dataclasses.asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, line: str) -> Shard:
        """Read what `to_json` wrote.

        Raises:
            ValueError: not a shard's JSON.
        """
        try:
            fields = json.loads(line)
            return cls(**{**fields, "paths": tuple(fields["paths"]), "only": tuple(fields["only"])})
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a shard: {line[:80]!r}") from error


@dataclass(slots=True)
class ReadCounts:
    """Records that were read and are no pages, by kind, so that nothing is left out without a count."""

    skipped: Counter[str] = field(default_factory=Counter)  # e.g. {"warc.request": 4, "warc.status_404": 1}
    bytes: int = 0  # of page bodies (text mode: characters of texts) given out


def shard_key(format: Format, path: str, start: int, stop: int | None) -> str:  # noqa: A002 - the word users know
    """Name a range: 16 hex digits of its format, path and ends."""
    name = f"{format}\0{path}\0{start}\0{stop}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(name, digest_size=8).hexdigest()


def drop_record(source: Source, detail: str, reason: DropReason = DropReason.BAD_RECORD) -> Dropped:
    """Make the dropped row of a record that cannot be read; its id is the hash of its place."""
    return Dropped(
        id=page_id(f"{source.file}#{source.position}", b""),
        reason=reason,
        detail=detail,
        source_file=source.file,
        source_position=source.position,
        source_length=source.length,
    )
