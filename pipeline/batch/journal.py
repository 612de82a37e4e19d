"""The journal of a shard at work: what came of each page so far, so that no page is cleaned twice or lost.

Whatever kills a worker (a poisonous page, `kill -9`, a power cut), the next attempt replays the outcomes that are
here and goes on behind them; the page that was in flight is known, and with it a page that kills again when tried
alone, first thing in a fresh process. The file is deleted when the shard is done.

Frames: kind (1 byte), length and CRC-32 of the payload (4 bytes each, little endian), payload. A frame that is cut off
or does not fit its sum ends the journal; what follows is cut away. Written without fsync: a killed process loses
nothing by that, and after a power cut the sums tell how far it can be trusted. Whoever writes holds a lock on it: an
engine may give a worker up for lost a moment before it is gone.
"""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from pipeline.batch.lock import wait_for
from pipeline.records import Article, Dropped, DropReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JOB, ARTICLE, DROPPED, UNREAD, DEATH = b"J", b"A", b"D", b"U", b"X"
OUTCOMES = (ARTICLE, DROPPED, UNREAD)
READING, CLEANING, WRITING = b"r", b"c", b"w"  # what the shard's worker is doing from here on
_HEAD = struct.Struct("<cII")
_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE_ARTICLE = msgspec.msgpack.Decoder(Article).decode
_DECODE_DROPPED = msgspec.msgpack.Decoder(Dropped).decode

DEATHS_ALLOWED = 1  # one death may be bad luck (or a neighbour's memory); the second happened alone
KILLS_ALLOWED = 2  # SIGKILL comes from outside (an operator, the kernel short of memory): one more chance


class LastDeath(msgspec.Struct, frozen=True):
    """How the worker of an attempt ended, noted by the process that saw it."""

    reason: DropReason
    detail: str
    from_outside: bool = False


@dataclass(frozen=True, slots=True)
class Suspect:
    """The record behind the last outcome, and how workers died at it."""

    index: int  # records before it in the shard
    deaths: tuple[LastDeath, ...]
    reading: bool  # the last one died before it had the record in hand

    @property
    def guilty(self) -> bool:
        """Tell whether it killed often enough to be sure: the last time it was alone in a fresh process."""
        allowed = KILLS_ALLOWED if all(death.from_outside for death in self.deaths) else DEATHS_ALLOWED
        return len(self.deaths) > allowed


class Journal:
    """The outcomes of earlier attempts at a shard, and a place to add to them."""

    def __init__(self, path: Path, job: bytes) -> None:
        """Open the journal of a shard; one that was kept for another job (config, version, input) starts anew."""
        self.path = path
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        wait_for(self._handle, str(path))
        self._frames = list(_frames(self._handle))
        if not self._frames or self._payload(self._frames[0]) != job:
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            self._frames = []
            self._write(JOB, job)
        else:
            last = self._frames[-1]
            os.ftruncate(self._handle, last.offset + last.length)
            os.lseek(self._handle, 0, os.SEEK_END)
        self.outcomes = _count_outcomes(self._frames)

    def replay(self) -> Iterator[tuple[Article | Dropped, bool]]:
        """Give the outcomes that are there, in order, each with whether its record could be read at all."""
        for frame in self._frames:
            if frame.kind == ARTICLE:
                yield _DECODE_ARTICLE(self._payload(frame)), True
            elif frame.kind in (DROPPED, UNREAD):
                yield _DECODE_DROPPED(self._payload(frame)), frame.kind == DROPPED

    def suspect(self) -> Suspect | None:
        """Name the record that workers died at; None when the last attempt ended for another reason."""
        deaths: list[LastDeath] = []
        doing = last_doing = JOB
        for frame in self._frames:
            if frame.kind in OUTCOMES:
                deaths, doing = [], JOB
            elif frame.kind == DEATH and doing in (READING, CLEANING):
                deaths.append(msgspec.msgpack.decode(self._payload(frame), type=LastDeath))
                last_doing, doing = doing, JOB
            elif frame.kind != DEATH:
                doing = frame.kind
        return Suspect(self.outcomes, tuple(deaths), last_doing == READING) if deaths else None

    def note(self, doing: bytes) -> None:
        """Note what comes next: READING a record, CLEANING it, or WRITING the parts."""
        self._write(doing, b"")

    def add(self, outcome: Article | Dropped, *, read: bool = True) -> None:
        """Note what came of the record; not `read` when reading it is what killed.

        Raises:
            UnicodeEncodeError: a text holds lone surrogates, which no output format can.
        """
        dropped = DROPPED if read else UNREAD
        self._write(ARTICLE if isinstance(outcome, Article) else dropped, _ENCODE(outcome))

    def close(self) -> None:
        """Close the file and leave it for the next attempt."""
        os.close(self._handle)

    def discard(self) -> None:
        """Close and delete: the shard is done."""
        self.close()
        self.path.unlink(missing_ok=True)

    def _payload(self, frame: _Frame) -> bytes:
        return os.pread(self._handle, frame.length - _HEAD.size, frame.offset + _HEAD.size)

    def _write(self, kind: bytes, payload: bytes) -> None:
        data = _HEAD.pack(kind, len(payload), zlib.crc32(payload)) + payload
        while data:
            data = data[os.write(self._handle, data) :]


def note_death(path: Path, death: LastDeath) -> int:
    """Add a death to a shard's journal from outside; gives the number of records that had their outcome by then."""
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        wait_for(handle, str(path))
        frames = list(_frames(handle))
        if not frames:
            return 0
        end = frames[-1].offset + frames[-1].length
        payload = _ENCODE(death)
        os.ftruncate(handle, end)
        os.pwrite(handle, _HEAD.pack(DEATH, len(payload), zlib.crc32(payload)) + payload, end)
        return _count_outcomes(frames)
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True)
class _Frame:
    kind: bytes
    offset: int
    length: int  # with its head


def _count_outcomes(frames: list[_Frame]) -> int:
    return sum(frame.kind in OUTCOMES for frame in frames)


def _frames(handle: int) -> Iterator[_Frame]:
    """Walk the whole frames of a file from its start."""
    offset, size = 0, os.fstat(handle).st_size
    while len(head := os.pread(handle, _HEAD.size, offset)) == _HEAD.size:
        kind, length, crc = _HEAD.unpack(head)
        payload = os.pread(handle, min(length, size), offset + _HEAD.size)
        if len(payload) != length or zlib.crc32(payload) != crc:
            return
        yield _Frame(kind, offset, _HEAD.size + length)
        offset += _HEAD.size + length
