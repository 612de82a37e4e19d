"""Whole runs over a WARC: `python -m benchmarks.runs --data ../shared/data --pages 20000`.

Writes one .warc.gz of real pages in turns (generated ones without `--data`), runs `pagewinnow run` on it with one and
two workers, and prints pages and megabytes a second, CPU seconds a million pages, and peak memory of main and workers,
beside the rate `clean_page` alone gives on the same pages in one process. With `--engines local ray spark` it does so
for each, and tells whether the parts are those of the first run, byte for byte.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import sys
import tempfile
import time
from itertools import cycle, islice, product
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import psutil

from benchmarks.speed import pages_of
from pipeline import RawPage, clean_page

if TYPE_CHECKING:
    from collections.abc import Iterable

WARM_PAGES = 30
LOOK_SECONDS = 0.25  # between two looks at the processes


def write_warc(path: Path, bodies: Iterable[bytes]) -> int:
    """Write pages as response records, one gzip member each; give the bytes before compression."""
    size = 0
    with path.open("wb") as file:
        for number, body in enumerate(bodies):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body)
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://host{number % 97}.example/{number}\r\n"
                f"WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{UUID(int=number)}>\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http) + len(body)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + http + body + b"\r\n\r\n", compresslevel=1, mtime=0))
            size += len(body)
    return size


def time_run(warc: Path, out: Path, workers: int, engine: str = "local") -> tuple[float, float, float, float]:
    """Run the command; give wall seconds, CPU seconds of all its processes, and peak MiB of main and of a worker."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "pipeline", "run", str(warc), "--out", str(out), "--quiet"]
    main = psutil.Popen([*command, "--workers", str(workers), "--engine", engine])
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
        raise SystemExit(f"the run failed with exit status {main.returncode}")
    return time.perf_counter() - began, sum(cpu.values()), peak_main, peak_worker


def _children(main: psutil.Popen) -> list[psutil.Process]:
    try:
        return list(main.children(recursive=True))
    except psutil.Error:
        return []


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, help="folder of real pages; generated ones when missing")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--engines", nargs="*", default=["local"])
    args = parser.parse_args()
    bodies = pages_of(args.data if args.data and args.data.is_dir() else None, min(args.pages, 1_334))
    for body in bodies[:WARM_PAGES]:
        clean_page(RawPage(None, body))
    began = time.perf_counter()
    for body in bodies:
        clean_page(RawPage(None, body))
    alone = len(bodies) / (time.perf_counter() - began)
    print(f"clean_page alone, one process: {alone:.1f} pages/s")
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder) / "pages.warc.gz"
        size = write_warc(warc, islice(cycle(bodies), args.pages))
        print(f"{args.pages:,} pages, {size / 1e6:,.0f} MB of HTML, {warc.stat().st_size / 1e6:,.0f} MB of WARC")
        print(
            f"{'engine':>7}{'workers':>8}{'pages/s':>10}{'MB/s':>8}{'of alone':>10}{'CPU s/M':>10}"
            f"{'main MiB':>10}{'worker':>8}{'same':>6}"
        )
        first: dict[str, bytes] = {}
        for engine, workers in product(args.engines, args.workers):
            out = Path(folder) / f"{engine}{workers}"
            wall, cpu, peak_main, peak_worker = time_run(warc, out, workers, engine)
            parts = {str(path.relative_to(out)): path.read_bytes() for path in out.glob("*/part-*")}
            first = first or parts
            rate = args.pages / wall
            share = rate / (alone * workers)
            print(
                f"{engine:>7}{workers:>8}{rate:>10.1f}{size / 1e6 / wall:>8.1f}{share:>10.0%}"
                f"{cpu / args.pages * 1e6:>10,.0f}{peak_main:>10.0f}{peak_worker:>8.0f}{parts == first!s:>6}",
                flush=True,
            )


if __name__ == "__main__":
    main()
