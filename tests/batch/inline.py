"""An engine without processes: work is done by the caller, so that a test can crash at any of its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from pipeline.engines import EngineOptions, Work


def run_inline(work: Work, tasks: Iterable[Any], options: EngineOptions) -> Generator[tuple[Any, Any], None, None]:
    """Do one task after the other; an `Engine`."""
    del options
    for task in tasks:
        yield task, work(task)
