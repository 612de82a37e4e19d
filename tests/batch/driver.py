"""The command as tests start it, with a judge of the tests: python -m tests.batch.driver INPUT OUT [WORKERS | held].

`held` never comes to the end of an orderly stop; it leaves a file that says it has begun one.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.batch import run
from pipeline.cli.running import Show, StoppedError, carry_out
from pipeline.config import Config
from tests.batch.corpus import judge_slowly

if TYPE_CHECKING:
    from pipeline.batch import RunReport, Watcher

HELD = "held"
CONFIG = Config.from_options(output={"shard_pages": 50})


def drive(inputs: str, out: str, workers: int, watcher: Watcher) -> RunReport:
    """Run slowly."""
    return run(inputs, out, CONFIG, workers, judge=judge_slowly, watcher=watcher)


def drive_and_hold(inputs: str, out: str, workers: int, watcher: Watcher) -> RunReport:
    """Run slowly, and hang in the orderly stop."""
    try:
        return drive(inputs, out, workers, watcher)
    except StoppedError:
        Path(out).with_suffix(".stopping").touch()
        time.sleep(60)
        raise


def main() -> int:
    """Run and give the exit status the command would."""
    inputs, out, *rest = sys.argv[1:]
    held = rest == [HELD]
    workers = int(rest[0]) if rest and not held else 2
    do = partial(drive_and_hold if held else drive, inputs, out, workers)
    try:
        return carry_out(do, Show(True, "plain", False))
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
