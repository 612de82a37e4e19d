"""One writer: the lock of an output, and the workers of a dead owner."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.batch import RunError
from pipeline.batch.layout import Layout
from pipeline.batch.lock import at_work, own_output

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """An output with its state folder."""
    found = Layout(tmp_path / "out")
    found.state.mkdir(parents=True)
    return found


def test_the_second_owner_is_refused(layout: Layout) -> None:
    """Whoever comes second is told who is there."""
    with own_output(layout), pytest.raises(RunError, match=r"in use by another run \(process \d+ on .*, since "):
        own_output(layout).__enter__()


def test_what_a_dead_owner_wrote_does_not_block(layout: Layout) -> None:
    """The lock is the kernel's: a file left behind, or nonsense in it, is no lock."""
    layout.lock.write_text("nonsense")
    with own_output(layout):
        pass
    with own_output(layout):
        pass


def test_an_owner_of_unknown_name_is_said_to_be_unknown(layout: Layout) -> None:
    """Nonsense in a file that is locked makes no traceback."""
    with own_output(layout):
        layout.lock.write_text("[]")
        with pytest.raises(RunError, match="owner unknown"):
            own_output(layout).__enter__()


def test_workers_of_a_dead_owner_are_waited_for(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a worker of an earlier run is at work nobody else begins, for a time; then an error says why."""
    monkeypatch.setattr("pipeline.batch.lock.ORPHAN_SECONDS", 0.2)
    with at_work(layout), pytest.raises(RunError, match="earlier run are still at work"):
        own_output(layout).__enter__()


def test_the_lock_ends_with_its_owner(layout: Layout) -> None:
    """A killed owner leaves nothing that blocks."""
    script = (
        "import sys, time; from pipeline.batch.layout import Layout; from pipeline.batch.lock import own_output\n"
        f"with own_output(Layout({str(layout.out)!r})): print('mine', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "mine\n"
        with pytest.raises(RunError, match=f"process {owner.pid} on"):
            own_output(layout).__enter__()
        owner.kill()
    with own_output(layout):
        pass
