"""Folders of pages with odd names, links, pipes and damaged compression."""

from __future__ import annotations

import os
import socket
import zlib
from typing import TYPE_CHECKING

import zstandard

from fixtures.warc import gzip_member
from tests.hostile.container import HostileContainer, html_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NAMES = (
    b"with blank.html",
    b"line\nfeed.html",
    "ümläut.html".encode(),
    b"bad-utf8-\xff\xfe.html",
    b"-dash.html",
    b"per%20cent.html",
    b"star[*]?.html",
    b"UPPER.HTML",
    b"a" * 240 + b".html",
    b".hidden.html",
    b"quote'\".htm",
    b"two..dots.html",
    b"tab\t.html",
    b"\xe2\x80\xae.html",
    b"a;b&c|d.html",
)


def _put(folder: Path, name: bytes | str, number: int) -> None:
    path = os.path.join(os.fsencode(folder), os.fsencode(name))  # noqa: PTH118 - names that are not valid text
    with open(path, "wb") as file:  # noqa: PTH123 - as above
        file.write(html_page(number))


def _odd_names(folder: Path) -> Sequence[str]:
    for number, name in enumerate(NAMES):
        _put(folder, name, number)
    return [str(folder)]


def _links(folder: Path) -> Sequence[str]:
    inside = folder / "pages"
    (inside / "sub").mkdir(parents=True)
    _put(inside, "0.html", 0)
    _put(inside / "sub", "1.html", 1)
    _put(folder, "outside.html", 2)
    (inside / "sub" / "up").symlink_to(inside)
    (inside / "self").symlink_to("self")
    (inside / "broken.html").symlink_to("nowhere.html")
    (inside / "linked.html").symlink_to(folder / "outside.html")
    return [str(inside)]


def _pipes(folder: Path) -> Sequence[str]:
    _put(folder, "0.html", 0)
    os.mkfifo(folder / "pipe.html")
    (folder / "folder.html").mkdir()
    _put(folder / "folder.html", "1.html", 1)
    with socket.socket(socket.AF_UNIX) as plug:
        here = os.open(folder, os.O_RDONLY)
        try:
            plug.bind(f"/proc/self/fd/{here}/s.html")  # a socket's own path may have 100 characters only
        except OSError:
            pass
        finally:
            os.close(here)
    return [str(folder)]


def _packed(folder: Path) -> Sequence[str]:
    (folder / "0.html.gz").write_bytes(gzip_member(html_page(0)))
    (folder / "1.html").write_bytes(gzip_member(html_page(1)))
    (folder / "2.html.gz").write_bytes(html_page(2))
    (folder / "3.html.zst").write_bytes(zstandard.compress(html_page(3)))
    (folder / "cut.html.gz").write_bytes(gzip_member(html_page(4))[:-60])
    (folder / "noise.html.gz").write_bytes(b"\x1f\x8b\x08" + b"noise" * 99)
    return [str(folder)]


def _bomb(folder: Path) -> Sequence[str]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    with (folder / "bomb.html.gz").open("wb") as file:
        for _ in range(2048):
            file.write(packer.compress(b" " * (1 << 20)))
        file.write(packer.flush())
    _put(folder, "0.html", 0)
    return [str(folder)]


def _empty_files(folder: Path) -> Sequence[str]:
    _put(folder, "0.html", 0)
    for name in ("empty.html", "empty.warc", "empty.jsonl", "empty.parquet", "empty.html.gz", "empty.warc.gz"):
        (folder / name).write_bytes(b"")
    return [str(folder)]


def _no_pages(folder: Path) -> Sequence[str]:
    (folder / "notes.md").write_text("no page")
    return [str(folder)]


def _many(folder: Path) -> Sequence[str]:
    for number in range(20_000):
        part = folder / f"{number % 50:02}"
        part.mkdir(exist_ok=True)
        (part / f"{number}.html").write_bytes(b"<p>short</p>")
    _put(folder, "0.html", 0)
    return [str(folder)]


def _deep(folder: Path) -> Sequence[str]:
    path = folder
    for _ in range(60):
        path = path / "d"
    path.mkdir(parents=True)
    _put(path, "0.html", 0)
    return [str(folder)]


def _twice(folder: Path) -> Sequence[str]:
    _put(folder, "0.html", 0)
    _put(folder, "1.html", 1)
    return [str(folder), str(folder / "0.html"), str(folder / "*.html")]


def _locked(folder: Path) -> Sequence[str]:
    _put(folder, "0.html", 0)
    _put(folder, "1.html", 1)
    (folder / "1.html").chmod(0)
    return [str(folder)]


def folders() -> Iterator[HostileContainer]:
    """Folders of every sort."""
    everything = frozenset(range(len(NAMES)))
    yield HostileContainer("odd-names", "folder", _odd_names, everything - {9})
    yield HostileContainer("links", "folder", _links, frozenset({0, 1, 2}))
    yield HostileContainer("pipes", "folder", _pipes, frozenset({0, 1}))
    yield HostileContainer("packed", "folder", _packed, frozenset({0, 1, 2, 3}), 1)
    yield HostileContainer("bomb", "folder", _bomb, frozenset({0}), 1, heavy=True)
    yield HostileContainer("empty-files", "folder", _empty_files, frozenset({0}), 1)
    yield HostileContainer("no-pages", "folder", _no_pages, frozenset(), may_refuse=True)
    yield HostileContainer("empty-folder", "folder", lambda folder: [str(folder)], frozenset(), may_refuse=True)
    yield HostileContainer("many-files", "folder", _many, frozenset({0}), heavy=True)
    yield HostileContainer("deep-folder", "folder", _deep, frozenset({0}))
    yield HostileContainer("named-twice", "folder", _twice, frozenset({0, 1}))
    yield HostileContainer("locked-file", "folder", _locked, frozenset({0}))
