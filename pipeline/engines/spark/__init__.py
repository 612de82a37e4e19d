"""Spark: the engine of runs, and the cleaner inside a Spark job of your own.

`clean` works on a DataFrame of pages; what needs many pages at once (site learning, duplicates) is made of group-bys
over what the same functions give as on one machine.
"""

from __future__ import annotations

from pipeline.engines.spark.pages import clean
from pipeline.engines.spark.runner import run_spark
from pipeline.engines.spark.sites import learn_sites

__all__ = ["clean", "learn_sites", "run_spark"]
