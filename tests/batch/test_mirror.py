"""Outputs on an object store, against a real server that speaks S3."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.batch import run
from pipeline.batch.failures import RunError
from pipeline.batch.layout import Layout
from pipeline.batch.mirror import STAGING, Store, is_store, staging_folder
from pipeline.config import Config
from tests.batch.corpus import wait_until

if TYPE_CHECKING:
    from pathlib import Path

s3fs = pytest.importorskip("s3fs")
pytest.importorskip("moto.server")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
PAGES, SHARD = 300, 30


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A file of small pages."""
    path = tmp_path / "pages.jsonl"
    told = "says that the river rose again in spring, and that nobody had believed it would."
    rows = [
        {
            "url": f"https://example.org/{'wait' if n >= 200 else 'page'}/{n}",
            "html": "".join(f"<p>Part {i} of page {n} {told}</p>" for i in range(6)),
        }
        for n in range(PAGES)
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def parts_of_store(url: str) -> dict[str, bytes]:
    """Every part on the store, by name."""
    s3fs.S3FileSystem.clear_instance_cache()
    fs: Any = s3fs.S3FileSystem()
    return {name.split("/", 2)[2]: fs.cat_file(name) for name in fs.find(url) if "/part-" in name}


def parts_of_folder(out: Path) -> dict[str, bytes]:
    """Every part in a folder, by name."""
    return {str(path.relative_to(out)): path.read_bytes() for path in out.glob("*/part-*")}


OPTIONS: dict[str, Any] = {"extractor": "rules", "output": {"shard_pages": SHARD}}
CONFIG = Config.from_options(**OPTIONS)


def test_what_is_on_the_store_is_what_a_local_run_gives(bucket: str, pages: Path, tmp_path: Path) -> None:
    """Parts, markers and run.json come up; the parts are a local run's bytes; a second run does nothing."""
    report = run(pages, f"{bucket}/a", CONFIG, workers=2)
    run(pages, tmp_path / "local", CONFIG, workers=1)
    assert parts_of_store(f"{bucket}/a") == parts_of_folder(tmp_path / "local")
    assert report.out == f"{bucket}/a"
    assert s3fs.S3FileSystem().exists(f"{bucket}/a/run.json")
    assert run(pages, f"{bucket}/a", CONFIG, workers=1).pages_this_run == 0


def test_another_machine_takes_over(bucket: str, pages: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the staging folder the state comes from the store, and finished shards are not done again."""
    run(pages, f"{bucket}/b", CONFIG, workers=1)
    monkeypatch.setenv(STAGING, str(tmp_path / "elsewhere"))
    assert run(pages, f"{bucket}/b", CONFIG, workers=1).pages_this_run == 0


def test_a_killed_run_goes_on(bucket: str, pages: Path, tmp_path: Path) -> None:
    """After kill -9 in the middle, the same run ends with the bytes of an undisturbed one."""
    code = (
        "from pipeline.batch import run\nfrom pipeline.config import Config\n"
        "from tests.batch.corpus import clean_and_wait\n"
        "if __name__ == '__main__':\n"
        f"    config = Config.from_options(**{OPTIONS!r})\n"
        f"    run({str(pages)!r}, {bucket + '/c'!r}, config, workers=1, judge=clean_and_wait)\n"
    )
    (tmp_path / "hold").touch()
    script = tmp_path / "go.py"
    script.write_text(code, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen([sys.executable, str(script)], env=environment, start_new_session=True)
    markers = Layout(staging_folder(f"{bucket}/c")).done
    wait_until(lambda: len(list(markers.glob("*.json"))) >= 3 or process.poll() is not None, "no shard was done")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    (tmp_path / "hold").unlink()
    assert 0 < len(parts_of_store(f"{bucket}/c")) < 3 * PAGES // SHARD
    report = run(pages, f"{bucket}/c", CONFIG, workers=1)
    assert 0 < report.pages_this_run < PAGES
    run(pages, tmp_path / "local", CONFIG, workers=1)
    assert parts_of_store(f"{bucket}/c") == parts_of_folder(tmp_path / "local")


def test_a_store_that_fails_is_tried_again(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passing faults cost waiting, lasting ones a clear error."""
    store = Store(f"{bucket}/d")
    (tmp_path / "x").write_bytes(b"x")
    faults = [OSError("slow down"), OSError("slow down")]
    put = store._fs.put_file

    def sometimes(*args: Any) -> None:
        if faults:
            raise faults.pop()
        put(*args)

    monkeypatch.setattr("pipeline.batch.mirror.FIRST_WAIT_SECONDS", 0.001)
    monkeypatch.setattr(store._fs, "put_file", sometimes)
    store.put(tmp_path / "x", "x")
    assert store.sizes("") == {"x": 1}
    faults += [OSError("gone")] * 10
    with pytest.raises(RunError, match="cannot write x: gone"):
        store.put(tmp_path / "x", "x")


def test_what_is_a_store() -> None:
    """URLs are stores, paths and file URLs are not."""
    assert is_store("s3://bucket/x")
    assert not is_store("/data/x")
    assert not is_store("file:///data/x")
