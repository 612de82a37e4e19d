"""Outputs on object stores: a run works in a staging folder, and every finished shard is copied up at once.

A store has no rename and no lock. So the promises are kept where both exist, in the staging folder of this machine (a
lease keeps other machines away, see `lease`), and the store gets each shard's parts first and its marker last: a part
without a marker is a leftover that the next run replaces. When the staging folder is gone (another machine takes over),
what the store holds is brought back first.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import fsspec

from pipeline.batch.failures import RunError
from pipeline.batch.layout import TABLE_NAMES, Layout
from pipeline.batch.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import timedelta

    from pipeline.batch.lease import Lease
    from pipeline.batch.reports import RunReport, ShardReport
    from pipeline.readers import Shard

T = TypeVar("T")

TRIES = 6
FIRST_WAIT_SECONDS = 0.5  # doubled after each failed try
STAGING = "PAGEWINNOW_STAGING"
"""Environment variable: the folder that holds staging folders, if not the user's cache folder."""


def is_store(out: object) -> bool:
    """Tell whether an output is on an object store."""
    return "://" in str(out) and not str(out).startswith(("file://", "local://"))


def staging_folder(url: str) -> Path:
    """Give the folder in which runs to a URL work on this machine: the same for the same URL."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    home = Path(os.environ.get(STAGING) or Path(cache) / "pagewinnow")
    return home / hashlib.blake2b(url.rstrip("/").encode(), digest_size=12).hexdigest()


class Store:
    """A folder of an object store; every call is tried again when it fails for the moment."""

    def __init__(self, url: str) -> None:
        """Open the store.

        Raises:
            RunError: its package is missing, or it cannot be reached.
        """
        try:
            self._fs, root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise RunError(f"cannot write {url}: {error}") from error
        self._root = root.rstrip("/")

    def put(self, local: Path, name: str) -> None:
        """Copy a file up; the object appears when it is whole."""
        _tried(lambda: self._fs.put_file(str(local), f"{self._root}/{name}"), f"write {name}")

    def create(self, name: str, data: bytes) -> bool:
        """Make an object unless there is one; False when there is. The store decides, so that one of many wins."""

        def act() -> bool:
            try:
                self._fs.pipe_file(f"{self._root}/{name}", data, mode="create")
            except FileExistsError:
                return False
            return True

        return _tried(act, f"write {name}")

    def write(self, name: str, data: bytes) -> None:
        """Make a small object, or replace it."""
        _tried(lambda: self._fs.pipe_file(f"{self._root}/{name}", data), f"write {name}")

    def read(self, name: str) -> bytes:
        """Give a small object.

        Raises:
            FileNotFoundError: there is none.
        """
        found: bytes = _tried(lambda: self._fs.cat_file(f"{self._root}/{name}"), f"read {name}")
        return found

    def age(self, name: str) -> float | None:
        """Seconds since an object was written, by the store's clock alone; None when it is gone."""
        probe = f"{self._root}/_state/clock-{uuid.uuid4().hex}"
        _tried(lambda: self._fs.pipe_file(probe, b""), "write the clock")
        try:
            now = _tried(lambda: self._fs.modified(probe), "read the clock")
            self._fs.invalidate_cache()
            age: timedelta = now - _tried(lambda: self._fs.modified(f"{self._root}/{name}"), f"read {name}")
        except FileNotFoundError:
            return None
        finally:
            _tried(lambda: self._fs.rm_file(probe), "delete the clock")
        return age.total_seconds()

    def get(self, name: str, local: Path) -> None:
        """Copy an object down, under another name until it is whole."""
        local.parent.mkdir(parents=True, exist_ok=True)
        part = local.with_name(f".{local.name}.{os.getpid()}.tmp")
        _tried(lambda: self._fs.get_file(f"{self._root}/{name}", str(part)), f"read {name}")
        part.replace(local)

    def sizes(self, folder: str) -> dict[str, int]:
        """Names (within the folder) and bytes of the objects in a folder; none when there is no such folder."""
        self._fs.invalidate_cache()
        try:
            found = _tried(lambda: self._fs.ls(f"{self._root}/{folder}", detail=True), f"list {folder}")
        except FileNotFoundError:
            return {}
        return {entry["name"].rsplit("/", 1)[-1]: entry["size"] or 0 for entry in found if entry["type"] == "file"}

    def delete(self, name: str) -> None:
        """Delete an object; one that is not there is no error."""
        with contextlib.suppress(FileNotFoundError):
            _tried(lambda: self._fs.rm_file(f"{self._root}/{name}"), f"delete {name}")


