"""`pagewinnow completion SHELL`: print the shell's completion script."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from pipeline.cli.main import PROGRAM, group

EPILOG = """\b
Examples:
  pagewinnow completion bash > ~/.local/share/bash-completion/completions/pagewinnow
  pagewinnow completion zsh > "${fpath[1]}/_pagewinnow"
  pagewinnow completion fish > ~/.config/fish/completions/pagewinnow.fish
"""


@click.command(epilog=EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of SHELL to stdout."""
    completion_class = get_completion_class(shell)
    if completion_class is None:
        raise click.ClickException(f"click knows no completion for {shell}")
    completion = completion_class(group, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE")
    click.echo(completion.source())
