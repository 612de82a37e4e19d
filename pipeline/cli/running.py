"""What the commands that run have in common: signals, failures as exit statuses, and what is shown at the end."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from typing import TYPE_CHECKING

import click
import msgspec

from pipeline.batch import RunError, RunReport, local_folder, publish_report
from pipeline.cli.progress import LogFormat, choose_watcher, show_funnel
from pipeline.cli.stopping import StoppedError, signals_stop
from pipeline.config import Config, load_config
from pipeline.engines import EngineError
from pipeline.readers import InputError, read_path_list

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.batch import Watcher

STDERR = 2


class Show(msgspec.Struct, frozen=True):
    """How a run is shown."""

    quiet: bool
    log_format: LogFormat
    as_json: bool


def carry_out(do: Callable[[Watcher], RunReport], show: Show) -> int:
    """Run, show, and give the exit status: 0 all done, 1 failed, 128 + signal when stopped.

    Raises:
        click.UsageError: the inputs cannot be used.
        click.ClickException: the run failed.
    """
    _open_standard_streams()
    watcher = choose_watcher(show.log_format, quiet=show.quiet)
    try:
        with signals_stop():
            try:
                report = do(watcher)
                _write_report(report, quiet=show.quiet)
            finally:
                watcher.close()
    except StoppedError as stop:
        name = signal.Signals(stop.number).name
        click.echo(f"pagewinnow: stopped by {name}; what is done is kept, the same command goes on from here", err=True)
        return stop.status
    except InputError as error:
        raise click.UsageError(str(error)) from error
    except (RunError, EngineError) as error:
        raise click.ClickException(str(error)) from error
    if not show.quiet:
        show_funnel(report)
    if show.as_json:
        click.echo(msgspec.json.encode(report).decode())
    return _judge(report)


def _judge(report: RunReport) -> int:
    if report.failures:
        first, more = report.failures[0], len(report.failures) - 1
        also = f" (and {more} more, see run.json)" if more else ""
        raise click.ClickException(f"not all is done: {first}{also}; run the same command again to go on")
    if not report.funnel.balances:
        raise click.ClickException("the counts do not add up, which is a fault of ours; run.json has them")
    return 0


def _write_report(report: RunReport, *, quiet: bool) -> None:
    """Write report.html; a run is not lost for want of it."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # Arrow's own pools hold on to twice the memory
    try:
        path = importlib.import_module("pipeline.report").write_report(local_folder(report.out))
        publish_report(report.out, path)
    except Exception as error:  # noqa: BLE001 - whatever it is, the data are there
        if not quiet:
            click.echo(f"pagewinnow: report.html was not written: {type(error).__name__}: {error}"[:300], err=True)


def _open_standard_streams() -> None:
    """Open what was closed of stdin, stdout and stderr, lest a file or pipe of ours gets its number."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= STDERR:
        os.set_inheritable(handle, True)
    os.close(handle)


def read_config(path: str | None, **changes: object) -> Config:
    """Load a configuration file, or the defaults, and change what flags say (None changes nothing).

    Raises:
        ConfigError: the file cannot be used.
    """
    config = load_config(path) if path else Config()
    for name in ("extractor", "sites"):
        if (value := changes.get(name)) is not None:
            config = msgspec.structs.replace(config, **{name: value})
    if (form := changes.get("format")) is not None:
        config = msgspec.structs.replace(config, output=msgspec.structs.replace(config.output, format=form))
    return config


def gather_inputs(named: tuple[str, ...], lists: tuple[str, ...]) -> list[str]:
    """Put inputs from arguments and from lists (`-` is stdin) together.

    Raises:
        click.UsageError: there are none, or a list cannot be read.
    """
    inputs = list(named)
    try:
        for path in lists:
            inputs += sys.stdin.read().splitlines() if path == "-" else read_path_list(path)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    if not inputs:
        raise click.UsageError("no input: name files, folders, globs or URLs, or give --inputs-from")
    return inputs
