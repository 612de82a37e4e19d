"""`pagewinnow diff A B`: compare two runs."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.main import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from pipeline.diff import PageChange, RunDiff

EPILOG = """\b
Examples:
  pagewinnow diff clean-may/ clean-june/
  pagewinnow diff before/ after/ --html changes.html
  pagewinnow diff expected/ clean/ --fail-on-change --ignore language_confidence

Exit status: 0 compared (and the same, with --fail-on-change), 1 they differ, 2 wrong use.
"""
MAX_LISTED = 10  # hosts, pages, removals of a list in the terminal


@click.command(epilog=EPILOG)
@click.argument("a", metavar="DIR_A")
@click.argument("b", metavar="DIR_B")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Of stdout."
)
@click.option("--html", "html_path", metavar="FILE", help="Write a self-contained HTML page as well.")
@click.option(
    "--show", type=click.IntRange(0), default=5, show_default=True, help="Changed texts to show (HTML: 20 at least)."
)
@click.option(
    "--ignore", multiple=True, metavar="COLUMN", help="Column whose differences do not count; may be repeated."
)
@click.option("--fail-on-change", is_flag=True, help="Exit with status 1 when an article was gained, lost or changed.")
def command(  # noqa: PLR0913 - one argument an option
    a: str,
    b: str,
    *,
    form: str,
    html_path: str | None,
    show: int,
    ignore: tuple[str, ...],
    fail_on_change: bool,
) -> int:
    """Compare the runs in DIR_A and DIR_B: articles gained, lost and changed, by reason and host."""
    from pipeline.diff import DEFAULT_SHOWN, compare_runs  # noqa: PLC0415 - loads pyarrow
    from pipeline.loading import LoadError  # noqa: PLC0415

    try:
        diff = compare_runs(a, b, shown=max(show, DEFAULT_SHOWN) if html_path else show, ignore=ignore)
    except LoadError as error:
        raise click.UsageError(str(error)) from error
    if html_path:
        _write_html(diff, html_path)
    if form == "json":
        click.echo(json.dumps(to_json(diff), indent=2, ensure_ascii=False))
    else:
        from rich.console import Console  # noqa: PLC0415 - not needed for JSON

        console = Console(highlight=False, emoji=False, markup=False)
        for part in _parts(diff, show):
            console.print(part)
    return int(fail_on_change and not diff.is_same)


def to_json(diff: RunDiff) -> dict[str, Any]:
    """Give a comparison as plain JSON values; texts as lines of a unified diff."""
    plain = {f.name: getattr(diff, f.name) for f in dataclasses.fields(diff)}
    plain["is_same"] = diff.is_same
    plain["changed_share"] = round(diff.changed_share, 6)
    for name in ("gained", "lost", "changed", "only_a", "only_b"):
        plain[name] = [row._asdict() for row in plain[name]]
    plain["texts"] = {
        page: [[line.sign + line.text for line in hunk] for hunk in hunks] for page, hunks in diff.texts.items()
    }
    return plain


def _write_html(diff: RunDiff, path: str) -> None:
    from pipeline.report.diff_page import render_diff  # noqa: PLC0415 - loads the templates
    from pipeline.report.render import write_page  # noqa: PLC0415

    try:
        write_page(Path(path), render_diff(diff))
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror or error}") from error
    click.echo(path, err=True)


def _parts(diff: RunDiff, show: int) -> Iterator[RenderableType]:
    from rich.text import Text  # noqa: PLC0415

    from pipeline.diff import describe_change  # noqa: PLC0415

    counts = (("same", diff.same, ""), ("changed", len(diff.changed), "yellow"), ("gained", len(diff.gained), "green"))
    line = Text(f"articles {diff.articles_a:,} -> {diff.articles_b:,}:", style="bold")
    for name, number, style in (*counts, ("lost", len(diff.lost), "red")):
        line.append(f"  {number:,} {name}", style=style if number else "dim")
    yield line
    for name, old, new in diff.config:
        yield Text(printable(f"{name}: {describe_change(old, new)}"), style="dim")
    yield from _tables(diff)
    for sign, style, pages in (("+", "green", diff.gained), ("-", "red", diff.lost)):
        for page in pages[:MAX_LISTED]:
            yield Text(printable(f"{sign} {page.url or page.id}  ({page.why} in the other run)"), style=style)
        if len(pages) > MAX_LISTED:
            yield Text(f"{sign} and {len(pages) - MAX_LISTED:,} more", style=style)
    for change in [change for change in diff.changed if change.id_a in diff.texts][:show]:
        yield from _changed(diff, change)


def _tables(diff: RunDiff) -> Iterator[RenderableType]:
    yield from _table("removed blocks", ("A", "B"), {name: (row[0], row[2]) for name, row in diff.removed.items()})
    yield from _table("dropped pages", ("A", "B"), diff.dropped)
    yield from _table(
        "changed columns", ("articles",), {name: (n,) for name, n in diff.columns.most_common(MAX_LISTED)}
    )
    hosts = dict(list(diff.hosts.items())[:MAX_LISTED])
    yield from _table(
        "hosts", ("gained", "lost", "changed"), {name or "(no URL)": tuple(row) for name, row in hosts.items()}
    )
    for name, rows in (("A", diff.only_a), ("B", diff.only_b)):
        reasons: dict[str, int] = {}
        for row in rows:
            reasons[row.reason] = reasons.get(row.reason, 0) + 1
        yield from _table(f"removed in {name} only", ("blocks",), {reason: (n,) for reason, n in reasons.items()})


def _table(title: str, columns: tuple[str, ...], rows: dict[str, Any]) -> Iterator[RenderableType]:
    from rich.table import Table  # noqa: PLC0415

    if not rows:
        return
    table = Table(title=None, box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(title, min_width=24)
    for column in columns:
        table.add_column(column, justify="right")
    for name, numbers in rows.items():
        differs = columns == ("A", "B") and numbers[0] != numbers[1]
        table.add_row(printable(name), *(f"{number:,}" for number in numbers), style="bold" if differs else "")
    yield ""
    yield table


def _changed(diff: RunDiff, change: PageChange) -> Iterator[RenderableType]:
    from rich.text import Text  # noqa: PLC0415

    yield Text(
        printable(f"\n~ {change.url or change.id_a}  {change.words_a:,} -> {change.words_b:,} words"), style="yellow"
    )
    styles = {"+": "green", "-": "red", " ": "dim"}
    for hunk in diff.texts[change.id_a]:
        for line in hunk:
            yield Text(printable(f"{line.sign} {line.text}"), style=styles[line.sign])
