"""`pagewinnow text`: strip spam from datasets of text that was already extracted."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import click
import msgspec

from pipeline.batch import run
from pipeline.cli.run import output_options
from pipeline.cli.running import Show, carry_out, gather_inputs, read_config


@click.command(epilog="Exit status: 0 all done, 1 the run failed, 2 wrong use, 130 or 143 stopped by a signal.")
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--out", "-o", type=click.Path(file_okay=False), help="Folder of the output; made if need be.")
@click.option("--text-column", metavar="NAME", help="Field or column that holds the text (default: text).")
@click.option("--url-column", metavar="NAME", help="Field or column that holds the URL (default: url).")
@click.option(
    "--input-format", type=click.Choice(["jsonl", "parquet", "txt"]), help="For inputs whose names do not tell."
)
@output_options
def command(inputs: tuple[str, ...], out: str | None, **flags: Any) -> int:  # noqa: ANN401 - click's flags
    """Strip spam from text that was already extracted.

    INPUT is a file, folder, glob or URL of JSON Lines or Parquet with a text column, or of .txt files. All other
    columns travel with their text into articles/.
    """
    if not out:
        raise click.UsageError("no output: give --out DIR")
    config = read_config(flags["config_file"], format=flags["form"])
    names = {"text": flags["text_column"], "url": flags["url_column"]}
    given = {name: value for name, value in names.items() if value}
    config = msgspec.structs.replace(config, fields=msgspec.structs.replace(config.fields, **given))
    do = partial(
        _run,
        gather_inputs(inputs, flags["inputs_from"]),
        out,
        config=config,
        workers=flags["workers"],
        engine=flags["engine"],
        overwrite=flags["overwrite"],
        input_format=flags["input_format"],
    )
    return carry_out(do, Show(flags["quiet"], flags["log_format"], flags["as_json"]))


def _run(inputs: list[str], out: str, watcher: Any, **options: Any) -> Any:  # noqa: ANN401 - handed through
    return run(inputs, out, mode="text", watcher=watcher, **options)


if __name__ == "__main__":
    from pipeline.cli.main import main

    main(["text", *sys.argv[1:]])
