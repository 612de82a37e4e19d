"""A run: the funnel, resuming, adding, refusing, and the same bytes however it is done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.batch import RunError, RunReport, Watcher, run
from pipeline.batch.layout import Layout
from pipeline.config import Config
from pipeline.readers import InputError
from tests.batch.corpus import judge_quickly, parts_of, site, write_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.batch.reports import ShardReport
    from pipeline.readers import Shard

CONFIG = Config.from_options(output={"shard_pages": 10})


def clean(inputs: Path | list[Path], out: Path, config: Config = CONFIG, **options: object) -> RunReport:
    """Run with the quick judge, in this very process unless told otherwise."""
    return run(inputs, out, config, **{"workers": 1, "engine": "inline", "judge": judge_quickly, **options})  # type: ignore[arg-type]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Forty-two pages in one JSON Lines file."""
    return write_jsonl(tmp_path / "pages.jsonl", site(42))


def test_funnel_adds_up(pages: Path, tmp_path: Path) -> None:
    """Every page read is an article or a dropped row, and run.json says so."""
    report = clean(pages, tmp_path / "out")
    assert (report.funnel.pages_read, report.funnel.articles, report.funnel.dropped) == (42, 36, 6)
    assert report.funnel.dropped_by_reason == {"no_content": 6}
    assert report.funnel.removed_by_reason == {"boilerplate": 36}
    assert report.ok
    assert json.loads((tmp_path / "out" / "run.json").read_text())["funnel"]["pages_read"] == 42


def test_cuts_big_files_into_shards(pages: Path, tmp_path: Path) -> None:
    """One file gives several shards, and so several parts."""
    assert clean(pages, tmp_path / "out").shards > 1


def test_second_run_has_nothing_to_do(pages: Path, tmp_path: Path) -> None:
    """The same command again cleans nothing and reports the same funnel."""
    first = clean(pages, tmp_path / "out")
    before = parts_of(tmp_path / "out")
    second = clean(pages, tmp_path / "out")
    assert (second.pages_this_run, second.funnel) == (0, first.funnel)
    assert parts_of(tmp_path / "out") == before


def test_same_bytes_for_any_number_of_workers(pages: Path, tmp_path: Path) -> None:
    """One worker and three write the same files."""
    clean(pages, tmp_path / "one", workers=1, engine="local")
    clean(pages, tmp_path / "three", workers=3, engine="local")
    assert parts_of(tmp_path / "one") == parts_of(tmp_path / "three")


def test_same_bytes_for_any_hash_seed(tmp_path: Path) -> None:
    """Real cleaning of the shipped sample gives the same files whatever the order of sets and dicts."""
    sample = Path(__file__).resolve().parents[2] / "fixtures" / "sample" / "pages.warc.gz"
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "pipeline.cli.main", "run", str(sample), "-o", str(tmp_path / seed), "-q"]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
    assert parts_of(tmp_path / "1") == parts_of(tmp_path / "2")


def test_same_bytes_for_any_order_of_inputs(tmp_path: Path) -> None:
    """The order in which inputs are named leaves no trace."""
    files = [
        write_jsonl(tmp_path / f"{name}.jsonl", [f"https://{name}.org/p/{n}" for n in range(12)]) for name in "abc"
    ]
    clean(files, tmp_path / "forth")
    clean(files[::-1], tmp_path / "back")
    assert parts_of(tmp_path / "forth") == parts_of(tmp_path / "back")


def test_more_inputs_are_added(tmp_path: Path) -> None:
    """New input files on the same output are cleaned alone; the earlier ones stay as they are."""
    first = write_jsonl(tmp_path / "a.jsonl", site(15))
    second = write_jsonl(tmp_path / "b.jsonl", [f"https://b.org/p/{n}" for n in range(8)])
    clean(first, tmp_path / "out")
    before = parts_of(tmp_path / "out")
    report = clean([first, second], tmp_path / "out")
    assert (report.pages_this_run, report.funnel.pages_read) == (8, 23)
    assert before.items() <= parts_of(tmp_path / "out").items()


def test_files_that_come_into_a_folder_are_added(tmp_path: Path) -> None:
    """A folder that has grown since costs its new files alone."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.html").write_text(f"<p>Page {number} of the folder.</p>")
    run(folder, tmp_path / "out", CONFIG, engine="inline")
    (folder / "00.html").write_text("<p>One more page came in.</p>")
    report = run(folder, tmp_path / "out", CONFIG, engine="inline")
    assert (report.pages_this_run, report.funnel.pages_read) == (1, 5)


def test_a_changed_file_is_named_once(tmp_path: Path) -> None:
    """However many shards it makes: stderr stays short."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(35))
    clean(pages, tmp_path / "out")
    write_jsonl(pages, site(36))
    told: list[str] = []

    class Listener(Watcher):
        def begin(self, shards: Sequence[Shard], done: Iterable[ShardReport], notes: Sequence[str]) -> None:
            """Keep the notes."""
            super().begin(shards, done, notes)
            told.extend(notes)

    clean(pages, tmp_path / "out", watcher=Listener())
    assert told == [f"changed since it was planned, done again: {pages}"]


def test_changed_input_is_done_again(tmp_path: Path) -> None:
    """An input that is not what it was is cleaned anew, and leaves nothing of its former self."""
    pages = write_jsonl(tmp_path / "pages.jsonl", site(15))
    clean(pages, tmp_path / "out")
    write_jsonl(pages, site(16))
    report = clean(pages, tmp_path / "out")
    clean(pages, tmp_path / "fresh")
    assert report.funnel.pages_read == 16
    assert parts_of(tmp_path / "out") == parts_of(tmp_path / "fresh")


