"""Decoding: the right words whatever the label says, or a reason."""

from __future__ import annotations

import pytest

from pipeline.config import Limits
from pipeline.decode import decode
from pipeline.records import Drop, DropReason, RawPage

RUSSIAN = "Привет мир, это обычный русский текст о погоде и новостях дня. " * 5
FRENCH = "L'été dernier, les élèves étaient à la plage où ils ont mangé des pâtes. " * 5
JAPANESE = "これは日本語の文章です。今日は天気がいいですね。" * 6
CHINESE = "这是一个中文句子，今天天气很好，我们去公园玩。" * 6
KOREAN = "안녕하세요 오늘은 날씨가 좋습니다. 그리고 저는 학교에 갑니다. " * 4
GREEK = "Καλημέρα κόσμε, αυτό είναι ένα κείμενο. " * 6
HEBREW = "שלום עולם זה טקסט רגיל בעברית. " * 6

WRITTEN = [
    (RUSSIAN, ("utf-8", "windows-1251", "koi8-r", "iso-8859-5", "cp866", "utf-16-le", "utf-16-be", "utf-32-le")),
    (FRENCH, ("utf-8", "windows-1252", "utf-16-le")),
    (JAPANESE, ("utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16-be")),
    (CHINESE, ("utf-8", "gb18030", "utf-16-le")),
    (KOREAN, ("utf-8", "euc-kr")),
    (GREEK, ("utf-8", "iso-8859-7")),
    (HEBREW, ("utf-8", "windows-1255")),
]
CASES = [(text, codec) for text, codecs in WRITTEN for codec in codecs]


def page_of(text: str, codec: str, meta: str = "", http: str = "") -> RawPage:
    """A page written in a codec, with what its markup and its header say of it."""
    declared = f'<meta charset="{meta}">' if meta else ""
    html = f'<html><head>{declared}<title>x</title></head><body><div class="post">{text}</div></body></html>'
    return RawPage("https://example.org/", html.encode(codec), f"text/html; charset={http}" if http else "text/html")


@pytest.mark.parametrize(("text", "codec"), CASES, ids=[codec for _, codec in CASES])
def test_text_survives_without_any_label(text: str, codec: str) -> None:
    """A page that names no charset is read right."""
    assert text.strip() in decode(page_of(text, codec), Limits()).html


@pytest.mark.parametrize("wrong", ["utf-8", "iso-8859-1", "gb2312", "shift_jis"])
@pytest.mark.parametrize(("text", "codec"), CASES, ids=[codec for _, codec in CASES])
def test_text_survives_a_wrong_label(text: str, codec: str, wrong: str) -> None:
    """A page that names a wrong charset, in its header or its markup, is read right all the same."""
    assert text.strip() in decode(page_of(text, codec, http=wrong), Limits()).html
    assert text.strip() in decode(page_of(text, codec, meta=wrong), Limits()).html


def test_the_evidence_is_kept() -> None:
    """Where the charset came from is part of the result."""
    body = "né".encode("windows-1252") * 3
    sources = {
        "bom": decode(RawPage(None, b"\xef\xbb\xbf" + "né".encode()), Limits()),
        "http": decode(RawPage(None, body, "text/html; charset=ISO-8859-1"), Limits()),
        "meta": decode(RawPage(None, b"<meta charset=latin1>" + body), Limits()),
        "xml": decode(RawPage(None, b'<?xml version="1.0" encoding="iso-8859-1"?>' + body), Limits()),
        "utf8": decode(RawPage(None, "né".encode()), Limits()),
        "detected": decode(RawPage(None, RUSSIAN.encode("koi8-r")), Limits()),
    }
    assert {name: decoded.source for name, decoded in sources.items()} == {name: name for name in sources}
    assert sources["http"].encoding == "windows-1252"


def test_broken_bytes_are_counted() -> None:
    """A page with a few broken bytes is read, and they are counted."""
    decoded = decode(RawPage(None, ("né " * 200).encode() + b"\xff\xfe\xff", "text/html; charset=utf-8"), Limits())
    assert decoded.encoding == "UTF-8"
    assert decoded.replacements == 3


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", None, DropReason.EMPTY),
        (b" \r\n\t \0", None, DropReason.EMPTY),
        (b"%PDF-1.7 ...", "text/html", DropReason.NOT_HTML),
        (b"PK\x03\x04....", None, DropReason.NOT_HTML),
        (b"\x89PNG\r\n", "image/png", DropReason.NOT_HTML),
        (b'{"a": 1}', "application/json", DropReason.NOT_HTML),
        (bytes(range(32)) * 40, None, DropReason.NOT_HTML),
        (b"x" * 2_000, None, DropReason.TOO_LARGE),
    ],
)
def test_what_is_no_page_is_dropped_with_its_reason(body: bytes, content_type: str | None, reason: DropReason) -> None:
    """Empty bodies, other media and oversized bodies never reach the parser."""
    with pytest.raises(Drop) as caught:
        decode(RawPage(None, body, content_type), Limits(max_bytes=1_900))
    assert caught.value.reason is reason


def test_html_sent_as_another_type_is_read() -> None:
    """Servers mislabel pages as JSON or CSS; what starts with a tag is a page."""
    assert decode(RawPage(None, b"<html><p>hello", "application/json"), Limits()).html == "<html><p>hello"


@pytest.mark.parametrize("rounds", [1, 2])
def test_utf8_read_as_latin1_is_undone(rounds: int) -> None:
    """A page whose UTF-8 was taken for ISO-8859-1 and saved as UTF-8, once or twice, gets its letters back."""
    polish = "Zażółć gęślą jaźń, wszystko będzie dobrze, część druga. " * 5
    broken = polish
    for _ in range(rounds):
        broken = broken.encode("utf-8").decode("latin-1")
    assert polish.strip() in decode(page_of(broken, "utf-8"), Limits()).html
