"""Pages in old charsets: labelled, unlabelled, labelled wrong; UTF-16 and 32; mojibake."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.records import DropReason
from tests.hostile.case import KEY_WORDS, PARAGRAPHS, HostilePage, article_html, page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import RawPage

TEXTS: dict[str, str] = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
CODED: tuple[tuple[str, str], ...] = (
    ("ru", "windows-1251"), ("ru", "koi8-r"), ("ru", "iso-8859-5"), ("ru", "cp866"), ("uk", "windows-1251"),
    ("uk", "koi8-u"), ("zh", "gb18030"), ("zh", "gbk"), ("tw", "big5"), ("ja", "shift_jis"), ("ja", "euc-jp"),
    ("ja", "iso-2022-jp"), ("ko", "euc-kr"), ("el", "iso-8859-7"), ("el", "windows-1253"), ("he", "windows-1255"),
    ("ar", "windows-1256"), ("ar", "iso-8859-6"), ("tr", "iso-8859-9"), ("tr", "windows-1254"),
    ("pl", "iso-8859-2"), ("pl", "windows-1250"), ("cs", "windows-1250"), ("de", "iso-8859-1"),
    ("de", "windows-1252"), ("fr", "iso-8859-15"),
)  # fmt: skip
LABELS = ("http", "meta", "xml", "none", "wrong_utf8", "wrong_latin1")
SMALL_SIGNS = ("pl", "cs", "tr", "fr")
"""Languages of Latin script: without a true label their charset is a guess, and a wrong guess may be forgiven there."""
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "utf-32-le": b"\xff\xfe\0\0", "utf-32-be": b"\0\0\xfe\xff"}


def _html(text: str, meta: str = "", xml: str = "") -> str:
    sentences = [part + mark for mark in (".", "。") for part in text.split(mark) if part.strip() and mark in text]
    paragraphs = "".join(f"<p>{sentence.strip()}</p>" for sentence in sentences)
    first = sentences[0].split(" ")[0][:12]
    return f"{xml}<html><head>{meta}<title>{first}</title></head><body><div>{paragraphs}</div></body></html>"


def _coded(text: str, charset: str, label: str) -> RawPage:
    html_label = "ibm866" if charset == "cp866" else charset
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={html_label}">' if label == "meta" else ""
    xml = f'<?xml version="1.0" encoding="{html_label}"?>\n' if label == "xml" else ""
    given = {"http": html_label, "wrong_utf8": "utf-8", "wrong_latin1": "iso-8859-1"}.get(label)
    content_type = f"text/html; charset={given}" if given else "text/html"
    return page(_html(text, meta, xml).encode(charset), content_type)


def _wide(codec: str, *, marked: bool, label: str = "text/html") -> RawPage:
    body = article_html().encode(codec)
    return page((MARKS[codec] if marked else b"") + body, label)


def _garbled(text: str, wrong: str, times: int) -> RawPage:
    for _ in range(times):
        text = text.encode().decode(wrong, "replace")
    return page(_html(text, '<meta charset="utf-8">'))


def _words(text: str) -> tuple[str, ...]:
    """A stretch from the start and one from the end, inside of one sentence each."""
    stop = "。" if "。" in text else "."
    sentences = [part.strip() for part in text.split(stop) if part.strip()]
    return sentences[0][:40], sentences[-1][:40]


def charset_pages() -> Iterator[HostilePage]:
    """Every text in its charsets under every label."""
    for language, charset in CODED:
        text = TEXTS[language]
        for label in LABELS:
            if charset in ("iso-8859-1", "windows-1252") and label == "wrong_latin1":
                continue
            guess = label in ("none", "wrong_utf8", "wrong_latin1")
            words = () if guess and language in SMALL_SIGNS else _words(text)
            yield HostilePage(f"{language}-{charset}-{label}", "charset", partial(_coded, text, charset, label), words)


def wide_pages() -> Iterator[HostilePage]:
    """UTF-16 and UTF-32 with and without mark, labelled right, wrong and not at all."""
    for codec in WIDE:
        for marked in (True, False):
            for label in ("text/html", "text/html; charset=utf-8", f"text/html; charset={codec[:6]}"):
                kind = "bom" if marked else "bare"
                name = f"{codec}-{kind}-{label[-6:].strip('=')}".replace("/", "-")
                yield HostilePage(name, "utf-16/32", partial(_wide, codec, marked=marked, label=label))
    odd = article_html().encode("utf-16-le") + b"\x3c"
    yield HostilePage("odd-length", "utf-16/32", partial(page, b"\xff\xfe" + odd))
    meta16 = article_html().replace("utf-8", "utf-16")
    yield HostilePage("utf8-says-utf16", "utf-16/32", partial(page, meta16))
    bom8 = b"\xef\xbb\xbf" + article_html().replace("utf-8", "windows-1251").encode()
    yield HostilePage("utf8-bom-against-meta", "utf-16/32", partial(page, bom8, "text/html; charset=koi8-r"))
    twice = b"\xef\xbb\xbf" * 2 + article_html().encode()
    yield HostilePage("utf8-bom-twice", "utf-16/32", partial(page, twice))


def mojibake_pages() -> Iterator[HostilePage]:
    """UTF-8 that was read as another charset and written again, once and twice."""
    for language, wrong in (("fr", "windows-1252"), ("de", "latin-1"), ("ru", "latin-1"), ("pl", "latin-1")):
        for times in (1, 2):
            made = partial(_garbled, TEXTS[language], wrong, times)
            yield HostilePage(f"{language}-{wrong}-{times}", "mojibake", made, _words(TEXTS[language]))
    mixed = article_html().encode() + "<p>Смотритель</p>".encode("windows-1251") * 3
    yield HostilePage("two-charsets", "mojibake", partial(page, mixed))
    broken = article_html().encode().replace(b"herons", b"her\xff\xfeons\xc3\x28", 1)
    yield HostilePage("broken-utf8", "mojibake", partial(page, broken), (KEY_WORDS[1],))
    cesu = article_html("<p>A \ud83d\ude00 smile</p>")
    yield HostilePage("surrogate-pairs-in-utf8", "mojibake", partial(page, cesu))
    for number, label in enumerate(
        ("utf8mb4", "none", '"', "x-user-defined", "utf-8, iso-8859-1", "unicode-1-1-utf-8", "x" * 9000, "🦊")
    ):
        made = partial(page, article_html(), f"text/html; charset={label}")
        yield HostilePage(f"label-{number}", "mojibake", made)
    for label in ("utf-7", "replacement", "iso-2022-cn", "hz-gb-2312", "utf-32"):
        made = partial(page, article_html().replace("utf-8", label))
        yield HostilePage(f"meta-{label}", "mojibake", made, drops=frozenset({DropReason.UNDECODABLE}))


def noise_pages() -> Iterator[HostilePage]:
    """NULs and control characters among the text."""
    nul = article_html().replace("herons", "her\0ons").encode()
    yield HostilePage("nul-in-word", "noise", partial(page, nul), (KEY_WORDS[1],))
    yield HostilePage("nul-tail", "noise", partial(page, article_html().encode() + b"\0" * 50_000))
    for code in (1, 7, 8, 11, 12, 27, 127, 128, 133, 159):
        html = article_html().replace("forty", f"forty{chr(code)} ")
        yield HostilePage(f"control-{code:02x}", "noise", partial(page, html), (KEY_WORDS[1],))
    for sign in (
        "\u200b",
        "\u200d",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u00ad",
        "\ufffe",
        "\U000e0041",
        "\u2028",
        "\ue000",
    ):
        html = article_html().replace("counted", f"counted{sign}")
        yield HostilePage(f"sign-{ord(sign):04x}", "noise", partial(page, html), (KEY_WORDS[1],))
    zalgo = "z" + "\u0301" * 100_000
    yield HostilePage("zalgo", "noise", partial(page, article_html(f"<p>{zalgo}</p>")))
    yield HostilePage("emoji-run", "noise", partial(page, article_html("<p>" + "👩‍👩‍👧‍👦" * 20_000 + "</p>")))
    yield HostilePage("one-word", "noise", partial(page, article_html("<p>" + "x" * 1_000_000 + "</p>")), KEY_WORDS)
    yield HostilePage(
        "plain-text",
        "noise",
        partial(page, "\n\n".join(PARAGRAPHS), "text/plain"),
        drops=frozenset({DropReason.NOT_HTML}),
    )
