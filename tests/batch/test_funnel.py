"""The audit: whatever is wrong with an output is found in its files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.batch import run, verify_funnel
from pipeline.batch.layout import Layout
from pipeline.config import Config
from tests.batch.corpus import judge_quickly, site, write_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONFIG = Config.from_options(output={"shard_pages": 10})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The output of a run over thirty pages."""
    run(write_jsonl(tmp_path / "pages.jsonl", site(30)), tmp_path / "out", CONFIG, 1, "inline", judge=judge_quickly)
    return tmp_path / "out"


def test_a_good_output_passes(out: Path) -> None:
    """The counts of the files are those of run.json, and of the input read once more."""
    audit = verify_funnel(out, recount=True)
    assert audit.ok
    assert (audit.funnel.pages_read, audit.funnel.articles, audit.funnel.dropped) == (30, 26, 4)


def lose_a_part(out: Path) -> None:
    """Delete a part."""
    next((out / "articles").iterdir()).unlink()


def lose_a_row(out: Path) -> None:
    """Write a part anew without its first row."""
    part = next((out / "articles").iterdir())
    table: pa.Table = pq.read_table(part)
    pq.write_table(table.slice(1), part)


def bring_a_stranger(out: Path) -> None:
    """Put a file beside the parts."""
    (out / "dropped" / "part-0.parquet").write_bytes(b"")


def lose_a_marker(out: Path) -> None:
    """Delete a marker."""
    next(Layout(out).done.iterdir()).unlink()


def lose_the_summary(out: Path) -> None:
    """Delete run.json."""
    (out / "run.json").unlink()


def falsify_the_summary(out: Path) -> None:
    """Count one article too many in run.json."""
    report = json.loads((out / "run.json").read_text())
    report["funnel"]["articles"] += 1
    (out / "run.json").write_text(json.dumps(report))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lose_a_part, "parts are missing or damaged"),
        (lose_a_row, "parts are missing or damaged"),
        (bring_a_stranger, "dropped/part-0.parquet belongs to no shard"),
        (lose_a_marker, "is not done"),
        (lose_the_summary, "run.json is missing"),
        (falsify_the_summary, "articles is 26 in the parts, 27 in run.json"),
    ],
)
def test_harm_is_found(out: Path, harm: Callable[[Path], None], said: str) -> None:
    """Each kind of harm is a line that names it."""
    harm(out)
    assert any(said in problem for problem in verify_funnel(out).problems)


def test_no_output_is_said_to_be_none(tmp_path: Path) -> None:
    """A folder of something else is not audited."""
    assert "is not the output of a run" in verify_funnel(tmp_path).problems[0]
