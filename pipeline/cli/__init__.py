"""The command `pagewinnow`: one module a subcommand, found by name in `pipeline.cli.main.COMMANDS`."""
