"""JSON Lines: good lines, bad lines, and files damaged around them."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest
import zstandard

from pipeline.config import Config
from pipeline.readers import InputError, plan_shards, read_shard
from pipeline.readers.places import forget_places
from pipeline.records import DropReason, Source
from tests.readers.containers import gzip_member, html, read, small_shards, url

if TYPE_CHECKING:
    from pathlib import Path


def line(number: int, **fields: object) -> bytes:
    """Give the line of a page."""
    row = {"url": url(number), "html": html(number).decode(), **fields}
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


LINES = [line(number) for number in range(5)]
URLS = [url(number) for number in range(5)]


def write(folder: Path, data: bytes, name: str = "a.jsonl") -> str:
    """Write a file and give its path."""
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_a_line_becomes_a_page(tmp_path: Path) -> None:
    """URL, UTF-8 body with its charset as evidence, time and line number come from the line."""
    data = line(0) + line(1, fetched_at="2024-05-06T09:08:09+02:00", html="<p>čaj</p>", other=1)
    page = read(write(tmp_path, data)).pages[1]
    assert (page.url, page.body) == (url(1), "<p>čaj</p>".encode())
    assert page.content_type == "text/html; charset=utf-8"
    assert page.source == Source(str(tmp_path / "a.jsonl"), 2, len(data) - len(line(0)))
    assert str(page.fetched_at) == "2024-05-06 07:08:09+00:00"


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.jsonl", bytes),
        ("a.ndjson", bytes),
        ("a.jsonl.gz", gzip.compress),
        ("a.jsonl.zst", zstandard.compress),
        ("a.jsonl", gzip.compress),
        ("a.jsonl.gz", bytes),
        ("a.jsonl.gz", zstandard.compress),
        ("a.jsonl.gz", lambda data: gzip.compress(data[:50]) + gzip.compress(data[50:])),
        ("a.jsonl.zst", lambda data: zstandard.compress(data[:50]) + zstandard.compress(data[50:])),
    ],
)
def test_packings_and_wrong_names(tmp_path: Path, name: str, pack: type[bytes]) -> None:
    """Compression is known by its first bytes, whatever the file is called, in one member or many."""
    assert read(write(tmp_path, pack(b"".join(LINES)), name)).urls == URLS


BAD: dict[str, tuple[bytes, str]] = {
    "word": (b"oops\n", "not JSON"),
    "cut": (LINES[2][:-20] + b"\n", "not JSON"),
    "trailing": (LINES[2].rstrip() + b"x\n", "not JSON"),
    "two_objects": (b'{"html":"a"} {"html":"b"}\n', "not JSON"),
    "list": (b"[1,2]\n", "not a JSON object but a list"),
    "number": (b"7\n", "not a JSON object but a number"),
    "text": (b'"x"\n', "not a JSON object but text"),
    "null": (b"null\n", "not a JSON object but null"),
    "truth": (b"true\n", "not a JSON object but a truth value"),
    "deep": (b'{"html":' + b"[" * 100_000 + b"\n", "not JSON"),
    "deep_closed": (b'{"html":' + b"[" * 50_000 + b"]" * 50_000 + b"}\n", "not JSON"),
    "digits": (b'{"html":' + b"9" * 10_000 + b"}\n", "not"),
    "binary": (bytes(range(11, 256)) + b"\n", "not JSON"),
    "nuls": (b"\0" * 300 + b"\n", "not JSON"),
    "html_number": (line(2, html=5), "field 'html' is not text but a number"),
    "html_list": (line(2, html=["a"]), "field 'html' is not text but a list"),
    "html_object": (line(2, html={"a": 1}), "field 'html' is not text but an object"),
    "html_missing": (b'{"url":"x","text":"t"}\n', "no field 'html'; the object has 'url', 'text'"),
    "empty_object": (b"{}\n", "the object has no fields"),
    "utf16": ('{"html":"x"}'.encode("utf-16-le") + b"\n\0\n", "not JSON"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("packed", [False, True])
def test_a_bad_line_costs_itself(tmp_path: Path, name: str, packed: bool) -> None:
    """The lines around a bad one are read, and the bad one is a row with its number, length and cause."""
    bad, detail = BAD[name]
    data = b"".join((*LINES[:2], bad, *LINES[3:]))
    outcome = read(write(tmp_path, gzip.compress(data) if packed else data))
    assert outcome.urls == [*URLS[:2], *URLS[3:]]
    assert outcome.dropped[0].reason is DropReason.BAD_RECORD
    assert detail in outcome.dropped[0].detail
    assert outcome.dropped[0].source_position == 3
    assert len(outcome.dropped) == (2 if name == "utf16" else 1)
    assert "\n" not in outcome.dropped[0].detail


GOOD: dict[str, tuple[bytes, bytes]] = {
    "crlf": (b'{"html":"x"}\r\n', b"x"),
    "blanks_around": (b'  {"html":"x"} \t\n', b"x"),
    "no_newline_at_end": (b'{"html":"x"}', b"x"),
    "bom": (b'\xef\xbb\xbf{"html":"x"}\n', b"x"),
    "key_twice": (b'{"html":"y","html":"x"}\n', b"x"),
    "nan": (b'{"html":"x","score":NaN}\n', b"x"),
    "lone_surrogate": (b'{"html":"a\\ud800b"}\n', "a\ufffdb".encode()),
    "surrogate_pair": (b'{"html":"\\ud83d\\ude00"}\n', "😀".encode()),
    "escaped_nul": (b'{"html":"a\\u0000b"}\n', b"a\0b"),
    "raw_control": (b'{"html":"a\tb"}\n', b"a\tb"),
    "windows_1252": (b'{"html":"caf\xe9"}\n', b"caf\xe9"),
    "nested_others": (b'{"html":"x","a":{"b":[1,{"c":null}]}}\n', b"x"),
    "url_number": (b'{"html":"x","url":5}\n', b"x"),
    "url_null": (b'{"html":"x","url":null}\n', b"x"),
    "empty_html": (b'{"html":""}\n', b""),
}


@pytest.mark.parametrize("name", GOOD)
def test_odd_but_readable_lines(tmp_path: Path, name: str) -> None:
    """What can be read without guessing is a page; bytes that are not UTF-8 stay as they are, without a charset."""
    data, body = GOOD[name]
    outcome = read(write(tmp_path, data))
    assert outcome.bodies == [body]
    assert outcome.pages[0].content_type == (None if name == "windows_1252" else "text/html; charset=utf-8")


def test_null_html_is_empty(tmp_path: Path) -> None:
    """A page that the input knows to be missing is empty, not broken."""
    outcome = read(write(tmp_path, b'{"html":null}\n' + LINES[0]))
    assert [row.reason for row in outcome.dropped] == [DropReason.EMPTY]


def test_blank_lines_are_counted(tmp_path: Path) -> None:
    """Blank lines are no pages, but keep the numbers of the lines behind them."""
    outcome = read(write(tmp_path, b"\n \r\n" + LINES[0] + b"\n"))
    assert [page.source.position for page in outcome.pages if page.source] == [3]
    assert outcome.counts.skipped == {"jsonl.blank_line": 3}


def test_an_array_with_an_object_a_line_is_read(tmp_path: Path) -> None:
    """What json tools write as "one JSON array, one object a line" has all its pages; brackets are no lost lines."""
    body = b",\n".join(line.rstrip() for line in LINES)
    outcome = read(write(tmp_path, b"[\n" + body + b"\n]\n"))
    assert len(outcome.pages) == len(LINES)
    assert not outcome.dropped
    assert outcome.counts.skipped == {"jsonl.array_bracket": 2}


def test_empty_file(tmp_path: Path) -> None:
    """No lines, no pages, no rows."""
    outcome = read(write(tmp_path, b""))
    assert (outcome.pages, outcome.dropped) == ([], [])


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        ("2024-05-06T07:08:09Z", "2024-05-06 07:08:09+00:00"),
        ("2024-05-06 07:08:09", "2024-05-06 07:08:09+00:00"),
        ("2024-05-06", "2024-05-06 00:00:00+00:00"),
        (1714979289, "2024-05-06 07:08:09+00:00"),
        (1714979289.0, "2024-05-06 07:08:09+00:00"),
        ("2024-02-31", "None"),
        ("yesterday", "None"),
        (1e300, "None"),
        (True, "None"),
        ({}, "None"),
        (None, "None"),
        ("0001-01-01T00:00:00+23:59", "None"),
    ],
)
def test_fetch_times(tmp_path: Path, value: object, read_as: str) -> None:
    """ISO 8601 and seconds since 1970 are times; anything else is none and costs nothing."""
    assert str(read(write(tmp_path, line(0, fetched_at=value))).pages[0].fetched_at) == read_as


@pytest.mark.parametrize("packed", [False, True])
def test_a_line_of_100_mb_is_one_row_in_little_memory(tmp_path: Path, packed: bool) -> None:
    """A line over the limit is never held; the lines around it are read."""
    long = b'{"html":"' + b"x" * 100_000_000 + b'"}\n'
    data = LINES[0] + long + LINES[1]
    path = write(tmp_path, gzip.compress(data, 1) if packed else data)
    del data
    config = Config.from_options(limits={"max_record_bytes": 5_000_000})
    tracemalloc.start()
    outcome = read(path, config=config)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outcome.urls == URLS[:2]
    assert [(row.source_position, row.source_length) for row in outcome.dropped] == [(2, len(long))]
    assert peak < 30_000_000


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_truncated_stream_says_so(tmp_path: Path, pack: type[bytes], share: float) -> None:
    """The lines before the cut are read; a row says that the file ends too early."""
    data = pack(b"".join(line(number, html="".join(map(chr, range(33, 2000)))) for number in range(9)))
    outcome = read(write(tmp_path, data[: int(len(data) * share)]))
    assert outcome.urls == [url(number) for number in range(len(outcome.pages))]
    assert "too early" in outcome.details


def test_a_truncated_plain_file_drops_its_last_line(tmp_path: Path) -> None:
    """A cut line is a row of its own."""
    outcome = read(write(tmp_path, b"".join(LINES)[:-9]))
    assert outcome.urls == URLS[:4]
    assert [row.source_position for row in outcome.dropped] == [5]


def test_reading_goes_on_behind_a_damaged_member(tmp_path: Path) -> None:
    """Of a file of many gzip members a broken one costs its own lines; the range is named."""
    members = [gzip_member(item) for item in LINES]
    members[2] = members[2][:20] + b"\xff" * 30 + members[2][50:]
    outcome = read(write(tmp_path, b"".join(members), "a.jsonl.gz"))
    assert outcome.urls == [*URLS[:2], *URLS[3:]]
    start = len(members[0]) + len(members[1])
    assert f"bytes {start} to {start + len(members[2])}" in outcome.details


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
@pytest.mark.parametrize("pages", [1, 10, 64, 1000])
def test_shards_give_every_line_once(tmp_path: Path, pack: type[bytes], pages: int) -> None:
    """Any shard size gives all lines in order with their numbers, with and without a place kept between shards."""
    data = b"".join(line(number) + b"\n" * (number % 3 == 0) for number in range(300))
    path = write(tmp_path, pack(data))
    whole = read(path)
    config = small_shards(pages)
    parts = read(path, config=config)
    assert parts.pages == whole.pages
    assert len(parts.pages) == 300
    assert parts.counts == whole.counts
    alone: list[object] = []
    for shard in reversed(plan_shards([path], config)):
        forget_places()
        alone[:0] = list(read_shard(shard, config))
    forget_places()
    assert alone == whole.pages
    assert (len(parts.shards) > 10) == (pages <= 10)


def test_a_field_nobody_has_is_refused(tmp_path: Path) -> None:
    """A wrong field name is the user's mistake, said once with the names that are there."""
    path = write(tmp_path, b'{"content":"x","link":"y"}\n' * 3)
    with pytest.raises(InputError, match=r"no field 'html'; the first lines have content, link; set fields.html"):
        read(path)
    config = Config.from_options(fields={"html": "content", "url": "link"})
    assert [(page.body, page.url) for page in read(path, config=config).pages] == [(b"x", "y")] * 3


def test_text_mode_carries_columns(tmp_path: Path) -> None:
    """Other fields travel along unchanged; names of our own columns get a prefix; what is not understood is kept."""
    row = {"text": "t", "url": 7, "fetched_at": "soon", "id": 5, "lang": "en", "tags": ["a"], "deep": {"x": 1}}
    [text] = read(write(tmp_path, json.dumps(row).encode()), mode="text").texts
    assert (text.text, text.url, text.fetched_at) == ("t", None, None)
    assert text.columns == {
        "input_url": 7,
        "input_fetched_at": "soon",
        "input_id": 5,
        "lang": "en",
        "input_tags": ["a"],
        "deep": {"x": 1},
    }
