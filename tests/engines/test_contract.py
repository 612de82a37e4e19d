"""What every engine promises, tried on each that is installed."""

from __future__ import annotations

import importlib.util

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


@pytest.mark.parametrize("fault", ["segfault", "abort", "leave", "leave with 7", "kill"])
def test_a_dying_worker_costs_its_own_task(engine: Engine, fault: str) -> None:
    """A task that ends its process comes back as a death, all others with their results."""
    tasks = ["a", "b", fault, "c", "d"]
    done = dict(engine(work.misbehave, tasks, OPTIONS))
    assert isinstance(done.pop(fault), Death)
    assert done == {name: name for name in "abcd"}


def test_unknown_engine_is_named() -> None:
    """The message lists what there is."""
    with pytest.raises(EngineError, match="local"):
        open_engine("cloud")
