"""The command under signals: it ends within seconds, says so in a line, and can be gone on with."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from pipeline.batch import RunError, run
from pipeline.batch.layout import Layout
from tests.batch.corpus import PATIENCE, judge_quickly, parts_of, site, wait_until, write_jsonl
from tests.batch.driver import CONFIG, HELD

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 200
HELD_PAGES = (30, 80, 130, 180)  # one a shard: both workers come to such a page and wait there


def held_site(folder: Path) -> Path:
    """Write an input whose run waits in the middle until the file `hold` is gone."""
    (folder / "hold").touch()
    return write_jsonl(folder / "pages.jsonl", site(PAGES, wait=HELD_PAGES))


def start(pages: Path, out: Path, judge: str = "judge_and_wait", *more: str) -> subprocess.Popen[str]:
    """Start a run in a process group of its own, as a scheduler does, and wait until it is at work."""
    command = [sys.executable, "-m", "tests.batch.driver", str(pages), str(out), judge, *more]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    layout = Layout(out)

    def is_at_work() -> bool:
        owned = layout.lock.exists() and str(process.pid) in layout.lock.read_text()
        return process.poll() is not None or (owned and any(layout.journals.glob("*.journal")))

    wait_until(is_at_work, "the run did not begin")
    return process


def assert_goes_on(pages: Path, folder: Path) -> None:
    """The next run ends with the bytes of an undisturbed one, and leaves no temporary file."""
    (folder / "hold").unlink(missing_ok=True)
    report = run(pages, folder / "out", CONFIG, workers=2, judge=judge_quickly)
    run(pages, folder / "calm", CONFIG, workers=2, judge=judge_quickly)
    assert report.funnel.pages_read == PAGES
    assert parts_of(folder / "out") == parts_of(folder / "calm")
    assert not list((folder / "out").rglob("*.tmp"))


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals, status: int) -> None:
    """One line on stderr, the right status, no worker left; and the same command ends with the undisturbed bytes."""
    pages = held_site(tmp_path)
    with start(pages, tmp_path / "out") as process:
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(number)
        _, errors = process.communicate(timeout=PATIENCE)  # the run itself would wait for ever
    assert process.returncode == status
    assert errors.count("\n") == 1
    assert "goes on from here" in errors
    assert not psutil.wait_procs(children, timeout=PATIENCE)[1]
    assert not list((tmp_path / "out").rglob("*.tmp"))
    assert_goes_on(pages, tmp_path)


def test_ctrl_c_reaches_the_whole_group(tmp_path: Path) -> None:
    """A terminal sends Ctrl-C to main and workers alike: still one line, and status 130."""
    pages = held_site(tmp_path)
    with start(pages, tmp_path / "out") as process:
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert errors.count("\n") == 1


def test_a_second_ctrl_c_ends_it_at_once(tmp_path: Path) -> None:
    """An orderly stop that hangs does not hold the user: status 130, no worker left, and the next run goes on."""
    pages = held_site(tmp_path)
    with start(pages, tmp_path / "out", "judge_and_wait", HELD) as process:
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        wait_until((tmp_path / "out.stopping").exists, "the stop did not begin")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)  # the orderly stop takes ten minutes
    assert process.returncode == 130
    assert not psutil.wait_procs(children, timeout=PATIENCE)[1]
    assert_goes_on(pages, tmp_path)


def test_signals_in_a_row_do_no_harm(tmp_path: Path) -> None:
    """Wherever the second and third hit the way out, of main and workers alike: status, short stderr, and it goes on.

    `test_stopping` tries every step of main's own way; here the moments are the machine's.
    """
    pages = held_site(tmp_path)
    dice = random.Random(1)
    for delay in (0.0, 0.003, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3):
        number = dice.choice((signal.SIGINT, signal.SIGTERM))
        (tmp_path / "hold").touch()
        with start(pages, tmp_path / "out") as process:
            for _ in range(3):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, number)
                time.sleep(delay)
            process.wait(timeout=PATIENCE)
            (tmp_path / "hold").unlink()  # workers that were left behind end with the page they are at
            _, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == 128 + number, f"{delay} s apart"
        assert errors.count("\n") <= 1, errors
    assert_goes_on(pages, tmp_path)


def test_a_second_run_on_the_same_output_is_refused(tmp_path: Path) -> None:
    """While one run is at work another refuses at once and names the owner; after its death nothing blocks."""
    pages = held_site(tmp_path)
    with start(pages, tmp_path / "out") as process:
        with pytest.raises(RunError, match=rf"in use by another run \(process {process.pid} on "):
            run(pages, tmp_path / "out", CONFIG, workers=2, judge=judge_quickly)
        process.kill()
        (tmp_path / "hold").unlink()  # its workers end with the page they are at
        process.communicate(timeout=PATIENCE)
    assert_goes_on(pages, tmp_path)
