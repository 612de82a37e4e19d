"""kill -9 at random moments, small enough for every day; `kill_rounds` as a command does it at length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.batch.kill_rounds import run_rounds

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_runs_end_with_the_same_bytes(tmp_path: Path, seed: int) -> None:
    """After kills of main, worker and group the parts are those of an undisturbed run, for hardly more work."""
    outcome = run_rounds(tmp_path, pages=500, rounds=4, seed=seed)
    assert outcome.same_bytes
    assert outcome.problems == []
    assert outcome.work < 1.1
    assert outcome.kills.total() > 0
