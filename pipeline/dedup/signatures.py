"""Text -> MinHash signature (Broder 1997): the share of equal places estimates the Jaccard similarity of shingles.

rensa computes the minima; this module knows what a shingle is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from rensa import RMinHash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

WORD = re.compile(r"\w+")
SHINGLE_WORDS = 3
SHINGLE_CHARS = 5  # in scripts that set no blanks between words
LONG_WORD = 15  # characters a word on average, above which a text is taken to set no blanks

BANDS, ROWS = 32, 4
"""Locality-sensitive hashing: two texts of similarity s share a band with 1 - (1 - s^4)^32: .3 .23, .5 .87, .6 .988."""
PLACES = BANDS * ROWS
SEED = 1729  # part of the output: another seed gives other candidates


def shingles(text: str) -> list[str]:
    """Cut a text into overlapping runs: three words, or five characters where words are not set apart."""
    folded = text.casefold()
    words = WORD.findall(folded)
    if len(folded) > LONG_WORD * len(words):
        joined = "".join(words)
        return [joined[i : i + SHINGLE_CHARS] for i in range(max(len(joined) - SHINGLE_CHARS + 1, 1))]
    if len(words) < SHINGLE_WORDS:
        return [" ".join(words)]
    return [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]


def sign(texts: Iterable[str]) -> NDArray[np.uint32]:
    """Give one signature a text, shape (texts, PLACES)."""
    rows = []
    for text in texts:
        minhash = RMinHash(num_perm=PLACES, seed=SEED)
        minhash.update(shingles(text))
        rows.append(minhash.digest())
    return np.array(rows, dtype=np.uint32).reshape(-1, PLACES)
