"""Imported first by the process that workers are forked from: from then on it speaks to a log, not to the terminal.

A worker that is born just as its owner ends would else complain there.
"""

from __future__ import annotations

import contextlib
import os

LOG_VARIABLE = "PAGEWINNOW_WORKERS_LOG"


def speak_to(log: str | None) -> None:
    """Let stdout and stderr of this process go to the end of a file, or nowhere."""
    with contextlib.suppress(OSError):
        handle = os.open(log or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        for standard in (1, 2):
            os.dup2(handle, standard)
        os.close(handle)


if LOG_VARIABLE in os.environ:  # not where anybody else imports it
    speak_to(os.environ.pop(LOG_VARIABLE))
