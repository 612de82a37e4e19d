"""A judge that counts: workers import it by its name, which they could not from a program that runs as main."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

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
