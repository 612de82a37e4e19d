"""Runs: many pages, many processes, one outcome a page, whatever is killed. See docs/runs.md."""

from pipeline.batch.failures import RunError
from pipeline.batch.funnel import Audit, verify_funnel
from pipeline.batch.mirror import local_folder, publish_report
from pipeline.batch.reports import Funnel, RunReport, ShardReport
from pipeline.batch.retry import retry_dropped
from pipeline.batch.run import RunOptions, run, usable_cores
from pipeline.batch.shard import Job, run_shard
from pipeline.batch.watcher import Watcher

__all__ = [
    "Audit",
    "Funnel",
    "Job",
    "RunError",
    "RunOptions",
    "RunReport",
    "ShardReport",
    "Watcher",
    "local_folder",
    "publish_report",
    "retry_dropped",
    "run",
    "run_shard",
    "usable_cores",
    "verify_funnel",
]
