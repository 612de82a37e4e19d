"""Lines of an input with their numbers and places, of bounded length, going on behind damage."""

from __future__ import annotations

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
    low: int  # decompressed offset of its first byte
    damage: str = ""

    @property
    def high(self) -> int:
        """A line belongs to the range it begins in."""
        return self.low + 1


def split_lines(pieces: Iterator[Piece], max_bytes: int, number: int = 1, offset: int = 0) -> Iterator[InputLine]:
    """Give all lines, the first of which is line `number` and begins at byte `offset`.

    A line over `max_bytes` is one damaged stretch and never held in memory. Damage of the compression ends the line it
    strikes; the numbers behind it count only lines that could be read.
    """
    held: list[bytes] = []  # parts of the line that is still open
    length = 0  # its bytes so far, kept or not
    for piece in pieces:
        if piece.damage:
            lost = piece.until - piece.member
            detail = f"{piece.damage} (bytes {piece.member} to {piece.until} of the file)"
            yield InputLine(number, b"", lost, offset, detail)
            held, length, offset, number = [], 0, offset + length, number + 1
            continue
        at = 0
        while (end := piece.data.find(b"\n", at)) >= 0:
            length += end + 1 - at
            if length <= max_bytes:
                held.append(piece.data[at:end])
            yield _line(number, held, length, offset, max_bytes)
            held, length, at, number, offset = [], 0, end + 1, number + 1, offset + length
        if at < len(piece.data):
            length += len(piece.data) - at
            if length <= max_bytes:
                held.append(piece.data[at:])
            else:
                held = []
    if length:
        yield _line(number, held, length, offset, max_bytes)


def _line(number: int, held: list[bytes], length: int, offset: int, max_bytes: int) -> InputLine:
    if length > max_bytes:
        detail = f"line of {length} bytes is over max_record_bytes ({max_bytes})"
        return InputLine(number, b"", length, offset, detail)
    return InputLine(number, b"".join(held), length, offset)
