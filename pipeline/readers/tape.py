"""Decompressed bytes of an input as one tape that knows where every byte came from."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.readers.codecs import Piece

_MAX_BREAKS = 100_000  # member starts remembered; behind so many empty members the oldest are forgotten


class Tape:
    """A window over decompressed bytes that is filled on demand and never grows beyond what was asked for.

    `offset` counts decompressed bytes from where reading began. Damage is a wall: bytes before it can be read, and
    `pass_damage` goes on behind it.
    """

    def __init__(self, pieces: Iterator[Piece], members: bool, offset: int = 0) -> None:
        """`members`: the file is a row of compressed members, so a place is the offset of a member."""
        self._pieces = pieces
        self._has_members = members
        self.window = bytearray()  # bytes not consumed yet
        self.offset = offset  # of window[0]
        self._starts: deque[tuple[int, int]] = deque()  # (tape offset, file offset) where members begin
        self._member = 0  # file offset of the member window[0] is in; plain: file offset less tape offset
        self.damage: Piece | None = None
        self._ended = False

    def need(self, size: int) -> bool:
        """Have at least `size` bytes in the window; False when the tape ends or is damaged before."""
        while len(self.window) < size:
            if self._ended or self.damage:
                return False
            piece = next(self._pieces, None)
            if piece is None:
                self._ended = True
            elif piece.damage:
                self.damage = piece
            else:
                self._append(piece)
        return True

    def _append(self, piece: Piece) -> None:
        end = self.offset + len(self.window)
        if not self._has_members:
            self._member = piece.member - end
        elif piece.first:
            if len(self._starts) >= _MAX_BREAKS:
                self._starts.popleft()
            self._starts.append((end, piece.member))
        self.window += piece.data

    def copy(self, low: int, high: int) -> bytes:
        """Give bytes of the window (a slice of it would be copied twice)."""
        with memoryview(self.window) as view:
            return bytes(view[low:high])

    def consume(self, size: int) -> None:
        """Drop bytes from the front of the window."""
        del self.window[:size]
        self.offset += size
        if self._starts and self._starts[0][0] <= self.offset:
            self._settle()

    def _settle(self) -> None:
        """Forget member starts before the window, but for the one that the first byte is in."""
        while len(self._starts) > 1 and self._starts[1][0] <= self.offset:
            self._starts.popleft()

    def place(self, ahead: int = 0) -> int:
        """Give the place in the file of a byte of the window: its member's offset; plain: its own."""
        if not self._has_members:
            return self._member + self.offset + ahead
        found = self._starts[0][1] if self._starts else 0
        for start, member in self._starts:
            if start > self.offset + ahead:
                break
            found = member
        return found

    def starts_member(self, ahead: int = 0) -> bool:
        """Tell whether a member begins exactly here."""
        return any(start == self.offset + ahead for start, _ in self._starts)

    def member_starts(self, low: int, high: int) -> list[int]:
        """List distances from the window's front at which members begin, in [low, high)."""
        return [at - self.offset for at, _ in self._starts if low <= at - self.offset < high]

    def ends_here(self) -> bool:
        """Tell whether the tape ends, undamaged, in front of the window."""
        return not self.need(1) and self.damage is None

    def pass_damage(self) -> Piece | None:
        """Drop what stands before the damage and go on behind it; gives the damage."""
        damage, self.damage = self.damage, None
        if damage is not None:
            self.consume(len(self.window))
        return damage
