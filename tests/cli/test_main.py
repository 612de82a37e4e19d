"""The command's frame: help, errors, statuses, start-up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.cli import main as frame
from pipeline.cli.main import COMMANDS, Entry, group, printable, run_command

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "pyarrow", "numpy", "torch", "ftfy", "rich", "fsspec", "jinja2", "turbohtml")


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` names all commands with their summaries, and examples."""
    assert run_command(["--help"]) == 0
    text = capsys.readouterr().out
    for name, entry in COMMANDS.items():
        assert f"  {name}" in text
        assert " ".join(entry.summary.split()[:3]) in text
    assert "Examples:" in text


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_with_a_first_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command in the table can be imported and explains itself."""
    assert run_command([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Usage: pagewinnow {name}")


@pytest.mark.parametrize("arguments", ["--help", "--version"])
def test_start_up_is_light(arguments: str) -> None:
    """Help and version import nothing heavy."""
    code = (
        "import sys; from pipeline.cli.main import run_command; run_command(sys.argv[1:]);"
        f"print('HEAVY', [m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, arguments], capture_output=True, text=True, check=True, cwd=ROOT, timeout=240
    )
    assert "HEAVY []" in done.stdout


def test_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints the name and a version number."""
    assert run_command(["--version"]) == 0
    name, version = capsys.readouterr().out.split()
    assert name == "pagewinnow"
    assert version[0].isdigit()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "nonsense"),
        (["check"], "Missing argument"),
        (["diff", "a"], "Missing argument"),
        (["schema", "pages"], "articles"),
        (["explain", "x", "--wrong"], "--wrong"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong use ends with status 2 and one line on stderr that says where to look."""
    assert run_command(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert message in captured.err
    assert "--help" in captured.err


def test_no_command_shows_the_help_and_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    """The bare command shows what there is."""
    assert run_command([]) == 2
    assert "Usage: pagewinnow" in capsys.readouterr().err


def _failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    @click.command()
    def command() -> None:
        raise error

    monkeypatch.setattr(frame.LazyGroup, "get_command", lambda *_: command)


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (click.ClickException("disk full"), 1, "pagewinnow: disk full\n"),
        (KeyboardInterrupt(), 130, "pagewinnow: interrupted\n"),
        (OSError(28, "No space left on device"), 1, "pagewinnow: output: No space left on device\n"),
        (OSError(30, "Read-only file system", "x/y"), 1, "pagewinnow: x/y: Read-only file system\n"),
        (ValueError("odd\x1b[31m\nthing"), 1, "internal error: ValueError: odd\ufffd[31m thing"),
    ],
)
def test_failures_are_one_printable_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    status: int,
    message: str,
) -> None:
    """Failures have their status; a defect is named as such; nothing steers the terminal."""
    monkeypatch.delenv("PAGEWINNOW_DEBUG", raising=False)
    _failing(monkeypatch, error)
    assert run_command(["x"]) == status
    text = capsys.readouterr().err
    assert message in text
    assert text.strip().count("\n") == 0


def test_a_defect_shows_its_traceback_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """With PAGEWINNOW_DEBUG set, an unexpected error is raised."""
    monkeypatch.setenv("PAGEWINNOW_DEBUG", "1")
    _failing(monkeypatch, ZeroDivisionError("x"))
    with pytest.raises(ZeroDivisionError):
        run_command(["x"])


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A command whose package is not installed says which."""
    monkeypatch.setitem(COMMANDS, "later", Entry("no_such_package.cli", "Later.", "Tools"))
    assert run_command(["later"]) == 1
    assert "'no_such_package'" in capsys.readouterr().err


def test_printable_keeps_scripts_and_drops_controls() -> None:
    """Joiners of Persian and Indic scripts stay; escapes and bidi overrides go; odd blanks become blanks."""
    assert printable("می\u200cخواهم\n\tok") == "می\u200cخواهم\n\tok"
    assert printable("a\x00b\u202ec\xa0d") == "a\ufffdb\ufffdc d"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each shell gets its script."""
    assert run_command(["completion", shell]) == 0
    text = capsys.readouterr().out
    assert "_PAGEWINNOW_COMPLETE" in text


def test_a_closed_pipe_is_no_failure() -> None:
    """`pagewinnow … | head` says nothing on stderr."""
    command = f"{sys.executable} -m pipeline schema --format json | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True, cwd=ROOT, timeout=240)  # noqa: S602 - a pipe of ours
    assert done.stderr == ""


def test_group_completes_command_names() -> None:
    """Completion offers commands without importing them."""
    context = click.Context(group)
    assert group.list_commands(context) == list(COMMANDS)
