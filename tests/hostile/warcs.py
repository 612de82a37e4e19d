"""WARC files with a defect each."""

from __future__ import annotations

import gzip
import zlib
from functools import partial
from typing import TYPE_CHECKING

import brotli
import zstandard

from fixtures.warc import (
    chunked,
    gzip_member,
    http_response,
    request_record,
    response_record,
    revisit_record,
    warc_record,
    warcinfo_record,
)
from tests.hostile.container import (
    WHEN,
    HostileContainer,
    gzipped,
    html_page,
    one_file,
    page_url,
    record,
    records,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

GROUP = "warc"
LENGTHS = {
    "too-long": b"999999",
    "too-short": b"40",
    "negative": b"-5",
    "word": b"many",
    "huge": b"9" * 18,
    "empty": b"",
}


def _warc(name: str, data: bytes, survivors: set[int], lost: int = 0, file: str = "") -> HostileContainer:
    return HostileContainer(name, GROUP, one_file(file or f"{name}.warc", data), frozenset(survivors), lost)


def _flip(data: bytes, place: int, count: int = 40) -> bytes:
    damaged = bytes(255 - byte for byte in data[place : place + count])
    return data[:place] + damaged + data[place + count :]


def packed_warcs() -> Iterator[HostileContainer]:
    """Ways to compress, right and misnamed, whole and damaged."""
    plain, members = b"".join(records()), [gzip_member(part) for part in records()]
    zipped, zstd = b"".join(members), zstandard.ZstdCompressor()
    everything = {0, 1, 2}
    yield _warc("plain", plain, everything)
    yield _warc("members", zipped, everything, file="members.warc.gz")
    yield _warc("whole-gzip", gzip_member(plain), everything, file="whole.warc.gz")
    yield _warc("zstd", zstd.compress(plain), everything, file="whole.warc.zst")
    frames = b"".join(zstd.compress(part) for part in records())
    yield _warc("zstd-frames", frames, everything, file="frames.warc.zst")
    yield _warc("plain-named-gz", plain, everything, file="plain.warc.gz")
    yield _warc("gz-named-plain", zipped, everything)
    yield _warc("gz-named-zst", zipped, everything, file="gz.warc.zst")
    yield _warc("gzip-twice", gzip_member(zipped), set(), file="twice.warc.gz")
    yield _warc("gzip-with-name", gzip.compress(plain), everything, file="named.warc.gz")
    first, second = len(members[0]), len(members[1])
    yield _warc("cut-in-member", zipped[:-60], {0, 1}, 1, "cut.warc.gz")
    yield _warc("cut-at-member", zipped[: first + second], {0, 1}, file="end.warc.gz")
    yield _warc("cut-in-header", zipped[: first + second + 5], {0, 1}, 1, "head.warc.gz")
    yield _warc("flip-in-member", _flip(zipped, first + second // 2), {0, 2}, 1, "flip.warc.gz")
    yield _warc(
        "wrong-checksum",
        zipped[: first + second - 8] + b"\0\0\0\0" + zipped[first + second - 4 :],
        {0, 2},
        0,
        "crc.warc.gz",
    )
    yield _warc("noise-between", members[0] + b"noise" * 50 + members[1] + members[2], everything, 0, "noise.warc.gz")
    yield _warc("nuls-behind", zipped + b"\0" * 5_000, everything, file="nuls.warc.gz")
    yield _warc("cut-whole-gzip", gzip_member(plain)[:-40], {0}, 1, "cutwhole.warc.gz")
    yield _warc("cut-zstd", frames[:-30], {0, 1}, 1, "cut.warc.zst")
    yield _warc("flip-zstd", _flip(frames, len(zstd.compress(records()[0])) + 60, 8), {0}, 1, "flip.warc.zst")
    yield _warc("cut-plain", plain[:-300], {0, 1}, 1)
    yield _warc("zeros-in-plain", records()[0] + b"\0" * 3_000 + records()[1], {0, 1})


def headed_warcs() -> Iterator[HostileContainer]:
    """Record headers that say something wrong."""
    a, b, c = records()
    length = next(line for line in b.split(b"\r\n") if line.startswith(b"Content-Length"))
    for name, value in LENGTHS.items():
        wrong = b.replace(length, b"Content-Length: " + value, 1)
        yield _warc(f"length-{name}", a + wrong + c, {0, 2}, 1)
        yield _warc(f"length-{name}-gz", gzipped([a, wrong, c]), {0, 2}, 1, f"length-{name}.warc.gz")
    yield _warc("length-missing", a + b.replace(length + b"\r\n", b"", 1) + c, {0, 2}, 1)
    yield _warc("length-twice", a + b.replace(length, length + b"\r\n" + length, 1) + c, {0, 1, 2})
    changes: dict[str, tuple[bytes, bytes]] = {
        "no-type": (b"WARC-Type: response\r\n", b""),
        "odd-type": (b"WARC-Type: response", b"WARC-Type: surprise"),
        "bad-date": (WHEN.encode(), b"yesterday"),
        "no-address": (b"WARC-Target-URI: " + page_url(1).encode() + b"\r\n", b""),
        "address-in-angles": (page_url(1).encode(), b"<" + page_url(1).encode() + b">"),
        "version-018": (b"WARC/1.1", b"WARC/0.18"),
        "version-9": (b"WARC/1.1", b"WARC/9.9"),
        "no-version": (b"WARC/1.1\r\n", b""),
        "lower-case": (b"WARC-Target-URI", b"warc-target-uri"),
        "folded": (b"WARC-Date: ", b"WARC-Date:\r\n "),
        "long-header": (b"WARC-Date", b"X-Long: " + b"x" * 2_000_000 + b"\r\nWARC-Date"),
        "many-headers": (b"WARC-Date", b"X-A: b\r\n" * 20_000 + b"WARC-Date"),
        "nul-in-header": (b"WARC-Date", b"X-\0: \0\r\nWARC-Date"),
        "binary-header": (b"WARC-Date", b"X-B: \xff\xfe\x80\r\nWARC-Date"),
        "no-colon": (b"WARC-Date", b"a line without colon\r\nWARC-Date"),
        "wrong-digest": (b"WARC-Block-Digest: sha1:", b"WARC-Block-Digest: sha1:AAAA"),
    }
    for name, (old, new) in changes.items():
        yield _warc(name, gzipped([a, b.replace(old, new, 1), c]), {0, 2}, file=f"{name}.warc.gz")
        yield _warc(f"{name}-plain", a + b.replace(old, new, 1) + c, {0, 2})
    head, _, block = b.partition(b"\r\n\r\n")
    yield _warc("line-feeds-only", a + head.replace(b"\r\n", b"\n") + b"\n\n" + block + c, {0, 2})
    yield _warc("no-blank-lines-between", a.rstrip() + b"\r\n" + b.rstrip() + b"\r\n" + c, {0, 1, 2})
    yield _warc("many-blank-lines", b"\r\n\r\n" * 40 + a + b"\r\n" * 3_000 + b + c, {0, 1, 2})
    yield _warc("bom-first", b"\xef\xbb\xbf" + a + b + c, {1, 2})


def other_warcs() -> Iterator[HostileContainer]:
    """Records that are no pages, files that are no archives, many of one page."""
    a, b, c = records()
    gone = response_record(page_url(8), http_response(html_page(8), status="404 Not Found"), WHEN)
    moved = response_record(page_url(9), http_response(b"", status="301 Moved", headers=["Location: /a"]), WHEN)
    picture = response_record(page_url(10), http_response(b"\x89PNG\r\n\x1a\n" + bytes(99), "image/png"), WHEN)
    kinds = [
        warcinfo_record(),
        request_record(page_url(0), WHEN),
        revisit_record(page_url(0), WHEN, page_url(0)),
        warc_record("metadata", b"outlink: x\r\n", url=page_url(0), when=WHEN, media="application/warc-fields"),
        warc_record(
            "response", b"20240501\nexample.com. 300 IN A 1.2.3.4\n", url="dns:example.com", when=WHEN, media="text/dns"
        ),
        warc_record("continuation", b"more", url=page_url(0), when=WHEN),
        gone,
        moved,
        picture,
    ]
    yield _warc("other-kinds", gzipped([a, *kinds, b, c]), {0, 1, 2}, file="kinds.warc.gz")
    yield _warc("same-page-500-times", gzipped([a] * 500 + [b]), {0, 1}, file="same.warc.gz")
    yield _warc("no-http-head", gzipped([a, record(1, html_page(1)), c]), {0, 2}, file="nohead.warc.gz")
    yield _warc("only-info", gzipped([warcinfo_record()]), set(), file="info.warc.gz")
    for name, data in {
        "empty": b"",
        "html-inside": html_page(0),
        "blank": b"\r\n" * 9,
        "noise": bytes(range(256)) * 99,
    }.items():
        for ending in ("warc", "warc.gz"):
            build = one_file(f"{name}.{ending}", data)
            yield HostileContainer(
                f"{name}-{ending}", GROUP, build, frozenset(), int(bool(data.strip())), may_refuse=True
            )


def coded_warcs() -> Iterator[HostileContainer]:
    """Bodies chunked and coded, rightly and wrongly."""
    body = html_page(1)
    raw = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = raw.compress(body) + raw.flush()
    good = {
        "gzip": (gzip_member(body), "gzip"),
        "x-gzip": (gzip_member(body), "x-gzip"),
        "deflate-zlib": (zlib.compress(body), "deflate"),
        "deflate-raw": (deflated, "deflate"),
        "brotli": (brotli.compress(body), "br"),
        "zstd": (zstandard.compress(body), "zstd"),
        "gzip-twice": (gzip_member(gzip_member(body)), "gzip, gzip"),
        "identity": (body, "identity"),
        "not-coded-at-all": (body, "gzip"),
        "upper-case": (gzip_member(body), "GZIP"),
    }
    for name, (coded, coding) in good.items():
        response = http_response(coded, headers=[f"Content-Encoding: {coding}"])
        yield _coded(name, response, {0, 1, 2})
    headers = ["Transfer-Encoding: chunked"]
    yield _coded("chunked", http_response(chunked(body), headers=headers), {0, 1, 2})
    yield _coded(
        "chunked-gzip",
        http_response(chunked(gzip_member(body)), headers=[*headers, "Content-Encoding: gzip"]),
        {0, 1, 2},
    )
    yield _coded("chunks-that-are-none", http_response(body, headers=headers), {0, 1, 2})
    yield _coded("chunks-cut", http_response(chunked(body, 400)[:-30], headers=headers), {0, 2})
    yield _coded("chunk-size-huge", http_response(b"ffffffffffffff\r\n" + body, headers=headers), {0, 2})
    yield _coded(
        "chunk-extension", http_response(chunked(body).replace(b"\r\n", b";x=y\r\n", 1), headers=headers), {0, 1, 2}
    )
    for coding, coded in {
        "gzip": gzip_member(body),
        "br": brotli.compress(body),
        "deflate": zlib.compress(body),
    }.items():
        broken = http_response(_flip(coded, len(coded) // 2, 8), headers=[f"Content-Encoding: {coding}"])
        yield _coded(f"broken-{coding}", broken, {0, 2})
        short = http_response(coded[: len(coded) // 2], headers=[f"Content-Encoding: {coding}"])
        yield _coded(f"cut-{coding}", short, {0, 2})
    yield _coded("unknown-coding", http_response(body, headers=["Content-Encoding: xyz"]), {0, 2})
    yield _coded(
        "length-of-body-wrong",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 7\r\n\r\n" + body,
        {0, 2},
    )
    yield _coded("status-line-broken", b"HTTP 200\r\nContent-Type: text/html\r\n\r\n" + body, {0, 2})
    yield _coded("http-2", b"HTTP/2 200\r\ncontent-type: text/html\r\n\r\n" + body, {0, 1, 2})
    yield _coded("head-only", b"HTTP/1.1 200 OK\r\nContent-Type: text/html", {0, 2})
    yield _coded("head-line-feeds", b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + body, {0, 1, 2})
    for name, size in (("bomb-gzip", 1 << 30), ("bomb-br", 1 << 30), ("bomb-member", 1 << 30)):
        yield HostileContainer(name, GROUP, partial(_bomb, name, size), frozenset({0, 2}), 1, heavy=True)


def _coded(name: str, response: bytes, survivors: set[int]) -> HostileContainer:
    data = gzipped([record(0), record(1, response), record(2)])
    return _warc(f"body-{name}", data, survivors, file=f"body-{name}.warc.gz")


def _bomb(name: str, size: int, folder: Path) -> Sequence[str]:
    """A gigabyte of blanks in a megabyte, packed in pieces so that making it stays small."""
    block = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    if name == "bomb-br":
        brotlied = brotli.Compressor(quality=5)
        coded = b"".join(brotlied.process(block) for _ in range(size >> 20)) + brotlied.finish()
        bomb = gzip_member(record(1, http_response(coded, headers=["Content-Encoding: br"])))
    elif name == "bomb-gzip":
        coded = b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()
        bomb = gzip_member(record(1, http_response(coded, headers=["Content-Encoding: gzip"])))
    else:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        head = record(1).split(b"Content-Length")[0] + b"Content-Length: %d\r\n\r\n" % (len(http) + size) + http
        pieces = [packer.compress(head), *(packer.compress(block) for _ in range(size >> 20)), packer.flush()]
        bomb = b"".join(pieces)
    path = folder / f"{name}.warc.gz"
    path.write_bytes(gzip_member(record(0)) + bomb + gzip_member(record(2)))
    return [str(path)]
