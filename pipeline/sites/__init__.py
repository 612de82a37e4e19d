"""Blocks that recur on many pages of a host are boilerplate, whatever they look like.

Learned in a first pass (`pipeline.batch.learn_sites`) into a table that is saved, versioned and can be read with any
Parquet tool; applied here.
"""

from __future__ import annotations

from pipeline.sites.mark import mark_site_repeats
from pipeline.sites.table import SiteTable, load_sites

__all__ = ["SiteTable", "load_sites", "mark_site_repeats"]
