"""Opening inputs, local or remote: never blocking on a pipe or device, always with a size, a fingerprint and a name.

Paths are local paths as the user gave them, or fsspec URLs (`s3://…`, `memory://…`).
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

import fsspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of the inputs: its path, and what tells whether it is still the same file later."""

    path: str
    size: int  # bytes; 0 where nobody tells
    stamp: str  # mtime in ns, ETag or date of change; "missing" where there is none


def is_remote(path: str) -> bool:
    """Tell whether a path is an fsspec URL rather than a local path."""
    return "://" in path and not path.startswith(("file://", "local://"))


def local_path(path: str) -> str:
    """Give the local path of a path or file:// URL."""
    return path.removeprefix("file://").removeprefix("local://")


def display_name(path: str) -> str:
    r"""Give a path as valid Unicode: bytes of a name that are not UTF-8 show as \xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace") if not path.isascii() else path


def open_input(path: str) -> IO[bytes]:
    """Open an input for reading from its first byte.

    Raises:
        OSError: missing, unreadable, or not a regular file (a pipe, socket, device or folder): those never block.
    """
    if is_remote(path):
        try:
            filesystem, inner = fsspec.core.url_to_fs(path)
            return cast("IO[bytes]", filesystem.open(inner, "rb"))
        except OSError:
            raise
        except Exception as error:  # every store has errors of its own
            raise OSError(f"{type(error).__name__}: {error}") from error
    descriptor = os.open(local_path(path), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("not a regular file")
    return io.BufferedReader(io.FileIO(descriptor, "rb"), _BUFFER)


def fetch_heads(paths: Sequence[str], size: int) -> dict[str, bytes]:
    """Fetch the first `size` bytes of remote files at once; one that cannot be fetched so is left out."""
    try:
        opened = [fsspec.core.url_to_fs(path) for path in paths]
        filesystem = opened[0][0]
        inner = [name for own, name in opened if own is filesystem]
        if len(inner) < len(paths):
            return {}
        bodies = filesystem.cat_ranges(inner, [0] * len(inner), [size] * len(inner), on_error="return")
    except Exception:  # noqa: BLE001 - a store's own errors; opening the files one by one reports them
        return {}
    return {path: body for path, body in zip(paths, bodies, strict=True) if isinstance(body, bytes)}


def stat_input(path: str) -> FoundFile:
    """Look up size and stamp of one path; a file that is not there has the stamp "missing"."""
    try:
        if is_remote(path):
            filesystem, inner = fsspec.core.url_to_fs(path)
            return found_remote(path, filesystem.info(inner))
        return found_local(path, os.stat(local_path(path)))  # noqa: PTH116 - names need not be valid Unicode
    except Exception:  # noqa: BLE001 - a store's own errors; reading the file reports them with their text
        return FoundFile(path, 0, "missing")


def found_local(path: str, status: os.stat_result) -> FoundFile:
    """Describe a local file."""
    return FoundFile(path, status.st_size, str(status.st_mtime_ns))


def found_remote(path: str, info: Mapping[str, object]) -> FoundFile:
    """Describe a remote file by what its store tells."""
    stamps = (info.get(key) for key in ("ETag", "etag", "LastModified", "last_modified", "mtime", "created"))
    stamp = next((str(value) for value in stamps if value), "")
    size = info.get("size")
    return FoundFile(path, size if isinstance(size, int) else 0, stamp)


def fingerprint(files: Iterable[FoundFile]) -> str:
    """Give 16 hex digits of paths, sizes and stamps."""
    digest = hashlib.blake2b(digest_size=8)
    for file in files:
        digest.update(f"{file.path}\0{file.size}\0{file.stamp}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def describe(error: BaseException) -> str:
    """Give one short line of an error, without the path that the row names anyway."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split())[:200] or type(error).__name__
