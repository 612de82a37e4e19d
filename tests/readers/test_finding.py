"""Folders, globs, links and URLs: what is found, once, and what is refused."""

from __future__ import annotations

import gzip
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import fsspec
import pytest

from pipeline.config import Config
from pipeline.readers import Format, InputError, Mode, plan_shards, read_path_list, read_shard
from pipeline.readers.finding import find_files, format_of
from pipeline.records import Dropped, DropReason, RawPage
from tests.readers.containers import gzip_member, html, pack, read, record, url

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = html(1)


def fill(folder: Path, *names: str) -> None:
    """Write a page under each name."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(PAGE)


def found(inputs: Sequence[object], mode: Mode = "html", forced: Format | None = None) -> list[str]:
    """Give the paths that are found."""
    return [file.path for _, file in find_files([str(item) for item in inputs], mode, forced)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.xhtml", "html"),
        ("a.html.gz", "html"),
        ("a.html.zst", "html"),
        ("a.txt.gz", "txt"),
        ("CC-MAIN-1.warc.gz", "warc"),
        ("a.warc.wet.gz", "warc"),
        ("a.warc", "warc"),
        ("a.ndjson.zst", "jsonl"),
        ("a.jsonl", "jsonl"),
        ("a.parquet", "parquet"),
        ("s3://bucket/x/a.pq", "parquet"),
        ("a.css", None),
        ("html", None),
        ("a.gz", None),
        (".html", None),
    ],
)
def test_formats_by_suffix(name: str, kind: Format | None) -> None:
    """Suffixes name formats in any case, with a compression's suffix behind them or not."""
    assert format_of(name) == kind


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    """Files come sorted by path, from all depths; other files are left out."""
    fill(tmp_path, "b/2.html", "a.html", "b/1.html", "b/c/d/x.htm", "z.html", "style.css", "notes")
    names = [path.removeprefix(f"{tmp_path}/") for path in found([tmp_path])]
    assert names == ["a.html", "b/1.html", "b/2.html", "b/c/d/x.htm", "z.html"]


