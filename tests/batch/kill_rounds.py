"""Kill a run over and over, at random moments, and see what it comes to.

    python -m tests.batch.kill_rounds --rounds 50 --pages 20000 --seed 1

A round is one `kill -9`: of the main process, of a worker, or of the whole process group, by turns of the seed. In the
end the run is left alone, and its parts are compared byte for byte with those of an undisturbed run. Total work is the
number of pages that were cleaned in all attempts together, over the number of pages.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil

from pipeline.batch.funnel import verify_funnel
from tests.batch.corpus import parts_of, write_jsonl

TARGETS = ("main", "worker", "group")


@dataclasses.dataclass(slots=True)
class Outcome:
    """What the rounds came to."""

    kills: Counter[str]
    starts: int
    cleaned: int  # pages, in all attempts
    pages: int
    same_bytes: bool
    problems: list[str]
    seconds: float
    seconds_undisturbed: float

    @property
    def work(self) -> float:
        """Pages cleaned over pages."""
        return self.cleaned / self.pages


def start_run(pages: Path, out: Path, count: Path) -> subprocess.Popen[bytes]:
    """Start the run in a process group of its own."""
    command = [sys.executable, "-m", "tests.batch.kill_driver", str(pages), str(out), str(count)]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill(process: subprocess.Popen[bytes], target: str, dice: random.Random) -> bool:
    """Kill -9 what the target names; False when there is nothing of the kind."""
    with contextlib.suppress(psutil.Error, ProcessLookupError):
        if target == "main":
            process.kill()
            return True
        if target == "group":
            os.killpg(process.pid, signal.SIGKILL)
            return True
        workers = [p for p in psutil.Process(process.pid).children(recursive=True) if _is_worker(p)]
        if workers:
            dice.choice(workers).kill()
            return True
    return False


def _is_worker(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):
        return any("forkserver" in part for part in process.cmdline()) and not process.children()
    return False


def _wait_for_pages(process: subprocess.Popen[bytes], count: Path, more: float) -> None:
    """Wait until that many pages are cleaned, or it has ended: a moment that no load of the machine can move."""
    while process.poll() is None and not (count.exists() and count.stat().st_size >= more):
        time.sleep(0.002)


def run_rounds(folder: Path, pages: int, rounds: int, seed: int, longest: float | None = None) -> Outcome:
    """Do it; every other start is killed once some pages are cleaned, or up to `longest` seconds from the last kill.

    `longest` is half the time of an undisturbed run where it is not given.
    """
    dice = random.Random(seed)
    source = write_jsonl(folder / "pages.jsonl", (f"https://example.org/p/{n}" for n in range(pages)))
    begun = time.monotonic()
    if start_run(source, folder / "calm", folder / "calm.count").wait():
        raise RuntimeError("the undisturbed run fails")
    undisturbed = time.monotonic() - begun
    kills: Counter[str] = Counter()
    begun, starts, process = time.monotonic(), 0, None
    while kills.total() < rounds:
        if process is None or process.poll() is not None:
            if process is not None and process.returncode == 0:
                break  # done before all rounds were
            if starts > kills.total() + 1:
                raise RuntimeError("a run that nobody killed has failed")
            process = start_run(source, folder / "out", folder / "out.count")
            starts += 1
        if starts % 2:
            _wait_for_pages(process, folder / "out.count", dice.uniform(0, 0.9 * pages))
        else:
            time.sleep(dice.uniform(0, longest or undisturbed / 2))
        target = dice.choice(TARGETS)
        if process.poll() is None and kill(process, target, dice):
            kills[target] += 1
            if target != "worker":
                process.wait()
    while process is None or process.wait() != 0:
        if starts > rounds + 2:
            raise RuntimeError("a run that nobody kills fails")
        process = start_run(source, folder / "out", folder / "out.count")
        starts += 1
    audit = verify_funnel(folder / "out", recount=True)
    return Outcome(
        kills=kills,
        starts=starts,
        cleaned=(folder / "out.count").stat().st_size,
        pages=pages,
        same_bytes=parts_of(folder / "out") == parts_of(folder / "calm"),
        problems=audit.problems,
        seconds=time.monotonic() - begun,
        seconds_undisturbed=undisturbed,
    )


def main() -> int:
    """Do the rounds and print what they came to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=2.5, help="seconds between two kills, at most")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kill-rounds-"))
    try:
        outcome = run_rounds(folder, given.pages, given.rounds, given.seed, given.longest)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    lines = (
        f"kills                {outcome.kills.total()} {dict(outcome.kills)}, {outcome.starts} starts",
        f"same bytes           {outcome.same_bytes}",
        f"audit                {'; '.join(outcome.problems) or 'every page has one outcome'}",
        f"total work           {outcome.work:.3f} of one run ({outcome.cleaned:,} pages cleaned)",
        f"wall time            {outcome.seconds:.0f} s, undisturbed {outcome.seconds_undisturbed:.0f} s",
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if outcome.same_bytes and not outcome.problems and outcome.work < 1.5 else 1


if __name__ == "__main__":
    sys.exit(main())
