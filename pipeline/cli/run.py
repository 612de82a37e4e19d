"""`pagewinnow run`: scraped pages in, a clean dataset out."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.batch import retry_dropped, run, usable_cores
from pipeline.batch.mirror import local_folder
from pipeline.cli.running import Show, carry_out, gather_inputs, read_config
from pipeline.engines import ENGINES, EngineError
from pipeline.readers import InputError
from pipeline.records import DropReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.batch import RunReport, Watcher
    from pipeline.batch.learn_sites import LearningEngine
    from pipeline.config import Config

REASONS = [reason.value for reason in DropReason]
Option = Any  # click's decorators take and give commands as they are

OUTPUT_OPTIONS: tuple[Option, ...] = (
    click.option("--config", "config_file", type=click.Path(dir_okay=False), help="TOML file with options."),
    click.option("--workers", type=click.IntRange(1, 1024), help="Processes; as many as there are cores by default."),
    click.option("--engine", type=click.Choice(list(ENGINES)), default="local", show_default=True, help="Who works."),
    click.option("--format", "form", type=click.Choice(["parquet", "jsonl"]), help="Of the output tables."),
    click.option("--overwrite", is_flag=True, help="Start anew on an output that is there."),
    click.option("--inputs-from", multiple=True, metavar="FILE", help="List of inputs, one a line; - is stdin."),
    click.option("--json", "as_json", is_flag=True, help="Print the run's report to stdout."),
    click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors."),
    click.option(
        "--log-format",
        type=click.Choice(["auto", "plain", "json"]),
        default="auto",
        show_default=True,
        help="Progress: a bar on a terminal, else plain or JSON lines on stderr.",
    ),
)
"""What `run` and `text` both take."""


def output_options(command: Option) -> Option:
    """Give a command the options of `OUTPUT_OPTIONS`."""
    for option in reversed(OUTPUT_OPTIONS):
        command = option(command)
    return command


@click.command(epilog="Exit status: 0 all done, 1 the run failed, 2 wrong use, 130 or 143 stopped by a signal.")
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--out", "-o", type=click.Path(file_okay=False), help="Folder of the output; made if need be.")
@click.option("--extractor", type=click.Choice(["learned", "rules", "trafilatura"]), help="Who finds the main text.")
@click.option("--sites", type=click.Path(dir_okay=False), help="Table of `learn-sites`: what recurs on a host goes.")
@click.option("--learn-sites", "learn", is_flag=True, help="Learn that table from the inputs first: OUT/sites.parquet.")
@click.option(
    "--input-format",
    type=click.Choice(["html", "warc", "jsonl", "parquet"]),
    help="For inputs whose names do not tell.",
)
@click.option("--retry-dropped", metavar="DIR", help="Clean the dropped pages of a finished output again.")
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    type=click.Choice([r.value for r in DropReason]),
    help="With it: only these drops.",
)
@output_options
def command(inputs: tuple[str, ...], out: str | None, **flags: Any) -> int:  # noqa: ANN401 - click's flags
    """Clean scraped pages into a dataset.

    INPUT is a file, folder, glob or URL (s3://, gs://, …) of HTML, WARC, JSON Lines or Parquet. A run that was cut
    short goes on by the same command; more inputs are added by naming them beside the earlier ones.
    """
    show = Show(flags["quiet"], flags["log_format"], flags["as_json"])
    if flags["retry_dropped"]:
        return carry_out(_prepare_retry(inputs, out, flags), show)
    if not out:
        raise click.UsageError("no output: give --out DIR")
    named = gather_inputs(inputs, flags["inputs_from"])
    config = read_config(flags["config_file"], extractor=flags["extractor"], format=flags["form"], sites=flags["sites"])
    if flags["learn"]:
        config = _learn(named, out, config, flags)
    do = partial(
        _run,
        named,
        out,
        config=config,
        workers=flags["workers"],
        engine=flags["engine"],
        overwrite=flags["overwrite"],
        input_format=flags["input_format"],
    )
    return carry_out(do, show)


def _learn(named: list[str], out: str, config: Config, flags: dict[str, Any]) -> Config:
    """Learn what recurs on the inputs' hosts, unless an earlier try at this run has; give the configuration with it."""
    from pipeline.batch.learn_sites import learn_sites  # noqa: PLC0415 - loads Arrow's writers

    if flags["sites"]:
        raise click.UsageError("--learn-sites makes the table that --sites names: give one of them")
    table = Path(local_folder(out)) / "sites.parquet"
    if flags["overwrite"] or not table.exists():
        try:
            engine: LearningEngine = "spark" if flags["engine"] == "spark" else "local"
            learn_sites(named, table, config, workers=flags["workers"] or usable_cores(), engine=engine)
        except InputError as error:
            raise click.UsageError(str(error)) from error
        except EngineError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"cannot write {table}: {error.strerror or error}") from error
    return read_config(flags["config_file"], extractor=flags["extractor"], format=flags["form"], sites=str(table))


def _prepare_retry(inputs: tuple[str, ...], out: str | None, flags: dict[str, Any]) -> Callable[[Watcher], RunReport]:
    if inputs or out or flags["overwrite"] or flags["inputs_from"]:
        raise click.UsageError("--retry-dropped DIR takes its inputs from the output itself: name no other")
    config = read_config(flags["config_file"]) if flags["config_file"] else None
    means = {"workers": flags["workers"], "engine": flags["engine"]}
    return partial(_retry, flags["retry_dropped"], reasons=flags["reasons"], config=config, **means)


def _retry(out: str, watcher: Any, **options: Any) -> RunReport:  # noqa: ANN401 - handed through
    return retry_dropped(out, watcher=watcher, **options)


def _run(inputs: list[str], out: str, watcher: Any, **options: Any) -> RunReport:  # noqa: ANN401 - handed through
    return run(inputs, out, watcher=watcher, **options)


if __name__ == "__main__":
    from pipeline.cli.main import main

    main(["run", *sys.argv[1:]])
