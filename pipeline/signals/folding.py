"""A kernel: the folded words of a text as bytes, their simhash, and how many of them are stop words."""

from __future__ import annotations

from array import array
from functools import cache

from pipeline.signals.kinds import BETWEEN, FOLDS, KINDS, PIECE, SPACELESS, learn_kinds

COMPILED = not __file__.endswith(".py")
"""Whether this is machine code; else callers had better take the ways that leave the loops to str and numpy."""

_BLANK = 32
_ONES = 0xFFFFFFFF
_ONES64 = 0xFFFFFFFFFFFFFFFF
_SEED_HIGH = 0x9E3779B9  # of the CRC that gives the upper half of a word's hash
_GOLDEN = 0x9E3779B97F4A7C15
_MIX_1 = 0xBF58476D1CE4E5B9
_MIX_2 = 0x94D049BB133111EB
_MOST_BYTES = 7  # that a character can become with the blank before it: three letters of two bytes
_EACH_BYTE = 0x0101010101010101


def _crc_table() -> array[int]:
    table = array("I", range(256))
    for _ in range(8):
        for i, crc in enumerate(table):
            table[i] = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return table


_CRC = _crc_table()


def fold_to_bytes(text: str, cut: bool) -> bytes:
    """Give the folded words of a text in UTF-8 (lone surrogates pass), a blank between two.

    Args:
        text: any text.
        cut: cut scripts without blanks into pieces of two characters.
    """
    kinds = KINDS
    made = bytearray((1 if text.isascii() else _MOST_BYTES) * len(text) + 1)
    out = made
    size = 0
    inside = False  # a word: behind at least one of its characters
    room = -1  # characters that a piece of a script without blanks may still take; -1 in all other pieces
    for char in text:
        code = ord(char)
        kind = kinds[code]
        if not kind:
            kind = learn_kinds(code)
        if kind & BETWEEN:
            out[size] = _BLANK
            size += inside
            inside = False
            room = -1
            continue
        if cut and (room != -1 or kind & SPACELESS):
            starts = room < 1 or not kind & SPACELESS
            if starts:
                out[size] = _BLANK
                size += inside
                room = PIECE if kind & SPACELESS else 0
            room -= 1
        inside = True
        if code < 0x80:
            out[size] = code | ((kind & FOLDS) != 0) << 5  # an ASCII letter and its capital differ in one bit
            size += 1
        elif kind & FOLDS:
            for byte in _fold_char(char):
                out[size] = byte
                size += 1
        else:
            size = _put(out, size, code)
    return bytes(made[: size - 1 if size and not inside else size])


def _put(out: bytearray, size: int, code: int) -> int:
    """Write a character beyond ASCII in UTF-8 behind `size` bytes, and give the new size."""
    if code < 0x800:
        out[size] = 0xC0 | code >> 6
    else:
        if code < 0x10000:
            out[size] = 0xE0 | code >> 12
        else:
            out[size] = 0xF0 | code >> 18
            size += 1
            out[size] = 0x80 | code >> 12 & 0x3F
        size += 1
        out[size] = 0x80 | code >> 6 & 0x3F
    out[size + 1] = 0x80 | code & 0x3F
    return size + 2


@cache
def _fold_char(char: str) -> bytes:
    return char.casefold().encode("utf-8", "surrogatepass")


def hash_words(data: bytes) -> int:
    """Give the 64-bit simhash of words with a blank between two: see `hashes.simhash`."""
    view = data
    counts = array("q", bytes(8 * 64))  # of the grams, by the bits they have
    sums = counts
    lanes = array("Q", bytes(8 * 8))  # eight counters of a byte in each: they hold 255 at the most
    crc = _CRC
    low, high = _ONES, _SEED_HIGH ^ _ONES
    one = two = gram = 0  # the mixed hashes of the last word, of the last two, of the last three
    words = grams = 0
    for i in range(len(data) + 1):
        byte = view[i] if i < len(data) else _BLANK
        if byte != _BLANK:
            low = crc[(low ^ byte) & 0xFF] ^ low >> 8
            high = crc[(high ^ byte) & 0xFF] ^ high >> 8
            continue
        code = (low ^ _ONES) | (high ^ _ONES) << 32
        low, high = _ONES, _SEED_HIGH ^ _ONES
        words += 1
        gram = _mix((two * _GOLDEN + code) & _ONES64)
        two = _mix((one * _GOLDEN + code) & _ONES64)
        one = _mix(code)
        if words < 3:
            if i < len(data):
                continue
            gram = one if words == 1 else two  # a text of one or two words is its own gram
        for bit in range(8):
            lanes[bit] += gram >> bit & _EACH_BYTE
        grams += 1
        if grams % 255 == 0:
            _empty_lanes(lanes, sums)
    _empty_lanes(lanes, sums)
    return _majority(counts, grams) if data else 0


def _empty_lanes(lanes: array[int], counts: array[int]) -> None:
    """Add the counters of the lanes to those of the bits."""
    for bit in range(8):
        for byte in range(8):
            counts[8 * byte + bit] += lanes[bit] >> 8 * byte & 0xFF
        lanes[bit] = 0


def _majority(counts: array[int], grams: int) -> int:
    return sum(1 << bit for bit, times in enumerate(counts) if times * 2 > grams)


def _mix(value: int) -> int:
    """Spread every input bit over all 64 (the finalizer of SplitMix64, Steele et al. 2014)."""
    value = ((value ^ value >> 30) * _MIX_1) & _ONES64
    value = ((value ^ value >> 27) * _MIX_2) & _ONES64
    return value ^ value >> 31
