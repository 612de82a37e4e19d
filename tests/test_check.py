"""The gate: what it lets through and what it stops."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from pipeline.check import Rules, check_run, load_rules
from pipeline.config import ConfigError
from pipeline.loading import LoadError
from pipeline.records import DropReason
from tests.made_output import make_article, make_dropped, write_output

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A sound output: eight articles, two of them a farm's, and two dropped pages."""
    return write_output(
        tmp_path / "out",
        [make_article(n, published=None if n < 4 else make_article(n).published) for n in range(8)],
        [make_dropped(1), make_dropped(2, DropReason.CRASHED)],
    )


def _broken(out: Path, **rules: Any) -> list[str]:
    return [verdict.rule for verdict in check_run(out, Rules(**rules)) if not verdict.ok]


def test_a_sound_run_passes_without_thresholds(out: Path) -> None:
    """Finish, schema, funnel and ledger are checked and hold."""
    verdicts = check_run(out)
    assert [v.rule for v in verdicts] == [
        "finished", "schema.articles", "schema.removed", "schema.dropped", "funnel", "ledger"
    ]  # fmt: skip
    assert all(verdict.ok for verdict in verdicts)


@pytest.mark.parametrize(
    ("rules", "holding"),
    [
        ({"min_articles": 8}, {"min_articles": 9}),
        ({"max_dropped": 0.2}, {"max_dropped": 0.19}),
        ({"max_dropped_by": {"crashed": 0.1}}, {"max_dropped_by": {"crashed": 0.0}}),
        ({"max_farm": 0.25}, {"max_farm": 0.24}),
        ({"max_removed": 0.17}, {"max_removed": 0.1}),
        ({"max_missing": {"published": 0.5}}, {"max_missing": {"published": 0.4}}),
    ],
)
def test_thresholds_hold_up_to_their_value(out: Path, rules: Any, holding: Any) -> None:
    """Each rule holds at its threshold and is broken beyond it."""
    assert _broken(out, **rules) == []
    (rule,) = _broken(out, **holding)
    assert rule.startswith(next(iter(holding)))


def test_change_against_another_run(out: Path, tmp_path: Path) -> None:
    """One lost article of eight is 12.5 %."""
    fewer = write_output(tmp_path / "fewer", [make_article(n) for n in range(1, 8)])
    assert _broken(fewer, max_change_vs=str(out), max_change=0.6) == []
    assert _broken(fewer, max_change_vs=str(out), max_change=0.1) == ["max_change"]


def test_a_lost_part_breaks_the_funnel(out: Path) -> None:
    """Counts come from the files: a part that is gone is noticed."""
    (out / "articles" / "part-00001.parquet").unlink()
    assert _broken(out) == ["funnel", "ledger"]


def test_a_cut_part_breaks_the_schema_rule(out: Path) -> None:
    """A part that cannot be read is named, and no other rule stumbles over it."""
    part = out / "articles" / "part-00001.parquet"
    part.write_bytes(part.read_bytes()[:100])
    verdicts = [v for v in check_run(out) if not v.ok]
    assert [v.rule for v in verdicts] == ["schema.articles"]
    assert "part-00001.parquet" in verdicts[0].detail


def test_a_missing_column_breaks_the_schema_rule(out: Path) -> None:
    """A part without a column of the schema is named with the column."""
    part = out / "removed" / "part-00000.parquet"
    pq.write_table(pq.read_table(part).drop_columns(["score"]), part)
    (verdict,) = [v for v in check_run(out) if not v.ok]
    assert "column score is missing" in verdict.detail


def test_a_run_that_has_not_finished_is_broken(out: Path) -> None:
    """Without run.json, or with failures in it, the run is not fit to be used."""
    facts = json.loads((out / "run.json").read_text())
    (out / "run.json").write_text(json.dumps(facts | {"failures": ["shard 3: disk full"]}))
    assert _broken(out) == ["finished"]
    (out / "run.json").unlink()
    assert _broken(out) == ["finished", "funnel"]


def test_a_shortened_ledger_is_as_configured(out: Path) -> None:
    """With `ledger = "spam"` fewer rows than removals are right."""
    facts = json.loads((out / "run.json").read_text())
    (out / "run.json").write_text(json.dumps(facts | {"config": {"output": {"ledger": "spam"}}}))
    (out / "removed" / "part-00000.parquet").unlink()
    assert _broken(out) == []


def test_json_lines_outputs_are_checked_too(tmp_path: Path) -> None:
    """The same rules over JSON Lines; a line that is no row is a breach."""
    out = write_output(tmp_path / "lines", [make_article(1)], parts=1, suffix="jsonl")
    assert _broken(out) == []
    with (out / "removed" / "part-00000.jsonl").open("a") as file:
        file.write("{broken\n")
    assert _broken(out) == ["schema.removed"]


def test_wrong_rules_are_named(out: Path, tmp_path: Path) -> None:
    """Unknown reasons, columns, keys and values out of range are errors, not rules that never break."""
    with pytest.raises(ConfigError, match="no drop reason 'crahsed'"):
        check_run(out, Rules(max_dropped_by={"crahsed": 0.0}))
    with pytest.raises(ConfigError, match="no column 'date'"):
        check_run(out, Rules(max_missing={"date": 0.0}))
    path = tmp_path / "rules.toml"
    for text in ("[check]\nmax_fram = 0.1\n", "[check]\nmax_farm = 2\n", "[check\n"):
        path.write_text(text)
        with pytest.raises(ConfigError, match=r"rules\.toml"):
            load_rules(path)
    with pytest.raises(ConfigError, match="cannot read the rules"):
        load_rules(tmp_path / "none.toml")
    with pytest.raises(LoadError):
        check_run(tmp_path)


def test_rules_stand_beside_the_run_s_options(tmp_path: Path) -> None:
    """The table [check] of a TOML file holds the rules; other tables do not disturb."""
    path = tmp_path / "pagewinnow.toml"
    path.write_text("drop_farm_pages = true\n[check]\nmin_articles = 5\nmax_missing = {title = 0.1}\n")
    assert load_rules(path) == Rules(min_articles=5, max_missing={"title": 0.1})
