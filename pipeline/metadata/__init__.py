"""Metadata of a page: cascades of finders, each value with the finder that gave it."""

from pipeline.metadata.find import Metadata, find_metadata

__all__ = ["Metadata", "find_metadata"]
