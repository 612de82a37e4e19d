"""Two runs compared."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest

from pipeline.diff import compare_runs, describe_change
from pipeline.loading import LoadError
from pipeline.records import DropReason, Reason, Removal
from tests.made_output import PARAGRAPHS, make_article, make_dropped, write_output

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_run_differs_in_nothing(tmp_path: Path) -> None:
    """An output against itself has only articles that are the same."""
    out = write_output(tmp_path / "a", [make_article(n) for n in range(5)])
    diff = compare_runs(out, out)
    assert diff.is_same
    assert (diff.same, diff.articles_a, diff.changed_share) == (5, 5, 0.0)
    assert (diff.only_a, diff.only_b, diff.texts) == ([], [], {})


def test_gained_lost_and_changed(tmp_path: Path) -> None:
    """Pages in one run only say what they are in the other; changed ones name their columns."""
    dropped = dataclasses.replace(make_dropped(1, DropReason.EMPTY), id=make_article(1).id)
    a = write_output(tmp_path / "a", [make_article(1), make_article(2), make_article(3)])
    b = write_output(tmp_path / "b", [make_article(2), make_article(3, title="New"), make_article(4)], [dropped])
    diff = compare_runs(a, b)
    assert [(page.url, page.why) for page in diff.lost] == [("https://host1.example/1", "dropped: empty")]
    assert [(page.url, page.why) for page in diff.gained] == [("https://host1.example/4", "not there")]
    assert [(change.id_a, change.columns) for change in diff.changed] == [(make_article(3).id, ("title",))]
    assert diff.hosts == {"host1.example": [1, 1, 0], "host0.example": [0, 0, 1]}
    assert diff.dropped == {"empty": (0, 1)}
    assert diff.changed_share == pytest.approx(1.0)


def test_a_page_fetched_anew_is_matched_by_its_url(tmp_path: Path) -> None:
    """Another body gives another id; the URL says that it is the same page."""
    a = write_output(tmp_path / "a", [make_article(1)])
    b = write_output(tmp_path / "b", [make_article(1, id="f" * 32, text=f"{PARAGRAPHS[0]}\n\nAnother end.")])
    diff = compare_runs(a, b)
    assert [(change.id_a, change.id_b) for change in diff.changed] == [(make_article(1).id, "f" * 32)]
    signs = [line.sign for hunk in diff.texts[make_article(1).id] for line in hunk]
    assert "-" in signs
    assert "+" in signs
    assert diff.gained == diff.lost == []


def test_removals_of_one_run_only_are_listed(tmp_path: Path) -> None:
    """With one judge switched off, exactly its removals are in the first ledger only."""
    menu, profile = make_article(1).removed
    twice = (menu, profile, profile)
    a = write_output(tmp_path / "a", [make_article(1, removed=twice), make_article(2)])
    b = write_output(tmp_path / "b", [make_article(1, removed=(menu,), word_count=40), make_article(2)])
    diff = compare_runs(a, b)
    assert [(row.reason, row.text) for row in diff.only_a] == [("fake_profile", profile.text)] * 2
    assert diff.only_b == []
    assert diff.removed["fake_profile"] == (3, 15, 1, 5)
    assert diff.removed["boilerplate"] == (2, 2, 2, 2)


def test_ignored_columns_do_not_count(tmp_path: Path) -> None:
    """A column left out of the comparison changes no page; an unknown one is an error."""
    a = write_output(tmp_path / "a", [make_article(1)])
    b = write_output(tmp_path / "b", [make_article(1, title="New")])
    assert compare_runs(a, b, ignore=["title"]).is_same
    with pytest.raises(LoadError, match="cannot ignore 'titel'"):
        compare_runs(a, b, ignore=["titel"])


def test_options_that_differ_are_named(tmp_path: Path) -> None:
    """The two configurations are compared option by option."""
    outs = [write_output(tmp_path / name, [make_article(1)]) for name in "ab"]
    for out, reasons in zip(outs, (["gallery", "comments"], ["comments"]), strict=True):
        (out / "run.json").write_text(json.dumps({"config": {"spam": {"remove": reasons}, "min_words": 1}}))
    diff = compare_runs(*outs)
    assert [(name, describe_change(old, new)) for name, old, new in diff.config] == [("spam.remove", '-"gallery"')]


def test_only_a_few_texts_are_compared(tmp_path: Path) -> None:
    """`shown` bounds the texts that are read again, not the counts."""
    a = write_output(tmp_path / "a", [make_article(n) for n in range(6)])
    b = write_output(tmp_path / "b", [make_article(n, text="Other words.") for n in range(6)])
    diff = compare_runs(a, b, shown=2)
    assert (len(diff.changed), len(diff.texts)) == (6, 2)


def test_ledger_rows_of_a_new_reason_are_in_b_only(tmp_path: Path) -> None:
    """A removal that the second run alone made is listed with its reason."""
    extra = Removal(2, Reason.COMMENTS, 0.8, "content.rules/1", "First!", "body > p")
    a = write_output(tmp_path / "a", [make_article(1)])
    b = write_output(tmp_path / "b", [make_article(1, removed=(*make_article(1).removed, extra), blocks_removed=3)])
    assert [row.text for row in compare_runs(a, b).only_b] == ["First!"]
