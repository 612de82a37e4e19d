"""The local engine: worker processes of this machine, each of which may die without harm to the others.

Every seat is a pebble process pool of one worker, so that nothing (pipe, lock, queue) is shared between workers: a
worker killed at any instruction costs its own task alone. Workers are forked from a clean, single-threaded server
that has imported the work once (multiprocessing's forkserver): a new worker takes some 30 ms and shares the pages of
models and modules, and no lock of a thread of ours is ever copied into it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import forkserver
from typing import TYPE_CHECKING, Any

import psutil
from pebble import ProcessExpired, ProcessPool

from pipeline.engines import Death, EngineError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.context import ForkServerContext

    from pipeline.engines import EngineOptions, Work

WATCH_SECONDS = 0.2  # between two looks at the workers
LOOKS_BEFORE_GONE = 5  # pebble itself has this long to tell of a worker's end
CLOSE_SECONDS = 5.0
LOST_STARTS = 3  # workers lost in a row before their first task: something is wrong with starting them at all
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",  # the workers are the parallelism
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others reserve a gigabyte, which a limit to memory would count
    "MALLOC_ARENA_MAX": "2",
}
"""What worker processes find in their environment, where the user has not set it otherwise."""
NO_START = (
    "worker processes end before they take up work (a script that calls run() needs `if __name__ == '__main__':` "
    "around the call)"
)
MIB = 1 << 20


def run_local(work: Work, tasks: Iterable[Any], options: EngineOptions) -> Generator[tuple[Any, Any], None, None]:
    """Do tasks on `options.workers` processes; an `Engine`.

    Closing the iterator early (an interrupt does) ends the workers at once: work is crash-safe by contract.

    Raises:
        EngineError: workers cannot be started.
    """
    context = _start_server(options)
    seats = [_Seat(context) for _ in range(options.workers)]
    queue = iter(tasks)
    busy: dict[Future[Any], _Seat] = {}
    lost_starts = 0
    try:
        while True:
            _fill(seats, busy, queue, work)
            if not busy:
                return
            done, _ = wait(busy, timeout=WATCH_SECONDS, return_when=FIRST_COMPLETED)
            done |= {future for future, seat in busy.items() if seat.watch(options.memory_mb)}
            for future in done:
                seat = busy.pop(future)
                task, result = seat.take(future)
                lost_starts = lost_starts + 1 if isinstance(result, Death) and not result.started else 0
                if lost_starts > LOST_STARTS * options.workers:
                    raise EngineError(NO_START)
                yield task, result
                seat.recycle(options.recycle_mb)
    finally:
        close_seats(seats)


def _fill(seats: list[_Seat], busy: dict[Future[Any], _Seat], queue: Iterator[Any], work: Work) -> None:
    at_work = set(map(id, busy.values()))
    for seat in seats:
        if id(seat) in at_work:
            continue
        try:
            task = next(queue)
        except StopIteration:
            return
        busy[seat.give(work, task)] = seat


def _start_server(options: EngineOptions) -> ForkServerContext:
    """Start the process that workers are forked from, once in a process's life."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([options.preload] if options.preload else [])
    with _interrupts_held(), _environment():
        forkserver.ensure_running()
    return context


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts, so that the child is born deaf to it: we end workers ourselves."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    added = [name for name in ENVIRONMENT if name not in os.environ]
    os.environ.update({name: ENVIRONMENT[name] for name in added})
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


@dataclass(slots=True)
class _Seat:
    """A place for one worker process: replaced when the worker died or grew fat."""

    context: ForkServerContext
    pool: ProcessPool | None = None
    task: Any = None
    worker: psutil.Process | None = None
    over_memory: bool = False
    looks_gone: int = 0  # looks in a row that found the worker gone and its task unfinished

    def give(self, work: Work, task: Any) -> Future[Any]:  # noqa: ANN401 - tasks are opaque here
        """Hand a task to this seat's worker, which is started if need be."""
        self.task, self.looks_gone, self.over_memory = task, 0, False
        if self.pool is None:
            self.pool = ProcessPool(
                max_workers=1, initializer=_begin_worker, initargs=[os.getpid()], context=self.context
            )
        try:
            future: Future[Any] = self.pool.schedule(work, args=[task])
        except (RuntimeError, OSError) as error:
            raise EngineError(f"cannot start a worker process: {error}") from error
        if self.worker is None:
            self.worker = _worker_of(self.pool)
        return future

    def take(self, future: Future[Any]) -> tuple[Any, Any]:
        """Give the task that has ended, and its result or its worker's death."""
        task, self.task = self.task, None
        try:
            return task, future.result(timeout=0)
        except TimeoutError:  # `watch` found it gone
            death = Death(0)
        except ProcessExpired as error:
            death = Death(error.exitcode, over_memory=self.over_memory)
        except BrokenProcessPool:
            death = Death(None, over_memory=self.over_memory, started=False)
        close_seats([self])
        return task, death

    def watch(self, memory_mb: int) -> bool:
        """End the worker when it holds more than that; True when it is gone and nobody said so.

        A worker that leaves with status 0 in the middle of a task (a page that calls exit) looks to pebble like one
        that has retired.
        """
        try:
            if self.worker is not None and self.worker.memory_info().rss > memory_mb * MIB:
                self.over_memory = True
                self.worker.kill()
            gone = self.worker is None
        except psutil.Error:
            gone = True
        self.looks_gone = self.looks_gone + 1 if gone else 0
        return self.looks_gone > LOOKS_BEFORE_GONE

    def recycle(self, memory_mb: int) -> None:
        """Replace the idle worker when it holds more than that."""
        with contextlib.suppress(psutil.Error):
            if self.worker is not None and self.worker.memory_info().rss > memory_mb * MIB:
                close_seats([self])


def _worker_of(pool: ProcessPool) -> psutil.Process | None:
    workers = pool._pool_manager.worker_manager.workers  # pebble tells its workers' ids nowhere else
    for pid in tuple(workers):
        with contextlib.suppress(psutil.Error):
            return psutil.Process(pid)
    return None


def close_seats(seats: list[_Seat]) -> None:
    """End the workers of these seats, all at once and at once: nothing they do needs an orderly end."""
    for seat in seats:
        with contextlib.suppress(psutil.Error):
            if seat.worker is not None:
                seat.worker.kill()
    pools = [seat.pool for seat in seats if seat.pool is not None]
    for seat in seats:
        seat.pool, seat.worker = None, None
    joins = [threading.Thread(target=_join, args=[pool], daemon=True) for pool in pools]
    for join in joins:
        join.start()
    for join in joins:
        join.join(CLOSE_SECONDS)  # a pipe that was cut in the middle of a message may hold pebble's threads for ever


def _join(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # pebble's own gap
    pool.join()


def _begin_worker(owner: int) -> None:
    """Make a worker live no longer than the process that started it, however that one ends."""
    threading.Thread(target=_die_with, args=[owner], name="owner-watch", daemon=True).start()


def _die_with(owner: int) -> None:
    try:
        process = psutil.Process(owner)
        process.wait()
    except psutil.Error:
        pass
    os.kill(os.getpid(), signal.SIGKILL)
