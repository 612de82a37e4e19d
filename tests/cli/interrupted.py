"""A stopped command that is hit by a second signal at every step of its way out: python -m tests.cli.interrupted.

For each line of Python (each seventh for SIGTERM) that is run behind the first signal, ours and the standard library's,
a fork of this process sends itself the second one just there. Prints how many forks were hit, and the statuses they
ended with.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NoReturn

from pipeline.cli.running import Show, carry_out
from pipeline.cli.stopping import leave

if TYPE_CHECKING:
    from types import FrameType

    from pipeline.batch import RunReport, Watcher

NOT_REACHED, BROKEN = 99, 98
MOST_LINES = 5_000


class SecondSignal:
    """A trace function that counts lines and sends a signal at one of them."""

    def __init__(self, at: int, number: int) -> None:
        self.left, self.number = at, number

    def __call__(self, _frame: FrameType, event: str, _argument: Any) -> SecondSignal:
        """Count a line."""
        if event == "line":
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), self.number)
        return self


def stop_at(line: int, number: int) -> NoReturn:
    """Be stopped, and hit again that many lines later; the status is 99 when the way out is shorter."""
    second = SecondSignal(line, number)

    def do(_watcher: Watcher) -> RunReport:
        frame: FrameType | None = sys._getframe()
        while frame:
            frame.f_trace = second  # those that are open already
            frame = frame.f_back
        sys.settrace(second)
        os.kill(os.getpid(), number)
        raise AssertionError("the signal has no effect")

    status = BROKEN
    try:
        status = carry_out(do, Show(True, "plain", False))
    finally:
        exit_now, os._exit = os._exit, lambda got: exit_now(NOT_REACHED if second.left > 0 else got)  # type: ignore[assignment]
        leave(status)


def main() -> None:
    """Try every line."""
    for number, step in ((signal.SIGINT, 1), (signal.SIGTERM, 7)):
        statuses: Counter[int] = Counter()
        for line in range(1, MOST_LINES, step):
            sys.stdout.flush()
            child = os.fork()
            if child == 0:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                stop_at(line, number)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            if status == NOT_REACHED:
                break
            statuses[status] += 1
        sys.stdout.write(f"{signal.Signals(number).name} {sum(statuses.values())} {sorted(statuses)}\n")


if __name__ == "__main__":
    main()
