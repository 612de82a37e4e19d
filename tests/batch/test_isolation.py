"""A page costs at most itself: real segfaults, exits, hangs and memory bombs in the middle of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.dataset as ds
import pytest

from pipeline.batch import RunReport, run
from pipeline.config import Config
from tests.batch.corpus import (
    judge_dangerously,
    judge_once_dangerously,
    judge_quickly,
    parts_of,
    site,
    write_jsonl,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.batch.shard import Judge

HURRIED, PATIENT = 1.5, 30.0  # seconds a page may take: too few for a slow machine, unless it is to hang


def clean(pages: Path, out: Path, judge: Judge = judge_dangerously, seconds: float = PATIENT) -> RunReport:
    """Run on two workers."""
    limits = {"page_seconds": seconds, "worker_memory_mb": 600}
    config = Config.from_options(limits=limits, output={"shard_pages": 10})
    return run(pages, out, config, workers=2, judge=judge)


def reasons(out: Path) -> dict[str, tuple[str, str]]:
    """Reason and detail of every dropped page but the ones the judge drops, by URL."""
    rows = ds.dataset(out / "dropped").to_table().to_pylist()
    return {row["url"]: (row["reason"], row["detail"]) for row in rows if row["reason"] != "no_content"}


@pytest.mark.parametrize(
    ("word", "reason", "detail"),
    [
        ("segfault", "crashed", "SIGSEGV"),
        ("abort", "crashed", "SIGABRT"),
        ("leave", "crashed", "exit status 0"),
        ("status", "crashed", "exit status 3"),
        ("hang", "timed_out", "1.5 seconds"),
        ("lock", "timed_out", "1.5 seconds"),
        ("hoard", "out_of_memory", "600 MiB|not enough memory"),
        ("gulp", "out_of_memory", "not enough memory"),
        ("raise", "crashed", "ValueError: boo"),
        ("killed", "crashed", "SIGKILL"),
    ],
)
def test_a_poisonous_page_is_dropped_alone(tmp_path: Path, word: str, reason: str, detail: str) -> None:
    """The page is dropped with its reason; every neighbour has the outcome it has without it."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(30, **{word: [8]}))
    report = clean(pages, tmp_path / "out", seconds=HURRIED if word in ("hang", "lock") else PATIENT)
    assert report.ok
    assert (report.funnel.pages_read, report.funnel.dropped_by_reason[reason]) == (30, 1)
    found = reasons(tmp_path / "out")
    assert list(found) == [f"https://example.org/{word}/8"]
    assert found[f"https://example.org/{word}/8"][0] == reason
    assert any(part in found[f"https://example.org/{word}/8"][1] for part in detail.split("|"))


def test_many_kinds_of_poison_together(tmp_path: Path) -> None:
    """Several poisonous pages in the same shards, first and last ones too, cost one row each."""
    urls = site(30, segfault=[0, 1], leave=[2, 13], hang=[9], gulp=[29], abort=[28])
    report = clean(write_jsonl(tmp_path / "pages.jsonl", urls), tmp_path / "out", seconds=HURRIED)
    assert report.ok
    assert report.funnel.pages_read == 30
    assert set(reasons(tmp_path / "out")) == {url for url in urls if "/page/" not in url}


def test_poison_gives_the_same_bytes_again(tmp_path: Path) -> None:
    """What a poisonous page leaves in the parts does not depend on the attempt that found it."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(20, segfault=[3], leave=[14]))
    clean(pages, tmp_path / "one")
    clean(pages, tmp_path / "two")
    assert parts_of(tmp_path / "one") == parts_of(tmp_path / "two")


@pytest.mark.parametrize("word", ["segfault", "killed", "gulp", "hang"])
def test_a_page_that_is_well_alone_is_kept(tmp_path: Path, word: str) -> None:
    """A worker that died once under a page proves nothing: the page is tried again, and kept."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(20, **{word: [3]}))
    report = clean(pages, tmp_path / "out", judge_once_dangerously, HURRIED if word == "hang" else PATIENT)
    clean(pages, tmp_path / "calm", judge_quickly)
    assert report.ok
    assert parts_of(tmp_path / "out") == parts_of(tmp_path / "calm")
