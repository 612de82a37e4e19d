"""A page of a finished run, found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.loading import LoadError
from pipeline.lookup import find_row, read_source, run_config
from tests.made_output import make_article, make_dropped, write_output

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Three articles, two of them with ids that begin alike, and a dropped page."""
    return write_output(
        tmp_path / "out",
        [make_article(1, id="ab" * 16), make_article(2, id="ab" * 15 + "ff"), make_article(3, id="cd" * 16)],
        [make_dropped(1)],
    )


def test_by_id_by_its_first_digits_and_by_url(out: Path) -> None:
    """All three names find the same row."""
    rows = [find_row(out, key) for key in ("cd" * 16, "cdcdcd", "https://host0.example/3")]
    assert {row["id"] for row, _ in rows} == {"cd" * 16}
    assert all(is_article for _, is_article in rows)


def test_a_dropped_page_is_found_too(out: Path) -> None:
    """Pages that gave no article can be looked at as well."""
    row, is_article = find_row(out, "https://host9.example/1")
    assert row["id"] == make_dropped(1).id
    assert not is_article


def test_an_ambiguous_or_unknown_name_is_an_error(out: Path) -> None:
    """Digits that fit several pages ask for more; a name that fits none is named."""
    with pytest.raises(LoadError, match=r"2 pages of .* answer to abababab"):
        find_row(out, "abababab")
    with pytest.raises(LoadError, match="no page with the id 123456"):
        find_row(out, "123456")
    with pytest.raises(LoadError, match="no page with the URL ab"):
        find_row(out, "ab")


def test_a_source_that_is_gone_is_named(out: Path) -> None:
    """The error says which file could not be read again."""
    row, _ = find_row(out, "cd" * 16)
    with pytest.raises(LoadError, match=r"pages\.warc\.gz"):
        read_source(out, row)


def test_a_configuration_of_another_version_is_an_error() -> None:
    """Options this version does not know are not silently left out."""
    with pytest.raises(LoadError, match="not of this version"):
        run_config({"config": {"colour": "blue"}})
