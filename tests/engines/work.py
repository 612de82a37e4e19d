"""Work for engines to do in tests: importable, so that any worker process finds it."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from typing import Self


class Refilled:
    """Tasks that may become more while they are done."""

    def __init__(self, tasks: list[int]) -> None:
        self.waiting = tasks

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> int:
        if not self.waiting:
            raise StopIteration
        return self.waiting.pop(0)


def double(task: int) -> int:
    """Do something harmless."""
    return 2 * task


def where(task: object) -> int:
    """Tell which process does the work."""
    del task
    return os.getpid()


def answer_or_wait(task: str) -> int:
    """Tell which process does the work, at once or in ten minutes."""
    time.sleep(600 if task == "wait" else 0)
    return os.getpid()


def slow_double(task: int) -> int:
    """Take a little time."""
    time.sleep(0.02)
    return 2 * task


def misbehave(task: str) -> str:
    """Do what the task's name says, which no worker survives; other names are given back."""
    if task == "segfault":
        ctypes.string_at(0)
    if task == "abort":
        os.abort()
    if task == "leave":
        os._exit(0)
    if task == "leave with 7":
        os._exit(7)
    if task == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "grow":
        hoard = []
        while True:
            hoard.append(bytearray(8 << 20))
            time.sleep(0.005)
    return task


def fatten(megabytes: int) -> tuple[int, int]:
    """Hold that much for good and tell the process."""
    _FAT.append(b"x" * (megabytes << 20))
    return os.getpid(), megabytes


_FAT: list[bytes] = []


def wait_long(task: str) -> None:
    """Write the process's id to the file named by the task, then sleep."""
    with open(task, "w") as handle:  # noqa: PTH123 - as small as can be
        handle.write(str(os.getpid()))
    time.sleep(600)


def speak(task: str) -> None:
    """Write to stdout and stderr."""
    os.write(1, task.encode() + b"\n")
    os.write(2, task.encode() + b"\n")


def leave_at_once(*_: object) -> None:
    """Begin a worker by ending it."""
    os._exit(5)
