"""Engines: where the work of a run is done. `ENGINES` names them; each is one function in its own module.

An engine is a function `(work, tasks, options) -> Generator` of `(task, result)`. It calls `work(task)` for every task,
on some process, in any order, and gives each task back once, as soon as it is done: with what `work` returned, or with
a `Death` when the process was lost under it. An iterator of tasks that has run dry is asked again after each result: a
task that was lost may be put back. It knows nothing about pages, shards or files. `work` and tasks are
picklable; `work` raises nothing of its own (an exception from it is a programming error and goes through).

Add an engine: a module with such a function, and a row here; `tests/engines/test_contract.py` then tries it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

Work = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Death:
    """How a worker process ended under a task that it did not finish."""

    exit_code: int | None  # as in multiprocessing: negative is a signal's number; None when it is not known
    over_memory: bool = False  # the engine itself ended it, for its resident memory


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What a user may say about where the work is done."""

    workers: int
    memory_mb: int  # a worker over this resident size, in MiB, is ended
    recycle_mb: int = 380  # a worker over this resident size after a task is replaced by a fresh one
    preload: str | None = None  # module that workers have imported before their first task
    log: str | None = None  # file for what workers write to stdout and stderr; nowhere when None


Engine = Callable[[Work, Iterable[Any], EngineOptions], Generator[tuple[Any, Any], None, None]]

ENGINES: dict[str, str] = {
    "local": "pipeline.engines.local:run_local",
    "ray": "pipeline.engines.ray:run_ray",
    "spark": "pipeline.engines.spark:run_spark",
}
"""Engine name -> module and function; imported when asked for, since engines bring packages of their own."""


class EngineError(RuntimeError):
    """The engine cannot do its work at all; the message is one line that says what to do."""


def open_engine(name: str) -> Engine:
    """Give the engine of that name.

    Raises:
        EngineError: the name is not in `ENGINES`, or a package that it needs is not installed.
    """
    if name not in ENGINES:
        raise EngineError(f"unknown engine {name!r}: choose one of {', '.join(ENGINES)}")
    module, function = ENGINES[name].split(":")
    try:
        engine: Engine = getattr(import_module(module), function)
    except ModuleNotFoundError as error:
        raise EngineError(
            f"the engine {name!r} needs the package {error.name!r}: pip install 'pagewinnow[{name}]'"
        ) from error
    return engine
