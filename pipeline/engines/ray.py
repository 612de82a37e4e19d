"""The Ray engine: every shard is a Ray task, on a cluster that is there or on one started for the run.

The task itself is done in a process below Ray's worker (`local.run_alone`). Start a cluster, or set `RAY_ADDRESS`, to
use other machines; input and output must be paths that all of them see. For work inside a Ray Data job of your own, map
`clean_batch` over batches instead.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import ray
from ray import exceptions

from pipeline.engines import Death, EngineError
from pipeline.engines.local import run_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    import pyarrow as pa

    from pipeline.config import Config
    from pipeline.engines import EngineOptions, Work

AHEAD = 2  # tasks a worker that wait in Ray's queue, so that none is idle and memory stays bounded


def run_ray(work: Work, tasks: Iterable[Any], options: EngineOptions) -> Generator[tuple[Any, Any], None, None]:
    """Do tasks on Ray, `options.workers` at a time; an `Engine`.

    Raises:
        EngineError: no cluster can be reached or started.
    """
    started = _connect(options)
    remote = ray.remote(num_cpus=1, max_retries=0)(_call)
    function: Any = ray.put(partial(run_alone, work, options=options))
    queue = iter(tasks)
    waiting: dict[Any, Any] = {}
    try:
        while True:
            while len(waiting) < AHEAD * options.workers and (task := next(queue, _END)) is not _END:
                waiting[remote.remote(function, task)] = task
            if not waiting:
                return
            ready, _ = ray.wait(list(waiting), num_returns=1)
            for reference in ready:
                yield waiting.pop(reference), _result(reference)
    finally:
        for reference in waiting:
            ray.cancel(reference, force=True)
        if started:
            ray.shutdown()


class _End:
    pass


_END: Any = _End()


def _connect(options: EngineOptions) -> bool:
    """Use the cluster that is there, or start one of this machine; True when it was started."""
    if ray.is_initialized():
        return False
    try:
        ray.init(num_cpus=options.workers, include_dashboard=False, log_to_driver=False, configure_logging=False)
    except ValueError:  # an address is set: a running cluster has its own CPUs
        ray.init(log_to_driver=False, configure_logging=False)
    except Exception as error:  # a node that does not come up in time is no more than that to Ray
        raise EngineError(f"no Ray cluster can be started or reached: {error}") from error
    return True


def _call(function: Callable[[object], object], task: object) -> object:
    return function(task)


def _result(reference: Any) -> object:  # noqa: ANN401 - Ray's reference
    try:
        return ray.get(reference)
    except exceptions.OutOfMemoryError:
        return Death(None, over_memory=True)
    except (exceptions.WorkerCrashedError, exceptions.NodeDiedError):
        return Death(None)
    except exceptions.RayTaskError as error:
        raise error.cause from error


def clean_batch(batch: pa.Table, config: Config | None = None) -> pa.Table:
    """Clean one batch of a Ray Data job: `dataset.map_batches(clean_batch, batch_format="pyarrow")`.

    Args:
        batch: columns `html` (string or binary) and, where known, `url`; others are ignored.
        config: what to keep (`fn_kwargs={"config": config}` of `map_batches`); the defaults when None.

    Returns:
        Rows of the articles table, and dropped pages as rows whose `drop_reason` is set and whose text is empty.
    """
    from pipeline.arrow import clean_rows  # noqa: PLC0415 - shared with Spark

    return clean_rows(batch, config)
