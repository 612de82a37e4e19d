"""The reference pages of the manual, made from the code itself: `python -m pipeline.manual docs/`.

A test compares them with what lies in docs/, so that no flag, option, column or reason is without its line.
"""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import click
import msgspec

from pipeline.check import Rules
from pipeline.cli.main import COMMANDS, PROGRAM, group
from pipeline.cli.schema import write_dictionary
from pipeline.config import Config
from pipeline.reasons import DROPS, REMOVALS
from pipeline.records import FARM_REASONS, SPAM_REASONS, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIELD_LINE = re.compile(r"^    (\w+): [^#]*?# ?(.*)$")
MADE = "Made from the code by `python -m pipeline.manual docs/`; a test keeps it true."


def write_cli() -> str:
    """Write docs/cli.md: every command with its arguments, options and examples."""
    return "\n".join(_cli_lines()) + "\n"


def write_reasons() -> str:
    """Write docs/reasons.md: every reason for removing a block or dropping a page."""
    return "\n".join(_reason_lines()) + "\n"


def write_configuration() -> str:
    """Write docs/configuration.md: every option of a TOML file."""
    return "\n".join(_configuration_lines()) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": write_cli,
    "configuration.md": write_configuration,
    "reasons.md": write_reasons,
    "schema.md": write_dictionary,
}
"""File in docs/ -> what writes it."""


def _cli_lines() -> Iterator[str]:
    yield from ("# Command line", "", MADE, "")
    yield f"`{PROGRAM} COMMAND --help` shows the same in the terminal. Data go to stdout, progress and messages to"
    yield "stderr; every failure is one line that says what to do."
    yield from ("", "| exit status | meaning |", "|---|---|")
    yield from ("| 0 | all done; every rule holds |", "| 1 | the run or a gate failed |", "| 2 | wrong use |")
    yield "| 130, 143 | stopped by Ctrl-C or SIGTERM; the same command goes on |"
    context = click.Context(group, info_name=PROGRAM)
    for name in COMMANDS:
        command = group.get_command(context, name)
        if command is not None:
            yield from _command_lines(name, command)


def _command_lines(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"{PROGRAM} {name}")
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    usage = " ".join([f"{PROGRAM} {name}", *(p.make_metavar(ctx=context) for p in arguments), "[OPTIONS]"])
    yield from ("", f"## {name}", "", f"    {usage}", "")
    yield inspect.cleandoc(command.help or "").replace("\b\n", "").split("\f")[0]
    if options:
        yield from ("", "| option | value | default | meaning |", "|---|---|---|---|")
        yield from (_option_row(option, context) for option in options)
    if command.epilog:
        yield from ("", *_epilog_lines(inspect.cleandoc(command.epilog)))


def _option_row(option: click.Option, context: click.Context) -> str:
    names = ", ".join(f"`{name}`" for name in sorted(option.opts, key=len, reverse=True))
    value = "" if option.is_flag or option.count else _cell(option.make_metavar(ctx=context))
    default = option.default if isinstance(option.default, str | int | float) and not option.is_flag else ""
    return f"| {names} | {value} | {_cell(str(default))} | {_cell(option.help or '')} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _epilog_lines(epilog: str) -> Iterator[str]:
    """Turn the examples of an epilog into a code block."""
    lines = epilog.replace("\b\n", "").splitlines()
    examples = [line.strip() for line in lines if line.startswith("  ")]
    if examples:
        yield from ("```console", *(f"$ {line}" for line in examples), "```", "")
    rest = [line for line in lines if line and not line.startswith("  ") and not line.startswith("Example")]
    if rest:
        yield " ".join(rest)


def _reason_lines() -> Iterator[str]:
    yield from ("# Reasons", "", MADE, "")
    yield "Both lists are closed and public: adding or renaming a reason is an entry in the changelog."
    yield from ("", "## Why a block was removed", "")
    yield "Every removal is a row of `removed/` with its reason, a score (0..1, how sure the judge was), the judge and"
    yield "its version, the text and its place. `spam.threshold` is the score from which a spam mark deletes, and"
    yield "`spam.remove` lists the spam reasons that may; see [configuration](configuration.md)."
    yield from ("", "| reason | kind | what it is | what looks alike and stays |", "|---|---|---|---|")
    for reason, words in REMOVALS.items():
        yield f"| `{reason}` | {_kind(reason)} | {_cell(words.meaning)} | {_cell(words.spared)} |"
    yield from ("", "Reasons of the kind *farm* raise a page's `farm_score`; honest sites have the others too.")
    yield from ("", "## Why a page was dropped", "", "| reason | meaning | what to do |", "|---|---|---|")
    for drop, about in DROPS.items():
        yield f"| `{drop}` | {_cell(about.meaning)} | {_cell(about.advice)} |"
    yield from (
        "",
        f"`{PROGRAM} run --retry-dropped DIR` cleans dropped pages again, for instance after a limit was raised.",
    )


def _kind(reason: Reason) -> str:
    if reason in FARM_REASONS:
        return "farm"
    if reason in SPAM_REASONS:
        return "spam"
    return "layout" if reason is Reason.BOILERPLATE else "moved to a field"


def _configuration_lines() -> Iterator[str]:
    yield from ("# Configuration", "", MADE, "")
    yield f"One TOML file holds every option: `{PROGRAM} run … --config pagewinnow.toml`, or `Config.from_options(…)`"
    yield "in Python. An unknown key, a wrong type or a value out of range is an error that names the key. The options"
    yield "have a fingerprint in `run.json`: an output made with others is refused, not mixed."
    yield from _option_table("Top level", "", Config)
    for field in msgspec.structs.fields(Config):
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            yield from _option_table(f"[{field.name}]", f"{inspect.getdoc(field.type)}", field.type)
    yield from _option_table("[check]", "Rules of `pagewinnow check --rules FILE`; `run` passes over them.", Rules)


def _option_table(title: str, about: str, struct: type[msgspec.Struct]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    if about:
        yield from (about, "")
    yield from ("| key | default | meaning |", "|---|---|---|")
    comments = _field_comments(struct)
    for field in msgspec.structs.fields(struct):
        if isinstance(field.default, msgspec.Struct):
            continue
        default = field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
        meaning = _cell(comments.get(field.name, "")) + _choices(field.type)
        yield f"| `{field.name}` | {_toml(default)} | {meaning} |"


def _choices(kind: object) -> str:
    """List the values of an option that takes one of a few."""
    while get_origin(kind) is tuple:
        kind = get_args(kind)[0]
    return ": " + ", ".join(f"`{value}`" for value in get_args(kind)) if get_origin(kind) is Literal else ""


def _field_comments(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Read what the source says beside each field: options are explained where they are defined."""
    matches = (FIELD_LINE.match(line) for line in inspect.getsource(struct).splitlines())
    comments = {match[1]: match[2] for match in matches if match}
    return {name: "which reasons delete" if text.startswith("type:") else text for name, text in comments.items()}


def _toml(value: Any) -> str:  # noqa: ANN401 - an option's default
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return "all spam reasons" if len(value) > 3 else f"`{list(value)}`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"


def main() -> None:
    """Write the reference pages into the folder that is named."""
    folder = Path(sys.argv[1])
    for name, write in PAGES.items():
        (folder / name).write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
