"""Hashes of a text's words: one equal for exact duplicates, one near for near ones."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

import numpy as np

from pipeline.signals import folding
from pipeline.signals.plain_words import fold_words, is_spaceless, split_words
from pipeline.signals.words import folded_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray


def content_hash(text: str) -> str:
    """Hash the folded words of a text: 32 hex digits of BLAKE2b-128, blind to case, blanks and punctuation."""
    return hashlib.blake2b(folded_bytes(text), digest_size=16).hexdigest()


def simhash(text: str) -> int:
    """Give the 64-bit simhash (Charikar 2002) of a text's folded word 3-grams; near texts differ in few bits."""
    if not folding.COMPILED:
        return _plain_simhash(text)
    return folding.hash_words(folding.fold_to_bytes(text, cut=True) if is_spaceless(text) else folded_bytes(text))


def _plain_simhash(text: str) -> int:
    words = split_words(" ".join(fold_words(text))) if is_spaceless(text) else fold_words(text)
    if not words:
        return 0
    hashes = np.fromiter(map(_known_hashes.__getitem__, words), dtype=np.uint64, count=len(words))
    grams = _mix(hashes)
    for step in (1, 2):
        following = hashes[step:]
        if len(following):  # a text of one or two words is its own gram
            grams = _mix(grams[: len(following)] * np.uint64(0x9E3779B97F4A7C15) + following)
    majority = _count_bits(grams) * 2 > len(grams)
    return int.from_bytes(np.packbits(majority, bitorder="little").tobytes(), "little")


def _count_bits(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How many of the values have each bit set, lowest first: (64,)."""
    bits = np.unpackbits(values.astype("<u8").view(np.uint8), bitorder="little")
    eights = bits.view(np.uint64).reshape(-1, 8)  # eight counters of a byte in each: they hold 255 at the most
    sums = np.add.reduceat(eights, np.arange(0, len(eights), 255), axis=0)
    return np.asarray(sums.view(np.uint8).reshape(-1, 64).sum(axis=0, dtype=np.int64))


class _WordHashes(dict[str, int]):
    """64-bit hashes of words, kept from text to text: most words were met before."""

    MOST = 1 << 16  # then it begins anew

    def __missing__(self, word: str) -> int:
        if len(self) >= self.MOST:
            self.clear()
        data = word.encode("utf-8", "surrogatepass")
        self[word] = code = zlib.crc32(data) | zlib.crc32(data, 0x9E3779B9) << 32
        return code


_known_hashes = _WordHashes()


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread every input bit over all 64 (the finalizer of SplitMix64, Steele et al. 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
