"""HTTP responses: whatever bytes stand in a record, the answer is a body or one of two errors."""

from __future__ import annotations

import contextlib
import gzip
import random
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.responses import BadBodyError, LargeBodyError, begins_html, decode_body, parse_response
from tests.readers.containers import html, http

CODINGS = ["gzip", "deflate", "br", "zstd", "identity", "compress", "", "gzip, br", "x-gzip"]


@given(st.binary(max_size=300), st.sampled_from(CODINGS), st.booleans(), st.booleans())
def test_any_body_has_an_answer(body: bytes, coding: str, chunked: bool, cut: bool) -> None:
    """Random bytes under any coding never raise anything else, and never grow over the limit."""
    fields = [f"Content-Encoding: {coding}", *(["Transfer-Encoding: chunked"] if chunked else [])]
    response = parse_response(http(body, *fields))
    assert response is not None
    with contextlib.suppress(BadBodyError, LargeBodyError):
        assert len(decode_body(response, 500, cut)) <= 500


@given(st.binary(max_size=400))
def test_any_block_can_be_parsed(block: bytes) -> None:
    """A block is a response or it is none; fields that make no sense are left out."""
    for data in (block, b"HTTP/1.1 200" + block, b"HTTP/1.1 200 OK\r\n" + block):
        response = parse_response(data)
        assert response is None or (response.status or 0) < 1000


@pytest.mark.parametrize("seed", range(40))
def test_mutated_bodies(seed: int) -> None:
    """A coded body with random damage is the right page, an error, or (where nothing checks it) some other bytes."""
    rng = random.Random(seed)
    page = html(1, 400)
    for name, data in (
        ("gzip", gzip.compress(page)),
        ("deflate", zlib.compress(page)),
        ("br", brotli.compress(page)),
        ("zstd", zstandard.compress(page)),
    ):
        broken = bytearray(data)
        for _ in range(rng.randint(1, 4)):
            broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
        response = parse_response(http(bytes(broken), f"Content-Encoding: {name}"))
        assert response is not None
        try:
            body = decode_body(response, 50_000)
        except (BadBodyError, LargeBodyError):
            continue
        checked = name in ("gzip", "deflate") and broken[:3] == data[:3]
        assert body == page or not checked


@pytest.mark.parametrize(
    ("body", "is_html"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\n\t <HTML>", True),
        (b"<?xml version='1.0'?><html>", True),
        (b"\xef\xbb\xbf<head>", True),
        (b" " * 500 + b"<body>", True),
        (b"<svg>", False),
        (b"text <html>", False),
        (b"", False),
    ],
)
def test_html_is_known_by_its_beginning(body: bytes, is_html: bool) -> None:
    """Only what begins as HTML does counts, behind blanks and a byte order mark."""
    assert begins_html(body) == is_html
