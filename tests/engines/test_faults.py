"""Runs on real Ray and Spark that go wrong: poisonous pages, lost workers, a killed driver."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from pipeline.batch import run
from pipeline.batch.layout import Layout
from pipeline.config import Config
from tests.batch.corpus import judge_dangerously, judge_quickly, parts_of, site, wait_until, write_jsonl
from tests.engines.losing import CONFIG, judge_and_lose_the_engine
from tests.engines.test_clusters import CLUSTERS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default"), pytest.mark.parametrize("engine", CLUSTERS)]


def test_poisonous_pages_are_dropped_alone(tmp_path: Path, engine: str) -> None:
    """Each is dropped with the local engine's reason and detail; all parts are the local engine's, byte for byte."""
    urls = site(60, segfault=[3], leave=[17, 18], hang=[25], gulp=[44], abort=[59])
    pages = write_jsonl(tmp_path / "pages.jsonl", urls)
    config = Config.from_options(output={"shard_pages": 20}, limits={"page_seconds": 5.0, "worker_memory_mb": 600})
    for name in ("local", engine):
        report = run(pages, tmp_path / name, config, workers=2, engine=name, judge=judge_dangerously)
        assert report.ok
        assert report.funnel.pages_read == 60
    dropped = pq.read_table(tmp_path / engine / "dropped").to_pylist()
    reasons = {row["url"].split("/")[-2]: row["reason"] for row in dropped if row["reason"] != "no_content"}
    assert reasons == {
        "segfault": "crashed",
        "leave": "crashed",
        "hang": "timed_out",
        "gulp": "out_of_memory",
        "abort": "crashed",
    }
    assert parts_of(tmp_path / engine) == parts_of(tmp_path / "local")


def test_a_lost_worker_costs_no_page(tmp_path: Path, engine: str) -> None:
    """When the engine's own process is killed under a page, the page and its neighbours are kept."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(60, lose=[30]))
    report = run(pages, tmp_path / engine, CONFIG, workers=2, engine=engine, judge=judge_and_lose_the_engine)
    run(pages, tmp_path / "local", CONFIG, workers=2, judge=judge_quickly)
    assert (tmp_path / "lost").exists()
    assert report.ok
    assert parts_of(tmp_path / engine) == parts_of(tmp_path / "local")


def test_a_killed_driver_is_gone_on_from(tmp_path: Path, engine: str) -> None:
    """After kill -9 of the driver alone the same run does no finished shard again, and ends with the same bytes."""
    (tmp_path / "hold").touch()
    pages = write_jsonl(tmp_path / "pages.jsonl", site(800, wait=range(390, 800, 20)))  # in the second half's shards
    command = [sys.executable, "-m", "tests.engines.losing", engine, str(pages), str(tmp_path / "out")]
    driver = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    done = Layout(tmp_path / "out").done
    wait_until(lambda: len(list(done.glob("*.json"))) >= 4 or driver.poll() is not None, "no shard was done")
    driver.send_signal(signal.SIGKILL)
    driver.wait()
    (tmp_path / "hold").unlink()
    finished = len(list(done.glob("*.json")))
    assert 4 <= finished < 40
    report = run(pages, tmp_path / "out", CONFIG, workers=2, engine=engine, judge=judge_quickly)
    run(pages, tmp_path / "local", CONFIG, workers=2, judge=judge_quickly)
    assert report.ok
    assert report.shards_done_before >= finished
    assert parts_of(tmp_path / "out") == parts_of(tmp_path / "local")
