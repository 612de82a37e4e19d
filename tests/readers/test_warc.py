"""WARC: every packing, every kind of record, and a museum of damage named by defect."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.readers.containers import (
    PACKINGS,
    SUFFIX,
    Packing,
    html,
    http,
    pack,
    read,
    record,
    small_shards,
    url,
)

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 6


def write(folder: Path, data: bytes, packing: Packing = "plain") -> str:
    """Write an archive and give its path."""
    path = folder / f"a.warc{SUFFIX[packing]}"
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize("packing", PACKINGS)
def test_intact_archive_reads_as_fastwarc_reads_it(tmp_path: Path, packing: Packing) -> None:
    """In every packing pages, bodies and order are those of fastwarc, and nothing is dropped."""
    path = write(tmp_path, pack((record(number) for number in range(40)), packing), packing)
    outcome = read(path)
    with open(path, "rb") as handle:  # noqa: PTH123 - fastwarc wants a plain file
        theirs = [
            (item.headers["WARC-Target-URI"], item.reader.read())
            for item in ArchiveIterator(io.BytesIO(handle.read()), record_types=WarcRecordType.response)
        ]
    assert [(page.url, page.body) for page in outcome.pages] == theirs
    assert len(theirs) == 40
    assert outcome.counts.bytes == sum(len(body) for _, body in theirs)
    assert not outcome.dropped


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("pages", [1, 7, 50])
def test_shards_together_give_the_whole_file(tmp_path: Path, packing: Packing, pages: int) -> None:
    """Whatever the shard size, every record is read once, in order."""
    path = write(tmp_path, pack((record(number, http(html(number, 3000))) for number in range(60)), packing), packing)
    outcome = read(path, config=small_shards(pages))
    assert outcome.urls == [url(number) for number in range(60)]
    assert not outcome.dropped
    assert len(outcome.shards) > 1 or pages == 50


@pytest.mark.parametrize("packing", ["plain", "gzip", "zstd"])
def test_shards_are_read_alone(tmp_path: Path, packing: Packing) -> None:
    """A shard read on its own gives the same pages as after its neighbours: the place kept is only a short cut."""
    from pipeline.readers import plan_shards, read_shard  # noqa: PLC0415 - only here
    from pipeline.readers.places import forget_places  # noqa: PLC0415 - only here

    path = write(tmp_path, pack((record(number, http(html(number, 3000))) for number in range(60)), packing), packing)
    config = small_shards(9)
    backwards: list[object] = []
    for shard in reversed(plan_shards([path], config)):
        forget_places()
        backwards[:0] = list(read_shard(shard, config))
    assert backwards == read(path, config=config).pages


def test_records_that_are_no_pages_are_counted(tmp_path: Path) -> None:
    """Requests, metadata, revisits, DNS, other statuses and other media are counted by kind and are no pages."""
    records = [
        record(0, b"software: x\r\n", kind="warcinfo"),
        record(1, b"GET / HTTP/1.1\r\nHost: site.test\r\n\r\n", kind="request"),
        record(1),
        record(2, b"fetchTimeMs: 3\r\n", kind="metadata"),
        record(3, http(b""), kind="revisit"),
        record(4, http(b"gone", status="404 Not Found")),
        record(5, http(b"", "Location: /x", status="301 Moved Permanently")),
        record(6, http(b"%PDF-1.4", content_type="application/pdf")),
        record(7, b"20240506070809\nsite.test.\t300\tIN\tA\t1.2.3.4\n"),
        record(8, html(8), kind="resource"),
        record(9, b"text", kind="conversion"),
        record(10, b"x", kind="continuation"),
        record(11, b"x", kind="invented"),
        record(12),
    ]
    outcome = read(write(tmp_path, pack(records, "gzip"), "gzip"))
    assert outcome.urls == [url(1), url(12)]
    assert not outcome.dropped
    kinds = "warcinfo request metadata revisit status_404 status_301 not_html not_http resource conversion continuation"
    assert dict(outcome.counts.skipped) == {f"warc.{kind}": 1 for kind in (*kinds.split(), "unknown_type")}


@pytest.mark.parametrize(
    ("content_type", "body", "is_page"),
    [
        ("text/html", b"anything", True),
        ("Text/HTML; charset=windows-1251", b"\xcf\xf0", True),
        ("application/xhtml+xml", b"<html/>", True),
        ("text/html", b"", True),
        (None, b"<!DOCTYPE html><p>x", True),
        (None, b"\xef\xbb\xbf  <html>", True),
        ("", b"<html>", True),
        ("application/octet-stream", b"<html>", True),
        ("html", b"<html>", True),
        (None, b"plain words", False),
        ("application/octet-stream", b"\x00\x01", False),
        ("text/plain", b"<html>", False),
        ("application/json", b"{}", False),
        ("image/svg+xml", b"<svg>", False),
    ],
)
def test_pages_are_known_by_type_or_by_first_bytes(
    tmp_path: Path, content_type: str | None, body: bytes, is_page: bool
) -> None:
    """The media type decides; where it says nothing the body's first bytes do."""
    outcome = read(write(tmp_path, record(0, http(body, content_type=content_type))))
    assert outcome.bodies == ([body] if is_page else [])
    assert outcome.counts.skipped["warc.not_html"] == (not is_page)


