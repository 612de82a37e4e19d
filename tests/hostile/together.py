"""All hostile inputs at once, through one run: nothing may be lost among neighbours."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fixtures.warc import gzip_member, warc_record
from pipeline.batch import run
from pipeline.loading import load, load_dropped
from pipeline.records import DropReason
from tests.hostile.apart import Result
from tests.hostile.container import WHEN, HostileContainer, marker
from tests.hostile.make_containers import hostile_containers
from tests.hostile.make_pages import hostile_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.hostile.case import HostilePage

HTTP_HEAD_LIMIT = 4_000  # characters of a media type that a header line is given


@contextmanager
def _scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pages_together() -> Iterator[Result]:
    """Every page as a record of one archive: each URL must have exactly one outcome, and an allowed one."""
    cases = {case.url: case for case in hostile_pages()}
    with _scratch() as folder:
        archive = folder / "hostile.warc.gz"
        with archive.open("wb") as file:
            for case in cases.values():
                file.write(gzip_member(_as_record(case)))
        start = time.perf_counter()
        report = run([str(archive)], folder / "out")
        seconds = time.perf_counter() - start
        articles = list(load(folder / "out", columns=["url"])["url"])
        dropped = load_dropped(folder / "out", columns=["url", "reason", "detail"])
    rows = dict(zip(dropped["url"], zip(dropped["reason"], dropped["detail"], strict=True), strict=True))
    skipped = 0
    for url, case in cases.items():
        count = articles.count(url) + list(dropped["url"]).count(url)
        if count == 0 and DropReason.NOT_HTML in case.drops:  # the reader of archives counts other media, as it must
            skipped += 1
            yield Result(case.group, case.name, "skipped", None)
            continue
        reason, detail = rows.get(url, ("article", ""))
        wrong = None if count == 1 else f"{count} outcomes"
        if wrong is None and reason != "article" and reason not in {str(drop) for drop in case.drops}:
            wrong = f"dropped as {reason}: {detail[:120]}"
        yield Result(case.group, case.name, str(reason), wrong)
    total = len(articles) + len(dropped)
    balanced = report.funnel.pages_read == total == len(cases) - skipped
    wrong = None if balanced else f"{report.funnel.pages_read} read, {total} rows, {skipped} skipped of {len(cases)}"
    yield Result("run", "funnel", "article", wrong, seconds)


def _as_record(case: HostilePage) -> bytes:
    page = case.make()
    media = (page.content_type or "text/html").encode("ascii", "replace").decode()[:HTTP_HEAD_LIMIT]
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n"
    block = head.encode() + f"Content-Length: {len(page.body)}\r\n\r\n".encode() + page.body
    return warc_record("response", block, url=case.url, when=WHEN, media="application/http;msgtype=response")


def containers_together() -> Iterator[Result]:
    """Every container that is not refused alone, in one run; survivors are looked for in each one's own folder."""
    with _scratch() as folder:
        inputs: list[str] = []
        cases: dict[str, HostileContainer] = {}
        for number, case in enumerate(hostile_containers()):
            if case.name in ("no-pages", "empty-folder"):
                continue
            place = folder / "in" / f"{number:03}"
            place.mkdir(parents=True)
            inputs += case.build(place)
            cases[str(place)] = replace(case, may_refuse=False)
        start = time.perf_counter()
        report = run(inputs, folder / "out")
        seconds = time.perf_counter() - start
        articles = load(folder / "out", columns=["source_file", "text"])
        dropped = load_dropped(folder / "out", columns=["source_file", "reason"])
    texts = list(zip(articles["source_file"], articles["text"], strict=True))
    for home, case in cases.items():
        own = [text for file, text in texts if str(file).startswith(f"{home}/")]
        missing = [number for number in sorted(case.survivors) if not any(marker(number) in text for text in own)]
        yield Result(
            case.group,
            case.name,
            "article" if own else "no article",
            f"pages {missing[:5]} are lost" if missing else None,
        )
    crashed = sorted(set(dropped["reason"]) & {"crashed", "timed_out", "out_of_memory"})
    total = len(articles) + len(dropped)
    wrong = f"{report.funnel.pages_read} read, {total} rows" if report.funnel.pages_read != total else None
    yield Result("run", "funnel", "article", wrong or (f"dropped as {crashed}" if crashed else None), seconds)
