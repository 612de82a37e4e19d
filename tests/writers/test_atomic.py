"""Files that are there whole or not at all, whatever happens on the way."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import fsspec
import pytest

from pipeline.writers.atomic import TMP_SUFFIX, atomic_file, set_fault_hook, write_atomic

POINTS = ["opened", "written", "synced", "renamed", "folder_synced"]


def write_half(path: str) -> None:
    """Fail in the middle of a file."""
    with atomic_file(path) as handle:
        handle.write(b"half")
        raise RuntimeError("stop")


def test_the_file_appears_whole(tmp_path: Path) -> None:
    """Nothing stands under the name before the block ends; then all of it does, and no temporary file is left."""
    path = tmp_path / "part"
    with atomic_file(str(path)) as handle:
        handle.write(b"abc")
        assert not path.exists()
    assert path.read_bytes() == b"abc"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_leaves_the_old_file(tmp_path: Path) -> None:
    """When the block raises, the file is what it was and nothing is left over."""
    path = tmp_path / "part"
    write_atomic(str(path), b"old")
    with pytest.raises(RuntimeError, match="stop"):
        write_half(str(path))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_steps_come_in_order(tmp_path: Path) -> None:
    """The bytes are synced before the rename, and the folder after it."""
    seen: list[str] = []
    set_fault_hook(lambda point, _: seen.append(point))
    try:
        write_atomic(str(tmp_path / "part"), b"abc")
    finally:
        set_fault_hook(None)
    assert seen == POINTS


KILLED = """
import os, signal, sys
from pipeline.writers.atomic import set_fault_hook, write_atomic
set_fault_hook(lambda point, path: os.kill(os.getpid(), signal.SIGKILL) if point == sys.argv[2] else None)
write_atomic(sys.argv[1], b"new" * 1000)
"""


@pytest.mark.parametrize("point", POINTS)
def test_kill_at_every_step(tmp_path: Path, point: str) -> None:
    """Killed anywhere, the old file or the new one is there, whole; leftovers are known by their suffix."""
    path = tmp_path / "part"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), point], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == -signal.SIGKILL
    renamed = point in ("renamed", "folder_synced")
    assert path.read_bytes() == (b"new" * 1000 if renamed else b"old")
    others = [other.name for other in tmp_path.iterdir() if other != path]
    assert len(others) == (not renamed)
    assert all(name.endswith(TMP_SUFFIX) for name in others)


def test_a_full_disk(tmp_path: Path) -> None:
    """When the bytes do not fit, the error says so and nothing is left over."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large") as caught:
            write_atomic(str(tmp_path / "part"), bytes(200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.errno == errno.EFBIG
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A missing folder is an error of its own, before anything is written."""
    with pytest.raises(FileNotFoundError), atomic_file(str(tmp_path / "no" / "part")):
        pytest.fail("must not be opened")


def test_two_writers_do_not_share_a_temporary_file(tmp_path: Path) -> None:
    """Temporary names differ between processes."""
    with atomic_file(str(tmp_path / "part")):
        [temporary] = tmp_path.iterdir()
    assert str(os.getpid()) in temporary.name


def test_stores_without_rename() -> None:
    """In an object store a file appears when it is complete, and not at all after an error."""
    store = fsspec.filesystem("memory")
    try:
        write_atomic("memory://out/part", b"abc")
        assert store.cat("/out/part") == b"abc"
        with pytest.raises(RuntimeError, match="stop"):
            write_half("memory://out/other")
        assert not store.exists("/out/other")
        write_atomic("memory://out/after", b"d")
        assert store.cat("/out/after") == b"d"
    finally:
        store.rm("/out", recursive=True)
