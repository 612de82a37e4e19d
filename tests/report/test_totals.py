"""Counts over a run's tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pipeline.report import totals as module
from pipeline.report.totals import add_up_tables
from tests.made_output import make_article, make_dropped, write_output

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("suffix", ["parquet", "jsonl"])
def test_everything_is_counted(tmp_path: Path, suffix: str) -> None:
    """Articles, words, hosts, months, lengths, missing fields, reasons: each as the rows have it."""
    articles = [
        make_article(1, word_count=49, published=date(2023, 5, 1)),
        make_article(2, word_count=50, published=None, authors=()),
        make_article(4, word_count=20_000, language=None, farm_score=1.0),
    ]
    counts = add_up_tables(write_output(tmp_path / "out", articles, [make_dropped(1), make_dropped(2)], suffix=suffix))
    assert (counts.articles, counts.dropped, counts.words, counts.farm) == (3, 2, 20_099, 1)
    assert (counts.blocks, counts.blocks_kept) == (15, 9)
    assert counts.hosts["host1.example"].pages == 2
    assert counts.hosts["host1.example"].farm_share == 0.5
    assert counts.hosts["host1.example"].removed_share == pytest.approx(0.4)
    assert counts.hosts["host9.example"].dropped == 2
    assert counts.months == {(2023, 5): 1, (2024, 1): 1}
    assert (counts.lengths[0], counts.lengths[1], counts.lengths[-1], sum(counts.lengths)) == (1, 1, 1, 3)
    assert (counts.farm_scores[0], counts.farm_scores[9]) == (2, 1)
    assert counts.missing == {"title": 0, "published": 1, "language": 1, "authors": 1}
    assert counts.languages == {"de": 1, "en": 1, "unknown": 1}
    assert (counts.removed["fake_profile"].blocks, counts.removed["fake_profile"].words) == (3, 15)
    assert counts.removed["boilerplate"].mean_score == pytest.approx(0.9)
    assert (counts.drops["no_content"].pages, len(counts.drops["no_content"].examples)) == (2, 2)


def test_an_output_without_rows_counts_nothing(tmp_path: Path) -> None:
    """No rows give zeros, not errors."""
    counts = add_up_tables(write_output(tmp_path / "out", []))
    assert (counts.articles, counts.words, counts.removed, counts.drops, counts.hosts) == (0, 0, {}, {}, {})


def test_hosts_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many hosts the largest are kept, and the cut is known."""
    monkeypatch.setattr(module, "MAX_HOSTS", 10)
    articles = [make_article(n, host=f"h{n % 17}.example") for n in range(20)]
    counts = add_up_tables(write_output(tmp_path / "out", articles))
    assert counts.hosts_cut
    assert sorted(counts.hosts) == ["h0.example", "h1.example", "h10.example", "h11.example", "h2.example"]
