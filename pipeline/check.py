"""The gate: is a finished run fit to be used? One verdict a rule, for `make`, schedulers and CI.

Counts come from the files, never from run.json alone: a part that was lost or cut is a breach.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.config import ConfigError
from pipeline.diff import compare_runs
from pipeline.loading import LoadError, list_parts, read_batches, read_run
from pipeline.records import SCHEMA_VERSION, DropReason
from pipeline.schema import TABLES, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import Table

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Count = Annotated[int, msgspec.Meta(ge=0)]
FARM_CUT = 0.5  # farm score from which an article counts as a farm's
NARROW_ROWS = 200_000


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The thresholds of a gate; a rule that is None is not checked. Schema, funnel and finish always are."""

    min_articles: Count | None = None  # articles there must be
    max_dropped: Share | None = None  # dropped pages, as a share of pages read
    max_dropped_by: dict[str, Share] = {}  # the same for one drop reason, e.g. {"crashed": 0}
    max_farm: Share | None = None  # articles with a farm score of 0.5 or more
    max_removed: Share | None = None  # words that went, as a share of all words seen
    max_missing: dict[str, Share] = {}  # articles without a value in a column, e.g. {"published": 0.4}
    max_change_vs: str | None = None  # another output to compare with
    max_change: Share = 0.1  # articles gained, lost or changed against it, as a share of its articles


class Verdict(NamedTuple):
    """The outcome of one rule."""

    rule: str
    ok: bool
    detail: str  # one line: what was found, and what was asked


def load_rules(path: str | Path) -> Rules:
    """Read the `[check]` table of a TOML file; other tables are the run's own.

    Raises:
        ConfigError: the file is missing or not TOML, or a rule is unknown or out of range.
    """
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        return msgspec.convert(tables.get("check", {}), Rules)
    except OSError as error:
        raise ConfigError(f"cannot read the rules {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: [check]: {error}".replace("`$.", "`").replace(" - at `$`", "")) from error


def check_run(out: str | Path, rules: Rules | None = None) -> list[Verdict]:
    """Check an output against rules.

    Returns:
        A verdict for every rule, the standing ones (finished, schema, funnel, ledger) first.

    Raises:
        LoadError: `out` is no output of a run.
        ConfigError: a rule names a drop reason or column that does not exist.
    """
    rules = rules or Rules()
    _refuse_unknown(rules)
    list_parts(out, "articles")
    verdicts = [_check_finished(out)]
    schema = [_check_schema(out, table) for table in TABLES]
    verdicts += schema
    if not all(verdict.ok for verdict in schema):
        return verdicts  # what follows would stumble over the broken part
    counts = _count(out)
    verdicts += [_check_funnel(out, counts), _check_ledger(out, counts)]
    verdicts += _check_thresholds(rules, counts)
    if rules.max_change_vs is not None:
        verdicts.append(_check_change(out, rules.max_change_vs, rules.max_change))
    return verdicts


def _refuse_unknown(rules: Rules) -> None:
    names = {column.name for column in TABLES["articles"]}
    for reason in rules.max_dropped_by:
        if reason not in set(DropReason):
            raise ConfigError(f"max_dropped_by: there is no drop reason {reason!r}; there are: {', '.join(DropReason)}")
    for column in rules.max_missing:
        if column not in names:
            raise ConfigError(f"max_missing: there is no column {column!r} in articles")


class _Counts(NamedTuple):
    articles: int
    dropped: Counter[str]
    farm: int
    words: int
    blocks_removed: int  # as the articles say
    ledger: int  # rows
    words_removed: int
    missing: Counter[str]

    @property
    def pages(self) -> int:
        return self.articles + self.dropped.total()


def _count(out: str | Path) -> _Counts:
    articles = farm = words = blocks_removed = ledger = words_removed = 0
    missing: Counter[str] = Counter()
    for batch in read_batches(
        out, "articles", [c.name for c in TABLES["articles"] if c.name not in ("text", "markdown")]
    ):
        articles += batch.num_rows
        farm += pc.sum(pc.greater_equal(batch["farm_score"], FARM_CUT)).as_py() or 0
        words += pc.sum(batch["word_count"]).as_py() or 0
        blocks_removed += pc.sum(batch["blocks_removed"]).as_py() or 0
        for field in batch.schema:
            column = batch[field.name]
            empty = pc.sum(pc.equal(pc.list_value_length(column), 0)).as_py() if pa.types.is_list(field.type) else 0
            missing[field.name] += column.null_count + (empty or 0)
    dropped: Counter[str] = Counter()
    for batch in read_batches(out, "dropped", ["reason"]):
        dropped.update(batch["reason"].to_pylist())
    for batch in read_batches(out, "removed", ["words"], batch_rows=NARROW_ROWS):
        ledger += batch.num_rows
        words_removed += pc.sum(batch["words"]).as_py() or 0
    return _Counts(articles, dropped, farm, words, blocks_removed, ledger, words_removed, missing)


