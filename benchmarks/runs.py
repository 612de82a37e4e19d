"""Whole runs over a WARC: `python -m benchmarks.runs --data ../shared/data`; `make bench-run` installs the peers too.

Writes one .warc.gz of 20,000 real pages in turns (generated ones without `--data`), fewer where they would take longer
than `--minutes`, and runs `pagewinnow run` on it with one and two workers. Beside it stands what `clean_page` alone
gives on as many processes with the pages in memory: `of alone` compares pages a second, `by CPU` processor time a page,
which other work on the machine moves less. Peers (`benchmarks.run_peers`) run on every page once, with two processes.
With `--engines local ray spark` all engines run, and `same` tells whether their parts are those of the first run, byte
for byte.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import sys
import tempfile
import time
from itertools import cycle, islice, product
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.run_peers import PEERS
from benchmarks.speed import pages_of
from benchmarks.warcs import write_sample, write_warc
from pipeline import RawPage, clean_page

MOST_PAGES = 1_334  # different ones
WARM_PAGES = 30
LOOK_SECONDS = 0.1  # between two looks at the processes
SHARE_OF_PEERS = 0.4  # of the time, by experience
HEAD = (
    f"{'what':>18}{'workers':>8}{'pages':>8}{'pages/s':>9}{'MB/s':>7}{'CPU s/M':>10}{'of alone':>9}{'by CPU':>8}"
    f"{'main MiB':>9}{'worker':>7}{'same':>6}"
)


class Cost(NamedTuple):
    """What a run took."""

    seconds: float
    cpu: float  # seconds of all its processes
    main_mb: float = 0.0  # peak
    worker_mb: float = 0.0  # peak of the largest


def measure(command: list[str], log: Path) -> Cost:
    """Run a command to its end and watch its processes; what it says goes to a log."""
    began = time.perf_counter()
    with log.open("wb") as said:
        main = psutil.Popen(command, stdout=said, stderr=said)
    cpu: dict[int, float] = {}
    peak_main = peak_worker = 0.0
    while main.poll() is None:
        for process in (main, *_children(main)):
            with contextlib.suppress(psutil.Error):
                times, size = process.cpu_times(), process.memory_info().rss / 2**20
                cpu[process.pid] = max(cpu.get(process.pid, 0.0), times.user + times.system)
                if process.pid == main.pid:
                    peak_main = max(peak_main, size)
                else:
                    peak_worker = max(peak_worker, size)
        time.sleep(LOOK_SECONDS)
    if main.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{log.read_text(errors='replace')[-2_000:]}")
    return Cost(time.perf_counter() - began, sum(cpu.values()), peak_main, peak_worker)


def _children(main: psutil.Popen) -> list[psutil.Process]:
    try:
        return list(main.children(recursive=True))
    except psutil.Error:
        return []


def measure_alone(bodies: list[bytes], workers: int) -> Cost:
    """Clean all pages once on every one of some processes, start and imports left out."""
    with get_context("fork").Pool(workers) as pool:
        costs = pool.map(_clean_all, [bodies] * workers, chunksize=1)
    return Cost(max(cost.seconds for cost in costs), sum(cost.cpu for cost in costs))


def _clean_all(bodies: list[bytes]) -> Cost:
    for body in bodies[:WARM_PAGES]:
        clean_page(RawPage(None, body))
    began, used = time.perf_counter(), time.process_time()
    for body in bodies:
        clean_page(RawPage(None, body))
    return Cost(time.perf_counter() - began, time.process_time() - used)


class Table:
    """Prints a row as soon as it is known."""

    def __init__(self, page_bytes: float) -> None:
        self.page_bytes = page_bytes
        self.alone: dict[int, tuple[float, float]] = {}  # workers -> pages a second, CPU seconds a page
        print(HEAD)

    def add(self, what: str, workers: int, pages: int, cost: Cost, same: str = "") -> None:
        """Print what a run took; the first row of so many workers is that of `clean_page` alone."""
        rate, cpu = pages / cost.seconds, cost.cpu / pages
        alone_rate, alone_cpu = self.alone.setdefault(workers, (rate, cpu))
        print(
            f"{what:>18}{workers:>8}{pages:>8,}{rate:>9.1f}{rate * self.page_bytes / 1e6:>7.1f}{cpu * 1e6:>10,.0f}"
            f"{rate / alone_rate:>9.2f}{alone_cpu / cpu:>8.2f}{cost.main_mb:>9.0f}{cost.worker_mb:>7.0f}{same:>6}",
            flush=True,
        )


def bench(bodies: list[bytes], folder: Path, args: argparse.Namespace) -> None:
    """Measure ours, then the peers."""
    table = Table(sum(map(len, bodies)) / len(bodies))
    for workers in args.workers:
        table.add("clean_page alone", workers, len(bodies) * workers, measure_alone(bodies, workers))
    budget = args.minutes * 60 * (1 - SHARE_OF_PEERS) / len(args.engines)
    pages = min(args.pages, int(budget / sum(1 / table.alone[workers][0] for workers in args.workers)))
    warc = folder / "pages.warc.gz"
    size = write_warc(warc, islice(cycle(bodies), pages))
    print(f"{pages:,} pages, {size / 1e6:,.0f} MB of HTML, {warc.stat().st_size / 1e6:,.0f} MB of WARC")
    first: dict[str, bytes] = {}
    for engine, workers in product(args.engines, args.workers):
        out = folder / f"{engine}{workers}"
        command = [sys.executable, "-m", "pipeline", "run", str(warc), "--out", str(out), "--quiet"]
        cost = measure([*command, "--workers", str(workers), "--engine", engine], folder / "log")
        parts = {str(path.relative_to(out)): path.read_bytes() for path in out.glob("*/part-*")}
        first = first or parts
        table.add(f"run, {engine}", workers, pages, cost, str(parts == first))
    workers = max(args.workers)
    sample = bodies[: args.peer_pages]
    write_sample(folder / "sample", sample, workers)
    for name in args.peers:
        if importlib.util.find_spec(name) is None:
            print(f"{name:>18}  is not installed: pip install 'pagewinnow[bench]'")
            continue
        command = [sys.executable, "-m", "benchmarks.run_peers", name, str(folder / "sample"), str(folder / name)]
        table.add(name, workers, len(sample), measure([*command, str(workers)], folder / "log"))


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, help="folder of real pages; generated ones when missing")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--engines", nargs="*", default=["local"])
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS))
    parser.add_argument("--peer-pages", type=int, default=MOST_PAGES, help="of the sample that peers run on")
    parser.add_argument("--minutes", type=float, default=7, help="about how long it may take")
    args = parser.parse_args()
    bodies = pages_of(args.data if args.data and args.data.is_dir() else None, min(args.pages, MOST_PAGES))
    with tempfile.TemporaryDirectory() as folder:
        bench(bodies, Path(folder), args)


if __name__ == "__main__":
    main()
