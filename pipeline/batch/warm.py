"""Imported by the process that workers are forked from: everything they need, loaded and tried once.

Workers then share these pages of memory, and start in milliseconds.
"""

from __future__ import annotations

import gc
from importlib import import_module

from pipeline.clean import clean_page
from pipeline.records import RawPage

MODULES = ("pyarrow.parquet", "fastwarc.warc", "pipeline.batch.shard", "pipeline.writers.parquet")


def _warm_up() -> None:
    for name in MODULES:
        import_module(name)
    body = b"<html><body><p>Rain fell on the hills all night.</p></body></html>"
    clean_page(RawPage(url="https://example.org/", body=body))
    gc.collect()
    gc.freeze()  # the collector of a worker leaves these objects, and so their shared pages, alone


_warm_up()