def _check_finished(out: str | Path) -> Verdict:
    try:
        failures = read_run(out).get("failures", [])
    except LoadError as error:
        return Verdict("finished", ok=False, detail=str(error))
    if failures:
        return Verdict("finished", ok=False, detail=f"{len(failures)} shards are not done, first: {failures[0]}")
    return Verdict("finished", ok=True, detail="run.json is there and names no failure")


def _check_schema(out: str | Path, table: Table) -> Verdict:
    """Read every part's columns and schema version."""
    rule, expected = f"schema.{table}", arrow_schema(table)
    fs, parts = list_parts(out, table)
    for part in parts:
        try:
            if part.endswith(".parquet"):
                with fs.open(part, "rb") as file:
                    problem = _schema_problem(pq.read_schema(file), expected)
                if problem:
                    return Verdict(rule, ok=False, detail=f"{part}: {problem}")
        except (pa.ArrowException, OSError) as error:
            return Verdict(rule, ok=False, detail=f"{part} cannot be read: {' '.join(str(error).split())}")
    try:
        versions: set[int] = set()
        for batch in read_batches(out, table, ["schema_version"], batch_rows=NARROW_ROWS):
            versions.update(pc.unique(batch["schema_version"]).to_pylist())
    except (LoadError, pa.ArrowException, OSError) as error:
        return Verdict(rule, ok=False, detail=" ".join(str(error).split()))
    if versions - {SCHEMA_VERSION}:
        return Verdict(rule, ok=False, detail=f"schema versions {sorted(versions)}, expected {SCHEMA_VERSION}")
    return Verdict(
        rule, ok=True, detail=f"{len(parts)} {'part' if len(parts) == 1 else 'parts'}, version {SCHEMA_VERSION}"
    )


def _schema_problem(found: pa.Schema, expected: pa.Schema) -> str:
    for field in expected:
        if field.name not in found.names:
            return f"column {field.name} is missing"
        if found.field(field.name).type != field.type:
            return f"column {field.name} is {found.field(field.name).type}, expected {field.type}"
    return ""


def _check_funnel(out: str | Path, counts: _Counts) -> Verdict:
    try:
        funnel: dict[str, Any] = read_run(out).get("funnel", {})
    except LoadError:
        return Verdict("funnel", ok=False, detail="no run.json to compare with")
    told = [funnel.get(name) for name in ("pages_read", "articles", "dropped")]
    found = [counts.pages, counts.articles, counts.dropped.total()]
    detail = f"{found[0]:,} pages = {found[1]:,} articles + {found[2]:,} dropped in the files"
    return Verdict("funnel", ok=told == found, detail=detail if told == found else f"{detail}; run.json says {told}")


def _check_ledger(out: str | Path, counts: _Counts) -> Verdict:
    try:
        kept = read_run(out).get("config", {}).get("output", {}).get("ledger", "all")
    except LoadError:
        kept = "all"
    detail = f"{counts.ledger:,} rows, {counts.blocks_removed:,} removals counted by articles (ledger = {kept})"
    ok = counts.ledger == counts.blocks_removed if kept == "all" else counts.ledger <= counts.blocks_removed
    return Verdict("ledger", ok=ok, detail=detail)


def _check_thresholds(rules: Rules, counts: _Counts) -> Iterator[Verdict]:
    if rules.min_articles is not None:
        detail = f"{counts.articles:,} articles, at least {rules.min_articles:,} wanted"
        yield Verdict("min_articles", ok=counts.articles >= rules.min_articles, detail=detail)
    if rules.max_dropped is not None:
        yield _at_most("max_dropped", counts.dropped.total(), counts.pages, rules.max_dropped, "pages dropped")
    for reason, limit in rules.max_dropped_by.items():
        yield _at_most(
            f"max_dropped_by.{reason}", counts.dropped[reason], counts.pages, limit, f"pages dropped as {reason}"
        )
    if rules.max_farm is not None:
        yield _at_most("max_farm", counts.farm, counts.articles, rules.max_farm, "articles with farm spam")
    if rules.max_removed is not None:
        seen = counts.words + counts.words_removed
        yield _at_most("max_removed", counts.words_removed, seen, rules.max_removed, "words removed")
    for column, limit in rules.max_missing.items():
        yield _at_most(
            f"max_missing.{column}", counts.missing[column], counts.articles, limit, f"articles without {column}"
        )


def _at_most(rule: str, part: int, whole: int, limit: float, what: str) -> Verdict:
    share = part / whole if whole else 0.0
    return Verdict(rule, ok=share <= limit, detail=f"{part:,} of {whole:,} {what} ({share:.1%}), at most {limit:.1%}")


def _check_change(out: str | Path, other: str, limit: float) -> Verdict:
    diff = compare_runs(other, out, shown=0, ledgers=False)
    detail = (
        f"{len(diff.gained):,} gained, {len(diff.lost):,} lost, {len(diff.changed):,} changed of {diff.articles_a:,} "
        f"in {other} ({diff.changed_share:.1%}), at most {limit:.1%}"
    )
    return Verdict("max_change", ok=diff.changed_share <= limit, detail=detail)
