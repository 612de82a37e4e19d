"""A hostile container and what must come out of it; pages with a word of their own to be found again by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fixtures.warc import gzip_member, http_response, response_record
from tests.hostile.case import PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

WHEN = "2024-05-01T10:00:00Z"


@dataclass(frozen=True, slots=True)
class HostileContainer:
    """Files of one defect; `build` writes them into a folder and gives the inputs of a run."""

    name: str
    group: str
    build: Callable[[Path], Sequence[str]]
    survivors: frozenset[int]  # numbers of the pages that must come out as articles
    lost: int = 0  # rows that must say, at least, that something could not be read
    may_refuse: bool = False  # alone, the input may be refused in one clear line before anything is written
    heavy: bool = False


def marker(number: int) -> str:
    """The word only this page holds."""
    return f"marker{number:03}q"


def html_page(number: int) -> bytes:
    """A page that is kept by any extractor, with its marker in the first paragraph."""
    first = f"Page {marker(number)} begins here, and its number is the only thing that sets it apart from the others."
    body = "".join(f"<p>{text}</p>" for text in (first, *PARAGRAPHS))
    return f"<html><head><title>Page {number}</title></head><body><article>{body}</article></body></html>".encode()


def page_url(number: int) -> str:
    """Address of a page."""
    return f"https://container.example/{number}"


def record(number: int, response: bytes | None = None, extra: Sequence[str] = ()) -> bytes:
    """A WARC response record of a page."""
    return response_record(page_url(number), response or http_response(html_page(number)), WHEN, extra)


def records(count: int = 3) -> list[bytes]:
    """Some good records."""
    return [record(number) for number in range(count)]


def gzipped(parts: Iterable[bytes]) -> bytes:
    """A member a record, as WARC wants it."""
    return b"".join(gzip_member(part) for part in parts)


def one_file(name: str, data: bytes) -> Callable[[Path], Sequence[str]]:
    """Write one file and give it as input."""

    def build(folder: Path) -> Sequence[str]:
        path = folder / name
        path.write_bytes(data)
        return [str(path)]

    return build
