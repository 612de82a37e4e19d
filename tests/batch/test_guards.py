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
import os, signal, sys, time
from pipeline.batch.guards import guarded
from pipeline.config import Limits
with guarded(Limits(page_seconds={seconds}, worker_memory_mb=400), on=True) as clock:
    clock.start()
    {does}
"""


@pytest.mark.parametrize(
    ("does", "seconds", "status"),
    [
        ("time.sleep(600)", 0.3, -signal.SIGALRM),
        ("clock.stop(); os._exit(any(signal.getitimer(signal.ITIMER_REAL)))", 600, 0),
        ("signal.alarm(300); clock.start(); os._exit(signal.getitimer(signal.ITIMER_REAL)[0] < 300)", 600, 0),
        ("bytearray(1 << 30)", 600, EXIT_OUT_OF_MEMORY),
    ],
)
def test_guards_of_a_process(does: str, seconds: float, status: int) -> None:
    """The clock ends the process when it is not stopped or started anew in time; memory ends it at the limit."""
    code = SCRIPT.format(does=does, seconds=seconds)
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == status


def test_the_tests_themselves_are_not_limited() -> None:
    """Guards are for workers: what ran in this process has left no limit behind."""
    assert resource.getrlimit(resource.RLIMIT_DATA)[0] == resource.RLIM_INFINITY
