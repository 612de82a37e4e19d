"""`pagewinnow run`: exit statuses, one clear line for every failure, data on stdout and talk on stderr."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.layout import Layout
from pipeline.cli.main import run_command

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of four pages, one of them empty."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        sentence = f"The river rose by {number} feet and the bridge stood under water all night long."
        (folder / f"{number}.html").write_text(f"<title>Flood {number}</title><h1>Flood {number}</h1><p>{sentence}</p>")
    (folder / "empty.html").write_text("")
    return folder


def say(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Run the command and give its exit status, stdout and stderr."""
    status = run_command([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_prints_the_funnel(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The end of a run is the funnel on stderr, and nothing on stdout."""
    status, out, err = say(capsys, "run", pages, "--out", tmp_path / "out", "--workers", 1)
    assert (status, out) == (0, "")
    assert "pages read" in err
    assert "articles" in err
    assert "empty" in err


def test_json_is_all_of_stdout(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the report is on stdout, and it is what run.json holds."""
    status, out, _ = say(capsys, "run", pages, "-o", tmp_path / "out", "--workers", 1, "--json")
    report = json.loads(out)
    assert status == 0
    assert report["funnel"]["pages_read"] == report["funnel"]["articles"] + report["funnel"]["dropped"] == 4
    assert report == json.loads((tmp_path / "out" / "run.json").read_text())


def test_quiet_says_nothing(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --quiet a run that goes well is silent."""
    assert say(capsys, "run", pages, "-o", tmp_path / "out", "--workers", 1, "--quiet") == (0, "", "")


def test_json_log_lines(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --log-format json every line of progress is an object with time, level and message."""
    _, _, err = say(capsys, "run", pages, "-o", tmp_path / "out", "--workers", 1, "--log-format", "json")
    lines = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert len(lines) >= 2
    assert all({"time", "level", "message"} <= line.keys() for line in lines)
    assert lines[-1]["pages"] == 4


def test_inputs_from_a_list(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Inputs may stand in a file, with comments and blank lines."""
    listed = tmp_path / "list.txt"
    listed.write_text(f"# pages of today\n{pages / '0.html'}\n\n{pages / '1.html'}\n")
    status, out, _ = say(
        capsys, "run", "--inputs-from", listed, "-o", tmp_path / "out", "--workers", 1, "--json", "--quiet"
    )
    assert status == 0
    assert json.loads(out)["funnel"]["pages_read"] == 2


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["{pages}"], 2, "--out"),
        (["--out", "{out}"], 2, "no input"),
        (["{tmp}/nowhere", "--out", "{out}"], 2, "nowhere"),
        (["{tmp}/void", "--out", "{out}"], 2, "void"),
        (["{tmp}/odd.xyz", "--out", "{out}"], 2, "odd.xyz"),
        (["{pages}", "--out", "{out}", "--format", "xml"], 2, "xml"),
        (["{pages}", "--out", "{out}", "--engine", "cloud"], 2, "cloud"),
        (["{pages}", "--out", "{out}", "--workers", "0"], 2, "workers"),
        (["{pages}", "--out", "{out}", "--config", "{tmp}/bad.toml"], 2, "wrds"),
        (["{pages}", "--out", "{out}", "--config", "{tmp}/none.toml"], 2, "none.toml"),
        (["{pages}", "--out", "{tmp}/odd.xyz/out"], 1, "cannot write"),
        (["--retry-dropped", "{tmp}/void"], 1, "not the output of a run"),
        (["{pages}", "--retry-dropped", "{tmp}/void"], 2, "--retry-dropped"),
    ],
)
def test_wrong_use_is_one_clear_line(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str
) -> None:
    """Whatever is wrong is said in one line that names it; nothing is made, and the status tells."""
    (tmp_path / "void").mkdir()
    (tmp_path / "odd.xyz").write_text("odd")
    (tmp_path / "bad.toml").write_text("min_wrds = 3\n")
    places = {"pages": pages, "out": tmp_path / "out", "tmp": tmp_path}
    found = say(capsys, "run", *[argument.format(**places) for argument in arguments])
    assert found[0] == status
    assert found[2].startswith("pagewinnow: ")
    assert found[2].count("\n") == 1
    assert said in found[2]
    assert not (tmp_path / "out").exists()


def test_other_settings_are_refused(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same output with other settings is refused with the ways out; --overwrite is one."""
    say(capsys, "run", pages, "-o", tmp_path / "out", "--workers", 1)
    status, _, err = say(capsys, "run", pages, "-o", tmp_path / "out", "--format", "jsonl")
    assert status == 1
    assert "output.format" in err
    assert "--overwrite" in err
    status, _, _ = say(capsys, "run", pages, "-o", tmp_path / "out", "--format", "jsonl", "--overwrite", "--workers", 1)
    assert status == 0
    assert {path.suffix for path in (tmp_path / "out" / "articles").iterdir()} == {".jsonl"}


def test_retry_dropped(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dropped pages are cleaned again from the output alone."""
    say(capsys, "run", pages, "-o", tmp_path / "out", "--workers", 1)
    status, out, _ = say(capsys, "run", "--retry-dropped", tmp_path / "out", "--reason", "empty", "--json", "-q")
    report = json.loads(out)
    assert status == 0
    assert report["funnel"]["pages_read"] == 4
    assert report["shards_done_before"] == 1


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path cannot steer the terminal through an error message."""
    _, _, err = say(capsys, "run", tmp_path / "a\x1b[31mb", "--out", tmp_path / "out")
    assert "\x1b" not in err


def test_unfinished_run_says_so(pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A shard that cannot be done is an exit status of 1 and a line, and the same command goes on."""
    say(capsys, "run", pages, "-o", tmp_path / "out", "--workers", 1, "--quiet")
    layout = Layout(tmp_path / "out")
    key = layout.plan.read_text().split('"key": "')[1].split('"')[0]
    layout.marker(key).unlink()
    layout.journal(key).mkdir()  # the journal cannot be opened
    status, _, err = say(capsys, "run", pages, "-o", tmp_path / "out", "--workers", 1, "--quiet")
    assert status == 1
    assert "run the same command again" in err
    layout.journal(key).rmdir()
    assert say(capsys, "run", pages, "-o", tmp_path / "out", "--workers", 1, "--quiet")[0] == 0
