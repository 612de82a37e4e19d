"""`python -m tests.fuzz --minutes N [--seed S]`: mutate real pages until the time is up; keep what breaks a promise."""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path
from random import Random

from tests.fuzz.mutate import load_pages, mutate
from tests.fuzz.promises import broken_page_promise, broken_text_promise

SLOW_SECONDS = 10.0
PAGES = 400


def main() -> int:
    """Fuzz; 1 when a promise broke."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10.0)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--save", type=Path, default=Path("out/fuzz"), help="folder for pages that break a promise")
    given = options.parse_args()
    pages, end = load_pages(PAGES), time.monotonic() + 60 * given.minutes
    tried, broken, slowest = 0, 0, 0.0
    while time.monotonic() < end:
        body = mutate(pages[tried % len(pages)], Random(f"{given.seed}:{tried}"))
        start = time.process_time()  # what else runs on the machine is not the page's fault
        problem = broken_page_promise(body)
        seconds = time.process_time() - start
        if problem is None and seconds > SLOW_SECONDS:
            problem = f"took {seconds:.1f} s"
        problem = problem or broken_text_promise(body.decode("utf-8", "replace")[:200_000])
        slowest = max(slowest, seconds)
        if problem:
            broken += 1
            given.save.mkdir(parents=True, exist_ok=True)
            name = given.save / f"{hashlib.blake2b(body, digest_size=6).hexdigest()}.html"
            name.write_bytes(body)
            sys.stdout.write(f"seed {given.seed}:{tried} ({name}): {problem}\n")
        tried += 1
    sys.stdout.write(f"{tried} pages tried, {broken} broke a promise, the slowest took {slowest:.2f} s\n")
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main())
