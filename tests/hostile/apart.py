"""A hostile input in a process of its own: one that dies or hangs is a result too."""

from __future__ import annotations

import multiprocessing
import resource
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_SECONDS = 600.0  # by the clock on the wall: the machine may be busy
MAX_MIB = 1024.0


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input."""

    group: str
    name: str
    outcome: str  # "article", a drop reason, "refused", or "died" or "hung"
    wrong: str | None  # what is not as it must be
    seconds: float = 0.0
    mib: float = 0.0  # peak memory of the process, its interpreter and modules included


class Case(Protocol):
    """A hostile page or container."""

    @property
    def group(self) -> str:
        """Class of inputs it belongs to."""

    @property
    def name(self) -> str:
        """Its own name."""


def do_apart(case: Case, work: Callable[[], Result]) -> Result:
    """Do some work in a child process and give its result, or say how the child ended."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=lambda: sender.send(work()))
    child.start()
    sender.close()
    try:
        if not receiver.poll(PATIENCE_SECONDS):
            return Result(case.group, case.name, "hung", f"over {PATIENCE_SECONDS:.0f} s", PATIENCE_SECONDS)
        result: Result = receiver.recv()
    except EOFError:
        child.join()
        return Result(case.group, case.name, "died", f"exit status {child.exitcode}")
    finally:
        child.kill()
        child.join()
    return result


def verdict(wrong: str | None, seconds: float, max_seconds: float) -> tuple[str | None, float]:
    """Give what is wrong, too much time or memory of this process and its children included; and the peak in MiB."""
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mib = max(here, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    if wrong is None and seconds > max_seconds:
        wrong = f"took {seconds:.1f} s"
    if wrong is None and mib > MAX_MIB:
        wrong = f"took {mib:.0f} MiB"
    return wrong, mib