def _tried(act: Callable[[], T], what: str) -> T:
    """Do something against the store, again and again with longer waits.

    Raises:
        FileNotFoundError: there is no such object.
        RunError: not even the last try succeeded.
    """
    wait = FIRST_WAIT_SECONDS
    for attempt in range(TRIES):
        try:
            return act()
        except FileNotFoundError:
            raise
        except Exception as error:
            if attempt == TRIES - 1 or isinstance(error, PermissionError):
                raise RunError(f"cannot {what}: {error}; what is done is kept, run the same command again") from error
            time.sleep(wait)
            wait *= 2
    raise AssertionError("unreachable")


class Mirror(Watcher):
    """Copies each shard up when it is done, and tells another watcher everything."""

    def __init__(self, lease: Lease, watcher: Watcher | None) -> None:
        self.lease, self.store, self.layout = lease, lease.store, lease.layout
        self.watcher = watcher or Watcher()

    def begin(self, shards: Sequence[Shard], done: Iterable[ShardReport], notes: Sequence[str]) -> None:
        """Write the plan up, and the shards that were done before but had not come up yet."""
        done = list(done)
        self.watcher.begin(shards, done, notes)
        there = self.store.sizes("_state/done")
        for path in (self.layout.job, self.layout.plan):
            self.store.put(path, f"_state/{path.name}")
        for report in done:
            if f"{report.key}.json" not in there:
                self._copy(report)

    def shard_done(self, shard: Shard, report: ShardReport) -> None:
        """Copy parts, then the marker."""
        self._copy(report)
        self.watcher.shard_done(shard, report)

    def shard_failed(self, shard: Shard, error: str) -> None:
        """Pass on."""
        self.watcher.shard_failed(shard, error)

    def worker_died(self, shard: Shard, how: str) -> None:
        """Pass on."""
        self.watcher.worker_died(shard, how)

    def end(self, report: RunReport) -> None:
        """Write run.json up, and take away what no marker stands behind."""
        self.lease.check()
        self.store.put(self.layout.summary, "run.json")
        for folder, local in self._folders():
            kept = {path.name for path in local.iterdir()}
            for name in self.store.sizes(folder):
                if name not in kept:
                    self.store.delete(f"{folder}/{name}")
        self.watcher.end(report)

    def close(self) -> None:
        """Pass on."""
        self.watcher.close()

    def _copy(self, report: ShardReport) -> None:
        self.lease.check()
        for table, part in report.parts.items():
            self.store.put(self.layout.out / table / part.name, f"{table}/{part.name}")
        self.store.put(self.layout.marker(report.key), f"_state/done/{report.key}.json")

    def _folders(self) -> Iterator[tuple[str, Path]]:
        yield from ((table, self.layout.table(table)) for table in TABLE_NAMES)
        yield "_state/done", self.layout.done


def fetch_state(store: Store, layout: Layout) -> None:
    """Bring back what the store holds, where this machine has no state of it: parts first, markers, then the job."""
    if layout.job.exists() or not store.sizes("_state"):
        return
    for folder in (*TABLE_NAMES, "_state/done"):
        for name in store.sizes(folder):
            store.get(f"{folder}/{name}", layout.out / folder / name)
    for name in ("plan.jsonl", "job.json"):
        if name in store.sizes("_state"):
            store.get(f"_state/{name}", layout.state / name)


def local_folder(out: str) -> str:
    """Give the folder of this machine in which an output lies: itself, or the staging folder of a store's URL."""
    return str(staging_folder(out)) if is_store(out) else out


def publish_report(out: str, path: Path) -> None:
    """Copy a report up, when its output is on a store."""
    if is_store(out):
        Store(out).put(path, path.name)
