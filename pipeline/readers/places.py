"""Ranges of streams that cannot be entered midway: skip to the range, and remember the place for the next one.

A process that reads one range after the other of a compressed file then decompresses it once, not once a range. What
is given out is the same with and without a remembered place.
"""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Generic, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Placed(Protocol):
    """An item of a stream that knows which part of it it is."""

    @property
    def low(self) -> int:
        """Place of its beginning."""

    @property
    def high(self) -> int:
        """Place behind it, or behind its beginning where it belongs to the range it begins in."""


Item = TypeVar("Item", bound=Placed)


@dataclass(slots=True)
class OpenStream(Generic[Item]):
    """A stream that is being read."""

    handle: IO[bytes]
    items: Iterator[Item]
    reached: int = 0  # place of the next item, or before it


@dataclass(slots=True)
class _Kept:
    key: tuple[object, ...]
    stream: OpenStream[Placed]


_kept: list[_Kept] = []  # at most one: an open file and what its window holds


def take_range(
    key: tuple[object, ...], start: int, stop: int | None, open_stream: Callable[[], OpenStream[Item]]
) -> Iterator[Item]:
    """Give the items of a stream that overlap [start, stop), opening it anew or going on where this process stopped.

    Args:
        key: names the stream and its state (path, fingerprint); another key forgets the place.
        start: first place wanted.
        stop: place behind the range; None reads to the end.
        open_stream: opens the stream at a place at or before `start`.
    """
    key = (*key, os.getpid())  # a forked child shares the file's offset with its parent and must not go on with it
    stream = cast("OpenStream[Item] | None", _take_kept(key, start)) or open_stream()
    keep = False
    try:
        for item in stream.items:
            if stop is not None and item.high > stop:
                stream.items, stream.reached, keep = itertools.chain((item,), stream.items), stop, True
            if item.high > start and (stop is None or item.low < stop):
                yield item
            if keep:
                return
    finally:
        if keep:
            forget_places()
            _kept.append(_Kept(key, cast("OpenStream[Placed]", stream)))
        else:
            stream.handle.close()


def forget_places() -> None:
    """Close what is kept open between ranges."""
    while _kept:
        _kept.pop().stream.handle.close()


def _take_kept(key: tuple[object, ...], start: int) -> OpenStream[Placed] | None:
    if not _kept:
        return None
    kept = _kept.pop()
    if kept.key == key and kept.stream.reached <= start:
        return kept.stream
    kept.stream.handle.close()
    return None
