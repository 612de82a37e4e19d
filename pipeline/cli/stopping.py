"""How signals end a command: the first asks for an orderly stop, any other ends the process at once, to its last step.

Once a stop was asked for, no handler is ever put back: the default ones would let a second Ctrl-C break into the way
out (a traceback, or a death by the signal itself while the interpreter is taken down).
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SIGNALS_FROM = 128  # exit statuses above tell of a signal, as shells have it


class StoppedError(BaseException):
    """A signal asks the run to end; not an Exception, so that nothing takes it for a page's fault."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def status(self) -> int:
        """The exit status that tells of the signal."""
        return SIGNALS_FROM + self.number


@contextlib.contextmanager
def signals_stop() -> Iterator[None]:
    """Turn the first signal into a `StoppedError`; from then on, for good, a signal ends the process at once."""
    before = {number: signal.getsignal(number) for number in STOPS}
    stopped = False

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        nonlocal stopped
        stopped = True
        end_at_once_on_signals()
        raise StoppedError(number)

    for number in STOPS:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            if stopped:
                break  # also when the signal comes in between
            signal.signal(number, handler)
        if stopped:
            end_at_once_on_signals()  # it came between the look and the change of the last one


def end_at_once_on_signals() -> None:
    """Let every further signal end this process at once, with the status that tells of it."""
    for number in STOPS:
        signal.signal(number, _end_now)


def leave(status: int) -> NoReturn:
    """End the process; what was to be done at exit is done, and a signal in between ends it without a traceback.

    A stopped process does not take the interpreter down: there signals have their deadly meaning again.

    Raises:
        SystemExit: nothing has stopped the process; it ends as any program does.
    """
    if status <= SIGNALS_FROM:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        sys.exit(status)
    end_at_once_on_signals()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # closed, or its reader is gone
            stream.flush()
    os._exit(status)


def _end_now(number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(SIGNALS_FROM + number)
