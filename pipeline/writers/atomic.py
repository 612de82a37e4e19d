"""Files that are there whole or not at all: temporary name in the same folder, fsync, rename, fsync of the folder.

The one place of the project that makes bytes durable. `set_fault_hook` lets a test crash at every step.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

import fsspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TMP_SUFFIX = ".tmp"
"""Leftovers of a crash end so: `.<name>.<pid>.tmp`; whoever holds the lock on the folder may delete them."""

FaultPoint = Literal["opened", "written", "synced", "renamed", "folder_synced"]
_hook: Callable[[FaultPoint, str], None] | None = None


def set_fault_hook(hook: Callable[[FaultPoint, str], None] | None) -> None:
    """Call `hook(point, path)` behind every step from now on (tests crash there); None takes it off."""
    global _hook  # noqa: PLW0603 - one switch for the process, only tests set it
    _hook = hook


@contextlib.contextmanager
def atomic_file(path: str) -> Iterator[IO[bytes]]:
    """Open a file for writing that appears under `path`, durable and complete, when the block ends.

    When the block raises nothing appears and the temporary file is gone. Local paths and fsspec URLs (object stores
    have no rename: there the upload completes when the file is closed, which is atomic by itself).

    Raises:
        OSError: disk full, no permission and their kin, from whichever step failed.
    """
    if "://" in path and not path.startswith(("file://", "local://")):
        with _remote_file(path) as handle:
            yield handle
        return
    target = Path(path.removeprefix("file://").removeprefix("local://"))
    temporary = target.with_name(f".{target.name}.{os.getpid()}{TMP_SUFFIX}")
    try:
        with temporary.open("wb") as handle:
            _at("opened", path)
            yield handle
            handle.flush()
            _at("written", path)
            os.fsync(handle.fileno())
        _at("synced", path)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _at("renamed", path)
    sync_folder(str(target.parent))
    _at("folder_synced", path)


def write_atomic(path: str, data: bytes) -> None:
    """Write a whole small file (a marker, a manifest) atomically."""
    with atomic_file(path) as handle:
        handle.write(data)


def sync_folder(path: str) -> None:
    """Make renames in a local folder durable; file systems that cannot fsync a folder are left alone."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        with contextlib.suppress(OSError):  # EINVAL on some network file systems
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _remote_file(url: str) -> Iterator[IO[bytes]]:
    filesystem, path = fsspec.core.url_to_fs(url)
    with filesystem.transaction, filesystem.open(path, "wb") as handle:
        yield handle
    _at("renamed", url)


def _at(point: FaultPoint, path: str) -> None:
    if _hook is not None:
        _hook(point, path)
