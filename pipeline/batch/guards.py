"""The last-resort guards of a worker: a clock and a memory limit that the kernel keeps, not Python.

Budgets of work (`config.limits`) end a page first, and on any machine alike. These are for what no budget foresees: a
page that hangs inside C code with the interpreter locked, or takes all memory. The clock is an interval timer whose
signal ends the process whatever it is doing; memory over the limit fails to be allocated.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from typing import TYPE_CHECKING

from pipeline.batch.journal import LastDeath
from pipeline.records import DropReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Limits
    from pipeline.engines import Death

EXIT_OUT_OF_MEMORY = 86  # exit status of a worker that could not get the memory it needs
MIB = 1 << 20


class Clock:
    """A time limit for one record at a time."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def start(self) -> None:
        """From now on, this process ends after the limit, whatever it is doing."""
        if self.seconds:
            signal.setitimer(signal.ITIMER_REAL, self.seconds)

    def stop(self) -> None:
        """Call it off."""
        if self.seconds:
            signal.setitimer(signal.ITIMER_REAL, 0)


@contextlib.contextmanager
def guarded(limits: Limits, *, on: bool) -> Iterator[Clock]:
    """Limit memory and give a clock; with `on` False (work in the caller's own process) nothing is limited."""
    if not on or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield Clock(0)
        return
    clock = Clock(limits.page_seconds)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _limit_memory(limits.worker_memory_mb)
    try:
        yield clock
    except MemoryError:
        os._exit(EXIT_OUT_OF_MEMORY)  # nothing can be trusted to work now, an orderly way out included
    finally:
        clock.stop()


def _limit_memory(megabytes: int) -> None:
    """Let allocations fail over the limit (data segment: heap and private mappings, not code or mapped files)."""
    import resource  # noqa: PLC0415 - POSIX only

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with contextlib.suppress(ValueError, OSError):  # a lower hard limit is already there
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MIB, hard))


def explain_death(death: Death, limits: Limits) -> LastDeath:
    """Say in words, for the dropped row, how a worker ended."""
    code = death.exit_code
    if death.over_memory or code == EXIT_OUT_OF_MEMORY:
        return LastDeath(DropReason.OUT_OF_MEMORY, f"over {limits.worker_memory_mb} MiB in a worker of its own")
    if code == -signal.SIGALRM:
        return LastDeath(DropReason.TIMED_OUT, f"over {limits.page_seconds:g} seconds in a worker of its own")
    if code is not None and code < 0:
        detail = f"killed its worker: {_signal_name(-code)}"
        return LastDeath(DropReason.CRASHED, detail, from_outside=code == -signal.SIGKILL)
    if code is None:  # the engine lost the machine or the process above the page's own
        return LastDeath(DropReason.CRASHED, "its worker was lost with the engine's own process", from_outside=True)
    return LastDeath(DropReason.CRASHED, f"ended its worker: exit status {code}")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
