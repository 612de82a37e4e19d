"""Title, authors and date beside trafilatura: `python -m benchmarks.metadata --data ../shared/data`.

WCXB's development pages carry title, author and publish_date. Pages are split by registrable domain into halves: on
one the finders were tuned (`--part tune`), on the other they are reported (the default). A wrong value on a page
without one counts against precision. Equality is exact after Unicode NFKC, folded blanks and straightened quotes and
dashes, authors in order; four looser measures stand beside it:

* "title, its words": equal but for case and punctuation;
* "title, near": word-bag F1 of at least 0.8, so that "… in 2025" at the end does not decide;
* "authors, as a set": names without degrees, in any order;
* "date, or change": the day of publication or, where the truth gives the day of an update, the declared change.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measures import word_bag_f1
from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.metadata import find_metadata
from pipeline.metadata.names import split_names
from pipeline.metadata.site import site_of
from pipeline.records import Drop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NEAR = 0.8
_STRAIGHT = str.maketrans(
    {**dict.fromkeys("’‘‚‛′`´", "'"), **dict.fromkeys("“”„‟″", '"'), **dict.fromkeys("–—‑‐‒―−", "-")}
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class Values:
    """The three fields as strings; empty where there is none."""

    title: str = ""
    author: str = ""
    date: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One page with its truth."""

    name: str
    url: str
    html: str
    truth: Values


@dataclass(slots=True)
class Score:
    """Counts of right and wrong values."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, truth: object, found: object, *, equal: bool) -> None:
        """Count one page; empty values are neither given nor wanted."""
        self.given += bool(found)
        self.wanted += bool(truth)
        self.right += bool(truth and found and equal)

    def __str__(self) -> str:
        precision, recall = self.right / max(self.given, 1), self.right / max(self.wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"{precision:.2f} / {recall:.2f} / **{f1:.3f}**"


def load_cases(data: Path, part: str) -> Iterator[Case]:
    """Read the pages of one half, or of both ("all")."""
    for path in sorted((data / "wcxb" / "ground-truth").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        truth, url = record["ground_truth"], record["url"]
        if part != "all" and is_for_tuning(url) != (part == "tune"):
            continue
        body = gzip.decompress((data / "wcxb" / "html" / f"{record['file_id']}.html.gz").read_bytes())
        values = Values(*(truth.get(name) or "" for name in ("title", "author", "publish_date")))
        yield Case(record["file_id"], url, body.decode("utf-8", "replace"), values)


def is_for_tuning(url: str) -> bool:
    """Tell in which half a page is: by its registrable domain, so that no site is in both."""
    host = url.split("://", 1)[-1].split("/", 1)[0].lower()
    return zlib.crc32(site_of(host).encode()) % 2 == 0


def ours(case: Case) -> tuple[Values, float]:
    """Our fields, and the seconds they took once the page was parsed and scored."""
    try:
        page = segment(case.html, Limits())
    except Drop:
        return Values(), 0.0
    _ = page.classes, page.ids, page.link_addresses  # the scorer and the spam detectors have read them by then
    start = time.process_time()
    found = find_metadata(page, set(range(len(page))), set(), case.url)
    seconds = time.process_time() - start
    day = found.published.isoformat() if found.published else ""
    changed = found.modified.isoformat() if found.modified else ""
    return Values(found.title or "", ", ".join(found.authors), day, changed), seconds


def trafilaturas(case: Case) -> tuple[Values, float]:
    """Trafilatura's fields, and the seconds they took once the page was parsed."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - of the extra `bench`
    from trafilatura.utils import load_html  # noqa: PLC0415

    tree = load_html(case.html)
    start = time.process_time()
    found = extract_metadata(tree, default_url=case.url) if tree is not None else None
    seconds = time.process_time() - start
    if found is None:
        return Values(), seconds
    return Values(found.title or "", (found.author or "").replace("; ", ", "), found.date or ""), seconds


def plain(text: str) -> str:
    """Fold what is only typography."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_STRAIGHT)).translate(_INVISIBLE).split())


def words_of(text: str) -> list[str]:
    """Words of a title, case folded."""
    return re.findall(r"\w+", plain(text).casefold())


def name_list(text: str) -> list[str]:
    """Parts of an author field between commas and "and", as written and in order."""
    return [part for part in re.split(r"\s*(?:[,;&]|\band\b)\s*", plain(text)) if part]


def name_set(text: str) -> frozenset[str]:
    """Names of an author field, folded, without degrees."""
    return frozenset(name.casefold() for name in split_names(re.sub(r"\s*\([^()]*\)", "", plain(text))))


def measure(cases: Sequence[Case], system: Callable[[Case], tuple[Values, float]]) -> tuple[dict[str, Score], float]:
    """Give the scores by measure, and the mean milliseconds a page."""
    names = ("title", "title, its words", "title, near", "author", "authors, as a set", "date", "date, or change")
    scores = {name: Score() for name in names}
    total = 0.0
    for case in cases:
        truth = case.truth
        found, seconds = system(case)
        total += seconds
        near = word_bag_f1(truth.title, found.title) >= NEAR
        day = found.modified if truth.date and truth.date == found.modified else found.date
        pairs = {
            "title": (truth.title, found.title, plain(truth.title) == plain(found.title)),
            "title, its words": (truth.title, found.title, words_of(truth.title) == words_of(found.title)),
            "title, near": (truth.title, found.title, near),
            "author": (truth.author, found.author, name_list(truth.author) == name_list(found.author)),
            "authors, as a set": (truth.author, found.author, name_set(truth.author) == name_set(found.author)),
            "date": (truth.date, found.date, truth.date == found.date),
            "date, or change": (truth.date, day, truth.date == day),
        }
        for name, (wanted, given, equal) in pairs.items():
            scores[name].add(wanted, given, equal=equal)
    return scores, total / max(len(cases), 1) * 1000


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.metadata", description=__doc__)
    parser.add_argument("--data", required=True, help="folder with wcxb/")
    parser.add_argument("--part", choices=("report", "tune", "all"), default="report", help="which half")
    parser.add_argument("--every", type=int, default=1, help="take one page in so many")
    options = parser.parse_args(arguments)
    cases = list(load_cases(Path(options.data), options.part))[:: options.every]
    results = {"pagewinnow": measure(cases, ours)}
    try:
        results["trafilatura"] = measure(cases, trafilaturas)
    except ImportError:
        print("trafilatura is not installed, left out")
    print(f"WCXB, part {options.part!r}: {len(cases)} pages; precision / recall / F1\n")
    print("| field | " + " | ".join(results) + " |\n|---" * 1 + "|---" * len(results) + "|")
    for name in next(iter(results.values()))[0]:
        print(f"| {name} | " + " | ".join(str(scores[name]) for scores, _ in results.values()) + " |")
    print("| CPU ms a page, once parsed | " + " | ".join(f"{ms:.2f}" for _, ms in results.values()) + " |")


if __name__ == "__main__":
    main()
