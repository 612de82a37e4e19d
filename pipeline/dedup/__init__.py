"""Duplicates across the articles of a run: found, named, and deleted only when asked."""

from __future__ import annotations

from pipeline.dedup.find import DedupReport, find_duplicates

__all__ = ["DedupReport", "find_duplicates"]
