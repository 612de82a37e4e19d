"""Pages as the usual software writes them, in many languages: title, authors and days are found, or rightly none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.metadata import find_metadata
from tests.conftest import parse

TEMPLATES = sorted(Path(__file__).with_name("templates").glob("*.html"))
FETCHED = datetime(2026, 3, 1, tzinfo=UTC)


def expected_of(html: str) -> dict[str, str]:
    """What the comment at a template's beginning says of it, by field."""
    lines = html.partition("-->")[0].splitlines()[1:]
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.stem for path in TEMPLATES])
def test_a_template_is_read(path: Path) -> None:
    """Every field is what the template's comment says; an empty one is none. A change not named there may be found."""
    html = path.read_text(encoding="utf-8")
    expected = expected_of(html)
    page = parse(html.partition("-->")[2])
    metadata = find_metadata(page, set(range(len(page))), set(), expected["url"], FETCHED)
    found = {
        "title": metadata.title or "",
        "authors": ", ".join(metadata.authors),
        "published": str(metadata.published or ""),
        "modified": str(metadata.modified or "") if expected["modified"] else "",
    }
    assert found == {name: expected[name] for name in found}


def test_there_are_templates() -> None:
    """An empty folder would show nothing."""
    assert len(TEMPLATES) >= 60
