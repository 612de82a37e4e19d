"""`pagewinnow`: the frame every subcommand hangs on.

A subcommand is a module with a click command named `command`, and one row in `COMMANDS`. It is imported when
it is called: `pagewinnow --help` must not wait for pandas or pyarrow.

How a command ends: 0 all done; 1 the run or a gate failed; 2 wrong use; 130 interrupted. A command raises
`click.UsageError` (or `BadParameter`) for wrong use and `click.ClickException` for a failure, each with one
line that says what is wrong and what to do next. Data go to stdout, everything else to stderr.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
from typing import NamedTuple

import click

import pipeline
from pipeline.cli.stopping import leave
from pipeline.config import ConfigError

PROGRAM = "pagewinnow"
DEBUG_VARIABLE = "PAGEWINNOW_DEBUG"  # when set, an unexpected error shows its traceback
KEPT_CONTROLS = "\n\t\u200c\u200d"  # line feed, tab, and the joiners that Persian and Indic scripts are spelt with
SURROUNDINGS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE)  # no defect of ours
SUMMARY_COLUMN = 14  # where the summaries of `--help` begin


class Entry(NamedTuple):
    """One subcommand: the module that holds it, and its line in `--help`."""

    module: str
    summary: str
    section: str


COMMANDS: dict[str, Entry] = {
    "run": Entry("pipeline.cli.run", "Clean scraped pages (HTML, WARC, JSON Lines, Parquet) into a dataset.", "Clean"),
    "text": Entry("pipeline.cli.text", "Strip spam from text that was already extracted.", "Clean"),
    "learn-sites": Entry("pipeline.cli.learn_sites", "Learn what recurs on each host, for `run --sites`.", "Clean"),
    "dedup": Entry("pipeline.cli.dedup", "Find duplicate articles in a finished run.", "Clean"),
    "explain": Entry("pipeline.cli.explain", "Show what stayed of one page, what went, and why.", "Look"),
    "report": Entry("pipeline.cli.report", "Write report.html for a finished run.", "Look"),
    "diff": Entry("pipeline.cli.diff", "Compare two runs: pages gained, lost, changed.", "Look"),
    "card": Entry("pipeline.cli.card", "Write a dataset card for a finished run.", "Look"),
    "check": Entry("pipeline.cli.check", "Gate a run by schema, counts and thresholds.", "Gate"),
    "schema": Entry("pipeline.cli.schema", "Print the columns of the output tables.", "Gate"),
    "fixtures": Entry("pipeline.cli.fixtures", "Write labelled sample pages, farm and honest.", "Tools"),
    "completion": Entry("pipeline.cli.completion", "Print the completion script of your shell.", "Tools"),
}
"""Every subcommand, in the order of `--help`."""

EPILOG = """\b
Examples:
  pagewinnow run crawl/*.warc.gz --out clean/
  pagewinnow explain page.html
  pagewinnow check clean/ --max-dropped 0.2

Exit status: 0 all done, 1 the run or a gate failed, 2 wrong use.
"""


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the subcommands in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and give a subcommand; None for a name that is not in the table.

        Raises:
            click.ClickException: a package the subcommand needs is not installed.
        """
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        try:
            command = importlib.import_module(entry.module).command
        except ModuleNotFoundError as error:
            raise click.ClickException(
                f"`{PROGRAM} {cmd_name}` needs the package {error.name!r}, which is not installed; "
                f"install it, or `pip install --upgrade {PROGRAM}`"
            ) from error
        if not isinstance(command, click.Command):
            raise TypeError(f"{entry.module}.command is not a click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the subcommands by section, from the table alone."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for name, entry in COMMANDS.items():
            sections.setdefault(entry.section, []).append((name.ljust(SUMMARY_COLUMN - 4), entry.summary))
        for section, rows in sections.items():
            with formatter.section(section):
                formatter.write_dl(rows)


def _print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    click.echo(f"{PROGRAM} {pipeline.__version__}")
    ctx.exit()


@click.group(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show the version and exit.",
)
def group() -> None:
    """Winnow scraped web pages.

    Fetched pages go in; clean article records come out, and with them a ledger that says of every removed
    block what it was and why it went.
    """


def main(args: list[str] | None = None) -> None:
    """Run the command and exit with its status; every failure is one clear line on stderr."""
    try:
        status = run_command(args)
    except KeyboardInterrupt:  # between its last step and ours
        status = 130
    leave(status)


def run_command(args: list[str] | None = None) -> int:
    """Run the command and give its exit status."""
    try:
        result = group.main(args=args, prog_name=PROGRAM, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)  # the help text itself
        return 2
    except click.UsageError as error:
        return _fail(error.format_message(), 2, hint=_help_hint(error.ctx))
    except click.ClickException as error:
        return _fail(error.format_message(), error.exit_code)
    except ConfigError as error:
        return _fail(str(error), 2)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", 130)
    except BrokenPipeError:
        _quiet_stdout()
        return 0
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        return _fail_unforeseen(error)
    return result if isinstance(result, int) else 0


def _fail_unforeseen(error: Exception) -> int:
    if isinstance(error, OSError) and error.errno in SURROUNDINGS:
        return _fail(f"{error.filename or 'output'}: {error.strerror}", 1)
    hint = f"this is a defect of {PROGRAM}; {DEBUG_VARIABLE}=1 shows where"
    return _fail(f"internal error: {type(error).__name__}: {error}", 1, hint)


def _help_hint(ctx: click.Context | None) -> str:
    return f"see `{ctx.command_path} --help`" if ctx is not None else f"see `{PROGRAM} --help`"


def _fail(message: str, status: int, hint: str = "") -> int:
    line = printable(" ".join(message.split())).rstrip(".")
    click.echo(f"{PROGRAM}: {line}; {hint}" if hint else f"{PROGRAM}: {line}", err=True)
    return status


def printable(text: str) -> str:
    r"""Replace control characters: what comes from pages and paths must not steer a terminal.

    >>> printable("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return text if text.isprintable() else "".join(map(_printable_character, text))


def _printable_character(c: str) -> str:
    if c.isprintable() or c in KEPT_CONTROLS:
        return c
    return " " if c.isspace() else "\ufffd"


def _quiet_stdout() -> None:
    """Let the reader of a pipe go away (`| head`) without a second complaint at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
