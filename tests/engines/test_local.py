"""The local engine: deaths, memory, and workers that never outlive their owner."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from pipeline.engines import Death, EngineError, EngineOptions
from pipeline.engines.local import run_local
from tests.batch.corpus import wait_until
from tests.engines import work

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("fault", "exit_code"),
    [("segfault", -signal.SIGSEGV), ("abort", -signal.SIGABRT), ("leave", 0), ("leave with 7", 7)],
)
def test_tells_how_a_worker_ended(fault: str, exit_code: int) -> None:
    """The exit code of the lost process comes back with the task, status 0 too."""
    assert list(run_local(work.misbehave, [fault], EngineOptions(workers=1, memory_mb=400))) == [
        (fault, Death(exit_code))
    ]


def test_ends_a_worker_that_eats_memory() -> None:
    """A worker over the limit is ended, and the death says why."""
    done = dict(run_local(work.misbehave, ["grow", "a"], EngineOptions(workers=1, memory_mb=300)))
    assert done == {"grow": Death(-signal.SIGKILL, over_memory=True), "a": "a"}


def test_replaces_a_fat_worker() -> None:
    """A worker that holds too much after a task makes place for a fresh one."""
    options = EngineOptions(workers=1, memory_mb=2000, recycle_mb=200)
    results = [result for _, result in run_local(work.fatten, [1, 2, 250, 3], options)]
    pids = [pid for pid, _ in results]
    assert pids[0] == pids[1] == pids[2] != pids[3]


def test_closing_ends_the_workers_at_once() -> None:
    """Leaving the loop early leaves no worker behind."""
    done = run_local(work.answer_or_wait, ["answer", "wait", "wait"], EngineOptions(workers=2, memory_mb=400))
    _, pid = next(done)
    done.close()  # the others would take ten minutes
    assert not psutil.pid_exists(pid)


def test_workers_die_with_their_owner(tmp_path: Path) -> None:
    """After kill -9 of the owner its workers are gone, in the middle of a task too."""
    script = (
        "from pipeline.engines import EngineOptions\n"
        "from pipeline.engines.local import run_local\n"
        "from tests.engines import work\n"
        f"list(run_local(work.wait_long, [{str(tmp_path / 'pid')!r}], EngineOptions(workers=1, memory_mb=400)))\n"
    )
    with subprocess.Popen([sys.executable, "-c", script]) as owner:
        worker = _read_pid(tmp_path / "pid")
        owner.kill()
    wait_until(lambda: not psutil.pid_exists(worker), "the worker outlives its owner")


def _read_pid(path: Path) -> int:
    wait_until(lambda: path.exists() and path.read_text(), "the worker did not start")
    return int(path.read_text())


@pytest.mark.parametrize("how", ["script", "module", "stdin"])
def test_a_script_needs_no_guard(how: str) -> None:
    """Workers do not run the caller's script again, whether it is a file, a module or text on stdin."""
    script = Path(__file__).with_name("unguarded.py")
    arguments = {"script": [str(script)], "module": ["-m", "tests.engines.unguarded"], "stdin": ["-"]}[how]
    with script.open() as text:
        command = [sys.executable, *arguments]
        environment = {**os.environ, "PYTHONPATH": str(script.parents[2])}  # where this package is
        done = subprocess.run(command, stdin=text, capture_output=True, text=True, check=False, env=environment)
    assert (done.stdout, done.stderr) == ("[(1, 2), (2, 4)]\n", "")


def test_workers_speak_to_the_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What work writes to stdout and stderr goes to the log, not to the caller's terminal."""
    options = EngineOptions(workers=1, memory_mb=400, log=str(tmp_path / "log"))
    list(run_local(work.speak, ["hello"], options))
    assert capfd.readouterr() == ("", "")
    assert sorted((tmp_path / "log").read_text().split()) == ["hello", "hello"]


def test_workers_that_cannot_start_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """When no worker ever takes up work there is an error, not an endless round."""
    monkeypatch.setattr("pipeline.engines.local.begin_worker", work.leave_at_once)
    with pytest.raises(EngineError, match="before they take up"):
        list(run_local(work.double, [1], EngineOptions(workers=1, memory_mb=400)))


def test_a_worker_killed_while_idle_costs_nothing() -> None:
    """The next task is done by a new worker, and no death is told."""

    def tasks() -> Iterator[int]:
        yield 1
        for child in psutil.Process().children(recursive=True):
            if "forkserver" in " ".join(child.cmdline()) and not child.children():
                child.kill()
                child.wait(5)
        yield 2

    assert list(run_local(work.double, tasks(), EngineOptions(workers=1, memory_mb=400))) == [(1, 2), (2, 4)]
