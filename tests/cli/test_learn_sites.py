"""`pagewinnow learn-sites`, and what `run` does with its table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from pipeline import load_removed
from pipeline.cli.learn_sites import command as learn_sites
from pipeline.cli.main import run_command

if TYPE_CHECKING:
    from pathlib import Path

STANDING = "This line stands at the end of every page of the whole site and says nothing new to anybody."


def write_pages(path: Path) -> None:
    """Two dozen pages of one host that share a standing line."""
    rows = []
    for n in range(24):
        told = "".join(
            f"<p>Page {n} tells in part {i} how the mill number {n * i} was built, and by whom.</p>" for i in range(6)
        )
        rows.append({"url": f"https://mills.example/{n}", "html": f"<article>{told}<p>{STANDING}</p></article>"})
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def test_a_run_learns_and_applies(tmp_path: Path) -> None:
    """With --learn-sites the standing line of every page goes as `site_repeat`; the table lies beside the output."""
    write_pages(tmp_path / "pages.jsonl")
    out = tmp_path / "out"
    assert run_command(["run", str(tmp_path / "pages.jsonl"), "--out", str(out), "--learn-sites", "--quiet"]) == 0
    gone = load_removed(out, where=[("reason", "==", "site_repeat")])
    assert gone["text"].tolist() == [STANDING] * 24
    assert (out / "sites.parquet").exists()


def test_wrong_use_is_one_line(tmp_path: Path) -> None:
    """A missing input and both ways of naming a table are refused."""
    missing = CliRunner().invoke(learn_sites, [str(tmp_path / "missing"), "--out", str(tmp_path / "s.parquet")])
    assert missing.exit_code == 2
    assert "missing" in missing.output
    write_pages(tmp_path / "pages.jsonl")
    pages = str(tmp_path / "pages.jsonl")
    assert run_command(["run", pages, "--out", str(tmp_path / "o"), "--learn-sites", "--sites", "x"]) == 2


def test_another_table_under_the_same_name_is_refused(tmp_path: Path) -> None:
    """When the table's content changes between two runs on an output, nothing is mixed."""
    write_pages(tmp_path / "pages.jsonl")
    pages, table, out = str(tmp_path / "pages.jsonl"), tmp_path / "sites.parquet", str(tmp_path / "out")
    assert run_command(["learn-sites", pages, "--out", str(table)]) == 0
    assert run_command(["run", pages, "--out", out, "--sites", str(table), "--quiet"]) == 0
    (tmp_path / "other.jsonl").write_text('{"url": "https://a.example/", "html": "<p>x"}', encoding="utf-8")
    assert run_command(["learn-sites", str(tmp_path / "other.jsonl"), "--out", str(table)]) == 0
    assert run_command(["run", pages, "--out", out, "--sites", str(table), "--quiet"]) == 1
