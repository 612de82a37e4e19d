"""Take the engine's own process down, and a run that waits: python -m tests.engines.losing ENGINE PAGES OUT."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from pipeline.batch import run
from pipeline.config import Config
from tests.batch.corpus import judge_and_wait, judge_quickly

if TYPE_CHECKING:
    from pipeline.records import Article, Dropped, RawPage, RawText

CONFIG = Config.from_options(output={"shard_pages": 20}, limits={"page_seconds": 600.0})


def judge_and_lose_the_engine(page: RawPage | RawText, config: Config) -> Article | Dropped:
    """Kill the engine's worker above this process at the first sight of a page named `lose`."""
    assert page.source is not None
    memory = Path(page.source.file).with_name("lost")
    if "/lose/" in (page.url or "") and not memory.exists():
        memory.touch()
        psutil.Process().parents()[1].kill()  # the one above is the server that we were forked from
        time.sleep(600)
    return judge_quickly(page, config)


if __name__ == "__main__":
    engine, pages, out = sys.argv[1:]
    run(pages, out, CONFIG, workers=2, engine=engine, judge=judge_and_wait)
