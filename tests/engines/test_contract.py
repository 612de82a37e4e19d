"""What every engine promises, tried on each that is installed."""

from __future__ import annotations

import importlib.util
import signal

import pytest

from pipeline.engines import ENGINES, Death, Engine, EngineError, EngineOptions, open_engine
from tests.engines import work

NEEDS = {"ray": "ray", "spark": "pyspark"}
INSTALLED = [
    pytest.param(name, marks=[pytest.mark.slow, pytest.mark.filterwarnings("default")] if name in NEEDS else [])
    for name in ENGINES
    if name not in NEEDS or importlib.util.find_spec(NEEDS[name])
]
OPTIONS = EngineOptions(workers=2, memory_mb=400)


@pytest.fixture(params=INSTALLED)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Every engine whose package is there."""
    return open_engine(request.param)


def test_gives_every_task_back_once(engine: Engine) -> None:
    """Each task comes back once with its result, in whatever order."""
    done = list(engine(work.double, range(20), OPTIONS))
    assert sorted(done) == [(task, 2 * task) for task in range(20)]


def test_takes_tasks_as_they_are_needed(engine: Engine) -> None:
    """No tasks at all is a run that ends at once."""
    assert list(engine(work.double, [], OPTIONS)) == []


def test_a_task_may_be_put_back(engine: Engine) -> None:
    """Tasks that come while the last ones are out are done too."""
    tasks = work.Refilled([1, 2])
    done = []
    for task, result in engine(work.double, tasks, OPTIONS):
        done.append(result)
        if task < 10:
            tasks.waiting.append(10 * task)
    assert sorted(done) == [2, 4, 20, 40]


def test_a_dying_worker_costs_its_own_task(engine: Engine) -> None:
    """A task that ends its process comes back as a death that tells how, all others with their results."""
    codes = {"segfault": -signal.SIGSEGV, "abort": -signal.SIGABRT, "leave": 0, "leave with 7": 7, "kill": -9}
    done = dict(engine(work.misbehave, ["a", *codes, "b", "c"], OPTIONS))
    assert {fault: done.pop(fault) for fault in codes} == {fault: Death(code) for fault, code in codes.items()}
    assert done == {name: name for name in "abc"}


def test_unknown_engine_is_named() -> None:
    """The message lists what there is."""
    with pytest.raises(EngineError, match="local"):
        open_engine("cloud")
