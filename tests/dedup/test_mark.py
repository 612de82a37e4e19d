"""Articles written again with what was found of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from pipeline.dedup import find_duplicates, write_marked
from pipeline.loading import LoadError
from tests.dedup.test_find import article, corpus, write_run

if TYPE_CHECKING:
    from pathlib import Path


def test_columns_are_added_and_nothing_is_deleted_unasked(tmp_path: Path) -> None:
    """Every article stays, with cluster, keeper and similarity beside it; on request only keepers stay."""
    write_run(tmp_path / "run", corpus(), parts=2)
    find_duplicates(tmp_path / "run", workers=1)
    assert write_marked(tmp_path / "run", tmp_path / "all") == 58
    assert write_marked(tmp_path / "run", tmp_path / "unique", delete=True) == 40
    rows = pq.read_table(tmp_path / "all" / "articles").to_pylist()
    assert sum(row["is_keeper"] for row in rows) == 40
    assert {row["duplicate_cluster"] for row in rows} == {row["id"] for row in rows if row["is_keeper"]}


def test_a_stale_table_is_refused(tmp_path: Path) -> None:
    """When the run has other articles by now, nothing is written by the old table."""
    write_run(tmp_path / "run", corpus())
    find_duplicates(tmp_path / "run", workers=1)
    (tmp_path / "run" / "articles" / "part-00000.parquet").unlink()
    (tmp_path / "run" / "articles").rmdir()
    write_run(tmp_path / "run", [article("new", "other words")])
    with pytest.raises(LoadError, match="again"):
        write_marked(tmp_path / "run", tmp_path / "all")
