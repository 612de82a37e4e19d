"""`report`, `diff`, `check` and `schema` as commands: output, files, statuses."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.cli.main import run_command
from pipeline.cli.schema import write_dictionary
from pipeline.schema import TABLES
from tests.made_output import make_article, make_dropped, write_output

ROOT = Path(__file__).parents[2]


@pytest.fixture
def outs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two outputs, `a` and `b`, of which one article differs."""
    monkeypatch.setenv("COLUMNS", "200")
    write_output(tmp_path / "a", [make_article(n) for n in range(4)], [make_dropped(1)])
    write_output(
        tmp_path / "b", [make_article(0, text="Quite\x1b other words."), *(make_article(n) for n in range(1, 4))]
    )
    return tmp_path


def test_report_writes_its_page(outs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page lies in the output, or where it is asked for."""
    assert run_command(["report", str(outs / "a")]) == 0
    assert capsys.readouterr().out.strip() == str(outs / "a" / "report.html")
    assert run_command(["report", str(outs / "a"), "--html", str(outs / "x.html")]) == 0
    assert (outs / "x.html").read_text() == (outs / "a" / "report.html").read_text()


def test_report_names_what_is_wrong(outs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No output, and no place to write to, are told apart by status."""
    assert run_command(["report", str(outs)]) == 2
    assert "is not the output of a run" in capsys.readouterr().err
    assert run_command(["report", str(outs / "a"), "--html", str(outs / "no" / "x.html")]) == 1
    assert "cannot write" in capsys.readouterr().err


def test_diff_in_the_terminal(outs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, reasons and the changed words; control characters of pages do not reach the terminal."""
    assert run_command(["diff", str(outs / "a"), str(outs / "b")]) == 0
    text = capsys.readouterr().out
    assert "3 same  1 changed  0 gained  0 lost" in text
    assert "+ Quite\ufffd other words." in text
    assert "- The river rose in the night" in text
    assert "\x1b" not in text


def test_diff_as_json_and_html(outs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds the whole comparison; the page is written beside it."""
    assert (
        run_command(["diff", str(outs / "a"), str(outs / "b"), "--format", "json", "--html", str(outs / "d.html")]) == 0
    )
    facts = json.loads(capsys.readouterr().out)
    assert facts["is_same"] is False
    assert facts["changed"][0]["columns"] == ["text"]
    assert facts["dropped"] == {"no_content": [1, 0]}
    assert "+Quite\x1b other words." in facts["texts"][make_article(0).id][0]
    assert "Quite" in (outs / "d.html").read_text()


def test_diff_gates_on_request(outs: Path) -> None:
    """With --fail-on-change a difference is status 1, unless its column is ignored."""
    both = [str(outs / "a"), str(outs / "b")]
    assert run_command(["diff", *both, "--fail-on-change"]) == 1
    assert run_command(["diff", *both, "--fail-on-change", "--ignore", "text"]) == 0
    assert run_command(["diff", *both, "--ignore", "texd"]) == 2


def test_check_prints_a_line_a_rule(outs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rules that hold and rules that are broken, and the status."""
    assert run_command(["check", str(outs / "a"), "--min-articles", "4"]) == 0
    assert "all 7 rules hold" in capsys.readouterr().out
    flags = ["--max-dropped", "0.1", "--max-dropped-by", "no_content=0", "--max-missing", "title=0"]
    assert run_command(["check", str(outs / "a"), *flags]) == 1
    text = capsys.readouterr().out
    assert "BROKEN  max_dropped " in text
    assert "BROKEN  max_dropped_by.no_content" in text
    assert "ok      max_missing.title" in text


def test_check_takes_rules_from_a_file_and_flags_win(outs: Path) -> None:
    """A flag replaces the file's rule of the same name."""
    (outs / "c.toml").write_text("[check]\nmin_articles = 100\nmax_farm = 1.0\n")
    assert run_command(["check", str(outs / "a"), "--rules", str(outs / "c.toml")]) == 1
    assert run_command(["check", str(outs / "a"), "--rules", str(outs / "c.toml"), "--min-articles", "1"]) == 0


def test_check_for_machines(outs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON and JUnit XML say the same as the lines."""
    arguments = ["check", str(outs / "a"), "--min-articles", "9", "--max-change-vs", str(outs / "b")]
    assert run_command([*arguments, "--format", "json"]) == 1
    facts = json.loads(capsys.readouterr().out)
    broken = [rule["rule"] for rule in facts["rules"] if not rule["ok"]]
    assert (facts["ok"], broken) == (False, ["min_articles", "max_change"])
    assert run_command([*arguments, "--format", "junit"]) == 1
    suite = ET.fromstring(capsys.readouterr().out.encode())  # noqa: S314 - our own
    assert suite.get("failures") == "2"
    assert [case.get("name") for case in suite if case.find("failure") is not None] == broken


@pytest.mark.parametrize("value", ["title", "=0.1", "title=two", "title=2"])
def test_check_refuses_a_share_it_cannot_read(outs: Path, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    """NAME=SHARE is asked for in words."""
    assert run_command(["check", str(outs / "a"), "--max-missing", value]) == 2
    assert "NAME=SHARE" in capsys.readouterr().err


def test_schema_in_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    """Text names every column; JSON is a JSON Schema; markdown is the data dictionary."""
    assert run_command(["schema"]) == 0
    text = capsys.readouterr().out
    assert all(f"  {column.name} " in text for columns in TABLES.values() for column in columns)
    assert run_command(["schema", "articles", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "pagewinnow articles"
    assert run_command(["schema", "--format", "json"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == list(TABLES)
    assert run_command(["schema", "--format", "markdown"]) == 0
    assert capsys.readouterr().out == write_dictionary()


def test_the_data_dictionary_is_current() -> None:
    """docs/schema.md is what `pagewinnow schema --format markdown` writes."""
    assert (ROOT / "docs" / "schema.md").read_text(encoding="utf-8") == write_dictionary()
