"""report.html: the page of a run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pipeline
from pipeline.loading import LoadError, read_run
from pipeline.reasons import DROPS, REMOVALS
from pipeline.records import SPAM_REASONS, Reason
from pipeline.report.charts import Histogram, Part, Share, build_histogram, split_parts
from pipeline.report.render import render_page, write_page
from pipeline.report.samples import Picked, pick_removals
from pipeline.report.shards import find_slowest_shards
from pipeline.report.totals import LENGTH_EDGES, Totals, add_up_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.explain import Explanation, Piece
    from pipeline.schema import Row

MAX_HOSTS_SHOWN = 300
MAX_LANGUAGES = 12
MAX_MONTHS = 48  # more are shown by year
MAX_RUNS = 14  # of an excerpt
MAX_TEXTS = 4  # of a run in an excerpt
FIELDS = ("title", "authors", "published", "language")


class FunnelRow(NamedTuple):
    """One bar of the funnel."""

    name: str
    total: int
    shares: list[Share]


class Chart(NamedTuple):
    """A histogram with its words."""

    title: str
    lead: str
    histogram: Histogram


class Sample(NamedTuple):
    """A removal with the text that stood around it."""

    row: Row
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ExcerptRun:
    """Neighbours in a page with one fate."""

    reason: Reason | None
    texts: list[str]
    blocks: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a page around a removal."""

    title: str
    name: str
    kept: int
    total: int
    runs: list[ExcerptRun]


def write_report(out_dir: str | Path) -> Path:
    """Write `report.html` into a run's output folder.

    Returns:
        The path of the page: self-contained, with a policy that lets nothing run or load but its own script and style.

    Raises:
        LoadError: `out_dir` is no output of a run.
        OSError: it cannot be written.
    """
    path = Path(out_dir) / "report.html"
    write_page(path, render_report(out_dir))
    return path


def render_report(out_dir: str | Path) -> str:
    """Make the page of a run from its Parquet or JSON Lines files and run.json.

    Raises:
        LoadError: `out_dir` is no output of a run.
    """
    totals, picked = add_up_tables(out_dir), pick_removals(out_dir)
    try:
        run = read_run(out_dir)
    except LoadError:
        run = {}  # a run that has not finished: its tables tell enough
    pages_read = run.get("funnel", {}).get("pages_read", totals.articles + totals.dropped)
    removed_words = sum(row.words for row in totals.removed.values())
    return render_page(
        "report.html",
        scripts=("tables.js",),
        name=Path(str(out_dir)).name or str(out_dir),
        out=str(out_dir),
        subtitle=_subtitle(run),
        totals=totals,
        pages_read=pages_read,
        balances=pages_read == totals.articles + totals.dropped,
        removed_words=removed_words,
        spam_words=sum(row.words for reason, row in totals.removed.items() if reason in SPAM_REASONS),
        funnel=_funnel(totals, pages_read, removed_words),
        drop_words=DROPS,
        risky=picked.risky,
        samples=_samples(picked),
        pages=_excerpts(picked),
        hosts=_largest_hosts(totals),
        hosts_note=_hosts_note(totals),
        charts=_charts(totals),
        languages=totals.languages.most_common(MAX_LANGUAGES),
        filled=[(name, totals.articles - totals.missing[name]) for name in FIELDS],
        version=pipeline.__version__,
        slowest_shards=find_slowest_shards(out_dir),
        **_run_facts(run),
    )


def _subtitle(run: dict[str, Any]) -> str:
    finished = str(run.get("finished", ""))[:16].replace("T", " ")
    return f"finished {finished} UTC" if finished else "not finished yet"


def _funnel(totals: Totals, pages_read: int, removed_words: int) -> list[FunnelRow]:
    dropped = [
        Part(str(r).replace("_", " "), d.pages, f"r-{_DROP_COLOURS[i % 6]}")
        for i, (r, d) in enumerate(totals.drops.items())
    ]
    kept = Part("kept", totals.words, "")
    removed = [Part(_label(reason), row.words, f"r-{reason}") for reason, row in totals.removed.items()]
    spam = [
        Part(_label(reason), row.words, f"r-{reason}")
        for reason, row in totals.removed.items()
        if reason in SPAM_REASONS
    ]
    rows = [
        FunnelRow("pages read", pages_read, split_parts([Part("articles", totals.articles, ""), *dropped])),
        FunnelRow("words seen", totals.words + removed_words, split_parts([kept, *removed])),
    ]
    if spam:
        rows.append(FunnelRow("words of spam", round(sum(part.value for part in spam)), split_parts(spam)))
    return rows


_DROP_COLOURS = ("boilerplate", "caption_pairs", "comments", "promoted", "site_repeat", "fake_socials")
"""Drop reasons borrow the colours of these, in the order of their counts."""


def _label(reason: str) -> str:
    return REMOVALS[Reason(reason)].label if reason in REMOVALS else reason


def _samples(picked: Picked) -> dict[str, list[Sample]]:
    """Give the typical removals the text that stood before and after them."""
    samples: dict[str, list[Sample]] = {}
    for reason in (
        *(r.value for r in REMOVALS if r in picked.typical),
        *(r for r in picked.typical if r not in REMOVALS),
    ):
        for row in picked.typical[reason]:
            page = picked.pages.get(str(row["page_id"]))
            before, after = _neighbours(page.pieces, row) if page else ("", "")
            samples.setdefault(reason, []).append(Sample(row, before, after))
    return samples


