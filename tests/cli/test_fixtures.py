"""The command that writes labelled pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli.main import run_command

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_pages_and_truth_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes as many pages as asked, says where, and ends with 0."""
    out = tmp_path / "made"
    assert run_command(["fixtures", "--seed", "3", "--pages", "5", "--out", str(out)]) == 0
    assert len(list(out.rglob("*.html"))) == 5
    assert len((out / "truth.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    assert "5 pages written" in capsys.readouterr().err


def test_an_output_that_cannot_be_made_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file in the place of a folder ends with status 1 and one line that names it."""
    (tmp_path / "file").write_text("x")
    assert run_command(["fixtures", "--out", str(tmp_path / "file" / "made")]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert "cannot write" in lines[0]
