"""The cheap hostile containers, read in this process: what is whole comes out, what is not is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.make_containers import hostile_containers
from tests.hostile.outcomes import judge_container, read_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.container import HostileContainer

CASES = {f"{case.group}-{case.name}": case for case in hostile_containers(heavy=False)}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_damaged_container_loses_only_what_is_damaged(case: HostileContainer, tmp_path: Path) -> None:
    """Whole pages around the damage are articles, and the damage is a row or a clear refusal."""
    assert judge_container(case, read_inputs(case.build(tmp_path))) is None


def test_there_are_enough_containers() -> None:
    """The set holds at least a hundred containers, each with a name of its own."""
    cases = hostile_containers()
    assert len(cases) >= 100
    assert len({(case.group, case.name) for case in cases}) == len(cases)
