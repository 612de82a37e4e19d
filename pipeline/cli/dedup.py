"""`pagewinnow dedup`: duplicates across the articles of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.dedup import DedupReport


@click.command(
    "dedup",
    epilog="\b\nExamples:\n  pagewinnow dedup clean/\n  pagewinnow dedup clean/ --to unique/ --delete\n"
    "  pagewinnow dedup november/ --against october/",
)
@click.argument("out", type=click.Path(file_okay=False))
@click.option("--threshold", type=click.FloatRange(0.1, 1.0), help="Least similarity to the keeper. [default: 0.6]")
@click.option("--against", type=click.Path(file_okay=False), help="An earlier run, whose articles are kept.")
@click.option(
    "--to", "target", type=click.Path(file_okay=False), help="Also write the articles there, with the columns."
)
@click.option("--delete", is_flag=True, help="With --to: leave duplicates out of what is written there.")
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True, help="Processes for signatures.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="Who works.")
def command(
    out: str,
    threshold: float | None,
    against: str | None,
    target: str | None,
    delete: bool,
    **means: Any,  # noqa: ANN401 - workers and engine
) -> None:
    """Write duplicates/ into a run's output: cluster, keeper and similarity of every article.

    The longest text of a cluster is its keeper, then the first fetched. Nothing is deleted from the run itself.
    """
    from pipeline.dedup import DEFAULT_THRESHOLD, write_marked  # noqa: PLC0415 - loads Arrow
    from pipeline.engines import EngineError  # noqa: PLC0415
    from pipeline.loading import LoadError  # noqa: PLC0415

    if delete and target is None:
        raise click.UsageError("--delete needs --to DIR: a run's own output is never changed")
    try:
        find = _finder(means["engine"])
        report = find(out, threshold or DEFAULT_THRESHOLD, against=against, workers=means["workers"])
        if target is not None:
            write_marked(out, target, delete=delete)
    except LoadError as error:
        raise click.UsageError(str(error)) from error
    except EngineError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or out}: {error.strerror or error}") from error
    click.echo(
        f"{report.articles:,} articles, {report.duplicates:,} duplicates ({report.exact:,} exact) "
        f"in {report.clusters:,} clusters: {report.table}",
        err=True,
    )


def _finder(engine: str) -> Callable[..., DedupReport]:
    if engine == "local":
        from pipeline.dedup import find_duplicates  # noqa: PLC0415 - needs rensa

        return find_duplicates
    from pipeline.engines import open_engine  # noqa: PLC0415

    open_engine(engine)  # says what is missing
    from pipeline.engines.spark.duplicates import find_duplicates_of_run  # noqa: PLC0415 - needs pyspark

    return find_duplicates_of_run
