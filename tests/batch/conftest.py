"""Runs without processes for the tests that are not about processes."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.guards import Clock
from pipeline.engines import ENGINES
from pipeline.writers import atomic

if TYPE_CHECKING:
    from collections.abc import Iterator


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
