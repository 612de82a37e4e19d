"""The command as tests start it, with a judge of the tests: python -m tests.batch.driver INPUT OUT JUDGE [held].

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
from pipeline.cli.running import Show, carry_out
from pipeline.cli.stopping import StoppedError, leave
from pipeline.config import Config
from tests.batch import corpus

if TYPE_CHECKING:
    from pipeline.batch import RunReport, Watcher

HELD = "held"
CONFIG = Config.from_options(output={"shard_pages": 50}, limits={"page_seconds": 600.0})


def drive(inputs: str, out: str, judge: str, watcher: Watcher) -> RunReport:
    """Run with the judge of that name."""
    return run(inputs, out, CONFIG, workers=2, judge=getattr(corpus, judge), watcher=watcher)


def drive_and_hold(inputs: str, out: str, judge: str, watcher: Watcher) -> RunReport:
    """Run, and hang in the orderly stop."""
    try:
        return drive(inputs, out, judge, watcher)
    except StoppedError:
        Path(out).with_suffix(".stopping").touch()
        time.sleep(600)
        raise


def main() -> int:
    """Run and give the exit status the command would."""
    inputs, out, judge, *held = sys.argv[1:]
    do = partial(drive_and_hold if held else drive, inputs, out, judge)
    try:
        return carry_out(do, Show(True, "plain", False))
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code


if __name__ == "__main__":
    leave(main())
