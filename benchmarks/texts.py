"""Megabytes of extracted text that `clean_text` takes a second: `python -m benchmarks.texts --data ../shared/data`.

The true texts of WCXB, which hold next to no spam: the case that must cost least. CPU time of one core, best of
some rounds; the first pages of a process also pay for its tables, so a round before is not counted.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from pipeline import clean_text
from training.sources import load_wcxb

MIN_CHARS, MAX_CHARS = 1_500, 30_000  # of a usual article


def main() -> None:
    """Print megabytes a second and the shortest time of a round."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.texts", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with wcxb/")
    parser.add_argument("--texts", type=int, default=300, help="how many, evenly over the corpus")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    found = [sample.truth for sample in load_wcxb(options.data) if MIN_CHARS <= len(sample.truth) <= MAX_CHARS]
    texts = found[:: max(1, len(found) // options.texts)]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    seconds = min(_round(texts) for _ in range(options.rounds + 1))
    print(f"{len(texts)} texts, {megabytes:.2f} MB: {seconds:.2f} s, {megabytes / seconds:.1f} MB a second")


def _round(texts: list[str]) -> float:
    started = time.process_time()
    for text in texts:
        clean_text(text)
    return time.process_time() - started


if __name__ == "__main__":
    main()
