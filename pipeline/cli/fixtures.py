"""`pagewinnow fixtures`: labelled pages made on purpose, for trials, benchmarks and tests."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

FORMATS = ("html", "warc", "jsonl", "parquet", "text")


@click.command(
    epilog="Needs the `fixtures` extra: pip install 'pagewinnow[fixtures]'.",
    context_settings={"show_default": True},
)
@click.option("--seed", type=click.IntRange(min=0), default=0, help="The same seed gives the same bytes.")
@click.option("--pages", type=click.IntRange(min=1), default=100, help="How many pages.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the pages and truth.jsonl; made if missing.",
)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="html", help="How the pages are kept.")
def command(seed: int, pages: int, out: Path, format_: str) -> None:
    """Write labelled pages: farm pages, honest pages, and honest pages that look like farms.

    truth.jsonl says of every page what should stay, what should go and why, and its metadata.
    """
    try:
        from fixtures.writing import Format, write  # noqa: PLC0415 - faker is an extra and takes time to load
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"the fixtures need the package {error.name!r}; install it with `pip install 'pagewinnow[fixtures]'`"
        ) from error
    try:
        written = write(seed, pages, out, cast("Format", format_))
    except OSError as error:
        raise click.ClickException(f"cannot write to {out}: {error.strerror or error}") from error
    click.echo(f"{pages} pages written to {written}; the truth is in {out / 'truth.jsonl'}", err=True)
