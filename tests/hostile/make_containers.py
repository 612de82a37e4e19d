"""All hostile containers, class by class, in one visible table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.folders import folders
from tests.hostile.tables import line_files, parquet_files
from tests.hostile.warcs import coded_warcs, headed_warcs, other_warcs, packed_warcs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.hostile.container import HostileContainer

CLASSES: tuple[Callable[[], Iterator[HostileContainer]], ...] = (
    packed_warcs,
    headed_warcs,
    other_warcs,
    coded_warcs,
    line_files,
    parquet_files,
    folders,
)


def hostile_containers(*, heavy: bool = True) -> list[HostileContainer]:
    """List the containers, without the heavy ones when asked so."""
    return [case for make in CLASSES for case in make() if heavy or not case.heavy]