def test_inputs_given_twice_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, its files, globs, relative and absolute names and links to the same file are one input."""
    fill(tmp_path, "f/a.html", "f/b.html")
    (tmp_path / "f" / "link.html").symlink_to(tmp_path / "f" / "a.html")
    (tmp_path / "g").symlink_to(tmp_path / "f")
    monkeypatch.chdir(tmp_path)
    inputs = ["f", "f", "./f/", str(tmp_path), "f/*.html", "f/a.html", "g", str(tmp_path / "g" / "b.html")]
    assert len(found(inputs)) == 2
    assert found(inputs) == found(inputs[::-1])


def test_links_in_circles_end(tmp_path: Path) -> None:
    """Links to a folder above, to each other and to nowhere neither hang nor hide a page."""
    fill(tmp_path, "a/page.html")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    (tmp_path / "a" / "self.html").symlink_to(tmp_path / "a" / "self.html")
    (tmp_path / "a" / "gone.html").symlink_to(tmp_path / "nowhere")
    outcome = read(tmp_path)
    assert outcome.bodies == [PAGE]
    assert sorted(Path(row.source_file or "").name for row in outcome.dropped) == ["gone.html", "self.html"]


def test_pipes_sockets_and_devices_never_block(tmp_path: Path) -> None:
    """Special files named like pages are left out of a folder, and refused when named."""
    fill(tmp_path, "page.html")
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "null.html").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.html"))
        assert read(tmp_path).bodies == [PAGE]
        for name in ("pipe.html", "null.html", "s.html"):
            with pytest.raises(InputError, match="neither a file nor a folder"):
                read(tmp_path / name)


def test_a_file_that_becomes_a_pipe_does_not_block(tmp_path: Path) -> None:
    """Reading checks again what it opens."""
    fill(tmp_path, "page.html")
    config = Config()
    shards = plan_shards([str(tmp_path)], config)
    (tmp_path / "page.html").unlink()
    os.mkfifo(tmp_path / "page.html")
    from pipeline.readers import read_shard  # noqa: PLC0415 - only here

    [row] = list(read_shard(shards[0], config))
    assert "not a regular file" in getattr(row, "detail", "")


@pytest.mark.parametrize("name", ["page.html", "a.warc.gz", "a.jsonl", "a.parquet"])
def test_a_file_that_vanishes_is_a_row(tmp_path: Path, name: str) -> None:
    """A file that is gone when its shard is read is reported by name, for every format."""
    from pipeline.readers import read_shard  # noqa: PLC0415 - only here

    (tmp_path / name).write_bytes(PAGE if name.endswith("html") else b"")
    config = Config()
    shards = plan_shards([str(tmp_path / name)], config)
    (tmp_path / name).unlink()
    [row] = list(read_shard(shards[0], config))
    assert getattr(row, "reason", None) is DropReason.BAD_RECORD
    assert "No such file" in getattr(row, "detail", "")


@pytest.mark.parametrize(
    "name",
    [
        b"caf\xe9.html",
        b"new\nline.html",
        b"tab\tand space .html",
        b"*[?].html",
        b"-rf.html",
        b"#hash%20.html",
        b"\xf0\x9f\x98\x80.html",
        b"x" * 240 + b".html",
        b"https:.html",
    ],
)
def test_odd_names(tmp_path: Path, name: bytes) -> None:
    """Any name a file system allows is read; what records say of it is valid Unicode, also as JSON."""
    path = os.fsdecode(os.path.join(os.fsencode(tmp_path), name))  # noqa: PTH118 - bytes
    Path(path).write_bytes(PAGE)
    for given in (str(tmp_path), path):
        outcome = read(given)
        assert outcome.bodies == [PAGE]
        source = outcome.pages[0].source
        assert source is not None
        assert source.file.encode()
        shard = outcome.shards[0]
        assert shard.from_json(shard.to_json()) == shard


def test_unreadable_folders_and_files_are_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be opened is reported with its name, and everything else is read."""
    fill(tmp_path, "a/1.html", "b/2.html", "c/3.html")
    scandir, os_open = os.scandir, os.open

    def deny_folder(path: str) -> object:
        if path.endswith("/b"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    def deny_file(path: str, flags: int) -> int:
        if path.endswith(("3.html", "/b")):
            raise PermissionError(13, "Permission denied", path)
        return os_open(path, flags)

    monkeypatch.setattr(os, "scandir", deny_folder)
    monkeypatch.setattr(os, "open", deny_file)
    outcome = read(tmp_path)
    assert outcome.bodies == [PAGE]
    assert [Path(row.source_file or "").name for row in outcome.dropped] == ["b", "3.html"]
    assert {row.detail for row in outcome.dropped} == {"cannot be read: Permission denied"}


def test_globs(tmp_path: Path) -> None:
    """Globs match files and folders, at any depth with **; a file that bears the glob's name wins."""
    fill(tmp_path, "a/1.html", "a/2.html", "b/3.html", "b/x.css", "[1].html")
    assert len(found([f"{tmp_path}/a/*.html"])) == 2
    assert len(found([f"{tmp_path}/**/*.html"])) == 4
    assert len(found([f"{tmp_path}/?"])) == 3
    assert found([f"{tmp_path}/[1].html"]) == [f"{tmp_path}/[1].html"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("page", b"\xef\xbb\xbf <!DOCTYPE HTML>", "html"),
        ("page.php", gzip_member(b"<html>"), "html"),
        ("dump", b"WARC/1.0\r\n", "warc"),
        ("dump.gz", gzip_member(record(1)), "warc"),
        ("dump.json", b'{"html":"x"}', "jsonl"),
        ("dump.bin", b"PAR1", "parquet"),
    ],
)
def test_named_files_without_a_known_suffix_are_sniffed(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    """A file that the user names is known by its first bytes where its name tells nothing."""
    (tmp_path / name).write_bytes(data)
    assert [form for form, _ in find_files([str(tmp_path / name)], "html", None)] == [kind]


def test_forced_format(tmp_path: Path) -> None:
    """A forced format takes every file of a folder, whatever its name."""
    fill(tmp_path, "one", "two.dat")
    outcome = plan_shards([str(tmp_path)], Config(), format="html")
    assert [Path(path).name for path in outcome[0].paths] == ["one", "two.dat"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.html", "missing.html: no such file or folder"),
        ("none/*.html", "no such file or folder"),
        ("empty", "no input files there .*found nothing"),
        ("other", r"no input files there \(looked for .html, .*found 2 .css, 1 without suffix\)"),
        ("other/x.css", "x.css: format not known; say which with --format"),
        ("text/a.txt", "txt files are for `pagewinnow text`"),
        ("gone.html", "gone.html: No such file"),
        ("nofs://x/y", "nofs://x/y: ValueError: Protocol not known"),
        ("memory://nothing-here", "memory://nothing-here: no such file or folder"),
    ],
)
def test_inputs_that_cannot_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str) -> None:
    """A wrong input is one clear line that names it."""
    fill(tmp_path, "other/x.css", "other/y.css", "other/z")
    (tmp_path / "other" / "x.css").write_text("p { color: red }")
    (tmp_path / "empty").mkdir()
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.txt").write_text("words")
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=message) as caught:
        plan_shards([name], Config())
    assert "\n" not in str(caught.value)


