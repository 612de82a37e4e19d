"""The run that `kill_rounds` kills: real cleaning, every page counted by a byte in a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch import run
from pipeline.clean import clean_page
from pipeline.records import RawPage

if TYPE_CHECKING:
    from pipeline.config import Config
    from pipeline.records import Article, Dropped, RawText


class CountingJudge:
    """`clean_page` that leaves a byte a page in a file, however its process ends."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __call__(self, page: RawPage | RawText, config: Config) -> Article | Dropped:
        """Count and clean."""
        assert isinstance(page, RawPage)
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(handle, b".")
        os.close(handle)
        return clean_page(page, config)


def main() -> int:
    """Run to the end."""
    pages, out, count = sys.argv[1:]
    report = run(pages, out, workers=2, judge=CountingJudge(count))
    return 0 if report.ok and Path(out).exists() else 1


if __name__ == "__main__":
    sys.exit(main())
