"""JSON Lines and Parquet files with a defect each."""

from __future__ import annotations

import gzip
import json
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from fixtures.warc import gzip_member
from tests.hostile.container import HostileContainer, html_page, one_file, page_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ALL = frozenset({0, 1, 2})
OUTER = frozenset({0, 2})


def row(number: int) -> dict[str, object]:
    """A row of a table of pages."""
    return {"url": page_url(number), "html": html_page(number).decode()}


def line(number: int) -> bytes:
    """The same as a line of JSON."""
    return json.dumps(row(number)).encode()


def _jsonl(name: str, data: bytes, survivors: frozenset[int], lost: int = 0, file: str = "") -> HostileContainer:
    return HostileContainer(name, "jsonl", one_file(file or f"{name}.jsonl", data), survivors, lost)


def line_files() -> Iterator[HostileContainer]:
    """JSON Lines: a bad line among good ones, odd ends of line, other codings, damaged compression."""
    a, b, c = line(0), line(1), line(2)
    good = b"\n".join((a, b, c)) + b"\n"
    bad_lines: dict[str, bytes] = {
        "not-json": b"{not json",
        "cut-line": b[: len(b) // 2],
        "array": b"[1, 2]",
        "number": b"42",
        "string": b'"text"',
        "null": b"null",
        "html-number": b'{"url": "x", "html": 7}',
        "html-null": b'{"url": "x", "html": null}',
        "html-list": b'{"url": "x", "html": ["a"]}',
        "html-missing": b'{"url": "x", "body": "a"}',
        "empty-object": b"{}",
        "deep": b'{"html": ' + b"[" * 200_000,
        "deep-other": b'{"x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        "invalid-utf8": b'{"url": "x", "html": "\xff\xfe\x80"',
        "nul": b"\0" * 100,
        "huge-integer": b'{"url": ' + b"9" * 10_000 + b"}",
        "two-objects": b"{} {}",
    }
    for name, bad in bad_lines.items():
        yield _jsonl(name, b"\n".join((a, bad, c)) + b"\n", OUTER, 1)
    yield _jsonl(
        "url-number", b"\n".join((a, line(1).replace(page_url(1).encode(), b"a").replace(b'"a"', b"5", 1), c)), OUTER
    )
    yield _jsonl("utf8-in-html", b"\n".join((a, b.replace(b"Page 1", b"Page \xff\xfe"), c)), OUTER)
    yield _jsonl("lone-surrogates", b"\n".join((a, b.replace(b"Page 1", b"Page \\ud800"), c)), ALL)
    yield _jsonl("keys-twice", b"\n".join((a, b.replace(b"{", b'{"html": "x", ', 1), c)), OUTER)
    yield _jsonl("not-a-number", b"\n".join((a, b.replace(b"{", b'{"n": NaN, "i": Infinity, ', 1), c)), OUTER)
    yield _jsonl("crlf", good.replace(b"\n", b"\r\n"), ALL)
    yield _jsonl("blank-lines", b"\n\n  \n" + good.replace(b"\n", b"\n\n"), ALL)
    yield _jsonl("bom", b"\xef\xbb\xbf" + good, ALL)
    yield _jsonl("no-last-line-feed", good[:-1], ALL)
    yield _jsonl("cut", good[:-80], frozenset({0, 1}), 1)
    yield _jsonl("separators-in-text", b"\n".join((a, b.replace(b"Page 1", "Page\u2028\u2029\x85".encode()), c)), ALL)
    packed = gzip_member(good)
    yield _jsonl("gz", packed, ALL, file="good.jsonl.gz")
    yield _jsonl("gz-members", b"".join(gzip_member(part + b"\n") for part in (a, b, c)), ALL, file="members.jsonl.gz")
    yield _jsonl("zst", zstandard.compress(good), ALL, file="good.jsonl.zst")
    yield _jsonl("gz-named-plain", packed, ALL)
    yield _jsonl("plain-named-gz", good, ALL, file="plain.jsonl.gz")
    yield _jsonl("zst-named-gz", zstandard.compress(good), ALL, file="zst.jsonl.gz")
    yield _jsonl("gz-cut", gzip.compress(good, 0)[:-200], frozenset({0, 1}), 1, "cut.jsonl.gz")
    yield _jsonl("gz-flipped", packed[:60] + bytes(20) + packed[80:], frozenset(), 1, "flip.jsonl.gz")
    yield _jsonl("long-line", a + b"\n" + b'{"html": "' + b"x" * 30_000_000 + b'"}\n' + c, OUTER, 1)
    yield HostileContainer("line-of-120-mb", "jsonl", _longest, OUTER, 1, heavy=True)
    for name, data in {
        "empty": b"",
        "blank": b"\n \n",
        "utf16": good.decode().encode("utf-16"),
        "pretty": json.dumps([row(0)], indent=1).encode(),
    }.items():
        build, lost = one_file(f"{name}.jsonl", data), int(name in ("utf16", "pretty"))
        yield HostileContainer(name, "jsonl", build, frozenset(), lost, may_refuse=True)


def _longest(folder: Path) -> Sequence[str]:
    path = folder / "longest.jsonl"
    with path.open("wb") as file:
        file.write(line(0) + b'\n{"html": "')
        for _ in range(120):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n' + line(2) + b"\n")
    return [str(path)]


def _columns(**columns: pa.Array) -> pa.Table:
    return pa.table(columns)


def _write(table: pa.Table, name: str, folder: Path) -> Sequence[str]:
    path = folder / f"{name}.parquet"
    pq.write_table(table, path, row_group_size=1, compression="none", use_dictionary=False)
    return [str(path)]


def _parquet(
    name: str, table: pa.Table, survivors: frozenset[int], lost: int = 0, *, refuse: bool = False
) -> HostileContainer:
    return HostileContainer(name, "parquet", partial(_write, table, name), survivors, lost, may_refuse=refuse)


def _damaged(name: str, folder: Path) -> Sequence[str]:
    path = folder / f"{name}.parquet"
    _write(_columns(url=_urls(), html=_pages()), name, folder)
    data = bytearray(path.read_bytes())
    place = data.find(b"marker001q") - 350
    if name == "cut":
        data = data[:-50]
    elif name == "no-tail":
        data[-4:] = b"XXXX"
    elif name == "footer-flipped":
        data[-60:-20] = bytes(40)
    elif name == "footer-length":
        data[-8:-4] = b"\xff\xff\xff\x7f"
    else:
        data[place : place + 60] = b"\xff" * 60
    path.write_bytes(bytes(data))
    return [str(path)]


def _urls() -> pa.Array:
    return pa.array([page_url(number) for number in range(3)])


def _pages() -> pa.Array:
    return pa.array([html_page(number).decode() for number in range(3)])


def parquet_files() -> Iterator[HostileContainer]:
    """Parquet: other types, missing columns, nulls, damage."""
    raw = pa.array([html_page(number) for number in range(3)])
    nulls = pa.array([html_page(0).decode(), None, html_page(2).decode()])
    bad = pa.array([html_page(0), b"\xff\xfe\x80" * 50, html_page(2)])
    yield _parquet("good", _columns(url=_urls(), html=_pages()), ALL)
    yield _parquet("binary", _columns(url=_urls(), html=raw), ALL)
    yield _parquet(
        "large-string", _columns(url=_urls().cast(pa.large_string()), html=_pages().cast(pa.large_string())), ALL
    )
    yield _parquet("dictionary", _columns(url=_urls(), html=_pages().dictionary_encode()), ALL)
    yield _parquet("nulls", _columns(url=_urls(), html=nulls), OUTER, 1)
    yield _parquet("null-urls", _columns(url=pa.nulls(3, pa.string()), html=_pages()), ALL)
    yield _parquet("no-url", _columns(html=_pages()), ALL)
    yield _parquet("no-html", _columns(url=_urls(), body=_pages()), frozenset(), 1, refuse=True)
    yield _parquet("html-integers", _columns(url=_urls(), html=pa.array([1, 2, 3])), frozenset(), 1, refuse=True)
    yield _parquet("html-lists", _columns(url=_urls(), html=pa.array([["a"], [], None])), frozenset(), 1, refuse=True)
    yield _parquet("html-structs", _columns(html=pa.array([{"a": 1}] * 3)), frozenset(), 1, refuse=True)
    yield _parquet("url-integers", _columns(url=pa.array([1, 2, 3]), html=_pages()), ALL)
    yield _parquet("bad-bytes", _columns(url=_urls(), html=bad), OUTER)
    yield _parquet("odd-dates", _columns(url=_urls(), html=_pages(), fetched_at=pa.array(["x", "", None])), ALL)
    yield _parquet("far-dates", _columns(html=_pages(), fetched_at=pa.array([2**62] * 3, pa.timestamp("us"))), ALL)
    yield _parquet("zero-rows", _columns(url=_urls(), html=_pages()).slice(0, 0), frozenset(), refuse=True)
    yield _parquet("no-columns", pa.table({}), frozenset(), refuse=True)
    for name in ("cut", "no-tail", "footer-flipped", "footer-length"):
        yield HostileContainer(name, "parquet", partial(_damaged, name), frozenset(), 1, may_refuse=True)
    yield HostileContainer("page-flipped", "parquet", partial(_damaged, "page-flipped"), OUTER, 0)
    for name, data in {
        "empty": b"",
        "html-inside": html_page(0),
        "magic-only": b"PAR1PAR1",
        "jsonl-inside": line(0),
    }.items():
        build = one_file(f"{name}.parquet", data)
        yield HostileContainer(
            name, "parquet", build, frozenset(), int(name in ("html-inside", "magic-only")), may_refuse=True
        )
