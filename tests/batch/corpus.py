"""Tiny corpora, and judges that stand in for `clean_page`: quick ones, and ones that do harm at a word in the URL."""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch import spill
from pipeline.clean import clean_page
from pipeline.records import Article, Dropped, DropReason, RawPage, RawText, Reason, Removal
from pipeline.sites.observe import observe_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.batch.spill import Stretch
    from pipeline.config import Config, Limits
    from pipeline.sites.observe import Observation


PATIENCE = 240.0  # seconds that a test waits for what a quiet machine does in one


def wait_until(come_true: Callable[[], object], what: str) -> None:
    """Wait for something that comes to pass by itself, on the busiest machine too."""
    give_up = time.monotonic() + PATIENCE
    while not come_true():
        assert time.monotonic() < give_up, what
        time.sleep(0.02)


def write_jsonl(path: Path, urls: Iterable[str]) -> Path:
    """Write a page for every URL as JSON Lines."""
    with path.open("w") as handle:
        for number, url in enumerate(urls):
            html = (
                f"<title>Page {number}</title><body><p>Rain fell on the hills of {url} all night, {number} times.</p>"
            )
            handle.write(json.dumps({"url": url, "html": html}) + "\n")
    return path


def site(number: int, **special: Iterable[int]) -> list[str]:
    """URLs of that many pages; `segfault=[3]` puts the word into the URL of page 3."""
    words = {index: word for word, indices in special.items() for index in indices}
    return [f"https://example.org/{words.get(index, 'page')}/{index}" for index in range(number)]


def judge_quickly(page: RawPage | RawText, config: Config) -> Article | Dropped:
    """Make a plausible record in no time; every seventh page is dropped."""
    del config
    assert isinstance(page, RawPage)
    assert page.source is not None
    number = int(re.findall(r"\d+", page.url or "0")[-1])
    file, position = page.source.file, page.source.position
    if number % 7 == 6:
        return Dropped(page.id, DropReason.NO_CONTENT, "seventh", page.url, source_file=file, source_position=position)
    removal = Removal(block=0, reason=Reason.BOILERPLATE, score=0.5, by="test/1", text=f"menu {number}", path="body")
    text = page.body.decode()
    return Article(
        id=page.id,
        text=text,
        url=page.url,
        word_count=len(text.split()),
        blocks_removed=1,
        removed=(removal,),
        source_file=file,
        source_position=position,
    )


def judge_and_wait(page: RawPage | RawText, config: Config) -> Article | Dropped:
    """As `judge_quickly`, but a page whose URL says `wait` takes as long as a file `hold` lies beside the input."""
    _wait(page)
    return judge_quickly(page, config)


def clean_and_wait(page: RawPage | RawText, config: Config) -> Article | Dropped:
    """As `clean_page`, but a page whose URL says `wait` takes as long as a file `hold` lies beside the input."""
    assert isinstance(page, RawPage)
    _wait(page)
    return clean_page(page, config)


def _wait(page: RawPage | RawText) -> None:
    assert page.source is not None
    hold = Path(page.source.file).with_name("hold")
    while "/wait/" in (page.url or "") and hold.exists():
        time.sleep(0.02)


def judge_dangerously(page: RawPage | RawText, config: Config) -> Article | Dropped:
    """As `judge_quickly`, but some words in a URL do harm to the process."""
    harm = HARM.get((page.url or "").split("/")[-2])
    if harm is not None:
        harm()
    return judge_quickly(page, config)


def spill_dangerously(stretch: Stretch, config: Config, folder: str) -> int:
    """As `spill`, but some words in a URL do harm to the process."""
    vars(spill)["observe_page"] = _observe_dangerously
    return spill.spill(stretch, config, folder)


def _observe_dangerously(page: RawPage, host: str, limits: Limits) -> Iterator[Observation]:
    harm = HARM.get((page.url or "").split("/")[-2])
    if harm is not None:
        harm()
    yield from observe_page(page, host, limits)


def judge_once_dangerously(page: RawPage | RawText, config: Config) -> Article | Dropped:
    """Do harm the first time only: a file beside the input remembers."""
    assert page.source is not None
    word, number = (page.url or "").split("/")[-2:]
    memory = Path(page.source.file).with_name(f"{word}-{number}.done")
    if word in HARM and not memory.exists():
        memory.touch()
        HARM[word]()
    return judge_quickly(page, config)


def _segfault() -> None:
    ctypes.string_at(0)


def _leave() -> None:
    os._exit(0)


def _leave_with_status() -> None:
    os._exit(3)


def _hang() -> None:
    time.sleep(600)


def _hang_with_interpreter_locked() -> None:
    ctypes.PyDLL(None).sleep(600)  # PyDLL keeps the interpreter's lock


def _hoard() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(64 << 20))


def _hoard_at_once() -> None:
    bytearray(1 << 50)


def _raise() -> None:
    raise ValueError("boo")


def _be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


HARM = {
    "segfault": _segfault,
    "abort": os.abort,
    "leave": _leave,
    "status": _leave_with_status,
    "hang": _hang,
    "lock": _hang_with_interpreter_locked,
    "hoard": _hoard,
    "gulp": _hoard_at_once,
    "raise": _raise,
    "killed": _be_killed,
}


def parts_of(out: Path) -> dict[str, bytes]:
    """Every part file of an output, by name, with its bytes."""
    return {
        f"{path.parent.name}/{path.name}": path.read_bytes()
        for table in ("articles", "removed", "dropped")
        for path in (out / table).iterdir()
    }
