"""The nets' steps between the matrix products: loops where they are compiled, arrays where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.content import net, net_arrays, net_loops
from pipeline.content.features import find_features
from pipeline.content.learned import load_scorer
from tests.as_python import as_python

if TYPE_CHECKING:
    from types import ModuleType

RANDOM = np.random.default_rng(0)
PAGE = "<body><nav><a href='/'>Home</a></nav>" + "<div class='a'><p>Some words here.<ul><li>x</ul></div>" * 20


def floats(*shape: int) -> Any:
    """Random numbers."""
    return RANDOM.standard_normal(shape).astype(np.float32)


STEPS = {
    "standardise": (3 * floats(4, 5), floats(5), abs(floats(5)) + 0.1, 2.0, np.zeros((4, 5), np.float32)),
    "sum_words": ([(1, 2, 9), (), (2, 2)], {1: 1, 2: 2}, floats(3, 4), np.zeros((3, 4), np.float32)),
    "add_levels": (floats(3, 4), floats(2, 4), np.array([[0, 0, 2], [1, 1, 0]]), np.zeros((3, 4), np.float32)),
    "normalise": (floats(3, 42), floats(2, 21), floats(2, 21), 1e-5, np.zeros((3, 42), np.float32)),
    "add_taps": (floats(7, 12), floats(4), 2, 4, floats(3, 8)),
    "sum_rows": (floats(3, 4), np.zeros((4, 4))),
    "mean_ranges": (np.cumsum(floats(5, 3), axis=0, dtype=float), np.array([0, 2]), np.array([4, 2]), floats(2, 3)),
    "find_ranges": (
        np.array([[0, 0, 2], [0, 0, 0]]), np.array([[2, 2, 3], [3, 3, 3]]), (np.zeros(6, int), np.zeros(6, int)),
        np.zeros((2, 3), int),
    ),
    "add_pooled": (floats(3, 4), np.array([[0, 0, 1], [2, 2, 2]]), floats(4), floats(4), floats(3, 4)),
}  # fmt: skip


def copied(arguments: tuple[Any, ...]) -> list[Any]:
    """Arguments whose arrays may be written to."""
    return [
        a.copy() if isinstance(a, np.ndarray) else tuple(copied(a)) if isinstance(a, tuple) else a for a in arguments
    ]


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("steps", [net_arrays, as_python(net_loops)], ids=["arrays", "plain loops"])
def test_a_step_gives_the_same_numbers_however_it_runs(steps: ModuleType, name: str) -> None:
    """Compiled loops, plain loops and arrays fill the same array to the last digit."""
    given, expected = copied(STEPS[name]), copied(STEPS[name])
    assert getattr(steps, name)(*given) == getattr(net_loops, name)(*expected)
    np.testing.assert_array_equal(given[-1], expected[-1])
    if name == "find_ranges":
        np.testing.assert_array_equal(given[2][0][:3], [0, 2, 0])


def test_scores_are_the_same_with_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logits and page types of a whole page do not depend on what is compiled."""
    features = find_features(segment(PAGE, Limits()))
    first = load_scorer().net.score(features)
    monkeypatch.setattr(net, "steps", net_arrays)
    second = load_scorer().net.score(features)
    np.testing.assert_array_equal(first[0], second[0])
    np.testing.assert_array_equal(first[1], second[1])
