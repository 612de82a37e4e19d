"""`pagewinnow learn-sites`: what recurs on each host of a crawl."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.batch.learn_sites import LearningEngine


@click.command(
    "learn-sites",
    epilog="\b\nExample:\n  pagewinnow learn-sites crawl/*.warc.gz --out sites.parquet\n"
    "  pagewinnow run crawl/*.warc.gz --sites sites.parquet --out clean/",
)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--inputs-from", multiple=True, metavar="FILE", help="List of inputs, one a line; - is stdin.")
@click.option("--out", required=True, type=click.Path(dir_okay=False), help="Table to write (Parquet).")
@click.option("--config", "config_path", type=click.Path(dir_okay=False), help="TOML file with limits and field names.")
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True, help="Processes that read pages.")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="Who reads and counts."
)
def command(
    inputs: tuple[str, ...],
    inputs_from: tuple[str, ...],
    out: str,
    config_path: str | None,
    workers: int,
    engine: LearningEngine,
) -> None:
    """Count on how many pages of its host each block stands, for `run --sites`.

    Copies of a page under several URLs count as one page. The table can be read with any Parquet tool.
    """
    from pipeline.batch.learn_sites import learn_sites  # noqa: PLC0415 - loads Arrow
    from pipeline.cli.running import gather_inputs  # noqa: PLC0415
    from pipeline.config import DEFAULT_CONFIG, load_config  # noqa: PLC0415
    from pipeline.engines import EngineError  # noqa: PLC0415
    from pipeline.readers import InputError  # noqa: PLC0415

    config = load_config(config_path) if config_path else DEFAULT_CONFIG
    try:
        report = learn_sites(gather_inputs(inputs, inputs_from), out, config, workers=workers, engine=engine)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    except EngineError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"cannot write {out}: {error.strerror or error}") from error
    click.echo(f"{report.pages:,} pages of {report.hosts:,} hosts, {report.rows:,} rows in {report.table}", err=True)
