"""The words for how a worker ended, and limits that are set and taken off."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys

import pytest

from pipeline.batch.guards import EXIT_OUT_OF_MEMORY, explain_death
from pipeline.config import Limits
from pipeline.engines import Death
from pipeline.records import DropReason

LIMITS = Limits(page_seconds=2.5, worker_memory_mb=700)


@pytest.mark.parametrize(
    ("death", "reason", "said"),
    [
        (Death(-signal.SIGALRM), DropReason.TIMED_OUT, "over 2.5 seconds"),
        (Death(EXIT_OUT_OF_MEMORY), DropReason.OUT_OF_MEMORY, "over 700 MiB"),
        (Death(-signal.SIGKILL, over_memory=True), DropReason.OUT_OF_MEMORY, "over 700 MiB"),
        (Death(-signal.SIGSEGV), DropReason.CRASHED, "SIGSEGV"),
        (Death(-99), DropReason.CRASHED, "signal 99"),
        (Death(3), DropReason.CRASHED, "exit status 3"),
        (Death(None), DropReason.CRASHED, "lost with the engine"),
    ],
)
def test_every_end_has_words(death: Death, reason: DropReason, said: str) -> None:
    """The dropped row says why in words that are the same on every machine."""
    found = explain_death(death, LIMITS)
    assert found.reason == reason
    assert said in found.detail


def test_a_kill_may_come_from_outside() -> None:
    """SIGKILL alone is not held against a page as other deaths are."""
    assert explain_death(Death(-signal.SIGKILL), LIMITS).from_outside
    assert not explain_death(Death(-signal.SIGSEGV), LIMITS).from_outside


SCRIPT = """
import sys, time
from pipeline.batch.guards import guarded
from pipeline.config import Limits
with guarded(Limits(page_seconds=0.3, worker_memory_mb=400), on=True) as clock:
    clock.start()
    {}
"""


@pytest.mark.parametrize(
    ("does", "status"),
    [
        ("time.sleep(30)", -signal.SIGALRM),
        ("clock.stop(); time.sleep(0.6)", 0),
        ("bytearray(1 << 30)", EXIT_OUT_OF_MEMORY),
        ("clock.start(); time.sleep(0.1); clock.start(); time.sleep(0.25)", 0),
    ],
)
def test_guards_of_a_process(does: str, status: int) -> None:
    """The clock ends the process when it is not stopped or started anew in time; memory ends it at the limit."""
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(does)], check=False, timeout=60)
    assert done.returncode == status


def test_the_tests_themselves_are_not_limited() -> None:
    """Guards are for workers: what ran in this process has left no limit behind."""
    assert resource.getrlimit(resource.RLIMIT_DATA)[0] == resource.RLIM_INFINITY
