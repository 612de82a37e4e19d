"""Run for a long time and watch the memory of every process.

    python -m tests.batch.soak --minutes 20 [--input FILE] [--pages 1000000] [--workers 2]

A WARC (the shipped sample by default) is repeated to that many pages and run until they are done or the time is up;
then the run is stopped as Ctrl-C would stop it. A line of the table is a look at the processes: pages done so far,
resident memory of main and of the largest worker, in MiB. Exit status 1 when main is over 300 MiB or a worker over
500, or when memory grew by more than a tenth over the second half.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from pipeline.batch.layout import Layout

SAMPLE = Path(__file__).resolve().parents[2] / "fixtures" / "sample" / "pages.warc.gz"
PAGES_OF_BLOCK = 60_000  # of one input file
MIB = 1 << 20
MAIN_MB, WORKER_MB = 300, 500
GROWTH = 1.10


class Look(NamedTuple):
    """What was seen at one moment."""

    seconds: float
    pages: int
    main_mb: float
    worker_mb: float  # the largest


def repeat(source: Path, folder: Path, pages: int, pages_of_source: int) -> None:
    """Make inputs of that many pages: compressed WARCs can be put one behind the other, and files be linked.

    By hard links: a symbolic one is the same input.
    """
    block = folder / f"block{''.join(source.suffixes[-2:])}"
    times = max(1, PAGES_OF_BLOCK // pages_of_source)
    with block.open("wb") as handle:
        for _ in range(times):
            handle.write(source.read_bytes())
    (folder / "in").mkdir()
    for number in range(max(1, pages // (times * pages_of_source))):
        (folder / "in" / f"{number:06}-{block.name}").hardlink_to(block)


def look(process: psutil.Process, out: Path, begun: float) -> Look:
    """Take one look."""
    workers = [0.0]
    for child in process.children(recursive=True):
        with contextlib.suppress(psutil.Error):
            workers.append(child.memory_info().rss / MIB)
    pages = 0
    for marker in Layout(out).done.glob("*.json"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            pages += int(marker.read_text().split('"pages_read":')[1].split(",")[0])
    return Look(time.monotonic() - begun, pages, process.memory_info().rss / MIB, max(workers))


def soak(folder: Path, minutes: float, workers: int, every: float) -> list[Look]:
    """Run and look until the time is up."""
    command = [sys.executable, "-m", "pipeline.cli.main", "run", str(folder / "in"), "--out", str(folder / "out")]
    looks: list[Look] = []
    with subprocess.Popen([*command, "--workers", str(workers), "--quiet"], start_new_session=True) as process:
        begun = time.monotonic()
        while time.monotonic() - begun < minutes * 60 and process.poll() is None:
            time.sleep(every)
            with contextlib.suppress(psutil.Error):
                looks.append(look(psutil.Process(process.pid), folder / "out", begun))
                _print(looks[-1])
        if process.poll() is None:
            os.kill(process.pid, signal.SIGINT)
    return looks


def _print(row: Look) -> None:
    sys.stdout.write(
        f"{row.seconds:8.0f} s {row.pages:10,} pages   main {row.main_mb:6.0f}   worker {row.worker_mb:6.0f}\n"
    )
    sys.stdout.flush()


def judge(looks: list[Look]) -> list[str]:
    """Say what is wrong with the memory, if anything."""
    problems = [] if looks and looks[-1].pages else ["no page was done"]
    for name, limit in (("main_mb", MAIN_MB), ("worker_mb", WORKER_MB)):
        values = [getattr(row, name) for row in looks]
        if max(values) > limit:
            problems.append(f"{name} reached {max(values):.0f}, over {limit}")
        half = len(values) // 2
        early, late = values[half // 2 : half], values[half + half // 2 :]
        if early and late and sum(late) / len(late) > GROWTH * sum(early) / len(early) + 5:
            problems.append(f"{name} grew from {sum(early) / len(early):.0f} to {sum(late) / len(late):.0f}")
    return problems


def main() -> int:
    """Soak and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--input", type=Path, default=SAMPLE)
    parser.add_argument("--pages-of-input", type=int, default=60)
    parser.add_argument("--pages", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--every", type=float, default=20, help="seconds between two looks")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    try:
        repeat(given.input, folder, given.pages, given.pages_of_input)
        looks = soak(folder, given.minutes, given.workers, given.every)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    problems = judge(looks)
    sys.stdout.write("; ".join(problems or ["memory is flat and within bounds"]) + "\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