def test_evidence_travels_with_the_page(tmp_path: Path) -> None:
    """URL, charset, date (UTC) and place of a page are those of its record."""
    first = record(0)
    block = http(b"x", content_type="text/html; charset=koi8-r")
    page = read(write(tmp_path, first + record(1, block))).pages[1]
    assert page.content_type == "text/html; charset=koi8-r"
    assert page.fetched_at is not None
    assert page.fetched_at.isoformat() == "2024-05-06T07:08:09+00:00"
    assert page.source is not None
    assert (page.source.position, page.source.file) == (len(first), str(tmp_path / "a.warc"))


@pytest.mark.parametrize("date", ["2024-13-45T99:00:00Z", "yesterday", "", "0000-00-00T00:00:00Z"])
def test_impossible_dates_are_none(tmp_path: Path, date: str) -> None:
    """A date that cannot be does not cost the page."""
    data = record(0).replace(b"2024-05-06T07:08:09Z", date.encode())
    assert [page.fetched_at for page in read(write(tmp_path, data)).pages] == [None]


def test_fine_dates_are_read(tmp_path: Path) -> None:
    """WARC 1.1 allows nanoseconds."""
    data = record(0).replace(b"07:08:09Z", b"07:08:09.123456789Z")
    assert str(read(write(tmp_path, data)).pages[0].fetched_at) == "2024-05-06 07:08:09.123456+00:00"


def test_wet_files_are_texts(tmp_path: Path) -> None:
    """In text mode plain-text conversion records are texts; other records are counted."""
    block = "Überschrift\nText.".encode()
    data = record(0) + record(1, block, kind="conversion").replace(b"application/http; msgtype=response", b"text/plain")
    outcome = read(write(tmp_path, data), mode="text")
    assert [(text.text, text.url) for text in outcome.texts] == [("Überschrift\nText.", url(1))]
    assert outcome.counts.skipped == {"warc.response": 1}


def test_header_spellings(tmp_path: Path) -> None:
    """Names in any case, folded lines, LF alone, HTTP/2 status lines and URLs in angle brackets are read."""
    data = record(0).replace(b"Content-Length", b"CONTENT-LENGTH").replace(b"WARC-Type", b"warc-type")
    data += record(1).replace(b"WARC-Target-URI: ", b"WARC-Target-URI:\r\n ")
    data += record(2, http(html(2)).replace(b"\r\n", b"\n"), end=b"\n\n").replace(b"\r\n", b"\n")
    data += record(3, http(html(3)).replace(b"HTTP/1.1 200 OK", b"HTTP/2 200"))
    data += record(4).replace(url(4).encode(), f"<{url(4)}>".encode())
    outcome = read(write(tmp_path, data))
    assert outcome.urls == [url(number) for number in range(5)]
    assert outcome.bodies == [html(number) for number in range(5)]
    assert not outcome.dropped


# The museum: records 0..5 with something wrong around record 2 or 3. Expected: pages read, and what the rows say.
_JUNK = bytes(range(1, 10)) * 50