def _neighbours(pieces: tuple[Piece, ...], row: Row) -> tuple[str, str]:
    """The nearest text that stayed on both sides of a removal."""
    at = next((i for i, p in enumerate(pieces) if p.block == row["block"] and p.text == row["text"]), 0)
    before = next((p.text for p in reversed(pieces[:at]) if p.removal is None), "")
    return before, next((p.text for p in pieces[at + 1 :] if p.removal is None), "")


def _excerpts(picked: Picked) -> dict[str, Excerpt]:
    wanted: dict[str, set[int]] = {}
    for row in (*picked.risky, *(r for rows in picked.typical.values() for r in rows)):
        wanted.setdefault(str(row["page_id"]), set()).add(int(str(row["block"])))
    return {key: _excerpt(picked.pages[key], blocks) for key, blocks in wanted.items() if key in picked.pages}


def _excerpt(page: Explanation, blocks: set[int]) -> Excerpt:
    """Cut a page to the runs around some of its blocks."""
    runs, shown = [], []
    for reason, group in groupby(page.pieces, key=lambda p: p.removal.reason if p.removal else None):
        pieces = list(group)
        is_wanted = [piece.block in blocks and piece.removal is not None for piece in pieces]
        if reason is None and len(pieces) > MAX_TEXTS:
            texts = [pieces[0].text, pieces[-1].text]
        else:
            first = max(is_wanted.index(True) - 1, 0) if any(is_wanted) else 0
            texts = [piece.text for piece in pieces[first : first + MAX_TEXTS]]
        shown.append(any(is_wanted))
        runs.append(ExcerptRun(reason, texts, len(pieces), len(pieces) - len(texts)))
    near = [i for i in range(len(runs)) if any(shown[max(i - 2, 0) : i + 3])][:MAX_RUNS]
    article = page.article
    title = (article.title if article else None) or page.name
    return Excerpt(title, page.name, page.words_kept, page.words_before, [runs[i] for i in near])


def _largest_hosts(totals: Totals) -> list[tuple[str, Any]]:
    order = sorted(totals.hosts.items(), key=lambda item: (-item[1].pages, -item[1].dropped, item[0]))
    return order[:MAX_HOSTS_SHOWN]


def _hosts_note(totals: Totals) -> str:
    number = f"{len(totals.hosts):,}" if not totals.hosts_cut else f"more than {len(totals.hosts):,}"
    return (
        f"The {MAX_HOSTS_SHOWN} largest of {number} hosts."
        if len(totals.hosts) > MAX_HOSTS_SHOWN
        else f"{number} hosts."
    )


def _charts(totals: Totals) -> list[Chart]:
    edges = [0, *LENGTH_EDGES]
    names = [f"{low:,}–{high - 1:,} words" for low, high in zip(edges, LENGTH_EDGES, strict=False)]
    lengths = dict(zip([*names, f"{LENGTH_EDGES[-1]:,} words and more"], totals.lengths, strict=True))
    farm = {f"{i / 10:.1f}–{(i + 1) / 10:.1f}": count for i, count in enumerate(totals.farm_scores)}
    return [
        Chart("Length", "Words of an article.", build_histogram(lengths, ("0", "500", "10,000 and more"))),
        Chart("Publication", "Articles by their date of publication.", build_histogram(_dates(totals))),
        Chart(
            "Farm score", "How surely an article's page carries farm spam.", build_histogram(farm, ("0", "0.5", "1"))
        ),
    ]


def _dates(totals: Totals) -> dict[str, float]:
    """Count by month, or by year where that would be too many columns; empty stretches are shown as such."""
    if not totals.months:
        return {}
    numbers = [year * 12 + month - 1 for year, month in totals.months]
    if max(numbers) - min(numbers) < MAX_MONTHS:
        months = range(min(numbers), max(numbers) + 1)
        return {f"{n // 12}-{n % 12 + 1:02}": totals.months[n // 12, n % 12 + 1] for n in months}
    years: dict[int, int] = {}
    for (year, _), count in totals.months.items():
        years[year] = years.get(year, 0) + count
    span = range(max(min(years), max(years) - MAX_MONTHS + 1), max(years) + 1)
    return {str(year): years.get(year, 0) for year in span}


def _run_facts(run: dict[str, Any]) -> dict[str, object]:
    funnel = run.get("funnel", {})
    facts = [
        ("Inputs", _some(run.get("inputs", []))),
        ("Started", run.get("started")),
        ("Finished", run.get("finished")),
        ("Mode", run.get("mode")),
        ("Engine and workers", f"{run['engine']}, {run.get('workers')}" if "engine" in run else None),
        ("Shards", run.get("shards")),
        ("Versions", ", ".join(f"{name} {version}" for name, version in run.get("versions", {}).items())),
        ("Schema version", run.get("schema_version")),
    ]
    times = [("wall", run["seconds"])] if "seconds" in run else []
    return {
        "facts": [(key, value) for key, value in facts if value not in (None, "")],
        "times": times + list(run.get("shard_seconds", {}).items()),
        "slowest_pages": run.get("slowest_pages", []),
        "skipped": list(funnel.get("skipped_records", {}).items()),
        "failures": run.get("failures", []),
        "fingerprint": run.get("config_fingerprint", ""),
        "config": json.dumps(run.get("config", {}), indent=2, ensure_ascii=False),
    }


def _some(names: Iterable[str], limit: int = 5) -> str:
    names = list(names)
    more = f" and {len(names) - limit:,} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more
