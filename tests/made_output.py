"""Small outputs of a run, valid by schema, for tests of what reads them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records import Article, Dropped, DropReason, Reason, Removal
from pipeline.schema import TABLES, Row, Table, arrow_schema, article_row, dropped_row, removed_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FETCHED = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
PARAGRAPHS = (
    "The rain that fell on the hills",
    "The river rose in the night, and by the morning the lower road was under water.",
    "Nobody in the village could remember a flood so early in the year.",
)


def make_article(number: int, **changes: Any) -> Article:
    """Make an article with a ledger of one menu and one invented profile line."""
    removed = (
        Removal(0, Reason.BOILERPLATE, 0.9, "content.rules/1", "Home", "body > nav > a"),
        Removal(4, Reason.FAKE_PROFILE, 0.97, "spam.profile/1", "Name : Prof. Ada Faker", "body > ul > li"),
    )
    fields: dict[str, Any] = {
        "id": f"{number:032x}",
        "text": "\n\n".join(PARAGRAPHS),
        "url": f"https://host{number % 3}.example/{number}",
        "host": f"host{number % 3}.example",
        "title": f"Page {number}",
        "authors": ("Ada Byron", "Grace Hopper"),
        "published": date(2024, 1, 1 + number % 28),
        "language": "en" if number % 2 == 0 else "de",
        "word_count": 36,
        "blocks_total": 5,
        "blocks_kept": 3,
        "blocks_removed": len(removed),
        "farm_score": 0.8 if number % 4 == 0 else 0.0,
        "removed_reasons": ("fake_profile",),
        "content_hash": "0" * 32,
        "simhash": -1 - number,
        "signals": {"c4": True, "digit_share": 0.25},
        "source_file": "pages.warc.gz",
        "source_position": number * 100,
        "fetched_at": FETCHED,
        "removed": removed,
    }
    return Article(**(fields | changes))


def make_dropped(number: int, reason: DropReason = DropReason.NO_CONTENT) -> Dropped:
    """Make a dropped row."""
    url = f"https://host9.example/{number}"
    return Dropped(f"{number + 10**6:032x}", reason, "0 words of content", url=url, host="host9.example")


def write_output(
    out: Path, articles: Sequence[Article], dropped: Sequence[Dropped] = (), *, parts: int = 2, suffix: str = "parquet"
) -> Path:
    """Write the folder a run would leave, with run.json, in `parts` files a table."""
    rows: dict[Table, list[Row]] = {
        "articles": [article_row(a) for a in articles],
        "removed": [row for a in articles for row in removed_rows(a)],
        "dropped": [dropped_row(d) for d in dropped],
    }
    for table in TABLES:
        (out / table).mkdir(parents=True)
        for part in range(parts if rows[table] else 0):
            path = out / table / f"part-{part:05d}.{suffix}"
            _write_part(path, rows[table][part::parts], table)
    funnel = {"pages_read": len(articles) + len(dropped), "articles": len(articles), "dropped": len(dropped)}
    (out / "run.json").write_text(json.dumps({"funnel": funnel}), encoding="utf-8")
    return out


def _write_part(path: Path, rows: list[Row], table: Table) -> None:
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(table)), path, compression="zstd")
        return
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, default=lambda value: value.isoformat(), ensure_ascii=False) + "\n")
