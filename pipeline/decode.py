"""Bytes -> text, with the evidence used.

The order is the browsers' (byte-order mark, HTTP header, `<meta>`), with two differences that scraped pages
ask for: bytes that are valid UTF-8 beyond doubt are UTF-8 whatever a label says, and a label that the bytes
contradict gives way to detection over the text between the tags.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from turbohtml.detect import detect

from pipeline.charsets import name_of
from pipeline.records import Drop, DropReason

if TYPE_CHECKING:
    from turbohtml.detect import EncodingMatch

    from pipeline.config import Limits
    from pipeline.records import RawPage

MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32LE", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "UTF-32BE", "utf-32-be"),
    (codecs.BOM_UTF8, "UTF-8", "utf-8"),
    (codecs.BOM_UTF16_LE, "UTF-16LE", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "UTF-16BE", "utf-16-be"),
)

MAGIC_BYTES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or office document"),
    (b"\x89PNG", "PNG image"),
    (b"GIF8", "GIF image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"RIFF", "RIFF media"),
    (b"\x1f\x8b", "gzip data"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!", "RAR archive"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x7fELF", "ELF binary"),
    (b"MZ\x90", "Windows binary"),
    (b"\xd0\xcf\x11\xe0", "office document"),
    (b"{\\rtf", "RTF document"),
    (b"OggS", "Ogg media"),
    (b"ID3", "MP3 audio"),
    (b"\x00\x00\x01\x00", "icon"),
    (b"wOFF", "font"),
    (b"PAR1", "Parquet data"),
    (b"SQLite format", "SQLite database"),
)

META_CHARSET = re.compile(rb"<meta[^>]{0,500}?charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([\w.:-]{1,40})")  # lower case
XML_ENCODING = re.compile(rb"\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}[\"']([\w.:-]{1,40})")
HTTP_CHARSET = re.compile(r"charset\s{0,20}=\s{0,20}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
TAGS = re.compile(rb"<(?:script|style)\b[^>]*>[^<]*|<[^>]*>", re.IGNORECASE)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"

NOT_BLANK = re.compile(rb"[^ \t\r\n\f\0]")

C1_CONTROLS = re.compile("[\x80-\x9f]")
C1_CONTROLS_IN_UTF8 = re.compile(rb"\xc2[\x80-\x9f]")  # a literal byte first: found ten times as fast as in the text
FEW = 300  # first bytes of C1 controls that are faster looked at one by one

PRESCAN_BYTES = 8_192  # browsers read 1,024; scraped pages often put long comments first
SAMPLE_BYTES = 200_000  # of the body, for detection
MIN_UTF8_BYTES = 12  # non-ASCII bytes that happen to be valid UTF-8 in another multi-byte charset, at most
MAX_BAD_SHARE = 0.04  # of non-ASCII bytes that may be broken under a label before it is doubted
MAX_UNREADABLE_SHARE = 0.3  # of characters that may be U+FFFD before the page is given up
MAX_CONTROL_SHARE = 0.1  # of the first bytes that may be control characters in a text
FOREIGN_SHARE = 0.15  # of visible bytes that are non-ASCII: above it the text is hardly Latin
MIN_FOREIGN_BYTES = 40  # non-ASCII bytes from which detection is worth more than a label
MIN_CONFIDENCE = 0.25  # of the detector (its share of all candidates' scores) to overrule a label
LANGUAGE_OF = {
    "GBK": "Chinese",
    "gb18030": "Chinese",
    "Big5": "Chinese",
    "EUC-JP": "Japanese",
    "Shift_JIS": "Japanese",
    "ISO-2022-JP": "Japanese",
    "EUC-KR": "Korean",
    "windows-1251": "Russian",
    "KOI8-R": "Russian",
    "KOI8-U": "Russian",
    "ISO-8859-5": "Russian",
    "IBM866": "Russian",
    "windows-1253": "Greek",
    "ISO-8859-7": "Greek",
    "windows-1255": "Hebrew",
    "ISO-8859-8": "Hebrew",
    "ISO-8859-8-I": "Hebrew",
    "windows-1256": "Arabic",
    "ISO-8859-6": "Arabic",
    "windows-874": "Thai",
    "windows-1254": "Turkish",
    "windows-1258": "Vietnamese",
}
SEVERAL = frozenset({"windows-1251", "KOI8-R", "ISO-8859-5", "IBM866", "EUC-JP", "Shift_JIS", "GBK", "gb18030", "Big5"})
"""Charsets of one language that share hardly a letter's place, so that a detected other one is believed."""
KIN = ({"GBK", "gb18030"}, {"KOI8-R", "KOI8-U"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text and how its charset was found."""

    html: str
    encoding: str  # WHATWG name
    source: str  # bom, http, meta, xml, utf8, detected or given
    replacements: int  # U+FFFD put in by decoding


def decode(page: RawPage, limits: Limits) -> Decoded:
    """Decode a page's body.

    Raises:
        Drop: `empty`, `too_large`, `not_html` (by magic bytes, media type or control characters) or `undecodable`.
    """
    body = page.body.rstrip(b"\0")  # a file padded to its block size is still a page
    if len(body) > limits.max_bytes:
        raise Drop(DropReason.TOO_LARGE, f"{len(body):,} bytes, over {limits.max_bytes:,}")
    if not NOT_BLANK.search(body):
        raise Drop(DropReason.EMPTY, "no bytes but blanks" if body else "no bytes")
    for mark, name, codec in MARKS:
        if body.startswith(mark):
            return _readable(body, body[len(mark) :].decode(codec, "replace"), name, "bom")
    _refuse_other_media(body, page.content_type)
    if wide := _wide_codec(body):
        return _readable(body, body.decode(wide.lower(), "replace"), wide, "detected")
    return _decode_labelled(body, page.content_type)


def _decode_labelled(body: bytes, content_type: str | None) -> Decoded:
    label, source = _declared(body, content_type)
    # The lone byte is looked for first: it is rare, and found in a hundredth of the time of the pair.
    if b"\x1b" in body and b"\x1b$" in body and (html := _strictly(body, "iso2022_jp")):  # ASCII to the eye
        return Decoded(html, "ISO-2022-JP", source if label == "ISO-2022-JP" else "detected", 0)
    if body.isascii():
        return Decoded(body.decode("ascii"), label or "UTF-8", source if label else "utf8", 0)
    if (html := _strictly(body, "utf-8")) and (label in (None, "UTF-8") or _non_ascii(body) >= MIN_UTF8_BYTES):
        return _readable(body, html, "UTF-8", source if label == "UTF-8" else "utf8")
    name = _contradicting(body, label)
    if name:
        return _readable(body, _decode_as(body, name), name, "detected")
    return _readable(body, _decode_as(body, label or "windows-1252"), label or "windows-1252", source or "detected")


def _declared(body: bytes, content_type: str | None) -> tuple[str | None, str]:
    """Name the charset a page claims, and where: header first, as browsers do."""
    if content_type and (found := HTTP_CHARSET.search(content_type)) and (name := name_of(found[1])):
        return name, "http"
    start = body[:PRESCAN_BYTES]
    if (meta := META_CHARSET.search(start.lower())) and (name := name_of(meta[1].decode("ascii", "replace"))):
        # A page that could be read this far is not UTF-16, whatever it says (WHATWG prescan).
        return ("UTF-8" if name.startswith("UTF-16") else name), "meta"
    if (xml := XML_ENCODING.match(start)) and (name := name_of(xml[1].decode("ascii", "replace"))):
        return ("UTF-8" if name.startswith("UTF-16") else name), "xml"
    return None, ""


def _contradicting(body: bytes, label: str | None) -> str | None:
    """Name the charset the bytes speak for, where that is not the label; None where the label stands."""
    visible = _visible_bytes(body)
    foreign = _non_ascii(visible)
    latin = foreign < FOREIGN_SHARE * max(len(visible) - visible.count(b" "), 1)
    bad = _bad_share(body, label) if label else 1.0
    if bad <= MAX_BAD_SHARE and (latin or foreign < MIN_FOREIGN_BYTES):
        return None
    found = detect(visible)
    name = name_of(found.encoding)
    if name is None or name == label or (label and bad <= MAX_BAD_SHARE and not _is_other_script(name, label, found)):
        return None
    return name if label is None or _bad_share(body, name) <= bad else None


def _is_other_script(name: str, label: str, found: EncodingMatch) -> bool:
    """Tell whether a detected charset writes another language than the label's, and surely so.

    Charsets of one language stay as labelled (gb18030 for GBK, ISO-8859-7 for windows-1253): the difference is
    a few signs, and the label knows better.
    """
    if found.language is None or found.confidence < MIN_CONFIDENCE:
        return False
    if found.language != LANGUAGE_OF.get(label):
        return True
    return label in SEVERAL and not any({name, label} <= kin for kin in KIN)


def _strictly(body: bytes, codec: str) -> str | None:
    """Decode, or give None when a single byte does not fit."""
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def _bad_share(body: bytes, name: str) -> float:
    sample = body[:SAMPLE_BYTES]
    return _decode_as(sample, name).count("\ufffd") / max(_non_ascii(sample), 1)


def _decode_as(body: bytes, name: str) -> str:
    try:
        return body.decode(f"whatwg-{name}", "replace")
    except LookupError:
        return body.decode(name, "replace")


def _readable(body: bytes, html: str, name: str, source: str) -> Decoded:
    if name == "UTF-8" and _has_c1_controls(body):
        html = _undo_latin(html)
    bad = html.count("\ufffd") if "\ufffd" in html else 0  # looking for one is many times as fast as counting
    if bad > MAX_UNREADABLE_SHARE * len(html):
        raise Drop(DropReason.UNDECODABLE, f"{bad:,} of {len(html):,} characters unreadable as {name}")
    return Decoded(html, name, source, bad)


def _has_c1_controls(body: bytes) -> bool:
    """Tell whether UTF-8 holds C1 controls: going from one first byte to the next, while they are few."""
    at = body.find(b"\xc2")
    for _ in range(FEW):
        if at < 0 or b"\x80" <= body[at + 1 : at + 2] < b"\xa0":
            return at >= 0
        at = body.find(b"\xc2", at + 2)
    return at >= 0 and C1_CONTROLS_IN_UTF8.search(body, at) is not None


def _undo_latin(html: str) -> str:
    """Undo UTF-8 that was read as ISO-8859-1 and written as UTF-8, once or twice: C1 controls give it away.

    It must be undone before blanks are folded, which would eat U+0085 and U+00A0. Text that does not fit stays.
    """
    for _ in range(2):
        try:
            html = html.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return html
        if not C1_CONTROLS.search(html):
            return html
    return html


def _refuse_other_media(body: bytes, content_type: str | None) -> None:
    start = body[:1_024].lstrip(b" \t\r\n\f\0")
    for magic, what in MAGIC_BYTES:
        if start.startswith(magic):
            raise Drop(DropReason.NOT_HTML, what)
    media = (content_type or "").partition(";")[0].strip().lower()
    foreign = media.startswith(("image/", "audio/", "video/", "font/")) or media in (
        "application/json",
        "application/pdf",
        "application/zip",
        "text/css",
        "text/csv",
        "text/javascript",
        "application/javascript",
    )
    if foreign and b"<" not in start[:1]:
        raise Drop(DropReason.NOT_HTML, media)


def _wide_codec(body: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark from binary data: decoded, they hold a tag and no zeros.

    Raises:
        Drop: `not_html`, when the first bytes are mostly control characters.
    """
    start = body[:2_048]
    if start.count(0) > len(start) // 50:
        for codec in ("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE"):
            text = start[: len(start) // 4 * 4].decode(codec.lower(), "replace")
            if "<" in text and "\0" not in text and text.count("\ufffd") <= len(text) // 50:
                return codec
    controls = len(start) - len(start.translate(None, CONTROLS))
    if controls > MAX_CONTROL_SHARE * len(start):
        raise Drop(DropReason.NOT_HTML, "binary data")
    return None


def _visible_bytes(body: bytes) -> bytes:
    return TAGS.sub(b" ", body[:SAMPLE_BYTES])


def _non_ascii(body: bytes) -> int:
    return len(body) - len(body.translate(None, bytes(range(128, 256))))
