"""The manual is true: reference pages are current, commands that are shown run, nothing is undocumented."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
import pytest

from pipeline.cli.main import COMMANDS, group
from pipeline.config import Config
from pipeline.manual import PAGES
from pipeline.records import DropReason, Reason

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", list(PAGES))
def test_reference_pages_are_current(name: str) -> None:
    """`python -m pipeline.manual docs/` would change nothing."""
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


def test_every_flag_is_documented() -> None:
    """docs/cli.md has every option of every command, each with a meaning."""
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for option in (p for p in command.params if isinstance(p, click.Option)):
            assert option.help, f"{name} {option.opts[0]} says nothing of itself"
            assert f"`{option.opts[0]}`" in section


def test_every_option_has_a_meaning() -> None:
    """docs/configuration.md has a line with words for every key of the configuration."""
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    assert "|  |\n" not in text
    for field in msgspec.structs.fields(Config):
        inner = field.default if isinstance(field.default, msgspec.Struct) else None
        names = [f.name for f in msgspec.structs.fields(inner)] if inner else [field.name]
        for name in names:
            assert f"| `{name}` |" in text


def test_every_reason_is_documented() -> None:
    """docs/reasons.md has a row for every reason of both closed lists."""
    text = (DOCS / "reasons.md").read_text(encoding="utf-8")
    for reason in (*Reason, *DropReason):
        assert f"| `{reason}` |" in text
