"""Pages with known text, from the corpora on disk. Nothing of them enters the repository.

wcxb: WCXB dev split (CC-BY-4.0, Foley 2026). readability: Mozilla Readability's test pages (Apache-2.0).
aeb: Zyte's article extraction benchmark (MIT): loaded for benchmarks only, never for training.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zlib import crc32

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.decode import decode
from pipeline.records import RawPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.blocks import Page

PAGE_TYPES = ("article", "forum", "product", "collection", "listing", "documentation", "service")

FOLDS = 5

SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go", "gob", "nom"})
"""Labels under which two-letter top-level domains register names: enough to group pages by owner."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and its true text."""

    id: str
    source: str  # "wcxb", "readability" or "aeb"
    url: str
    page_type: str  # one of PAGE_TYPES
    body: bytes
    truth: str
    must_hold: tuple[str, ...] = ()  # snippets that belong to the text (wcxb)
    must_lack: tuple[str, ...] = ()  # snippets that do not

    @property
    def domain(self) -> str:
        """Registrable domain, which keeps a site's pages in one fold."""
        return registrable_domain(self.url) or self.id


def fold_of(domain: str) -> int:
    """Fold of a domain, 0 to FOLDS - 1; the same wherever it is asked."""
    return crc32(domain.encode()) % FOLDS


def registrable_domain(url: str) -> str:
    """Approximate the registrable domain: the last two labels, three under "co.uk" and its like."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def parse(sample: Sample) -> Page:
    """Decode and cut a sample into blocks, as the pipeline does."""
    limits = Limits()
    decoded = decode(RawPage(sample.url, sample.body), limits)
    return segment(decoded.html, limits)


def load_wcxb(data: Path) -> Iterator[Sample]:
    """Yield the WCXB pages in order of their ids."""
    for path in sorted((data / "wcxb" / "ground-truth").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        truth = record["ground_truth"]
        page_type = (record.get("_internal") or {}).get("page_type") or {}
        yield Sample(
            id=f"wcxb/{path.stem}",
            source="wcxb",
            url=record.get("url") or "",
            page_type=page_type.get("primary") or "article",
            body=gzip.decompress((data / "wcxb" / "html" / f"{path.stem}.html.gz").read_bytes()),
            truth=truth.get("main_content") or "",
            must_hold=tuple(truth.get("with") or ()),
            must_lack=tuple(truth.get("without") or ()),
        )


def load_readability(data: Path) -> Iterator[Sample]:
    """Yield Mozilla Readability's test pages; their truth is the text of the expected extraction."""
    for folder in sorted((data / "readability").iterdir()):
        source, expected = folder / "source.html.gz", folder / "expected.html.gz"
        if source.exists() and expected.exists():
            yield Sample(
                id=f"readability/{folder.name}",
                source="readability",
                url="",
                page_type="article",
                body=gzip.decompress(source.read_bytes()),
                truth=text_of_html(gzip.decompress(expected.read_bytes()).decode("utf-8", "replace")),
            )


def load_aeb(data: Path) -> Iterator[Sample]:
    """Yield the article extraction benchmark's pages. For benchmarks alone."""
    truth = json.loads((data / "aeb" / "ground-truth.json").read_text(encoding="utf-8"))
    for name in sorted(truth):
        yield Sample(
            id=f"aeb/{name}",
            source="aeb",
            url=truth[name].get("url") or "",
            page_type="article",
            body=gzip.decompress((data / "aeb" / "html" / f"{name}.html.gz").read_bytes()),
            truth=truth[name]["articleBody"],
        )


def text_of_html(html: str) -> str:
    """All visible text of a page, a line a block."""
    return "\n".join(segment(html, Limits()).text)


WORD = re.compile(r"\w+")


def words_of_text(text: str) -> list[str]:
    """Words as the benchmarks count them."""
    return WORD.findall(text.lower())
