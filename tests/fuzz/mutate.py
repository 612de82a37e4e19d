"""Seeded damage to real pages: what crawlers, proxies, editors and attackers do to bytes."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Mutation = Callable[[bytearray, Random], bytearray]

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "fixtures" / "sample" / "html"
REAL = (ROOT.parent / "shared" / "data" / "wcxb" / "html", ROOT.parent / "shared" / "data" / "readability")

TOKENS = (
    b"<", b">", b"&", b'"', b"'", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"</script>",
    b"<style>", b"<title>", b"<textarea>", b"<plaintext>", b"<table>", b"<tr>", b"<td>", b"<li>", b"<p>", b"</p>",
    b"<br>", b"<div>", b"</div>", b"<a href=", b"<b>", b"<svg>", b"<math>", b"<template>", b"<frameset>",
    b"<select>", b"<pre>", b"<h2>", b"<ul>", b"<dl><dt>", b"&#0;", b"&#xD800;", b"&#x110000;", b"\x00", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\x1b$B", b"\x80", b"\xe2\x80\xae", b"\xc2\xa0", b"Name : ", b"Table of Contents", b"https://",
    b"@", b"2020-13-45", b'{"@type":"Article",', b"</body>", b"</html>", b"<body>", b"<meta charset=shift_jis>",
)  # fmt: skip
MAX_BYTES = 3_000_000


def load_pages(limit: int) -> list[bytes]:
    """Give some real pages, spread over the collections; those of the sample where there are no others."""
    paths = [path for folder in REAL if folder.is_dir() for path in sorted(folder.rglob("*.html*")) if path.is_file()]
    paths = paths[:: max(1, len(paths) // limit)][:limit] + sorted(SAMPLE.glob("*.html"))
    return [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths]


def _span(data: bytearray, rng: Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + int(2 ** rng.uniform(0, 14)))


def flip_bytes(data: bytearray, rng: Random) -> bytearray:
    """Overwrite single bytes."""
    for _ in range(rng.randint(1, 200)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)
    return data


def delete_span(data: bytearray, rng: Random) -> bytearray:
    """Take a stretch out."""
    start, stop = _span(data, rng)
    del data[start:stop]
    return data


def repeat_span(data: bytearray, rng: Random) -> bytearray:
    """Write a stretch many times."""
    start, stop = _span(data, rng)
    times = rng.randint(1, max(1, min(2_000, 1_000_000 // max(1, stop - start))))
    data[start:start] = data[start:stop] * times
    return data


def move_span(data: bytearray, rng: Random) -> bytearray:
    """Put a stretch somewhere else."""
    start, stop = _span(data, rng)
    part = data[start:stop]
    del data[start:stop]
    place = rng.randrange(len(data) + 1)
    data[place:place] = part
    return data


def insert_tokens(data: bytearray, rng: Random) -> bytearray:
    """Strew tokens that parsers and detectors react to."""
    for _ in range(rng.randint(1, 60)):
        place = rng.randrange(len(data) + 1)
        data[place:place] = rng.choice(TOKENS) * (rng.randint(1, 500) if rng.random() < 0.05 else 1)
    return data


def drop_tokens(data: bytearray, rng: Random) -> bytearray:
    """Take all of one token out."""
    return bytearray(bytes(data).replace(rng.choice(TOKENS), b"", rng.randint(1, 5_000)))


def cut_tail(data: bytearray, rng: Random) -> bytearray:
    """End early."""
    return data[: rng.randrange(len(data) + 1)]


def recode(data: bytearray, rng: Random) -> bytearray:
    """Write in another charset, with the old label still on it."""
    charset = rng.choice(("utf-16", "utf-32", "windows-1251", "shift_jis", "gb18030", "cp037", "iso-8859-1"))
    return bytearray(bytes(data).decode("utf-8", "replace").encode(charset, "replace"))


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes,
    delete_span,
    repeat_span,
    move_span,
    insert_tokens,
    insert_tokens,
    drop_tokens,
    cut_tail,
    recode,
)


def mutate(page: bytes, rng: Random) -> bytes:
    """Damage a page in one to four ways; never longer than `MAX_BYTES`."""
    data = bytearray(page)
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(MUTATIONS)(data, rng)
    return bytes(data[:MAX_BYTES])
