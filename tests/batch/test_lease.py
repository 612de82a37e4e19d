"""One writer for an output on a store, against a real server that speaks S3."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from pipeline.batch import run
from pipeline.batch.failures import RunError
from pipeline.batch.layout import Layout
from pipeline.batch.lease import NAME, Lease, own_store
from pipeline.batch.mirror import STAGING, Store, staging_folder
from tests.batch.corpus import judge_quickly, site, wait_until, write_jsonl

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("s3fs")
pytest.importorskip("moto.server")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A few pages."""
    return write_jsonl(tmp_path / "pages.jsonl", site(10))


@pytest.fixture(autouse=True)
def _no_settling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.lease.SETTLE_SECONDS", 0.01)


def writer(url: str, home: Path) -> Lease:
    """A writer on the machine that has its staging folders there."""
    layout = Layout(home / staging_folder(url).name, url)
    layout.out.mkdir(parents=True, exist_ok=True)
    return Lease(Store(url), layout)


def test_one_of_many_makes_the_lease(bucket: str) -> None:
    """When many try at once the store lets one win."""
    store = Store(f"{bucket}/a")
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda n: store.create(NAME, b"%d" % n), range(8)))
    assert sum(won) == 1
    assert store.read(NAME) == b"%d" % won.index(True)


def test_a_second_machine_is_refused(bucket: str, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a run is at work, another machine is told whose it is; when it has ended, the other may."""
    url = f"{bucket}/b"
    home = staging_folder(url).parent
    layout = Layout(staging_folder(url), url)
    layout.out.mkdir(parents=True)
    with own_store(Store(url), layout):
        monkeypatch.setenv(STAGING, str(tmp_path / "elsewhere"))
        with pytest.raises(RunError, match=r"in use by another run \(process \d+ on .*seconds from now"):
            run(pages, url, workers=1, engine="inline", judge=judge_quickly)
    assert home != tmp_path / "elsewhere"
    assert run(pages, url, workers=1, engine="inline", judge=judge_quickly).ok
    assert Store(url).sizes("_state").keys() == {"job.json", "plan.jsonl"}


def test_a_dead_run_blocks_its_own_machine_not_at_all(bucket: str, pages: Path) -> None:
    """The lock of the staging folder shows that the owner is gone."""
    url = f"{bucket}/c"
    writer(url, staging_folder(url).parent).take()
    assert run(pages, url, workers=1, engine="inline", judge=judge_quickly).ok


def test_a_dead_run_blocks_others_for_a_while(
    bucket: str, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the lease has not been renewed for long enough by the store's clock, another machine takes over."""
    url = f"{bucket}/d"
    writer(url, tmp_path / "other").take()
    with pytest.raises(RunError, match="in use"):
        run(pages, url, workers=1, engine="inline", judge=judge_quickly)
    monkeypatch.setattr("pipeline.batch.lease.STALE_SECONDS", 1.0)
    time.sleep(2.1)  # the store's times are whole seconds
    assert run(pages, url, workers=1, engine="inline", judge=judge_quickly).ok


def test_a_writer_that_was_cut_off_stops(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who finds the lease in other hands writes no more, and leaves the lease alone."""
    monkeypatch.setattr("pipeline.batch.lease.RENEW_SECONDS", 0.05)
    url = f"{bucket}/e"
    other = writer(url, tmp_path / "other")
    with own_store(Store(url), writer(url, tmp_path / "here").layout) as lease:
        assert lease is not None
        time.sleep(0.5)
        lease.check()
        lease.store.write(NAME, json.dumps(other.card).encode())
        wait_until(lambda: lease._lost, "it does not look at its lease")
        with pytest.raises(RunError, match="taken over"):
            lease.check()
    assert json.loads(Store(url).read(NAME))["token"] == other.card["token"]


def test_of_two_that_take_over_one_goes_on(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both may see the same stale lease; the one whose new lease was deleted by the other finds out."""
    monkeypatch.setattr("pipeline.batch.lease.STALE_SECONDS", -1.0)
    monkeypatch.setattr("pipeline.batch.lease.SETTLE_SECONDS", 5.0)
    url = f"{bucket}/f"
    writer(url, tmp_path / "dead").take()
    writers = [writer(url, tmp_path / name) for name in ("one", "two")]

    def take(lease: Lease) -> bool:
        try:
            lease.take()
        except RunError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(take, writers)) == 1
