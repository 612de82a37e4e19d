"""Where the time of a page goes, step by step: `python -m benchmarks.profile --data ../shared/data`.

Every step that `pipeline.clean` calls is timed as it runs; the rest is what happens between the steps. Pages are split
into thirds by size. Milliseconds are of CPU time; the machine's speed drifts all the same: read shares.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from benchmarks.speed import pages_of
from pipeline import RawPage, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STEPS = (
    "decode",
    "segment",
    "score_page",
    "lines_of_page",
    "mark_spam",
    "keep_blocks",
    "find_metadata",
    "join_text",
    "write_markdown",
    "normalize_text",
    "farm_score",
    "count_words",
    "count_sentences",
    "detect_language",
    "measure_signals",
    "content_hash",
    "simhash",
)


class Stopwatch:
    """Adds up the seconds of each step while it is in place."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._originals: dict[str, Any] = {}

    def __enter__(self) -> Self:
        for name in STEPS:
            self._originals[name] = getattr(clean, name)
            setattr(clean, name, self._timed(name, self._originals[name]))
        return self

    def __exit__(self, *_: object) -> None:
        for name, original in self._originals.items():
            setattr(clean, name, original)

    def _timed(self, name: str, step: Callable[..., object]) -> Callable[..., object]:
        def timed(*args: object, **options: object) -> object:
            began = time.process_time()
            try:
                return step(*args, **options)
            finally:
                self.seconds[name] += time.process_time() - began

        return timed


def profile(pages: list[bytes]) -> tuple[dict[str, float], list[float]]:
    """Seconds of each step over the pages, and of each page."""
    totals = []
    with Stopwatch() as watch:
        for body in pages:
            began = time.process_time()
            clean.clean_page(RawPage("https://example.org/", body))
            totals.append(time.process_time() - began)
    return watch.seconds, totals


def report(groups: dict[str, list[bytes]]) -> Iterator[str]:
    """Lines of the table: CPU milliseconds a page by step and size, and each step's share of all."""
    measured = {name: profile(pages) for name, pages in groups.items()}
    yield f"{'ms a page':<18}" + "".join(f"{name:>12}" for name in groups) + f"{'share':>9}"
    everything = sum(sum(totals) for _, totals in measured.values())
    rows = {step: [measured[g][0][step] for g in groups] for step in STEPS}
    rows["between steps"] = [sum(measured[g][1]) - sum(measured[g][0].values()) for g in groups]
    for step, seconds in sorted(rows.items(), key=lambda row: -sum(row[1])):
        cells = [value / len(pages) * 1000 for value, pages in zip(seconds, groups.values(), strict=True)]
        yield f"{step:<18}" + "".join(f"{c:>12.2f}" for c in cells) + f"{sum(seconds) / everything:>9.1%}"
    means = [statistics.mean(measured[g][1]) * 1000 for g in groups]
    yield f"{'all':<18}" + "".join(f"{mean:>12.2f}" for mean in means)


def main() -> None:
    """Run the profile and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, help="folder of real pages; generated ones when missing")
    parser.add_argument("--pages", type=int, default=300)
    args = parser.parse_args()
    pages = sorted(pages_of(args.data if args.data and args.data.is_dir() else None, args.pages), key=len)
    third = max(len(pages) // 3, 1)
    clean.clean_page(RawPage("https://example.org/", pages[0]))  # imports and tables
    groups = {"short": pages[:third], "median": pages[third : 2 * third], "long": pages[2 * third :]}
    for line in report(groups):
        print(line)


if __name__ == "__main__":
    main()
