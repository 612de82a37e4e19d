"""Runs without processes for the tests that are not about processes; a real server that speaks S3."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.guards import Clock
from pipeline.batch.mirror import STAGING
from pipeline.engines import ENGINES
from pipeline.writers import atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _inline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Add the engine `inline`, under which work is done by the test's own process, without limits to it."""
    monkeypatch.setitem(ENGINES, "inline", "tests.batch.inline:run_inline")
    monkeypatch.setattr("pipeline.batch.shard.guarded", _unguarded)
    yield
    atomic.set_fault_hook(None)


@contextlib.contextmanager
def _unguarded(limits: object, *, on: bool) -> Iterator[Clock]:
    del limits, on
    yield Clock(0)


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket on a server of this machine, and a staging folder of the test's own."""
    s3fs = pytest.importorskip("s3fs")
    moto = pytest.importorskip("moto.server")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        STAGING: str(tmp_path / "staging"),
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    name = f"clean-{tmp_path.name.replace('_', '-').lower()}"[:60].strip("-")
    s3fs.S3FileSystem().mkdir(name)
    yield f"s3://{name}"
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()
