"""Imported by the process that workers are forked from: everything they need, loaded and tried once.

Workers then share these pages of memory, and start in milliseconds.
"""

from __future__ import annotations

import gc
import io
from importlib import import_module

from pipeline.clean import clean_page
from pipeline.readers import READERS
from pipeline.records import Article, RawPage
from pipeline.schema import article_row
from pipeline.writers import write_table

BODY = b"<html><body><h1>Rain</h1><p>Rain fell on the hills all night, and the river rose by a foot.</p></body></html>"


def _warm_up() -> None:
    import_module("pipeline.batch.shard")
    for place in READERS.values():
        import_module(place.split(":")[0])
    outcome = clean_page(RawPage(url="https://example.org/", body=BODY))
    if isinstance(outcome, Article):
        write_table(io.BytesIO(), "articles", [article_row(outcome)])  # Arrow looks for pandas when it is first used
    gc.collect()
    gc.freeze()  # the collector of a worker leaves these objects, and so their shared pages, alone


_warm_up()
