"""How local worker processes come into being: forked from a clean server, and bound to whoever started them.

The server (multiprocessing's forkserver) has one thread and has imported the work once, so a new worker takes some
30 ms, shares the memory of modules and models, and inherits no lock in the hands of a thread of ours.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from multiprocessing import context, forkserver, popen_forkserver, resource_tracker, spawn
from typing import TYPE_CHECKING, Any

import psutil

from pipeline.engines.hushed import LOG_VARIABLE, speak_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess

ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",  # the workers are the parallelism
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others reserve a gigabyte, which a limit to memory would count
    "MALLOC_ARENA_MAX": "2",
}
"""What worker processes find in their environment, where the user has not set it otherwise."""

_TRACKER_ENVIRONMENT = {"PYTHONWARNINGS": "ignore::UserWarning:multiprocessing.resource_tracker"}
"""What multiprocessing's tracker finds: it tidies up behind a main that was ended at once, and need not tell."""

_MAIN_KEYS = ("init_main_from_name", "init_main_from_path")
_patching = threading.Lock()


class _Popen(popen_forkserver.Popen):
    """Starts a process that does not import the caller's main module again.

    Work is importable by its own name. What the caller runs (a script without a guard around `run()`, text on stdin)
    need not be, and importing it would start runs within runs.
    """

    def _launch(self, process_obj: BaseProcess) -> None:
        prepare = spawn.get_preparation_data

        def prepare_without_main(name: str) -> dict[str, Any]:
            return {key: value for key, value in prepare(name).items() if key not in _MAIN_KEYS}

        with _patching:
            spawn.get_preparation_data = prepare_without_main
            try:
                super()._launch(process_obj)  # type: ignore[misc]  # typeshed leaves it out
            finally:
                spawn.get_preparation_data = prepare


class _Process(context.ForkServerProcess):
    @staticmethod
    def _Popen(process_obj: BaseProcess) -> _Popen:  # noqa: N802 - multiprocessing's name
        return _Popen(process_obj)


class WorkerContext(context.ForkServerContext):
    """The multiprocessing context of worker processes."""

    Process = _Process


def start_server(preload: str | None, log: str | None) -> WorkerContext:
    """Start the process that workers are forked from, once in a process's life."""
    started = WorkerContext()
    started.set_forkserver_preload(["pipeline.engines.hushed", *([preload] if preload else [])])
    with _environment(_TRACKER_ENVIRONMENT):
        resource_tracker.ensure_running()  # first, as it ends with interrupts let through whatever they were before
    with _interrupts_held(), _environment({**ENVIRONMENT, LOG_VARIABLE: log or os.devnull}):
        forkserver.ensure_running()
    return started


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts, so that the child is born deaf to it: we end workers ourselves."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _environment(wanted: dict[str, str]) -> Iterator[None]:
    added = [name for name in wanted if name not in os.environ]
    os.environ.update({name: wanted[name] for name in added})
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def begin_worker(owner: int, log: str | None) -> None:
    """Make a worker live no longer than the process that started it, and speak to a log, not to the terminal."""
    threading.Thread(target=_die_with, args=[owner], name="owner-watch", daemon=True).start()
    speak_to(log)


def _die_with(owner: int) -> None:
    with contextlib.suppress(psutil.Error):
        psutil.Process(owner).wait()
    os.kill(os.getpid(), signal.SIGKILL)
