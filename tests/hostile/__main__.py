"""Run the hostile inputs and print a table by class.

python -m tests.hostile pages [CLASS…]       every page alone, with its time and memory
python -m tests.hostile containers [CLASS…]  a whole run over each container alone
python -m tests.hostile together             all pages as one archive, then all containers, in one run each
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pipeline.batch.warm  # noqa: F401 - what a page needs is loaded once, before children are forked
from tests.hostile.make_containers import hostile_containers
from tests.hostile.make_pages import hostile_pages
from tests.hostile.measure import clean_alone, tabulate
from tests.hostile.outcomes import run_alone
from tests.hostile.together import containers_together, pages_together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.hostile.apart import Result

PARTS = ("pages", "containers", "together")
ALL_PARTS = (*PARTS, "runs")


def _report(results: Iterable[Result]) -> bool:
    """Print what is wrong as it comes, then the table; True when nothing is."""
    start, seen = time.perf_counter(), []
    for result in results:
        seen.append(result)
        if result.wrong:
            sys.stdout.write(f"{result.group} / {result.name}: {result.wrong} ({result.seconds:.1f} s)\n")
            sys.stdout.flush()
    sys.stdout.write(f"\n{tabulate(seen)}\n\n{time.perf_counter() - start:.0f} s\n\n")
    return not any(result.wrong for result in seen)


def main(arguments: list[str]) -> int:
    """Run what is asked for, all but `runs` when nothing is; 1 when anything is not as it must be."""
    parts = [argument for argument in arguments if argument in ALL_PARTS] or PARTS
    classes = [argument for argument in arguments if argument not in ALL_PARTS]
    good = True
    if "pages" in parts:
        cases = (case for case in hostile_pages() if not classes or case.group in classes)
        good &= _report(clean_alone(case) for case in cases)
    containers = [case for case in hostile_containers() if not classes or case.group in classes]
    if "containers" in parts:
        good &= _report(run_alone(case) for case in containers)
    if "runs" in parts:
        good &= _report(run_alone(case, whole_run=True) for case in containers)
    if "together" in parts:
        good &= _report(pages_together()) & _report(containers_together())
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
