"""The command as tests start it, with a judge of the tests: python -m tests.batch.driver INPUT OUT [WORKERS]."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from pipeline.batch import run
from pipeline.cli.running import Show, carry_out
from pipeline.config import Config
from tests.batch.corpus import judge_slowly

if TYPE_CHECKING:
    from pipeline.batch import RunReport, Watcher

CONFIG = Config.from_options(output={"shard_pages": 50})


def drive(inputs: str, out: str, workers: int, watcher: Watcher) -> RunReport:
    """Run slowly."""
    return run(inputs, out, CONFIG, workers, judge=judge_slowly, watcher=watcher)


def main() -> int:
    """Run and give the exit status the command would."""
    inputs, out, *rest = sys.argv[1:]
    try:
        return carry_out(partial(drive, inputs, out, int(rest[0]) if rest else 2), Show(True, "plain", False))
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
