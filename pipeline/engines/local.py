"""The local engine: worker processes of this machine, each of which may die without harm to the others.

Every seat is a pebble process pool of one worker, so that nothing (pipe, lock, queue) is shared between workers: a
worker killed at any instruction costs its own task alone. How workers start is in `birth`.
"""

from __future__ import annotations

import contextlib
import os
import threading
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import psutil
from pebble import ProcessExpired, ProcessPool

from pipeline.engines import Death, EngineError
from pipeline.engines.birth import begin_worker, start_server

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from concurrent.futures import Future

    from pipeline.engines import EngineOptions, Work
    from pipeline.engines.birth import WorkerContext

WATCH_SECONDS = 0.2  # between two looks at the workers
LOOKS_BEFORE_GONE = 5  # pebble itself has this long to tell of a worker's end
CLOSE_SECONDS = 5.0
LOST_STARTS = 5  # workers lost in a row before their first task: something is wrong with starting them at all
NOT_TAKEN = Death(None)  # the worker was lost before it took the task up: the task can be given again
MIB = 1 << 20


def run_local(work: Work, tasks: Iterable[Any], options: EngineOptions) -> Generator[tuple[Any, Any], None, None]:
    """Do tasks on `options.workers` processes; an `Engine`.

    Closing the iterator early (an interrupt does) ends the workers at once: work is crash-safe by contract.

    Raises:
        EngineError: workers cannot be started.
    """
    context = start_server(options.preload, options.log)
    seats = [_Seat(context, options.log) for _ in range(options.workers)]
    try:
        yield from _do(work, tasks, seats, options)
    finally:
        close_seats(seats)


def run_alone(work: Work, task: Any, options: EngineOptions) -> Any:  # noqa: ANN401 - tasks and results are opaque here
    """Do one task in a process below this one, which is kept for the next; gives its result, or its `Death`.

    Other engines call this in their workers: a task that ends its process costs them neither the worker nor the job,
    and its death is told as exactly as here.
    """
    seat = _kept_seat(options.preload, options.log)
    with contextlib.closing(_do(work, [task], [seat], options)) as results:
        return next(results)[1]


@lru_cache(maxsize=1)
def _kept_seat(preload: str | None, log: str | None) -> _Seat:
    return _Seat(start_server(preload, log), log)


def _do(
    work: Work, tasks: Iterable[Any], seats: list[_Seat], options: EngineOptions
) -> Generator[tuple[Any, Any], None, None]:
    queue = iter(tasks)
    given_back: list[Any] = []
    busy: dict[Future[Any], _Seat] = {}
    lost_starts = 0
    while True:
        _fill(seats, busy, work, lambda: given_back.pop() if given_back else next(queue))
        if not busy:
            return
        done, _ = wait(busy, timeout=WATCH_SECONDS, return_when=FIRST_COMPLETED)
        done |= {future for future, seat in busy.items() if seat.watch(options.memory_mb)}
        for future in done:
            seat = busy.pop(future)
            task, result = seat.take(future)
            if result is NOT_TAKEN:
                lost_starts += 1
                if lost_starts > LOST_STARTS * len(seats):
                    raise EngineError(f"worker processes end before they take up work; see {options.log}")
                given_back.append(task)
                continue
            lost_starts = 0
            seat.recycle(options.recycle_mb)
            yield task, result


def _fill(seats: list[_Seat], busy: dict[Future[Any], _Seat], work: Work, take: Callable[[], Any]) -> None:
    at_work = set(map(id, busy.values()))
    for seat in seats:
        if id(seat) in at_work:
            continue
        try:
            task = take()
        except StopIteration:
            return
        busy[seat.give(work, task)] = seat


@dataclass(slots=True)
class _Seat:
    """A place for one worker process: replaced when the worker died or grew fat."""

    context: WorkerContext
    log: str | None
    pool: ProcessPool | None = None
    task: Any = None
    worker: psutil.Process | None = None
    over_memory: bool = False
    looks_gone: int = 0  # looks in a row that found the worker gone and its task unfinished

    def give(self, work: Work, task: Any) -> Future[Any]:  # noqa: ANN401 - tasks are opaque here
        """Hand a task to this seat's worker, which is started if need be."""
        if self.worker is not None and not self.worker.is_running():
            close_seats([self])  # it was killed while it had nothing to do
        self.task, self.looks_gone, self.over_memory = task, 0, False
        if self.pool is None:
            self.pool = ProcessPool(
                max_workers=1, initializer=begin_worker, initargs=[os.getpid(), self.log], context=self.context
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
            death = NOT_TAKEN
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
