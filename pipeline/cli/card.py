"""`pagewinnow card`: the dataset card of a run."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("card", epilog="\b\nExample:\n  pagewinnow card clean/ --name me/valley-news")
@click.argument("out", type=click.Path(file_okay=False))
@click.option("--name", help="Name of the dataset, as in the Hub. [default: the folder]")
@click.option("--print", "to_stdout", is_flag=True, help="Print the card and write nothing.")
def command(out: str, name: str | None, to_stdout: bool) -> None:
    """Write README.md with a Hugging Face header into a run's output: counts, reasons, schema, licences."""
    from pipeline.card import write_card  # noqa: PLC0415 - loads Arrow
    from pipeline.loading import LoadError  # noqa: PLC0415

    try:
        text = write_card(out, name)
    except LoadError as error:
        raise click.UsageError(str(error)) from error
    if to_stdout:
        click.echo(text)
        return
    path = Path(out) / "README.md"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error
    click.echo(f"{path}: {len(text.splitlines())} lines", err=True)
