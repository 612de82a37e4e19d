"""`pagewinnow report DIR`: write report.html for a finished run."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

EPILOG = """\b
Examples:
  pagewinnow report clean/
  pagewinnow report clean/ --open
  pagewinnow report clean/ --html /srv/www/clean.html
"""


@click.command(epilog=EPILOG)
@click.argument("out", metavar="DIR")
@click.option("--html", "html_path", metavar="FILE", help="Write the page there; default DIR/report.html.")
@click.option("--open", "open_it", is_flag=True, help="Open the page in the browser.")
def command(out: str, html_path: str | None, *, open_it: bool) -> None:
    """Write the report of the run in DIR: one self-contained HTML page.

    It shows where every page and word went, the riskiest removals first, a sample of every reason, hosts, languages,
    dates and lengths, the configuration and the times. `pagewinnow run` writes it too; this makes it anew.
    """
    from pipeline.loading import LoadError  # noqa: PLC0415 - loads pyarrow
    from pipeline.report import render_report  # noqa: PLC0415 - loads the templates
    from pipeline.report.render import write_page  # noqa: PLC0415

    path = Path(html_path) if html_path else Path(out) / "report.html"
    try:
        write_page(path, render_report(out))
    except LoadError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror or error}") from error
    click.echo(str(path))
    if open_it:
        webbrowser.open(path.resolve().as_uri())
