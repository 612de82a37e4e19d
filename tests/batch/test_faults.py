"""Crashes, full disks and refusals at every step that makes bytes durable, and odd places to be started in."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.batch import RunError, run, verify_funnel
from pipeline.batch.layout import Layout
from pipeline.config import Config
from pipeline.writers import atomic
from tests.batch.corpus import judge_quickly, parts_of, site, write_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.batch import RunReport
    from pipeline.records import Article, Dropped, RawPage, RawText

CONFIG = Config.from_options(output={"shard_pages": 10})
CRASHED = 9
MAX_STEPS = 200


def clean(pages: Path, out: Path) -> RunReport:
    """Run in this very process."""
    return run(pages, out, CONFIG, workers=1, engine="inline", judge=judge_quickly)


def at_step(number: int, do: Callable[[], None]) -> Callable[[str, str], None]:
    """Make a hook that does something at the given step, counted from 0."""
    seen = iter(range(MAX_STEPS))

    def hook(point: str, path: str) -> None:
        del point, path
        if next(seen) == number:
            do()

    return hook


def fork_and_crash(step: int, pages: Path, out: Path) -> bool:
    """Run in a child that dies at a step, as in a power cut; False when the run has no such step."""
    child = os.fork()
    if child == 0:
        atomic.set_fault_hook(at_step(step, lambda: os._exit(CRASHED)))
        try:
            clean(pages, out)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == CRASHED


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_a_crash_at_any_step_is_mended(tmp_path: Path) -> None:
    """Wherever in writing a run ends, the next one gives the bytes of an undisturbed run and leaves nothing else."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(15))
    clean(pages, tmp_path / "calm")
    step = 0
    while fork_and_crash(step, pages, out := tmp_path / f"out{step}"):
        clean(pages, out)
        assert parts_of(out) == parts_of(tmp_path / "calm"), f"step {step}"
        assert verify_funnel(out).problems == [], f"step {step}"
        assert not list(out.rglob("*.tmp")), f"step {step}"
        assert not list(Layout(out).journals.iterdir()), f"step {step}"
        step += 1
    assert step > 30


def test_a_refusal_at_any_step_is_one_line(tmp_path: Path) -> None:
    """A full disk at any step ends the run with a clear error and no temporary file, and the next run goes on."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(15))
    clean(pages, tmp_path / "calm")

    def refuse() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    refused = 0
    for step in range(MAX_STEPS):
        out = tmp_path / f"out{step}"
        atomic.set_fault_hook(at_step(step, refuse))
        message = refusal(pages, out)
        atomic.set_fault_hook(None)
        if message is None:
            break
        refused += 1
        assert "No space left on device" in message
        assert "\n" not in message
        assert not list(out.rglob("*.tmp")), f"step {step}"
        assert not (out / "run.json").exists() or step == refused - 1
        clean(pages, out)
        assert parts_of(out) == parts_of(tmp_path / "calm"), f"step {step}"
    assert refused > 30


def refusal(pages: Path, out: Path) -> str | None:
    """Run, and give the message it fails with."""
    try:
        clean(pages, out)
    except RunError as error:
        return str(error)
    return None


def command(pages: Path, out: Path) -> str:
    """Give the command as a shell line."""
    return f"exec {sys.executable} -m pipeline.cli.main run {pages} --out {out} --workers 1 --quiet"


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a shell line."""
    return subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, timeout=240, check=False)


def test_a_file_size_limit_is_a_full_disk(tmp_path: Path) -> None:
    """With files limited to 8 KiB the run fails in one line, status 1; without the limit it goes on to the end."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(40))
    tight = shell(f"ulimit -f 16; {command(pages, tmp_path / 'out')}")
    assert (tight.returncode, tight.stderr.count("\n")) == (1, 1)
    assert "File too large" in tight.stderr
    assert not list((tmp_path / "out").rglob("*.tmp"))
    assert shell(command(pages, tmp_path / "out")).returncode == 0
    assert verify_funnel(tmp_path / "out", recount=True).problems == []


@pytest.mark.parametrize("place", ["ulimit -n 64;", "exec <&-;", "exec >&-;", "exec <&- >&-;", "exec 2>&-;", "cd /;"])
def test_odd_places_to_start_in(tmp_path: Path, place: str) -> None:
    """Few file descriptors, closed standard streams: the run does its work all the same."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(20))
    done = shell(f"{place} {command(pages, tmp_path / 'out')}")
    assert (done.returncode, done.stderr) == (0, "")
    assert verify_funnel(tmp_path / "out", recount=True).problems == []


def test_a_clock_that_jumps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hours forth and years back between two looks at the clock change nothing."""
    jumps = iter([3600.0, -1e9] * 100_000)
    honest = time.time
    pages = write_jsonl(tmp_path / "pages.jsonl", site(40))
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: honest() + next(jumps))
        report = run(pages, tmp_path / "out", CONFIG, workers=2, judge=judge_quickly)
    assert report.ok
    assert report.seconds < 3000


def judge_and_lose_input(page: RawPage | RawText, config: Config) -> Article | Dropped:
    """Delete the input at its third page."""
    assert page.source is not None
    if (page.url or "").endswith("/lost/2"):
        Path(page.source.file).unlink(missing_ok=True)
    return judge_quickly(page, config)


def test_an_input_that_vanishes(tmp_path: Path) -> None:
    """What was read of it is not taken for all of it: the run says so, keeps the rest, and goes on when it is back."""
    kept = write_jsonl(tmp_path / "a.jsonl", site(12))
    lost = write_jsonl(tmp_path / "b.jsonl", [f"https://example.org/lost/{number}" for number in range(12)])
    report = run([kept, lost], tmp_path / "out", CONFIG, engine="inline", judge=judge_and_lose_input)
    assert not report.ok
    assert all("b.jsonl: changed or vanished" in failure for failure in report.failures)
    assert report.funnel.pages_read == 12
    write_jsonl(lost, [f"https://example.org/back/{number}" for number in range(12)])
    assert run([kept, lost], tmp_path / "out", CONFIG, engine="inline", judge=judge_quickly).funnel.pages_read == 24


def test_damaged_state_says_the_way_out(tmp_path: Path) -> None:
    """When it cannot be told what an output was made with, the message says what to do."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(3))
    clean(pages, tmp_path / "out")
    Layout(tmp_path / "out").job.write_text("{")
    with pytest.raises(RunError, match="--overwrite"):
        clean(pages, tmp_path / "out")
    assert run(pages, tmp_path / "out", CONFIG, workers=1, engine="inline", overwrite=True, judge=judge_quickly).ok


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_output(tmp_path: Path) -> None:
    """An output without permission to write is one clear line."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(3))
    (tmp_path / "out").mkdir(mode=0o555)
    with pytest.raises(RunError, match="cannot write"):
        clean(pages, tmp_path / "out")
