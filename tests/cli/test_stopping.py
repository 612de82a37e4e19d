"""How signals end a command: `tests/batch/test_signals.py` sends them to whole runs, here every step is tried."""

from __future__ import annotations

import subprocess
import sys


def test_a_second_signal_at_every_step_of_the_way_out() -> None:
    """There is no line behind the first signal, exit functions too, at which a second one gives another status."""
    command = [sys.executable, "-m", "tests.cli.interrupted"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [line.split(" ", 2) for line in done.stdout.splitlines()]
    assert [(name, statuses) for name, _, statuses in rows] == [("SIGINT", "[130]"), ("SIGTERM", "[143]")]
    assert int(rows[0][1]) > 100
