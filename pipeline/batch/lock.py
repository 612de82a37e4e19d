"""One writer for an output folder, and no worker of a dead one either.

The lock is the kernel's (flock on an open file), so it ends with its owner however that ends: no stale lock can block.
What the file says (host, process, start) is for the message alone. Workers hold a second, shared lock while they work;
a new owner waits until the workers of the last one are gone, which they are within moments of its death.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import socket
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline.batch.failures import RunError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.batch.layout import Layout

ORPHAN_SECONDS = 30.0  # how long workers of a dead run may take to notice; they need milliseconds
NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)  # file systems that cannot lock


@contextlib.contextmanager
def own_output(layout: Layout) -> Iterator[None]:
    """Be the one writer of an output while the block runs.

    Raises:
        RunError: another run is at work on it; the message names its owner.
    """
    handle = os.open(layout.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        if not _lock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
            owner = _owner(layout.lock)
            raise RunError(f"{layout.out} is in use by another run ({owner}): wait for it to end, or stop it")
        _wait_for_orphans(layout)
        os.ftruncate(handle, 0)
        os.pwrite(handle, _visiting_card(), 0)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def at_work(layout: Layout) -> Iterator[None]:
    """Show, in a worker, that work on an output is going on."""
    handle = os.open(layout.workers_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _lock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def _wait_for_orphans(layout: Layout) -> None:
    handle = os.open(layout.workers_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        wait_for(handle, str(layout.workers_lock))
    except TimeoutError as error:
        message = f"{layout.out}: worker processes of an earlier run are still at work; stop them first"
        raise RunError(message) from error
    finally:
        os.close(handle)


def wait_for(handle: int, name: str) -> None:
    """Be the only one at work on an open file, until it is closed.

    Raises:
        TimeoutError: a process that its engine gave up for lost still holds it.
    """
    give_up = time.monotonic() + ORPHAN_SECONDS
    while not _lock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
        if time.monotonic() > give_up:
            raise TimeoutError(errno.ETIMEDOUT, "a worker that was given up for lost is still at work on it", name)
        time.sleep(0.05)


def _lock(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
    return True


def _visiting_card() -> bytes:
    card = {
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return json.dumps(card).encode()


def _owner(path: Path) -> str:
    try:
        card = json.loads(path.read_text())
        return f"process {int(card['pid'])} on {card['host']!s:.60}, since {card['started']!s:.30}"
    except (OSError, ValueError, KeyError, TypeError):
        return "owner unknown"
