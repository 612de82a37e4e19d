"""Lines of an input with their numbers and places, of bounded length, going on behind damage."""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.codecs import Piece


@dataclass(frozen=True, slots=True)
class InputLine:
    """A line, or a stretch that gives none."""

    number: int  # from 1; of a stretch: of its first line
    data: bytes  # without the line end
    length: int  # bytes in the (decompressed) file, with the line end
    damage: str = ""


def split_lines(pieces: Iterator[Piece], number: int, size: int | None, max_bytes: int) -> Iterator[InputLine]:
    """Give the lines that start within the next `size` bytes (None: all).

    A line over `max_bytes` is one damaged stretch and never held in memory. Damage of the compression ends the line it
    strikes; the numbers behind it count only lines that could be read.
    """
    held: list[bytes] = []  # parts of the line that is still open
    length = 0  # its bytes so far, kept or not
    consumed = 0  # bytes before the open line
    for piece in pieces:
        if piece.damage:
            lost = piece.until - piece.member
            yield InputLine(number, b"", lost, f"{piece.damage} (bytes {piece.member} to {piece.until} of the file)")
            held, length, consumed = [], 0, consumed + length
            number += 1
            continue
        at = 0
        while (end := piece.data.find(b"\n", at)) >= 0:
            length += end + 1 - at
            if length > max_bytes:
                yield InputLine(number, b"", length, f"line of {length} bytes is over max_record_bytes ({max_bytes})")
            else:
                yield InputLine(number, b"".join((*held, piece.data[at:end])), length)
            consumed += length
            if size is not None and consumed >= size:
                return
            held, length, at, number = [], 0, end + 1, number + 1
        if at < len(piece.data):
            length += len(piece.data) - at
            if length <= max_bytes:
                held.append(piece.data[at:])
            else:
                held = []
    if length > max_bytes:
        yield InputLine(number, b"", length, f"line of {length} bytes is over max_record_bytes ({max_bytes})")
    elif length:
        yield InputLine(number, b"".join(held), length)


def skip_to_line(pieces: Iterator[Piece], start: int) -> tuple[Iterator[Piece], int, int]:
    """Go to the first line that starts at or behind byte `start` of a stream.

    Returns:
        The pieces from that line on, its number, and its byte offset.
    """
    number, offset = 1, 0
    if start <= 0:
        return pieces, number, offset
    for piece in pieces:
        if piece.damage:
            number += 1
            if offset >= start:  # the line before belongs to the range before; a new one begins behind the damage
                return pieces, number, offset
            continue
        end = piece.data.find(b"\n", max(0, start - 1 - offset))
        if end < 0:
            number += piece.data.count(b"\n")
            offset += len(piece.data)
            continue
        number += piece.data.count(b"\n", 0, end + 1)
        rest = dataclasses.replace(piece, data=piece.data[end + 1 :])
        return itertools.chain((rest,), pieces), number, offset + end + 1
    return pieces, number, offset