DEFECTS: dict[str, tuple[list[bytes], list[int | None], str]] = {
    "length_too_small": ([record(2, length=40)], [], r"Content-Length 40 does not end"),
    "length_zero": ([record(2, length=0)], [], r"Content-Length 0 does not end"),
    "length_too_large": ([record(2, length=700)], [], r"Content-Length|file ends|ends too early"),
    "length_swallows_all": ([record(2, length=9_000_000)], [], r"Content-Length|file ends|ends too early"),
    "length_over_limit": ([record(2, length=10**15)], [], r"over max_record_bytes"),
    "length_negative": ([record(2, length=-5)], [], r"Content-Length is '-5'"),
    "length_word": ([record(2, length="many")], [], r"Content-Length is 'many'"),
    "length_huge_digits": ([record(2, length="9" * 400)], [], r"Content-Length is '999"),
    "length_missing": ([record(2).replace(b"Content-Length: ", b"Content-Weight: ")], [], r"Content-Length is ''"),
    "length_twice": ([record(2, fields=["Content-Length: 7"])], [2], r"^$"),
    "garbage_between": ([record(2), _JUNK], [2], r"not a WARC record"),
    "garbage_line_between": ([record(2), _JUNK + b"\r\n"], [2], r"not a WARC record"),
    "nuls_between": ([record(2), b"\0" * 600], [2], r"not a WARC record"),
    "html_between": ([record(2), html(99) + b"\r\n\r\n"], [2], r"not a WARC record"),
    "version_broken": ([record(2).replace(b"WARC/1.1", b"WRAC/1.1")], [], r"not a WARC record"),
    "version_unknown": ([record(2).replace(b"WARC/1.1", b"WARC/9.9")], [2], r"^$"),
    "version_absent": ([record(2).split(b"\r\n", 1)[1]], [], r"not a WARC record"),
    "header_without_end": ([b"WARC/1.1\r\nWARC-Type: response\r\nX: " + b"y" * 90_000], [], r"without an end"),
    "header_of_binary": ([b"WARC/1.1\r\n" + bytes(range(1, 9)) * 9 + b"\r\n\r\n"], [], r"Content-Length is ''"),
    "head_cut": ([record(2)[:90]], [], r"cut off|ends too early|file ends|next record"),
    "body_cut": ([record(2)[:-60]], [], r"Content-Length|file ends"),
    "no_blank_between": ([record(2, end=b"")], [2], r"^$"),
    "one_newline_between": ([record(2, end=b"\n")], [2], r"^$"),
    "many_newlines_between": ([record(2, end=b"\r\n" * 20)], [2], r"^$"),
    "page_quotes_warc": ([record(2, http(html(2) + b"<pre>" + record(77) + b"</pre>"))], [2], r"^$"),
    "record_twice": ([record(2), record(2)], [2, 2], r"^$"),
    "empty_block": ([record(2, b"")], [], r"^$"),
    "type_missing": ([record(2).replace(b"WARC-Type", b"WARC-Tape")], [], r"^$"),
    "uri_missing": ([record(2).replace(b"WARC-Target-URI", b"WARC-Target-URX")], [None], r"^$"),
    "status_broken": ([record(2, http(html(2), status="abc"))], [], r"^$"),
    "http_without_blank": ([record(2, b"HTTP/1.1 200 OK\r\nContent-Type: text/html")], [2], r"^$"),
}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_costs_itself_alone(tmp_path: Path, defect: str, packing: Packing) -> None:
    """Records before and behind a defect are all read, and the defect is a row (or a count) with its place."""
    broken, survivors, saying = DEFECTS[defect]
    records = [record(0), record(1), *broken, record(3), record(4), record(5)]
    outcome = read(write(tmp_path, pack(records, packing), packing))
    own = [url(number) if number is not None else None for number in survivors]
    assert outcome.urls == [url(0), url(1), *own, url(3), url(4), url(5)]
    assert len(outcome.dropped) == (saying != "^$")
    assert re.search(saying, "\n".join(row.detail for row in outcome.dropped))
    assert all(row.source_length for row in outcome.dropped)


@pytest.mark.parametrize("packing", ["plain", "gzip", "zstd"])
@pytest.mark.parametrize("defect", DEFECTS)
def test_defects_read_alike_in_small_shards(tmp_path: Path, defect: str, packing: Packing) -> None:
    """Cut into shards a broken archive gives the same pages and as many rows."""
    padding = [record(100 + number, http(html(number, 4_000))) for number in range(12)]
    records = [record(0), *padding[:6], *DEFECTS[defect][0], *padding[6:], record(5)]
    path = write(tmp_path, pack(records, packing), packing)
    whole, parts = read(path), read(path, config=small_shards(2))
    assert len(parts.shards) > 1
    assert parts.pages == whole.pages
    assert parts.dropped == whole.dropped
