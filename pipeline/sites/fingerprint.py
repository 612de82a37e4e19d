"""What of a line is counted over a host: its words, and its frame.

The *frame* is the shape with values replaced by their types, so that a profile with new names on every page still
counts as the same frame: "Email : ann@lee.org" gives "email:E". Frames are taken three lines at a time, since one
line of a common shape says nothing.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FRAME_LINES = 3
MAX_FRAME_CHARS = 160  # longer lines are prose and have no frame
LABEL = re.compile(r"([^:|=\t]{1,40}?)\s{0,3}[:|=\t]\s{0,3}")
TOKEN_TYPES = (
    ("E", re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@]{2,24}$")),
    ("U", re.compile(r"(?:https?://|www\.)\S{1,500}$", re.IGNORECASE)),
    ("H", re.compile(r"@\w{2,40}$")),
    ("D", re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$")),
    ("N", re.compile(r"[+(]?\d[\d().,+/x-]{0,40}$")),
)
PERSONAL_TYPES = frozenset("EUHD")
"""Types of which a run must hold two before its frame alone may speak against it."""


def hash_text(text: str) -> int:
    """64 bits of a line's words, case and blanks folded. Numbers count: "Storage: 4 GB" is a fact of one page."""
    folded = " ".join(text.casefold().split())
    return int.from_bytes(blake2b(folded.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def frame_of(text: str) -> str:
    """Shape of a line: its label, if it has one, and the types of the rest; "" for prose."""
    if len(text) > MAX_FRAME_CHARS:
        return ""
    label = LABEL.match(text)
    if label and not label[1].startswith("http"):
        return f"{label[1].strip().casefold()}:{_types(text[label.end() :])}"
    return _types(text)


def frame_hashes(texts: Sequence[str]) -> list[int]:
    """One hash for each run of three lines, placed at its first line; 0 where a line of the run is prose."""
    frames = [frame_of(text) for text in texts]
    hashes = []
    for i in range(len(frames)):
        run = frames[i : i + FRAME_LINES]
        if len(run) < FRAME_LINES or not all(run):
            hashes.append(0)
            continue
        digest = blake2b("\n".join(run).encode("utf-8", "replace"), digest_size=8).digest()
        hashes.append(int.from_bytes(digest, "little"))
    return hashes


def page_key(texts: Sequence[str]) -> int:
    """Name a page by its three longest lines, so that copies of a page under other URLs count as one page."""
    longest = sorted(texts, key=lambda text: (-len(text), text))[:3]
    digest = blake2b("\n".join(longest).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def as_uint64(values: Sequence[int]) -> NDArray[np.uint64]:
    """Pack hashes."""
    return np.fromiter(values, dtype=np.uint64, count=len(values))


def _types(rest: str) -> str:
    kinds: list[str] = []
    for token in rest.split():
        kind = _type_of(token.strip("(),;"))
        if not kinds or kinds[-1] != kind:
            kinds.append(kind)
    return "".join(kinds)


def _type_of(token: str) -> str:
    for kind, pattern in TOKEN_TYPES:
        if pattern.match(token):
            return kind
    if token[:1].isupper():
        return "C"
    return "w" if token[:1].isalpha() else "o"
