"""The dataset card of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.card import write_card
from pipeline.cli.main import COMMANDS
from pipeline.loading import LoadError
from pipeline.schema import ARTICLE_COLUMNS
from tests.made_output import make_article, make_dropped, write_output

if TYPE_CHECKING:
    from pathlib import Path


def test_a_card_tells_what_the_files_hold(tmp_path: Path) -> None:
    """Counts, languages, reasons, every column and the licences that pages declare are on the card."""
    articles = [make_article(i, licence="CC-BY-4.0" if i == 1 else None) for i in range(6)]
    write_output(tmp_path, articles, [make_dropped(9)])
    card = write_card(tmp_path, "me/news")
    head, body = card.split("---\n", 2)[1:]
    assert "language:\n- de\n- en\n" in head
    assert "n<1K" in head
    assert "path: articles/*.parquet" in head
    assert body.startswith("# news")
    assert "| pages_read | 7 |" in body
    assert "| no_content | 1 |" in body
    assert "| fake_profile | 6 |" in body
    assert "| CC-BY-4.0 | 1 |" in body
    assert all(f"| `{column.name}` |" in body for column in ARTICLE_COLUMNS)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    """A folder that holds no run is a clear error; the command is on the list."""
    with pytest.raises(LoadError, match="missing"):
        write_card(tmp_path / "missing")
    assert "card" in COMMANDS
