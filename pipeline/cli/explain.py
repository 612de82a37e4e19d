"""`pagewinnow explain PAGE`: show what stayed of one page, what went, and why."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.main import printable
from pipeline.config import DEFAULT_CONFIG, Config, load_config
from pipeline.records import Dropped, RawPage, RawText, Source

if TYPE_CHECKING:
    from pipeline.explain import Explanation

EPILOG = """\b
Examples:
  pagewinnow explain page.html
  curl -s https://example.org/ | pagewinnow explain - --url https://example.org/
  pagewinnow explain crawl.warc.gz --url https://example.org/
  pagewinnow explain 4f1c09d2 --in clean/
  pagewinnow explain page.html --html why.html
"""
TEXT_SUFFIXES = frozenset({".txt", ".md", ".text"})
CONTAINER_SUFFIXES = frozenset({".warc", ".jsonl", ".parquet", ".gz", ".zst"})  # read as `run` reads them


@click.command(epilog=EPILOG)
@click.argument("page")
@click.option("--in", "out", metavar="DIR", help="Output of a run; PAGE is then an id (or its first digits) or a URL.")
@click.option("--url", help="URL the page was fetched from; of a WARC, JSON Lines or Parquet file, which page.")
@click.option("--text", is_flag=True, help="PAGE is text that was already extracted (.txt and .md are by their names).")
@click.option("--config", "config_path", metavar="FILE", help="Configuration (TOML); with --in, the run's own.")
@click.option("--html", "html_path", metavar="FILE", help="Write a self-contained HTML page instead.")
@click.option("--open", "open_it", is_flag=True, help="Open that page in the browser.")
@click.option("--all", "everything", is_flag=True, help="Show every layout block, long runs of them too.")
def command(  # noqa: PLR0913 - one argument an option
    page: str,
    *,
    out: str | None,
    url: str | None,
    text: bool,
    config_path: str | None,
    html_path: str | None,
    open_it: bool,
    everything: bool,
) -> None:
    """Show what stayed of PAGE, what went, and why.

    PAGE is an HTML file, `-` for standard input, a WARC, JSON Lines or Parquet file (its first page, or that of --url),
    or, with --in, the id or URL of a page of a finished run.
    """
    config = load_config(config_path) if config_path else None
    if out is not None:
        if url or text:
            raise click.UsageError("--url and --text belong to files; a page of a run has its own")
        explanation = _explain_page_of_run(out, page, config)
    else:
        explanation = _explain_file(page, url, config or DEFAULT_CONFIG, text=text)
    if html_path or open_it:
        _write_html(explanation, html_path, open_it=open_it)
        return
    from rich.console import Console  # noqa: PLC0415 - not needed to write HTML

    from pipeline.cli.page_view import show_page  # noqa: PLC0415

    Console(highlight=False, emoji=False, markup=False).print(show_page(explanation, everything=everything))


def _explain_file(name: str, url: str | None, config: Config, *, text: bool) -> Explanation:
    from pipeline.explain import Explanation, explain_html, explain_text  # noqa: PLC0415 - loads the whole cleaner

    suffixes = Path(name).suffixes[-2:]
    if not text and not CONTAINER_SUFFIXES.isdisjoint(suffixes) and Path(name).exists():
        record = _read_container(name, url, config)
        if isinstance(record, Dropped):
            return Explanation(name, record, ())
        return explain_text(record, config) if isinstance(record, RawText) else explain_html(record, config)
    body, source = _read(name), Source("standard input" if name == "-" else name)
    if text or Path(name).suffix.lower() in TEXT_SUFFIXES:
        return explain_text(RawText(body.decode("utf-8", "replace"), url, source=source), config)
    return explain_html(RawPage(url, body, source=source), config)


def _read_container(name: str, url: str | None, config: Config) -> RawPage | RawText | Dropped:
    from pipeline.loading import LoadError  # noqa: PLC0415 - loads pyarrow
    from pipeline.lookup import read_page  # noqa: PLC0415
    from pipeline.readers import InputError  # noqa: PLC0415

    try:
        return read_page(name, url, config)
    except (LoadError, InputError) as error:
        raise click.UsageError(str(error)) from error


def _explain_page_of_run(out: str, key: str, config: Config | None) -> Explanation:
    from pipeline.explain import explain_dropped, explain_html, explain_rows, explain_text  # noqa: PLC0415 - the cleaner
    from pipeline.loading import LoadError, read_run, read_table  # noqa: PLC0415 - loads pyarrow
    from pipeline.lookup import find_row, read_source, run_config  # noqa: PLC0415

    try:
        row, is_article = find_row(out, key)
        config = config or run_config(read_run(out))
        try:
            raw = read_source(out, row)
        except LoadError as error:
            click.echo(printable(f"{error}; what follows is put together from the output"), err=True)
            if not is_article:
                return explain_dropped(read_table(out, "dropped", where=("id", "==", row["id"])).to_pylist()[0])
            article = read_table(out, "articles", where=("id", "==", row["id"])).to_pylist()[0]
            ledger = read_table(out, "removed", where=("page_id", "==", row["id"])).to_pylist()
            return explain_rows(article, ledger)
    except LoadError as error:
        raise click.UsageError(str(error)) from error
    return explain_text(raw, config) if isinstance(raw, RawText) else explain_html(raw, config)


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        hint = "; to look into a run, add --in DIR" if not Path(name).exists() else ""
        raise click.UsageError(f"cannot read {name}: {error.strerror}{hint}") from error


def _write_html(explanation: Explanation, path: str | None, *, open_it: bool) -> None:
    from pipeline.report.explain_page import render_explanation  # noqa: PLC0415 - loads the templates
    from pipeline.report.render import write_page  # noqa: PLC0415

    target = Path(path) if path else Path(tempfile.mkdtemp(prefix="pagewinnow-")) / "explain.html"
    try:
        write_page(target, render_explanation(explanation))
    except OSError as error:
        raise click.ClickException(f"cannot write {target}: {error.strerror}") from error
    click.echo(str(target))
    if open_it:
        webbrowser.open(target.resolve().as_uri())
