"""A shard in the caller's own process: rows, ledger, text that no format can hold, and where site pages go."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pyarrow.dataset as ds
import pytest

from pipeline.batch import Job, ShardReport, run_shard
from pipeline.batch.layout import Layout
from pipeline.batch.plan import FEWEST_SHARDS, Request, cut_inputs
from pipeline.batch.reports import SLOW_PAGES, slowest
from pipeline.config import Config
from pipeline.readers import plan_shards
from pipeline.records import Article, Dropped, RawPage, RawText, Reason, Removal
from tests.batch.corpus import judge_quickly, site, write_jsonl

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.batch.shard import Judge


def do(pages: Path, out: Path, judge: Judge, config: Config) -> ShardReport:
    """Run the first shard of some pages."""
    for folder in Layout(out).folders:
        folder.mkdir(parents=True)
    return run_shard(plan_shards([str(pages)], config)[0], Job(str(out), config, "stamp", judge=judge, guards=False))


def rows(out: Path, table: str) -> list[dict[str, object]]:
    """Read a table."""
    found: list[dict[str, object]] = ds.dataset(out / table).to_table().to_pylist()
    return found


def judge_with_surrogates(page: RawPage | RawText, config: Config) -> Article | Dropped:
    """Make a record whose texts hold lone surrogates."""
    del config
    removal = Removal(block=0, reason=Reason.FAKE_BIO, score=1.0, by="x", text="bad \udc80 bio", path="p")
    return Article(id=page.id, text="bad \ud800 text", authors=("A\udfff",), removed=(removal,), blocks_removed=1)


def test_what_no_format_can_hold_is_made_storable(tmp_path: Path) -> None:
    """Lone surrogates become U+FFFD in texts, lists and ledger, and cost nobody the page."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(2))
    report = do(pages, tmp_path / "out", judge_with_surrogates, Config())
    assert (report.articles, report.error) == (2, None)
    article, removed = rows(tmp_path / "out", "articles")[0], rows(tmp_path / "out", "removed")[0]
    assert (article["text"], article["authors"], removed["text"]) == ("bad \ufffd text", ["A\ufffd"], "bad \ufffd bio")


def test_the_slowest_pages_are_named(tmp_path: Path) -> None:
    """Of many pages those that took longest are in the report, the longest first, with their places."""

    def judge(page: RawPage | RawText, config: Config) -> Article | Dropped:
        time.sleep(2.0 if str(page.url).endswith("/7") else 0.0)
        return judge_quickly(page, config)

    report = do(write_jsonl(tmp_path / "pages.jsonl", site(30)), tmp_path / "out", judge, Config())
    assert len(report.slowest) == SLOW_PAGES
    assert report.slowest[0].url.endswith("/7")
    assert report.slowest[0].source_position == 8
    assert report.slowest == slowest(report.slowest)


@pytest.mark.parametrize(("ledger", "written"), [("all", 6), ("spam", 0), ("none", 0)])
def test_ledger_is_written_as_asked(tmp_path: Path, ledger: str, written: int) -> None:
    """The ledger may be left out, in whole or but for spam; the counts stay whole."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(6))
    report = do(pages, tmp_path / "out", judge_quickly, Config.from_options(output={"ledger": ledger}))
    assert len(rows(tmp_path / "out", "removed")) == written
    assert report.removed == {"boilerplate": 6}


def test_a_judge_that_raises_costs_one_page(tmp_path: Path) -> None:
    """An exception that gets through becomes the page's dropped row."""

    def judge(page: RawPage | RawText, config: Config) -> Article | Dropped:
        if (page.url or "").endswith("/3"):
            raise RecursionError("too deep")
        return judge_quickly(page, config)

    report = do(write_jsonl(tmp_path / "pages.jsonl", site(6)), tmp_path / "out", judge, Config())
    assert (report.pages_read, report.dropped) == (6, {"crashed": 1})
    assert rows(tmp_path / "out", "dropped")[0]["detail"] == "RecursionError: too deep"


@pytest.mark.parametrize(("pages", "shards"), [(20, 1), (400, FEWEST_SHARDS)])
def test_few_pages_are_cut_finer(tmp_path: Path, pages: int, shards: int) -> None:
    """A small input gives several workers something to do, a tiny one stays whole."""
    inputs = (str(write_jsonl(tmp_path / "pages.jsonl", site(pages))),)
    assert abs(len(cut_inputs(Request(inputs, Config()))) - shards) <= 1
