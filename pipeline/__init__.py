"""Scraped web pages in, clean article records out.

    >>> from pipeline import RawPage, clean_page
    >>> article = clean_page(RawPage(url="https://example.org/a", body=b"<p>Rain fell on the hills all night.</p>"))
    >>> article.text
    'Rain fell on the hills all night.'

Names load when they are first asked for, so that `import pipeline` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.batch.reports import RunReport
    from pipeline.batch.run import run
    from pipeline.clean import clean_page, clean_text
    from pipeline.config import Config, ConfigError, load_config
    from pipeline.loading import load, load_dropped, load_removed
    from pipeline.records import Article, CleanedText, Dropped, DropReason, RawPage, RawText, Reason, Removal, Source

__version__ = "0.1.0"

_HOME = {
    "Article": "pipeline.records",
    "CleanedText": "pipeline.records",
    "Config": "pipeline.config",
    "ConfigError": "pipeline.config",
    "DropReason": "pipeline.records",
    "Dropped": "pipeline.records",
    "RawPage": "pipeline.records",
    "RawText": "pipeline.records",
    "Reason": "pipeline.records",
    "Removal": "pipeline.records",
    "RunReport": "pipeline.batch",
    "Source": "pipeline.records",
    "clean_page": "pipeline.clean",
    "clean_text": "pipeline.clean",
    "load": "pipeline.loading",
    "load_config": "pipeline.config",
    "load_dropped": "pipeline.loading",
    "load_removed": "pipeline.loading",
    "run": "pipeline.batch",
}

__all__ = [
    "Article",
    "CleanedText",
    "Config",
    "ConfigError",
    "DropReason",
    "Dropped",
    "RawPage",
    "RawText",
    "Reason",
    "Removal",
    "RunReport",
    "Source",
    "clean_page",
    "clean_text",
    "load",
    "load_config",
    "load_dropped",
    "load_removed",
    "run",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home module."""
    if name not in _HOME:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
