"""`pagewinnow check DIR`: the gate for `make`, schedulers and CI."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import click

from pipeline.cli.main import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.check import Rules, Verdict

EPILOG = """\b
Examples:
  pagewinnow check clean/ --min-articles 100 --max-dropped 0.2 --max-farm 0.5
  pagewinnow check clean/ --max-dropped-by crashed=0 --max-missing published=0.4
  pagewinnow check clean/ --max-change-vs last-week/ --max-change 0.1
  pagewinnow check clean/ --rules pagewinnow.toml --format junit > check.xml

Rules may stand in a TOML file as a table [check], with the same names (max_dropped = 0.2); flags win.
Exit status: 0 every rule holds, 1 one is broken, 2 wrong use.
"""
SHARE = click.FloatRange(0.0, 1.0)


def _named_shares(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, float]:
    """Read `NAME=SHARE` options, e.g. crashed=0.01, or fail as wrong use."""
    shares = {}
    for value in values:
        name, _, share = value.partition("=")
        try:
            shares[name] = float(share)
        except ValueError:
            shares[name] = -1.0
        if not name or not 0.0 <= shares[name] <= 1.0:
            raise click.BadParameter(f"{value!r} is not NAME=SHARE with a share from 0 to 1, e.g. published=0.4")
    return shares


@click.command(epilog=EPILOG)
@click.argument("out", metavar="DIR")
@click.option("--rules", "rules_path", metavar="FILE", help="TOML file with a table [check].")
@click.option("--min-articles", type=click.IntRange(0), help="Articles there must be.")
@click.option("--max-dropped", type=SHARE, help="Share of pages that may be dropped.")
@click.option(
    "--max-dropped-by",
    multiple=True,
    callback=_named_shares,
    metavar="NAME=SHARE",
    help="The same for one drop reason; may be repeated.",
)
@click.option("--max-farm", type=SHARE, help="Share of articles that may carry farm spam (score 0.5 and more).")
@click.option("--max-removed", type=SHARE, help="Share of words that may be removed.")
@click.option(
    "--max-missing",
    multiple=True,
    callback=_named_shares,
    metavar="NAME=SHARE",
    help="Share of articles without a column; may be repeated.",
)
@click.option("--max-change-vs", metavar="DIR", help="Another output to compare with.")
@click.option(
    "--max-change", type=SHARE, help="Share of its articles that may be gained, lost or changed  [default: 0.1]"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="Of stdout.",
)
def command(out: str, *, rules_path: str | None, form: str, **flags: Any) -> int:  # noqa: ANN401 - click's flags
    """Check the run in DIR: one line a rule, exit status 1 when one is broken.

    That the run is finished, that every part has the columns of the schema, that pages = articles + dropped in the
    files themselves, and that the ledger is whole is always checked; thresholds when asked for.
    """
    from pipeline.check import check_run  # noqa: PLC0415 - loads pyarrow
    from pipeline.loading import LoadError  # noqa: PLC0415

    rules = _rules(rules_path, flags)
    try:
        verdicts = check_run(out, rules)
    except LoadError as error:
        raise click.UsageError(str(error)) from error
    click.echo({"text": _text, "json": _json, "junit": _junit}[form](out, verdicts))
    return int(not all(verdict.ok for verdict in verdicts))


def _rules(path: str | None, flags: dict[str, Any]) -> Rules:
    """Lay the flags over the file's rules."""
    import msgspec  # noqa: PLC0415 - with the rest

    from pipeline.check import Rules, load_rules  # noqa: PLC0415 - loads pyarrow

    rules = load_rules(path) if path else Rules()
    given = {name: value for name, value in flags.items() if value is not None}
    for name in ("max_dropped_by", "max_missing"):
        given[name] = {**getattr(rules, name), **given[name]}
    return msgspec.structs.replace(rules, **given)


def _text(out: str, verdicts: Sequence[Verdict]) -> str:
    lines = [f"{'ok    ' if verdict.ok else 'BROKEN'}  {verdict.rule:<24} {verdict.detail}" for verdict in verdicts]
    broken = sum(not verdict.ok for verdict in verdicts)
    lines.append(
        f"{out}: {broken} of {len(verdicts)} rules broken" if broken else f"{out}: all {len(verdicts)} rules hold"
    )
    return printable("\n".join(lines))


def _json(out: str, verdicts: Sequence[Verdict]) -> str:
    ok = all(verdict.ok for verdict in verdicts)
    return json.dumps({"out": out, "ok": ok, "rules": [v._asdict() for v in verdicts]}, indent=2, ensure_ascii=False)


def _junit(out: str, verdicts: Sequence[Verdict]) -> str:
    """Write JUnit XML: a test case a rule."""
    broken = sum(not verdict.ok for verdict in verdicts)
    suite = ET.Element("testsuite", name="pagewinnow check", tests=str(len(verdicts)), failures=str(broken), errors="0")
    for verdict in verdicts:
        case = ET.SubElement(suite, "testcase", classname=printable(out), name=verdict.rule)
        detail = printable(verdict.detail)
        if verdict.ok:
            ET.SubElement(case, "system-out").text = detail
        else:
            ET.SubElement(case, "failure", message=detail)
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode", xml_declaration=True)