ARRAY = b' [\n {\n  "url": "https://example.org/",\n  "html": "<p>x</p>"\n }\n]'


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("pages.zip", b"PK\x03\x04" + bytes(60), "a ZIP archive; unpack it"),
        ("pages.tar", bytes(257) + b"ustar\x0000" + bytes(300), "a tar archive; unpack it"),
        ("pages.tgz", gzip_member(bytes(257) + b"ustar\x0000" + bytes(300)), "a tar archive; unpack it"),
        ("page.mhtml", b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", r"a saved web archive \(MHTML\)"),
        ("page.html.bz2", b"BZh91AY&SY", "compressed with bzip2"),
        ("pages.arrow", b"ARROW1\0\0", "an Arrow file; write it as Parquet"),
        ("pages.json", ARRAY, "one JSON array; write an object a line"),
        ("pages.jsonl", ARRAY, "one JSON array; write an object a line"),
        ("flat.jsonl", b"".join(ARRAY.split()), "one JSON array; write an object a line"),
    ],
)
def test_what_people_have_pages_in_is_named(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    """A container of another kind is refused by its own name, with the way out."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=f"{name}: {message}") as caught:
        plan_shards([str(tmp_path / name)], Config())
    assert "\n" not in str(caught.value)


def test_packed_files_beside_pages_are_reported(tmp_path: Path) -> None:
    """What may hold pages and is not read is a dropped row with the way out; alone in a folder it is refused."""
    (tmp_path / "a.html").write_text("<p>Rain")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.zip").write_bytes(b"PK\x03\x04 and so on")
    (tmp_path / "more" / "c.warc.xz").write_bytes(b"\xfd7zXZ\0 and so on")
    (tmp_path / "style.css").write_text("p {}")
    shards = plan_shards([str(tmp_path)], Config())
    page, *packed = [record for shard in shards for record in read_shard(shard, Config())]
    assert isinstance(page, RawPage)
    assert [row.detail for row in packed if isinstance(row, Dropped)] == [
        "a ZIP archive; unpack it and name the folder",
        "compressed with xz; decompress it, or use gzip or zstd",
    ]
    with pytest.raises(InputError, match="no input files there"):
        plan_shards([str(tmp_path / "more")], Config())


def test_broken_lines_are_not_refused(tmp_path: Path) -> None:
    """A file of lines that are no objects is read: every line of it is a dropped row."""
    (tmp_path / "lines.jsonl").write_bytes(b"[1]\n[2]\n")
    assert len(read(tmp_path).dropped) == 2


def test_html_is_not_text(tmp_path: Path) -> None:
    """Text mode does not take pages for texts."""
    fill(tmp_path, "a.html")
    with pytest.raises(InputError, match="html files are for `pagewinnow run`"):
        plan_shards([str(tmp_path / "a.html")], Config(), mode="text")


def test_no_inputs() -> None:
    """Nothing given is an error of its own."""
    with pytest.raises(InputError, match="no input was given"):
        plan_shards([], Config())


def test_texts(tmp_path: Path) -> None:
    """In text mode .txt files are one text each, packed or not, without their byte order mark."""
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfone")
    (tmp_path / "b.txt.gz").write_bytes(gzip_member(b"two \xff"))
    assert [text.text for text in read(tmp_path, mode="text").texts] == ["one", "two \ufffd"]


def test_memory_urls() -> None:
    """Objects, prefixes and globs of a store behind fsspec are read as local files are."""
    store = fsspec.filesystem("memory")
    store.pipe("/shop/a.html", PAGE)
    store.pipe("/shop/deep/b.html.gz", gzip_member(html(2)))
    store.pipe("/shop/c.warc.gz", pack([record(3), record(4)], "gzip"))
    store.pipe("/shop/x.css", b"")
    try:
        outcome = read("memory://shop")
        assert sorted(outcome.bodies) == sorted([PAGE, html(2), html(3), html(4)])
        assert read("memory://shop/*.html").bodies == [PAGE]
        assert read("memory://shop/c.warc.gz").urls == [url(3), url(4)]
        assert outcome.pages[0].source is not None
        assert outcome.pages[0].source.file.startswith("memory://")
        with pytest.raises(InputError, match="format not known"):
            read("memory://shop/x.css")
    finally:
        store.rm("/shop", recursive=True)


def test_pages_of_a_store_are_fetched_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of a store come a few at a time; one that fails, or is too large, is asked for alone."""
    store = fsspec.filesystem("memory")
    bodies = {f"/web/{number:02d}.html": html(number) for number in range(20)}
    bodies["/web/07.html"] = b"x" * 5_000
    for name, body in bodies.items():
        store.pipe(name, body)
    asked: list[int] = []
    fetch = type(store).cat_ranges

    def count(self: object, paths: list[str], *rest: object, **options: object) -> list[object]:
        asked.append(len(paths))
        found: list[object] = fetch(self, paths, *rest, **options)
        return [
            OSError("slow down") if path.endswith("03.html") else body for path, body in zip(paths, found, strict=True)
        ]

    monkeypatch.setattr(type(store), "cat_ranges", count)
    try:
        outcome = read("memory://web", config=Config.from_options(limits={"max_bytes": 4_000}))
        assert outcome.bodies == [body for name, body in bodies.items() if name != "/web/07.html"]
        assert [row.reason for row in outcome.dropped] == [DropReason.TOO_LARGE]
        assert asked
        assert max(asked) == 8
    finally:
        store.rm("/web", recursive=True)


def test_single_files(tmp_path: Path) -> None:
    """Pages are read whole, packed or not, whatever the name says; broken or too large ones are rows."""
    (tmp_path / "a.html").write_bytes(gzip.compress(PAGE))
    (tmp_path / "b.html.gz").write_bytes(PAGE)
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(PAGE)[:-9])
    (tmp_path / "d.html").write_bytes(b"")
    (tmp_path / "e.html").write_bytes(b"x" * 2_000_001)
    (tmp_path / "f.html.gz").write_bytes(gzip.compress(bytes(90_000_000)))
    outcome = read(tmp_path, config=Config.from_options(limits={"max_bytes": 2_000_000}))
    assert outcome.bodies == [PAGE, PAGE, b""]
    assert [(row.reason, row.detail[:20]) for row in outcome.dropped] == [
        (DropReason.BAD_RECORD, "cannot be read: gzip"),
        (DropReason.TOO_LARGE, "file is over max_byt"),
        (DropReason.TOO_LARGE, "file is over max_byt"),
    ]


def test_path_lists(tmp_path: Path) -> None:
    """A list of inputs holds one a line; blank lines and comments are left out."""
    path = tmp_path / "list"
    path.write_bytes(b"\xef\xbb\xbfa.html\r\n\n# note\n  b c.html \ns3://x/y\n")
    assert read_path_list(str(path)) == ["a.html", "b c.html", "s3://x/y"]
    with pytest.raises(InputError, match="cannot read the list of inputs"):
        read_path_list(str(tmp_path / "none"))
