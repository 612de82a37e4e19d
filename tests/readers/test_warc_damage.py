"""WARC files damaged below the records: cut, flipped, mixed, lying; and bodies coded, chunked or bombs."""

from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib
from functools import partial
from typing import TYPE_CHECKING

import brotli
import pytest
import zstandard

from pipeline.config import Config
from pipeline.readers import codecs
from pipeline.records import DropReason
from tests.readers.containers import (
    PACKINGS,
    SUFFIX,
    Packing,
    gzip_member,
    html,
    http,
    pack,
    read,
    record,
    small_shards,
    url,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEN = [record(number, http(html(number, 300))) for number in range(10)]
URLS = [url(number) for number in range(10)]


def write(folder: Path, data: bytes, suffix: str = "") -> str:
    """Write an archive and give its path."""
    path = folder / f"a.warc{suffix}"
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("share", [0.0, 0.03, 0.31, 0.53, 0.77, 0.999])
def test_a_truncated_file_says_so(tmp_path: Path, packing: Packing, share: float) -> None:
    """A file cut anywhere gives the records before the cut, and one row that says it ends too early."""
    data = pack(TEN, packing)
    outcome = read(write(tmp_path, data[: int(len(data) * share)], SUFFIX[packing]))
    count = len(outcome.pages)
    assert outcome.urls == URLS[:count]
    assert len(outcome.dropped) == (share > 0)
    assert "too early" in outcome.details or "file ends" in outcome.details or not outcome.dropped
    if packing in ("plain", "gzip", "zstd"):
        assert count >= int(10 * share) - 1


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_a_flipped_byte_costs_one_record(tmp_path: Path, packing: Packing) -> None:
    """Wherever one byte of a member is flipped, at most its record is lost, and then a row gives its place."""
    data = pack(TEN, packing)
    start = len(pack(TEN[:4], packing))
    end = len(pack(TEN[:5], packing))
    for at in range(start, end, 7 if packing == "gzip" else 5):
        broken = bytearray(data)
        broken[at] ^= 0x41
        outcome = read(write(tmp_path, bytes(broken), SUFFIX[packing]))
        lost = [known for known in URLS if known not in outcome.urls]
        assert lost in ([], URLS[4:5]), at
        # Without a checksum (zstd) a flipped byte may change a URL or a record's type and nobody can tell.
        assert len(outcome.pages) + len(outcome.dropped) + outcome.counts.skipped.total() >= 10, at
        assert all(start <= (row.source_position or 0) < end for row in outcome.dropped)
        if not lost and packing == "gzip":
            assert outcome.bodies == [html(number, 300) for number in range(10)]


def test_the_range_of_a_damaged_member_is_named(tmp_path: Path) -> None:
    """The row of a broken member has its offset and its length in the file."""
    members = [gzip_member(item) for item in TEN]
    start = sum(map(len, members[:4]))
    members[4] = members[4][:30] + b"\xff" * 40 + members[4][70:]
    row = read(write(tmp_path, b"".join(members), ".gz")).dropped[0]
    assert (row.source_position, row.source_length) == (start, len(members[4]))
    assert row.reason is DropReason.BAD_RECORD


def test_a_wrong_checksum_is_no_page(tmp_path: Path) -> None:
    """A member whose CRC-32 does not fit is reported instead of read: its bytes cannot be trusted."""
    members = [gzip_member(item) for item in TEN]
    members[4] = members[4][:-8] + b"\0\0\0\0" + members[4][-4:]
    outcome = read(write(tmp_path, b"".join(members), ".gz"))
    assert outcome.urls == URLS[:4] + URLS[5:]
    assert "incorrect data check" in outcome.details


def test_damage_in_a_whole_file_gzip_keeps_what_stands_before(tmp_path: Path) -> None:
    """One stream cannot be read on behind damage: the records before it are kept, and one row says what is lost."""
    rng = random.Random(7)
    records = [record(number, http(rng.randbytes(3000).hex().encode())) for number in range(200)]
    data = bytearray(pack(records, "whole_gzip"))
    data[len(data) // 2 : len(data) // 2 + 500] = bytes(500)
    outcome = read(write(tmp_path, bytes(data), ".gz"))
    assert outcome.urls == [url(number) for number in range(len(outcome.pages))]
    assert 90 <= len(outcome.pages) <= 101
    assert 1 <= len(outcome.dropped) <= 2  # the record that is struck may show before the stream breaks


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("packing", PACKINGS)
def test_random_damage_never_raises(tmp_path: Path, packing: Packing, seed: int) -> None:
    """Random cuts, flips, insertions and repeats end as pages and rows, and pages that are read whole are true ones."""
    rng = random.Random(seed)
    data = bytearray(pack(TEN, packing))
    for _ in range(rng.randint(1, 6)):
        at, size = rng.randrange(len(data)), rng.randint(1, 200)
        change = rng.randrange(4)
        if change == 0:
            del data[at : at + size]
        elif change == 1:
            data[at : at + size] = rng.randbytes(size)
        elif change == 2:
            data[at:at] = rng.randbytes(size)
        else:
            data[at:at] = data[at : at + size]
    path = write(tmp_path, bytes(data), SUFFIX[packing])
    outcome = read(path)
    assert len(outcome.pages) + len(outcome.dropped) >= 1
    if packing in ("gzip", "whole_gzip"):  # checksums; whole files are checked only at their end
        wrong = [page for page in outcome.pages if page.body != html(URLS.index(page.url or ""), 300)]
        assert len(wrong) <= (0 if packing == "gzip" else 1)
    parts = read(path, config=small_shards(3))
    assert [page.id for page in parts.pages] == [page.id for page in outcome.pages]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst"])
@pytest.mark.parametrize("packing", PACKINGS)
def test_misnamed_compression_is_known_by_its_bytes(tmp_path: Path, packing: Packing, name: str) -> None:
    """What the file is called does not matter."""
    path = tmp_path / name
    path.write_bytes(pack(TEN, packing))
    assert read(path).urls == URLS


def test_mixed_packing(tmp_path: Path) -> None:
    """Members of one, many and half a record, empty members, padding and junk in one file are all read."""
    parts = [
        gzip_member(TEN[0]),
        gzip_member(TEN[1] + TEN[2]),
        gzip_member(b""),
        gzip_member(TEN[3][:200]) + gzip_member(TEN[3][200:]),
        gzip_member(TEN[4] + TEN[5][:80]) + gzip_member(TEN[5][80:] + TEN[6]),
        b"junk",
        gzip_member(TEN[7]),
        TEN[8],
        gzip_member(TEN[9]),
        b"\0" * 1000,
    ]
    outcome = read(write(tmp_path, b"".join(parts), ".gz"))
    assert outcome.urls == [known for known in URLS if known != URLS[8]]
    assert [row.source_length for row in outcome.dropped] == [4, len(TEN[8])]


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\0" * 100])
def test_empty_files(tmp_path: Path, data: bytes) -> None:
    """A file without a record gives no page; only bytes that are something are reported."""
    outcome = read(write(tmp_path, data))
    assert not outcome.pages
    assert len(outcome.dropped) == (data == b"\0" * 100)


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_a_file_that_is_no_archive(tmp_path: Path, suffix: str) -> None:
    """An error page saved under an archive's name is one row."""
    outcome = read(write(tmp_path, html(1) * 50, suffix))
    assert not outcome.pages
    assert outcome.details == "bad_record: bytes that are not a WARC record"


def test_zstd_dictionaries(tmp_path: Path) -> None:
    """A .warc.zst may open with the dictionary of its frames, plain or compressed."""
    samples: list[bytes | bytearray | memoryview[int]] = [
        record(number, http(html(number, 200))) for number in range(200)
    ]
    dictionary = zstandard.train_dictionary(4096, samples)
    frames = b"".join(map(zstandard.ZstdCompressor(dict_data=dictionary).compress, TEN))
    for stored in (dictionary.as_bytes(), zstandard.compress(dictionary.as_bytes())):
        head = b"\x5d\x2a\x4d\x18" + len(stored).to_bytes(4, "little") + stored
        path = write(tmp_path, head + frames, ".zst")
        assert read(path).urls == URLS
        assert read(path, config=small_shards(2)).urls == URLS


def test_an_archive_inside_an_archive_is_not_entered(tmp_path: Path) -> None:
    """Shard borders do not take the records of an archive that was itself fetched for records of this one."""
    inner = b"".join(gzip_member(record(900 + number)) for number in range(400))
    outer = [
        gzip_member(record(number, http(inner, content_type="application/gzip")))
        if number % 2
        else gzip_member(record(number, http(html(number, 8000))))
        for number in range(12)
    ]
    outcome = read(write(tmp_path, b"".join(outer), ".gz"), config=small_shards(1))
    assert len(outcome.shards) > 2
    assert outcome.urls == [url(number) for number in range(0, 12, 2)]
    assert not outcome.dropped


LIMITS = Config.from_options(limits={"max_bytes": 1_000_000, "max_record_bytes": 2_000_000})


def test_records_over_the_limit(tmp_path: Path) -> None:
    """A page over the limit is dropped as too large, a film over it is counted; both without being held in memory."""
    film = http(bytes(3_000_000), content_type="video/mp4")
    records = [TEN[0], record(50, film), record(51, http(b"<p>" + b"x" * 2_100_000)), TEN[1]]
    for packing in PACKINGS:
        outcome = read(write(tmp_path, pack(records, packing), SUFFIX[packing]), config=LIMITS)
        assert outcome.urls == URLS[:2]
        assert [row.reason for row in outcome.dropped] == [DropReason.TOO_LARGE]
        assert outcome.dropped[0].url == url(51)
        assert outcome.counts.skipped == {"warc.not_html": 1}


@pytest.mark.parametrize("packing", ["gzip", "whole_gzip", "zstd"])
def test_a_bomb_of_a_member_is_bounded(tmp_path: Path, packing: Packing) -> None:
    """80 MB that compress to almost nothing are passed by in little memory."""
    bomb = record(50, http(bytes(80_000_000)))
    path = write(tmp_path, pack([TEN[0], bomb, TEN[1]], packing), SUFFIX[packing])
    del bomb
    tracemalloc.start()
    outcome = read(path, config=LIMITS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outcome.urls == URLS[:2]
    assert [row.reason for row in outcome.dropped] == [DropReason.TOO_LARGE]
    assert peak < 40_000_000


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_a_bomb_is_left_before_its_end(tmp_path: Path, packing: Packing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a size, a member that grows as no pages do is given up as damage: time is bounded too."""
    monkeypatch.setattr(codecs, "BOMB_BYTES", 5_000_000)
    bomb = record(50, http(bytes(100_000_000)))
    outcome = read(write(tmp_path, pack([TEN[0], bomb, TEN[1]], packing), SUFFIX[packing]), config=LIMITS)
    assert outcome.urls == URLS[:2]
    assert outcome.dropped
    lines = tmp_path / "a.jsonl.zst"
    lines.write_bytes(pack([b'{"html":"x"}\n', bytes(100_000_000), b'\n{"html":"y"}\n'], packing))
    outcome = read(lines, config=LIMITS)
    assert outcome.bodies == [b"x", b"y"]
    assert "grows over 500-fold" in outcome.details


PAGE = html(3, 500)


def deflate_raw(data: bytes) -> bytes:
    """Deflate without a zlib header, as many servers send."""
    state = zlib.compressobj(6, zlib.DEFLATED, -15)
    return state.compress(data) + state.flush()


def chunked(data: bytes, size: int = 100, end: bytes = b"0\r\n\r\n") -> bytes:
    """Frame in chunks."""
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + end


CODED: dict[str, tuple[bytes, list[str]]] = {
    "gzip": (gzip.compress(PAGE), ["Content-Encoding: gzip"]),
    "x_gzip": (gzip.compress(PAGE), ["Content-Encoding: x-gzip"]),
    "gzip_two_members": (gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:]), ["Content-Encoding: GZIP"]),
    "gzip_with_tail": (gzip.compress(PAGE) + b"tail", ["Content-Encoding: gzip"]),
    "deflate": (zlib.compress(PAGE), ["Content-Encoding: deflate"]),
    "deflate_raw": (deflate_raw(PAGE), ["Content-Encoding: deflate"]),
    "brotli": (brotli.compress(PAGE), ["Content-Encoding: br"]),
    "zstd": (zstandard.compress(PAGE), ["Content-Encoding: zstd"]),
    "identity": (PAGE, ["Content-Encoding: identity"]),
    "two_codings": (brotli.compress(gzip.compress(PAGE)), ["Content-Encoding: gzip, br"]),
    "chunked": (chunked(PAGE), ["Transfer-Encoding: chunked"]),
    "chunked_gzip": (chunked(gzip.compress(PAGE)), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
    "chunk_extension": (b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), ["Transfer-Encoding: chunked"]),
    "chunk_trailer": (chunked(PAGE, end=b"0\r\nX-Sum: 1\r\n\r\n"), ["Transfer-Encoding: chunked"]),
    "chunks_without_end": (chunked(PAGE, end=b""), ["Transfer-Encoding: chunked"]),
    "chunks_of_lf": (b"%x\n%s\n0\n\n" % (len(PAGE), PAGE), ["Transfer-Encoding: Chunked"]),
    "stored_decoded_gzip": (PAGE, ["Content-Encoding: gzip"]),
    "stored_decoded_brotli": (PAGE, ["Content-Encoding: br"]),
    "stored_decoded_deflate": (PAGE, ["Content-Encoding: deflate"]),
    "stored_joined": (PAGE, ["Transfer-Encoding: chunked"]),
    "stored_joined_and_decoded": (PAGE, ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
}


@pytest.mark.parametrize("name", CODED)
def test_codings_are_undone(tmp_path: Path, name: str) -> None:
    """Every coding and framing, true or left over in the header, gives the page's own bytes."""
    body, fields = CODED[name]
    outcome = read(write(tmp_path, record(3, http(body, *fields))))
    assert outcome.bodies == [PAGE]


BROKEN_CODED: dict[str, tuple[bytes, list[str], str]] = {
    "gzip_cut": (gzip.compress(PAGE)[:-40], ["Content-Encoding: gzip"], "gzip body ends too early"),
    "gzip_flipped": (
        gzip.compress(PAGE)[:60] + b"\xff" * 9 + gzip.compress(PAGE)[69:],
        ["Content-Encoding: gzip"],
        "gzip body is damaged",
    ),
    "deflate_cut": (zlib.compress(PAGE)[:-40], ["Content-Encoding: deflate"], "deflate body"),
    "deflate_junk": (b"\x01\x02junk" * 9, ["Content-Encoding: deflate"], "deflate body"),
    "brotli_cut": (brotli.compress(PAGE)[:-40], ["Content-Encoding: br"], "br body ends too early"),
    "brotli_junk": (b"\xffjunk" * 90, ["Content-Encoding: br"], "br body"),
    "zstd_cut": (zstandard.compress(PAGE)[:-40], ["Content-Encoding: zstd"], "zstd body ends too early"),
    "zstd_flipped": (
        zstandard.compress(PAGE)[:20] + b"\xff" * 50 + zstandard.compress(PAGE)[70:],
        ["Content-Encoding: zstd"],
        "zstd body",
    ),
    "unknown_coding": (b"abc", ["Content-Encoding: sdch"], "content coding 'sdch' is not known"),
    "many_codings": (b"abc", ["Content-Encoding: " + "gzip, " * 40], "40 content codings"),
    "chunk_cut": (chunked(PAGE)[:-300], ["Transfer-Encoding: chunked"], "chunked body is damaged"),
    "chunk_size_lies": (b"ffff\r\n" + PAGE, ["Transfer-Encoding: chunked"], "ends inside its first chunk"),
    "chunk_size_broken": (
        chunked(PAGE).replace(b"\r\n64\r\n", b"\r\nzz\r\n", 3),
        ["Transfer-Encoding: chunked"],
        "chunked body is damaged after 100 bytes",
    ),
}


@pytest.mark.parametrize("name", BROKEN_CODED)
def test_broken_codings_are_dropped(tmp_path: Path, name: str) -> None:
    """A body that cannot be decoded whole is a row with the page's URL, and its neighbours are read."""
    body, fields, detail = BROKEN_CODED[name]
    outcome = read(write(tmp_path, TEN[0] + record(3, http(body, *fields)) + TEN[1]))
    assert outcome.urls == URLS[:2]
    assert [(row.reason, row.url) for row in outcome.dropped] == [(DropReason.BAD_RECORD, url(3))]
    assert detail in outcome.details


@pytest.mark.parametrize("name", ["gzip_cut", "chunk_cut", "brotli_cut"])
def test_what_the_archive_cut_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    """A record that says it was truncated on purpose gives the part that is there."""
    body, fields, _ = BROKEN_CODED[name]
    data = record(3, http(body, *fields), fields=["WARC-Truncated: length"])
    [found] = read(write(tmp_path, data)).bodies
    assert found
    assert PAGE.startswith(found)


BOMBS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": partial(gzip.compress, compresslevel=1),
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data, 1), 1),
    "deflate": partial(zlib.compress, level=1),
    "br": partial(brotli.compress, quality=1),
    "zstd": zstandard.compress,
}


@pytest.mark.parametrize("coding", BOMBS)
def test_bombs_are_bounded(tmp_path: Path, coding: str) -> None:
    """A body that grows without measure is dropped as too large, in little memory."""
    bomb = BOMBS[coding](bytes(100_000_000))
    path = write(tmp_path, TEN[0] + record(3, http(bomb, f"Content-Encoding: {coding}")) + TEN[1])
    tracemalloc.start()
    outcome = read(path, config=LIMITS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outcome.urls == URLS[:2]
    assert [row.reason for row in outcome.dropped] == [DropReason.TOO_LARGE]
    assert peak < 40_000_000
