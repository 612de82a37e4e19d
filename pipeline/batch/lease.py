"""One writer for an output on an object store: a lease in the store itself, `_state/lease.json`.

Whoever makes the object on condition that there is none (`If-None-Match` on S3) is the writer; it renews the lease
while it works and deletes it at the end. A dead writer's lease is taken over: at once on the machine that it ran on,
where the lock of the staging folder shows that it is gone, and elsewhere when it was not renewed for `STALE_SECONDS` by
the store's own clock. A writer that finds its lease taken over (it was cut off for so long) stops.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
import time
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pipeline.batch.failures import RunError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.batch.layout import Layout
    from pipeline.batch.mirror import Store

NAME = "_state/lease.json"
RENEW_SECONDS = 30.0
STALE_SECONDS = 300.0
SETTLE_SECONDS = 3.0  # after a takeover, for others that saw the same stale lease


class Lease:
    """The right to write to a store, as long as `check` says nothing against it."""

    def __init__(self, store: Store, layout: Layout) -> None:
        self.store, self.layout = store, layout
        self.card = {
            "token": uuid.uuid4().hex,
            "machine": _machine(layout.out.parent),
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "started": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self._lost = ""
        self._ended = threading.Event()

    def check(self) -> None:
        """Make sure that this run is still the writer.

        Raises:
            RunError: another run has taken over.
        """
        if self._lost:
            raise RunError(f"{self.layout.name}: {self._lost}; this run has stopped writing")

    def take(self) -> None:
        """Become the writer.

        Raises:
            RunError: another run is; the message names it.
        """
        took_over = False
        while not self.store.create(NAME, self._text()):
            owner = self._owner()
            if owner.get("machine") != self.card["machine"]:
                self._refuse_living(owner)
                took_over = True
            self.store.delete(NAME)
        if took_over:
            time.sleep(SETTLE_SECONDS)
            self._compare()
            self.check()

    def renew(self) -> None:
        """Renew the lease until the end; runs in a thread."""
        last = time.monotonic()
        while not self._ended.wait(RENEW_SECONDS):
            with contextlib.suppress(RunError):  # the store does not answer
                self._compare()
                if self._lost:
                    return
                self.store.write(NAME, self._text())
                last = time.monotonic()
            if time.monotonic() - last > STALE_SECONDS / 2:
                self._lost = "the lease could not be renewed"
                return

    def give_back(self) -> None:
        """End renewing, and let others write."""
        self._ended.set()
        if not self._lost:
            with contextlib.suppress(RunError):
                self.store.delete(NAME)

    def _text(self) -> bytes:
        return json.dumps(self.card).encode()

    def _owner(self) -> dict[str, Any]:
        with contextlib.suppress(FileNotFoundError, ValueError):
            owner = json.loads(self.store.read(NAME))
            return owner if isinstance(owner, dict) else {}
        return {}

    def _compare(self) -> None:
        owner = self._owner()
        if owner.get("token") != self.card["token"]:
            self._lost = f"another run has taken over ({_describe(owner)})"

    def _refuse_living(self, owner: dict[str, Any]) -> None:
        age = self.store.age(NAME)
        if age is not None and age < STALE_SECONDS:
            raise RunError(
                f"{self.layout.name} is in use by another run ({_describe(owner)}): wait for it to end, or stop it; "
                f"if it is dead, {STALE_SECONDS - age:.0f} seconds from now this command goes on from it"
            )


@contextlib.contextmanager
def own_store(store: Store | None, layout: Layout) -> Iterator[Lease | None]:
    """Be the one writer of a store while the block runs; of a folder the kernel's lock is enough.

    Raises:
        RunError: another run is at work on it; the message names its owner.
    """
    if store is None:
        yield None
        return
    lease = Lease(store, layout)
    lease.take()
    thread = threading.Thread(target=lease.renew, name="lease", daemon=True)
    thread.start()
    try:
        yield lease
    finally:
        lease.give_back()
        thread.join()


def _describe(owner: dict[str, Any]) -> str:
    if not {"pid", "host", "started"} <= owner.keys():
        return "owner unknown"
    return f"process {owner['pid']!s:.20} on {owner['host']!s:.60}, since {owner['started']!s:.30}"


def _machine(home: Path) -> str:
    """Name for good the place that staging folders lie in: whoever holds a lock there excludes all others there."""
    path = home / "machine"
    with contextlib.suppress(FileExistsError), path.open("x") as file:
        file.write(uuid.uuid4().hex)
    return path.read_text(encoding="utf-8")
