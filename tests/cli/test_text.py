"""`pagewinnow text`: spam goes, the article stays, and the other columns travel along."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipeline.cli.main import run_command

if TYPE_CHECKING:
    from pathlib import Path

STORY = (
    "The river rose by a foot overnight, and the old bridge stood under water until noon.\n\n"
    "Nobody was hurt, the mayor said, but the market will stay shut for the rest of the week."
)
ROWS: list[dict[str, object]] = [
    {"id": f"doc-{number}", "text": STORY, "url": "https://example.org/flood", "score": number / 2, "good": True}
    for number in range(5)
]


def write_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write rows as the name says."""
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.parametrize("name", ["texts.jsonl", "texts.parquet"])
def test_columns_pass_through_as_columns(tmp_path: Path, name: str) -> None:
    """Every other column is a column of articles/ with its own type; a clash of names gets a prefix."""
    texts = write_rows(tmp_path / name, ROWS)
    assert run_command(["text", str(texts), "-o", str(tmp_path / "out"), "--workers", "1", "-q"]) == 0
    articles = ds.dataset(tmp_path / "out" / "articles").to_table().to_pylist()
    assert [row["text"] for row in articles] == [STORY] * 5
    assert [(row["score"], row["good"], row["input_id"]) for row in articles] == [
        (number / 2, True, f"doc-{number}") for number in range(5)
    ]


def test_column_names_are_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text may stand in a column of another name."""
    texts = write_rows(tmp_path / "texts.jsonl", [{"content": STORY, "link": "https://example.org/a"}])
    names = ["--text-column", "content", "--url-column", "link"]
    status = run_command(["text", str(texts), "-o", str(tmp_path / "out"), *names, "--workers", "1", "-q", "--json"])
    report = json.loads(capsys.readouterr().out)
    assert (status, report["funnel"]["articles"]) == (0, 1)
    assert ds.dataset(tmp_path / "out" / "articles").to_table().to_pylist()[0]["url"] == "https://example.org/a"


def test_new_columns_on_the_same_output_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All parts of an output have the same columns: inputs with others need another output."""
    first = write_rows(tmp_path / "a.jsonl", ROWS)
    second = write_rows(tmp_path / "b.jsonl", [{"text": STORY, "mood": "calm"}])
    out = ["-o", str(tmp_path / "out"), "--workers", "1", "-q"]
    assert run_command(["text", str(first), *out]) == 0
    assert run_command(["text", str(first), str(second), *out]) == 1
    assert "column mood" in capsys.readouterr().err


def test_a_missing_text_column_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written when the text column is not there."""
    texts = write_rows(tmp_path / "texts.jsonl", [{"body": STORY}])
    assert run_command(["text", str(texts), "-o", str(tmp_path / "out"), "-q"]) == 2
    assert "text" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
