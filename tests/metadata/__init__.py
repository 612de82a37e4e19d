"""Tests of the metadata finders."""
