"""Which removals a person is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Reason, Removal
from pipeline.report.samples import PER_REASON, measure_risk, pick_removals
from tests.made_output import make_article, write_output

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "The council met on Monday and voted to repair the old bridge before the winter comes."
TITLES = "Best Pools Near Me With Slides And Breakfast Included For Kids"


def _removal(block: int, score: float, text: str, reason: Reason = Reason.BOILERPLATE) -> Removal:
    return Removal(block, reason, score, "content.rules/1", text, "body > p")


def test_doubt_length_and_prose_are_risk() -> None:
    """A less sure judge, a longer text, and running text each raise the risk."""
    assert measure_risk(0.5, 16, PROSE) > measure_risk(0.9, 16, PROSE)
    assert measure_risk(0.5, 60, PROSE) > measure_risk(0.5, 6, PROSE)
    assert measure_risk(0.5, 11, PROSE) > measure_risk(0.5, 11, TITLES)


def test_the_riskiest_stand_first_and_no_reason_fills_the_list(tmp_path: Path) -> None:
    """The order is by risk; each reason has its share."""
    articles = [
        make_article(n, removed=(_removal(0, 0.5 + n / 200, PROSE), _removal(1, 0.9, TITLES, Reason.RELATED_LINKS)))
        for n in range(30)
    ]
    picked = pick_removals(write_output(tmp_path / "out", articles))
    assert [row["reason"] for row in picked.risky] == ["boilerplate"] * PER_REASON + ["related_links"] * PER_REASON
    assert [row["score"] for row in picked.risky[:3]] == [0.5, 0.505, 0.51]


def test_samples_are_sure_and_of_different_pages(tmp_path: Path) -> None:
    """Of each reason the surest removals, from two pages."""
    removed = (_removal(0, 0.99, TITLES, Reason.GALLERY), _removal(1, 0.99, TITLES, Reason.GALLERY))
    articles = [make_article(n, removed=removed) for n in range(3)]
    picked = pick_removals(write_output(tmp_path / "out", articles))
    assert len({row["page_id"] for row in picked.typical["gallery"]}) == 2


def test_pages_come_with_what_is_picked(tmp_path: Path) -> None:
    """Every picked removal has its page, laid out again from the rows, in either format."""
    articles = [make_article(n, removed=(_removal(1, 0.6, PROSE),)) for n in range(4)]
    for suffix in ("parquet", "jsonl"):
        picked = pick_removals(write_output(tmp_path / suffix, articles, suffix=suffix))
        page = picked.pages[str(picked.risky[0]["page_id"])]
        assert [piece.text for piece in page.pieces if piece.removal] == [PROSE]
        assert page.article is not None
        assert page.article.title


def test_the_choice_is_the_same_every_time(tmp_path: Path) -> None:
    """Equal removals are chosen by their order in the ledger."""
    articles = [make_article(n, removed=(_removal(0, 0.6, PROSE),)) for n in range(100)]
    out = write_output(tmp_path / "out", articles, parts=3)
    assert [r["page_id"] for r in pick_removals(out).risky] == [r["page_id"] for r in pick_removals(out).risky]


def test_nothing_removed_gives_nothing(tmp_path: Path) -> None:
    """An empty ledger has no risk."""
    picked = pick_removals(write_output(tmp_path / "out", [make_article(1, removed=())]))
    assert (picked.risky, picked.typical, picked.pages) == ([], {}, {})
