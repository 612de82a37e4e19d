"""`python -m pipeline` is `pagewinnow`."""

from pipeline.cli.main import main

main()
