"""Texts that bait regular expressions; other media under the name of HTML; nothing at all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pipeline.records import DropReason, RawPage
from tests.hostile.case import ANY_DROP, NOTHING, HostilePage, article_html, page

if TYPE_CHECKING:
    from collections.abc import Iterator

BAIT = {
    "blanks": " ",
    "tabs": "\t",
    "dashes": "- ",
    "dots": ". ",
    "stops": ".",
    "colons": ": ",
    "labels": "Name : ",
    "mail": "a@",
    "mail-dots": "a.b-c.",
    "link": "http://",
    "www": "www.",
    "digits": "1",
    "numbers": "1,000.00 ",
    "phone": "+1 (352) 647-5710 ",
    "dates": "2020-01-01 ",
    "months": "January 1, ",
    "commas": "a,",
    "ands": "Green, Block and ",
    "capitals": "Aa ",
    "quotes": "\"'",
    "brackets": "([{",
    "slashes": "/\\",
    "stars": "* ",
    "hashes": "# ",
    "pipes": "| ",
    "ats": "@name ",
    "by": "By ",
    "copyright": "© ",
    "share": "share this ",
    "comma-latin": "lorem ipsum, ",
    "cjk": "的",
    "cjk-stop": "。",
    "arabic": "من ",
    "emoji": "🎉",
    "underscores": "_",
    "equals": "=",
    "entities": "&amp;",
    "ellipsis": "…",
    "percent": "%20",
    "tag": "&lt;b&gt;",
}
BAIT_CHARS = 400_000
MEDIA = (
    (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    (b"PK\x03\x04\x14\0", "zip"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF89a\x01\0", "gif"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "jpeg"),
    (b"\x1f\x8b\x08\0", "gzip"),
    (b"\x7fELF\x02\x01", "elf"),
    (b"MZ\x90\0\x03", "exe"),
    (b"{\\rtf1\\ansi", "rtf"),
    (b"OggS\0\x02", "ogg"),
    (b"ID3\x04\0", "mp3"),
    (b"wOFF\0\x01", "woff"),
    (b"wOF2\0\x01", "woff2"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "doc"),
    (b"\0\0\x01\0\x01\0", "ico"),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "webp"),
    (b"\0\0\0\x18ftypmp42", "mp4"),
    (b"BZh91AY&SY", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\xca\xfe\xba\xbe\0\0\0\x34", "class"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PAR1", "parquet"),
)
EMPTY = (
    b"",
    b" ",
    b"\n\r\t \f",
    b"\0",
    b"\0" * 100_000,
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xef\xbb\xbf \n",
    b"<html></html>",
    b"<!-- only a comment -->",
    b"<script>var a=1</script>",
    b"<title>only a title</title>",
    b"<body>&nbsp;&nbsp;</body>",
    b"<p></p>" * 500,
    b"<img src=a>",
    b"<",
    b"<>",
    b"&",
    b".",
    b"\xa0\xa0",
)


def bait_pages() -> Iterator[HostilePage]:
    """Long runs that cost a careless regular expression the square of their length: in one line and in many."""
    for name, unit in BAIT.items():
        run = unit * (BAIT_CHARS // len(unit))
        yield HostilePage(f"line-{name}", "regex bait", partial(page, article_html(f"<p>{run}</p>")))
        lines = f"<p>{unit * 12}</p>" * 1_000
        yield HostilePage(f"lines-{name}", "regex bait", partial(page, article_html(lines)))
        attribute = f'<p class="{run[:20_000].replace(chr(34), "")}">x</p>'
        yield HostilePage(f"attribute-{name}", "regex bait", partial(page, article_html(attribute)))


def media_pages() -> Iterator[HostilePage]:
    """Other media under the name of HTML, nothing at all, and HTML under other names."""
    for magic, name in MEDIA:
        body = magic + bytes(range(256)) * 40
        yield HostilePage(name, "not html", partial(page, body), (), frozenset({DropReason.NOT_HTML}), may_stay=False)
    noise = bytes((n * 7919 >> 3) & 255 for n in range(40_000))
    yield HostilePage("noise", "not html", partial(page, noise), (), ANY_DROP)
    for kind in ("application/pdf", "image/png", "application/json"):
        yield HostilePage(
            f"as-{kind[-4:]}", "not html", partial(page, article_html(), kind), drops=frozenset({DropReason.NOT_HTML})
        )
    kinds: tuple[str | None, ...] = (
        None,
        "",
        "application/octet-stream",
        "TEXT/HTML",
        "text/html;",
        ";;;",
        "application/xhtml+xml",
        "text/html" * 2_000,
    )
    for given in kinds:
        name = f"type-{(given or str(given))[:12].replace('/', '-')}"
        yield HostilePage(
            name, "not html", partial(page, article_html(), given), drops=frozenset({DropReason.NOT_HTML})
        )
    for number, body in enumerate(EMPTY):
        drops = NOTHING | {DropReason.NOT_HTML}
        yield HostilePage(f"empty-{number:02}", "empty", partial(RawPage, None, body), (), drops, may_stay=False)
