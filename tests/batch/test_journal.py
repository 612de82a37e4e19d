"""The journal: what comes back after a crash, and who is to blame."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from pipeline.batch.journal import CLEANING, READING, WRITING, Journal, LastDeath, note_death
from pipeline.records import Article, Dropped, DropReason, Reason, Removal

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = Article(
    id="a" * 32,
    text="Rain – дождь – 雨",
    authors=("Ada", "Grace"),
    published=date(2024, 2, 29),
    fetched_at=datetime(2024, 3, 1, 12, 30, tzinfo=UTC),
    simhash=2**64 - 1,
    signals={"digit_share": 1.0, "has_lorem": False, "none": None},
    removed=(Removal(block=3, reason=Reason.FAKE_BIO, score=0.5, by="x/1", text="bio", path="div", start=1, end=9),),
)
DROPPED = Dropped(id="b" * 32, reason=DropReason.TOO_DEEP, detail="why", source_position=7)
CRASH = LastDeath(DropReason.CRASHED, "killed its worker: SIGSEGV")
KILL = LastDeath(DropReason.CRASHED, "killed its worker: SIGKILL", from_outside=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal lies."""
    return tmp_path / "shard.journal"


def attempt(path: Path, *outcomes: Article | Dropped, doing: bytes | None = None) -> None:
    """Note outcomes, and what was begun behind them; then leave it as a crash would."""
    journal = Journal(path, b"job")
    for outcome in outcomes:
        journal.add(outcome)
    if doing is not None:
        journal.note(doing)
    journal.close()


def test_outcomes_come_back_as_they_were(path: Path) -> None:
    """Every field of every type survives."""
    attempt(path, ARTICLE, DROPPED)
    journal = Journal(path, b"job")
    assert [outcome for outcome, _ in journal.replay()] == [ARTICLE, DROPPED]
    assert journal.outcomes == 2


def test_another_job_starts_anew(path: Path) -> None:
    """What was noted under other settings or for another input is not used."""
    attempt(path, ARTICLE)
    assert list(Journal(path, b"other job").replay()) == []


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_torn_end_is_cut_away(path: Path, cut: int) -> None:
    """A journal cut anywhere gives the whole outcomes before the cut, and can be added to."""
    attempt(path, ARTICLE, DROPPED)
    os.truncate(path, path.stat().st_size - cut)
    journal = Journal(path, b"job")
    assert [outcome for outcome, _ in journal.replay()] == [ARTICLE]
    journal.add(DROPPED)
    journal.close()
    assert [outcome for outcome, _ in Journal(path, b"job").replay()] == [ARTICLE, DROPPED]


@pytest.mark.parametrize("garbage", [b"", b"\0" * 500, b"A\xff\xff\xff\xff\0\0\0\0x", bytes(range(200))])
def test_garbage_is_no_journal(path: Path, garbage: bytes) -> None:
    """A file of zeros, as a power cut leaves, or of anything else is an empty journal."""
    path.write_bytes(garbage)
    assert Journal(path, b"job").outcomes == 0


@pytest.mark.parametrize(("doing", "reading"), [(READING, True), (CLEANING, False)])
def test_the_record_in_flight_is_the_suspect(path: Path, doing: bytes, reading: bool) -> None:
    """A death is held against the record behind the last outcome, and whether it was in hand yet."""
    attempt(path, ARTICLE, doing=doing)
    assert note_death(path, CRASH) == 1
    suspect = Journal(path, b"job").suspect()
    assert suspect is not None
    assert (suspect.index, suspect.reading, suspect.guilty) == (1, reading, False)


def test_the_second_death_convicts(path: Path) -> None:
    """A page that ends a fresh worker again is guilty."""
    for _ in range(2):
        attempt(path, doing=CLEANING)
        note_death(path, CRASH)
    suspect = Journal(path, b"job").suspect()
    assert suspect is not None
    assert suspect.guilty


def test_kills_from_outside_get_one_more_chance(path: Path) -> None:
    """SIGKILL may be an operator's: the third convicts."""
    verdicts = []
    for _ in range(3):
        attempt(path, doing=CLEANING)
        note_death(path, KILL)
        journal = Journal(path, b"job")
        suspect = journal.suspect()
        journal.close()
        verdicts.append(suspect.guilty if suspect else None)
    assert verdicts == [False, False, True]


@pytest.mark.parametrize("doing", [WRITING, None])
def test_a_death_while_writing_is_nobodys_fault(path: Path, doing: bytes | None) -> None:
    """Between records and at the end no page is in hand, so none is blamed."""
    attempt(path, ARTICLE, doing=doing)
    note_death(path, CRASH)
    assert Journal(path, b"job").suspect() is None


def test_one_writer_at_a_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is added while a worker that was given up for lost still writes; when it is gone, all goes on."""
    monkeypatch.setattr("pipeline.batch.lock.ORPHAN_SECONDS", 0.1)
    orphan = Journal(path, b"job")
    orphan.note(CLEANING)
    with pytest.raises(TimeoutError, match="still at work"):
        note_death(path, KILL)
    with pytest.raises(TimeoutError, match="still at work"):
        Journal(path, b"job")
    orphan.close()
    assert note_death(path, KILL) == 0


def test_an_outcome_acquits(path: Path) -> None:
    """Deaths before a record's outcome are not held against the next record."""
    attempt(path, doing=CLEANING)
    note_death(path, CRASH)
    attempt(path, ARTICLE, doing=CLEANING)
    note_death(path, CRASH)
    suspect = Journal(path, b"job").suspect()
    assert suspect is not None
    assert (suspect.index, len(suspect.deaths)) == (1, 1)


def test_lone_surrogates_are_refused(path: Path) -> None:
    """What no output can hold is told at once."""
    with pytest.raises(UnicodeEncodeError):
        Journal(path, b"job").add(Dropped(id="c", reason=DropReason.EMPTY, detail="\ud800"))
