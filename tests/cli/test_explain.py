"""`pagewinnow explain` from files, standard input and finished runs."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

import pipeline
from pipeline.batch.run import run
from pipeline.cli.main import run_command
from pipeline.config import Config
from pipeline.readers import plan_shards, read_shard
from pipeline.records import DropReason
from tests.made_output import make_dropped, write_output

SAMPLE = Path(__file__).parents[2] / "fixtures" / "sample"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are not wrapped inside what the tests look for."""
    monkeypatch.setenv("COLUMNS", "200")


def _explain(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = run_command(["explain", *map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_page_is_told_in_its_order(capsys: pytest.CaptureFixture[str]) -> None:
    """Counts and reasons first, then the text; removed lines carry reason and score."""
    status, out, _ = _explain(capsys, SAMPLE / "seed_like.html")
    assert status == 0
    assert "content-farm page" in out
    line = next(line for line in out.splitlines() if line.startswith("fake_profile"))
    assert 0.5 <= float(line.split()[1]) <= 1.0
    assert "words stayed" in out


def test_layout_is_folded_unless_all_is_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Runs of menu entries are one line; `--all` shows each."""
    page = tmp_path / "page.html"
    links = "".join(f"<li><a href=/{n}>Menu entry {n}</a></li>" for n in range(9))
    page.write_text(
        f"<nav><ul>{links}</ul></nav><h1>Flood</h1>"
        + "<p>The river rose in the night, and by morning it was high.</p>" * 9
    )
    assert "Menu entry 8" not in _explain(capsys, page)[1]
    assert "Menu entry 8" in _explain(capsys, page, "--all")[1]


def test_standard_input_and_text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads a page from standard input; text goes by name or flag."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO((SAMPLE / "seed_like.txt").read_bytes())))
    by_flag = _explain(capsys, "-", "--text")[1]
    by_name = _explain(capsys, SAMPLE / "seed_like.txt")[1]
    assert by_flag.splitlines()[1:] == by_name.splitlines()[1:]
    assert "fake_socials" in by_name


def test_html_goes_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`--html` writes one page and prints its path."""
    target = tmp_path / "why.html"
    status, out, _ = _explain(capsys, SAMPLE / "seed_like.html", "--html", target, "--url", "https://x.example/a")
    assert (status, out.strip()) == (0, str(target))
    assert "https://x.example/a" in target.read_text(encoding="utf-8")


def test_open_shows_it_in_the_browser(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`--open` hands a file URL to the browser."""
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert _explain(capsys, SAMPLE / "seed_like.html", "--open")[0] == 0
    assert opened[0].startswith("file://")


def test_the_configuration_counts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A reason that is switched off is not shown as removed."""
    config = tmp_path / "c.toml"
    config.write_text('[spam]\nremove = ["fake_socials"]\n')
    out = _explain(capsys, SAMPLE / "seed_like.html", "--config", config)[1]
    assert "fake_socials" in out
    assert "fake_profile" not in out


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real run over a copy of two sample pages."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "in").mkdir()
    for name in ("seed_like.html", "html/recipe.html"):
        shutil.copy(SAMPLE / name, folder / "in")
    run([str(folder / "in")], str(folder / "out"), workers=1)
    return folder


def test_a_page_of_a_run_by_id(capsys: pytest.CaptureFixture[str], run_folder: Path) -> None:
    """The id, whole or abbreviated, finds the page and reads its source again."""
    ids = pipeline.load(run_folder / "out", columns=["id", "source_file"]).set_index("source_file")["id"]
    page_id = next(value for name, value in ids.items() if str(name).endswith("seed_like.html"))
    whole = _explain(capsys, page_id, "--in", run_folder / "out")
    assert whole[0] == 0
    assert "fake_profile" in whole[1]
    assert _explain(capsys, page_id[:10], "--in", run_folder / "out") == whole


def test_a_page_whose_source_is_gone(capsys: pytest.CaptureFixture[str], run_folder: Path, tmp_path: Path) -> None:
    """Without the source, the output alone tells what went; a note says so."""
    shutil.copytree(run_folder, tmp_path / "copy")
    out = tmp_path / "copy" / "out"
    page_id = pipeline.load(out, columns=["id"], where=("farm_score", ">", 0.5))["id"][0]
    source = run_folder / "in"
    source.rename(run_folder / "away")
    try:
        status, text, note = _explain(capsys, page_id, "--in", out)
    finally:
        (run_folder / "away").rename(source)
    assert status == 0
    assert "put together from the output" in note
    assert "fake_profile" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{tmp}/none.html"], "to look into a run, add --in DIR"),
        (["abcdef01", "--in", "{tmp}"], "is not the output of a run"),
        (["abcdef01", "--in", "{tmp}", "--url", "x"], "belong to files"),
        ([str(SAMPLE / "html" / "recipe.html"), "--config", "{tmp}/none.toml"], "none.toml"),
        ([str(SAMPLE / "html" / "recipe.html"), "--html", "{tmp}/no/such/x.html"], "cannot write"),
    ],
)
def test_errors_are_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], message: str
) -> None:
    """What is wrong, and what to do."""
    status, out, err = _explain(capsys, *(argument.format(tmp=tmp_path) for argument in arguments))
    assert status in {1, 2}
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


def test_an_unknown_id_is_an_error(capsys: pytest.CaptureFixture[str], run_folder: Path) -> None:
    """An id or URL that no page has is named."""
    assert "no page with the id ffffffff" in _explain(capsys, "ffffffff", "--in", run_folder / "out")[2]
    assert "no page with the URL https://x/" in _explain(capsys, "https://x/", "--in", run_folder / "out")[2]


def test_a_record_that_could_not_be_read_is_told_from_its_row(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A dropped page without a readable source shows its reason and what to do."""
    out = write_output(tmp_path / "out", [], [make_dropped(1, DropReason.BAD_RECORD)])
    status, text, note = _explain(capsys, make_dropped(1).id, "--in", out)
    assert status == 0
    assert "dropped: bad_record" in text
    assert "put together from the output" in note


def test_a_page_of_a_container_by_its_url(capsys: pytest.CaptureFixture[str]) -> None:
    """A WARC gives its first page, or that of a URL; a URL it does not hold is an error."""
    archive = SAMPLE / "pages.warc.gz"
    first = _explain(capsys, archive)[1]
    url = urls_of(archive)[3]
    assert first.splitlines()[0] == urls_of(archive)[0]
    assert _explain(capsys, archive, "--url", url)[1].splitlines()[0] == url
    status, _, err = _explain(capsys, archive, "--url", "https://nowhere.example/")
    assert status == 2
    assert "holds no page with the URL" in err


def urls_of(archive: Path) -> list[str | None]:
    """URLs of an archive's pages, in order."""
    shards = plan_shards([str(archive)], Config())
    return [record.url for shard in shards for record in read_shard(shard, Config())]
