"""Duplicates across the articles of a run: found, named, and deleted only when asked."""

from __future__ import annotations

from pipeline.dedup.find import DEFAULT_THRESHOLD, DedupReport, find_duplicates
from pipeline.dedup.mark import write_marked

__all__ = ["DEFAULT_THRESHOLD", "DedupReport", "find_duplicates", "write_marked"]
