"""A finished run -> a dataset card: `README.md` with the YAML header that the Hugging Face Hub reads.

The card says what the files hold, how they came about and what was taken out, all from run.json and the tables.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pipeline.loading import list_parts, read_batches, read_run
from pipeline.schema import ARTICLE_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.schema import Table

SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
    (1_000_000_000, "100M<n<1B"),
)
"""Upper bound and the Hub's name of each size category."""
COUNTED: dict[Table, tuple[str, ...]] = {
    "articles": ("language", "licence", "page_type"),
    "removed": ("reason",),
    "dropped": ("reason",),
}
MAX_LANGUAGES = 40  # in the header; the card is for people


def write_card(out: str | Path, name: str | None = None) -> str:
    """Make the card of a run; give its text.

    Args:
        out: output folder of a run.
        name: the dataset's name; the folder's when None.

    Raises:
        LoadError: `out` is no output folder of a run.
    """
    report = read_run(out)
    counts = _count(out)
    return "\n".join([*_header(out, report, counts), *_body(name or str(out).rstrip("/"), report, counts), ""])


def _count(out: str | Path) -> dict[str, Counter[str]]:
    """Count languages, licences and page types of the articles, and the reasons of the other tables."""
    counts: dict[str, Counter[str]] = {}
    for table, columns in COUNTED.items():
        for column in columns:
            counts[f"{table}.{column}"] = Counter()
        for batch in read_batches(out, table, list(columns)):
            for column in columns:
                values = batch.column(column).to_pylist()
                counts[f"{table}.{column}"].update(value or "unknown" for value in values)
    return counts


def _header(out: str | Path, report: dict[str, Any], counts: dict[str, Counter[str]]) -> list[str]:
    _, parts = list_parts(out, "articles")
    ending = "jsonl" if parts and ".jsonl" in parts[0] else "parquet"
    articles = report["funnel"]["articles"]
    languages = [code for code, _ in counts["articles.language"].most_common(MAX_LANGUAGES) if code != "unknown"]
    size = next((label for bound, label in SIZES if articles < bound), "n>1B")
    return [
        "---",
        "license: other",
        *(["language:", *(f"- {code}" for code in sorted(languages))] if languages else []),
        "task_categories:",
        "- text-generation",
        f"size_categories:\n- {size}",
        "configs:",
        "- config_name: default",
        "  data_files:",
        f"  - split: train\n    path: articles/*.{ending}",
        f"- config_name: removed\n  data_files: removed/*.{ending}",
        f"- config_name: dropped\n  data_files: dropped/*.{ending}",
        "---",
    ]


def _body(name: str, report: dict[str, Any], counts: dict[str, Counter[str]]) -> list[str]:
    funnel = report["funnel"]
    return [
        f"# {name.rsplit('/', 1)[-1]}",
        "",
        f"Article records cleaned from scraped web pages by pagewinnow {report.get('version', '')}.",
        "",
        "```python",
        "from datasets import load_dataset",
        "",
        f'articles = load_dataset("{name}", split="train")',
        "```",
        "",
        "## Counts",
        "",
        *_table(("", "pages"), [(what, funnel[what]) for what in ("pages_read", "articles", "dropped")]),
        "",
        *_table(("language", "articles"), counts["articles.language"].most_common(MAX_LANGUAGES)),
        "",
        *_table(("page type", "articles"), counts["articles.page_type"].most_common()),
        "",
        "## What was taken out",
        "",
        "`removed` is the ledger: one row a removed block, with its text, reason, score and judge.",
        "",
        *_table(("reason", "blocks"), counts["removed.reason"].most_common()),
        "",
        "`dropped` has one row a page that gave no article.",
        "",
        *_table(("reason", "pages"), counts["dropped.reason"].most_common()),
        "",
        "## Columns of `articles`",
        "",
        *_table(("column", "type", "meaning"), [(f"`{c.name}`", c.type, c.doc) for c in ARTICLE_COLUMNS]),
        "",
        "## Licence",
        "",
        "The texts belong to the authors of the pages they were taken from. Licences that pages declare, in `licence`:",
        "",
        *_table(("licence", "articles"), counts["articles.licence"].most_common(10)),
    ]


def _table(heads: tuple[str, ...], rows: list[Any]) -> list[str]:
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return [*lines, *("| " + " | ".join(_cell(value) for value in row) + " |" for row in rows)]


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return str(value).replace("|", "\\|").replace("\n", " ")
