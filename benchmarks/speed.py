"""Milliseconds a page, ours beside the peers, in turns: `python -m benchmarks.speed --data ../shared/data`.

Every contestant gets the same bytes. On each page all of them run one after the other, the order turning from page to
page, so that a slow moment of the machine hits all alike; ratios are taken within a round and given as
median (min-max) over rounds. Without `--data` the pages of the shipped generator are used.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import itertools
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import RawPage, clean_page
from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Contestant = "Callable[[bytes], object]"
OURS = "pagewinnow clean_page"


def contestants() -> dict[str, Callable[[bytes], object]]:
    """Name each contestant; peers that are not installed are left out, and said so."""
    limits = Limits()
    found: dict[str, Callable[[bytes], object]] = {
        OURS: lambda body: clean_page(RawPage(None, body, "text/html")),
        "pagewinnow decode + segment": lambda body: segment(decode(RawPage(None, body), limits).html, limits),
    }
    try:
        import trafilatura  # noqa: PLC0415 - a peer of the bench extra

        found["trafilatura extract"] = trafilatura.extract
        found["trafilatura extract + metadata"] = lambda body: trafilatura.bare_extraction(body, with_metadata=True)
        found["trafilatura fast"] = lambda body: trafilatura.extract(body, fast=True)
    except ImportError:
        print("trafilatura is not installed: left out")
    try:
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - a peer of the bench extra
        from resiliparse.parse.html import HTMLTree  # noqa: PLC0415 - a peer of the bench extra

        def resiliparse(body: bytes) -> object:
            return extract_plain_text(HTMLTree.parse_from_bytes(body), main_content=True)

        found["resiliparse extract_plain_text"] = resiliparse
    except ImportError:
        print("resiliparse is not installed: left out")
    return found


def pages_of(data: Path | None, most: int) -> list[bytes]:
    """Take pages evenly over the corpus, all sizes; generated ones where there is none."""
    if data is None:
        from fixtures import generate  # noqa: PLC0415 - needs the fixtures extra

        return [page.html.encode() for page in generate(seed=1, pages=most)]
    paths = sorted((data / "wcxb" / "html").glob("*.html.gz"))
    step = max(len(paths) // most, 1)
    return [gzip.decompress(path.read_bytes()) for path in paths[::step][:most]]


def measure(pages: list[bytes], rivals: dict[str, Callable[[bytes], object]]) -> dict[str, list[float]]:
    """Seconds of every contestant on every page; the order turns by one from page to page."""
    names = list(rivals)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for i, body in enumerate(pages):
        for name in names[i % len(names) :] + names[: i % len(names)]:
            began = time.perf_counter()
            with contextlib.suppress(Exception):  # a peer's crash costs it nothing here
                rivals[name](body)
            seconds[name].append(time.perf_counter() - began)
    return seconds


def _quantile(values: list[float], q: float) -> float:
    return sorted(values)[min(int(q * len(values)), len(values) - 1)]


def report(pages: list[bytes], rounds: list[dict[str, list[float]]]) -> Iterator[str]:
    """Lines of the table: mean, median, p99, slowest, and the ratio to ours with its spread over rounds."""
    yield f"{len(pages)} pages, {sum(map(len, pages)) / len(pages) / 1000:.0f} KB on average, {len(rounds)} rounds"
    yield f"{'':<32}{'mean ms':>9}{'median':>9}{'p99':>9}{'slowest':>9}   times ours: median (min-max)"
    for name in rounds[0]:
        best = [statistics.median(values) for values in zip(*(r[name] for r in rounds), strict=True)]
        ratios = [sum(r[name]) / sum(r[OURS]) for r in rounds]
        numbers = [statistics.mean(best), statistics.median(best), _quantile(best, 0.99), max(best)]
        row = "".join(f"{value * 1000:>9.2f}" for value in numbers)
        yield f"{name:<32}{row}   {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"


def by_size(pages: list[bytes], rounds: list[dict[str, list[float]]]) -> Iterator[str]:
    """Lines of a second table: mean milliseconds by page size."""
    edges = [0, 20_000, 60_000, 150_000, 400_000, 10**9]
    yield (
        "mean ms by page size   "
        + "".join(f"{'<' + str(edge // 1000) + ' KB':>12}" for edge in edges[1:-1])
        + f"{'more':>12}"
    )
    for name in rounds[0]:
        cells = []
        for low, high in itertools.pairwise(edges):
            inside = [i for i, body in enumerate(pages) if low <= len(body) < high]
            values = [statistics.median(r[name][i] for r in rounds) for i in inside]
            cells.append(f"{statistics.mean(values) * 1000:>12.2f}" if values else f"{'-':>12}")
        yield f"{name[:22]:<23}" + "".join(cells)


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, help="folder of real pages; generated ones when missing")
    parser.add_argument("--pages", type=int, default=150, help="pages a round (default 150)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds (default 5)")
    args = parser.parse_args()
    data = args.data if args.data and args.data.is_dir() else None
    pages, rivals = pages_of(data, args.pages), contestants()
    measure(pages[:10], rivals)  # imports and caches
    rounds = [measure(pages, rivals) for _ in range(args.rounds)]
    for line in (*report(pages, rounds), "", *by_size(pages, rounds)):
        print(line)


if __name__ == "__main__":
    main()