@pytest.mark.parametrize(
    ("config", "named"),
    [({"min_words": 5}, "min_words"), ({"output": {"format": "jsonl", "shard_pages": 10}}, "output.format")],
)
def test_refuses_another_configuration(pages: Path, tmp_path: Path, config: dict[str, object], named: str) -> None:
    """Another configuration on the same output is refused, and the message names the key and the way out."""
    clean(pages, tmp_path / "out")
    before = parts_of(tmp_path / "out")
    with pytest.raises(RunError, match=rf"{named}.*--overwrite"):
        clean(pages, tmp_path / "out", Config.from_options(**{"output": {"shard_pages": 10}, **config}))
    assert parts_of(tmp_path / "out") == before


def test_refuses_other_inputs(pages: Path, tmp_path: Path) -> None:
    """Inputs that leave the earlier ones out are refused."""
    clean(pages, tmp_path / "out")
    other = write_jsonl(tmp_path / "other.jsonl", site(3))
    with pytest.raises(RunError, match="made from other inputs"):
        clean(other, tmp_path / "out")


def test_overwrite_starts_anew(pages: Path, tmp_path: Path) -> None:
    """With overwrite an output is as if it had never been, and files that are not ours stay."""
    clean(pages, tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    other = write_jsonl(tmp_path / "other.jsonl", site(3))
    report = clean(other, tmp_path / "out", overwrite=True)
    assert report.funnel.pages_read == 3
    assert len(parts_of(tmp_path / "out")) == 3
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_overwrite_with_wrong_inputs_leaves_the_output(pages: Path, tmp_path: Path) -> None:
    """A slip in the name of an input does not cost the output that was to be made anew."""
    clean(pages, tmp_path / "out")
    before = parts_of(tmp_path / "out")
    with pytest.raises(InputError):
        clean(tmp_path / "slip.jsonl", tmp_path / "out", overwrite=True)
    assert parts_of(tmp_path / "out") == before


def test_refuses_parts_without_state(pages: Path, tmp_path: Path) -> None:
    """Parts that nobody answers for are not mixed with new ones."""
    clean(pages, tmp_path / "out")
    Layout(tmp_path / "out").job.unlink()
    with pytest.raises(RunError, match="not its state"):
        clean(pages, tmp_path / "out")


def test_missing_input_makes_nothing(tmp_path: Path) -> None:
    """A wrong input path is told before anything is written."""
    with pytest.raises(InputError, match="nowhere"):
        clean(tmp_path / "nowhere.jsonl", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_unwritable_output_is_one_line(pages: Path, tmp_path: Path) -> None:
    """An output that cannot be made is a clear error."""
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match=r"cannot write .*file/out: "):
        clean(pages, tmp_path / "file" / "out")


def damage_marker(out: Path) -> None:
    """Change a byte of a done-marker."""
    marker = next(Layout(out).done.iterdir())
    marker.write_bytes(marker.read_bytes().replace(b"pages_read", b"pages_raed"))


def cut_marker(out: Path) -> None:
    """Empty a done-marker."""
    next(Layout(out).done.iterdir()).write_bytes(b"")


def damage_part(out: Path) -> None:
    """Change a byte in the middle of a part, and leave its size."""
    part = next((out / "articles").iterdir())
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(data)


def cut_part(out: Path) -> None:
    """Cut a part short."""
    part = next((out / "removed").iterdir())
    os.truncate(part, part.stat().st_size - 1)


def lose_part(out: Path) -> None:
    """Delete a part."""
    next((out / "dropped").iterdir()).unlink()


def damage_plan(out: Path) -> None:
    """Write over the plan."""
    Layout(out).plan.write_text("{nonsense\n")


@pytest.mark.parametrize("damage", [damage_marker, cut_marker, damage_part, cut_part, lose_part, damage_plan])
def test_damage_is_noticed_and_mended(pages: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """Whatever is damaged in an output, the next run gives the bytes of an undisturbed one."""
    out = tmp_path / "out"
    clean(pages, out)
    before = parts_of(out)
    damage(out)
    report = clean(pages, out)
    assert parts_of(out) == before
    assert report.pages_this_run < 42 or damage is damage_plan


def test_leftovers_are_swept(pages: Path, tmp_path: Path) -> None:
    """Temporary files, and parts that no marker answers for, are gone after the next run."""
    out = tmp_path / "out"
    clean(pages, out)
    before = parts_of(out)
    (out / "articles" / ".part-1.parquet.77.tmp").write_bytes(b"half")
    (out / "dropped" / "part-feedfeed.parquet").write_bytes(b"orphan")
    clean(pages, out)
    assert parts_of(out) == before


def test_unfinished_output_does_not_look_finished(pages: Path, tmp_path: Path) -> None:
    """run.json goes before work begins and comes back when it is done."""
    seen: list[bool] = []

    class Look(Watcher):
        def shard_done(self, *_: object) -> None:
            seen.append((tmp_path / "out" / "run.json").exists())

    clean(pages, tmp_path / "out")
    damage_part(tmp_path / "out")
    clean(pages, tmp_path / "out", watcher=Look())
    assert seen == [False]
    assert (tmp_path / "out" / "run.json").exists()
