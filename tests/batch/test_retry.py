"""Dead letters: dropped pages are cleaned again, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.batch import RunError, retry_dropped, run, verify_funnel
from pipeline.clean import clean_page
from pipeline.config import Config
from pipeline.records import Dropped, DropReason, RawPage
from tests.batch.corpus import judge_quickly, parts_of, site, write_jsonl

if TYPE_CHECKING:
    from pipeline.records import Article, RawText

FORMATS = ("parquet", "jsonl")


def judge_strictly(page: RawPage | RawText, config: Config) -> Article | Dropped:
    """As `judge_quickly`, but every fifth page crashes and every eleventh is too large."""
    outcome = judge_quickly(page, config)
    assert page.source is not None
    number = int((page.url or "0").rsplit("/", 1)[-1])
    reason = DropReason.CRASHED if number % 5 == 0 else DropReason.TOO_LARGE if number % 11 == 0 else None
    if reason is None:
        return outcome
    place = page.source
    return Dropped(page.id, reason, "strict", page.url, source_file=place.file, source_position=place.position)


def config_for(form: str, **limits: int) -> Config:
    """Ten pages a shard."""
    return Config.from_options(output={"shard_pages": 10, "format": form}, limits=limits)


@pytest.mark.parametrize("form", FORMATS)
def test_a_retry_gives_the_bytes_of_an_undisturbed_run(tmp_path: Path, form: str) -> None:
    """After a retry that goes well the parts are as if nothing had ever been wrong."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(45))
    run(pages, tmp_path / "out", config_for(form), 1, "inline", judge=judge_strictly)
    run(pages, tmp_path / "calm", config_for(form), 1, "inline", judge=judge_quickly)
    report = retry_dropped(tmp_path / "out", 1, "inline", judge=judge_quickly)
    assert parts_of(tmp_path / "out") == parts_of(tmp_path / "calm")
    assert report.funnel == verify_funnel(tmp_path / "calm").funnel
    assert verify_funnel(tmp_path / "out", recount=True).problems == []


def test_only_the_reasons_asked_for_are_retried(tmp_path: Path) -> None:
    """Rows with other reasons stay as they are."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(45))
    run(pages, tmp_path / "out", config_for("parquet"), 1, "inline", judge=judge_strictly)
    report = retry_dropped(tmp_path / "out", 1, "inline", reasons=["crashed"], judge=judge_quickly)
    assert report.funnel.dropped_by_reason == {"no_content": 6, "too_large": 4}
    assert report.ok


def test_files_of_a_folder_are_retried(tmp_path: Path) -> None:
    """Dropped files of a folder are found again by their names."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.html").write_text("" if number == 4 else f"<p>Page {number} of the folder is here.</p>")
    first = run(folder, tmp_path / "out", engine="inline", judge=crash_on_odd_files)
    second = retry_dropped(tmp_path / "out", 1, "inline")
    assert (first.funnel.dropped, second.funnel.dropped) == (7, 1)
    run(folder, tmp_path / "calm", engine="inline")
    assert parts_of(tmp_path / "out") == parts_of(tmp_path / "calm")


def crash_on_odd_files(page: RawPage | RawText, config: Config) -> Article | Dropped:
    """Clean files with even numbers."""
    assert isinstance(page, RawPage)
    assert page.source is not None
    if int(Path(page.source.file).stem) % 2:
        return Dropped(page.id, DropReason.CRASHED, source_file=page.source.file, source_position=0)
    return clean_page(page, config)


def test_limits_may_be_raised(tmp_path: Path) -> None:
    """A retry may bring other limits, and run.json has them; other options it may not change."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(12))
    run(pages, tmp_path / "out", config_for("parquet"), 1, "inline", judge=judge_strictly)
    raised = config_for("parquet", max_bytes=30_000_000)
    report = retry_dropped(tmp_path / "out", 1, "inline", config=raised, judge=judge_quickly)
    assert report.config["limits"]["max_bytes"] == 30_000_000
    with pytest.raises(RunError, match=r"limits only, not output\.format"):
        retry_dropped(tmp_path / "out", 1, "inline", config=config_for("jsonl"))


def test_nothing_to_retry_is_said(tmp_path: Path) -> None:
    """A folder without a run is a clear error."""
    with pytest.raises(RunError, match="not the output of a run"):
        retry_dropped(tmp_path)
