"""The command under signals: it ends within seconds, says so in a line, and can be gone on with."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from pipeline.batch import RunError, run
from tests.batch.corpus import judge_slowly, parts_of, site, write_jsonl
from tests.batch.driver import CONFIG, HELD

if TYPE_CHECKING:
    from pathlib import Path


def start(pages: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    """Start a slow run in a process group of its own, as a scheduler does, and wait until it is at work."""
    command = [sys.executable, "-m", "tests.batch.driver", str(pages), str(out), *more]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    for _ in range(400):
        if any((out / "_state" / "journals").glob("*.journal")):
            return process
        time.sleep(0.05)
    process.kill()
    pytest.fail("the run did not begin")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals, status: int) -> None:
    """One line on stderr, the right status, no worker left; and the same command ends with the undisturbed bytes."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(400))
    with start(pages, tmp_path / "out") as process:
        children = psutil.Process(process.pid).children(recursive=True)
        begun = time.monotonic()
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)
    assert time.monotonic() - begun < 8
    assert process.returncode == status
    assert errors.count("\n") == 1
    assert "goes on from here" in errors
    psutil.wait_procs(children, timeout=5)
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
    assert not list((tmp_path / "out").rglob("*.tmp"))
    report = run(pages, tmp_path / "out", CONFIG, workers=2, judge=judge_slowly)
    run(pages, tmp_path / "calm", CONFIG, workers=2, judge=judge_slowly)
    assert report.funnel.pages_read == 400
    assert parts_of(tmp_path / "out") == parts_of(tmp_path / "calm")


def test_ctrl_c_reaches_the_whole_group(tmp_path: Path) -> None:
    """A terminal sends Ctrl-C to main and workers alike: still one line, and status 130."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(400))
    with start(pages, tmp_path / "out") as process:
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.count("\n") == 1


def test_a_second_ctrl_c_ends_it_at_once(tmp_path: Path) -> None:
    """An orderly stop that hangs does not hold the user: status 130, no worker left, and the next run goes on."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(200))
    with start(pages, tmp_path / "out", HELD) as process:
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        _wait_for(tmp_path / "out.stopping")
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert time.monotonic() - begun < 5
    assert process.returncode == 130
    assert not psutil.wait_procs(children, timeout=10)[1]
    _assert_goes_on(pages, tmp_path)


def test_two_ctrl_c_in_a_row_do_no_harm(tmp_path: Path) -> None:
    """Wherever the second one hits the orderly stop, of main and workers alike, the next run goes on."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(200))
    with start(pages, tmp_path / "out") as process:
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.03)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 130
    _assert_goes_on(pages, tmp_path)


def _wait_for(path: Path) -> None:
    for _ in range(400):
        if path.exists():
            return
        time.sleep(0.05)
    pytest.fail(f"{path.name} did not come")


def _assert_goes_on(pages: Path, folder: Path) -> None:
    report = run(pages, folder / "out", CONFIG, workers=2, judge=judge_slowly)
    run(pages, folder / "calm", CONFIG, workers=2, judge=judge_slowly)
    assert report.funnel.pages_read == 200
    assert parts_of(folder / "out") == parts_of(folder / "calm")
    assert not list((folder / "out").rglob("*.tmp"))


def test_a_second_run_on_the_same_output_is_refused(tmp_path: Path) -> None:
    """While one run is at work another refuses at once and names the owner; after its death nothing blocks."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(400))
    with start(pages, tmp_path / "out") as process:
        with pytest.raises(RunError, match=rf"in use by another run \(process {process.pid} on "):
            run(pages, tmp_path / "out", CONFIG, workers=2, judge=judge_slowly)
        process.kill()
        process.communicate()
    report = run(pages, tmp_path / "out", CONFIG, workers=2, judge=judge_slowly)
    assert report.funnel.pages_read == 400
