"""The run that `kill_rounds` kills: real cleaning, every page counted by a byte in a file."""

from __future__ import annotations

import sys

from pipeline.batch import run
from tests.batch.counting import CountingJudge


def main() -> int:
    """Run to the end."""
    pages, out, count = sys.argv[1:]
    return 0 if run(pages, out, workers=2, judge=CountingJudge(count)).ok else 1


if __name__ == "__main__":
    sys.exit(main())
