"""CPU milliseconds of a page by its size, 10 KB to 5 MB: `python -m benchmarks.growth`.

Pages are made of the same parts in the same proportion (menus, paragraphs with links, cards, comments), so only their
number grows. Linear work gives the same milliseconds a megabyte in every row.
"""

from __future__ import annotations

import argparse
import time

from pipeline import Article, RawPage, clean_page

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 2_000_000, 5_000_000)
WORDS = (
    "river council harbour winter budget engine garden letter market theory island report signal doctor silver the of "
    "and in to with from before after while because under many several early quiet national public open broken"
).split()


def make_page(size: int) -> bytes:
    """Make a page of about `size` bytes."""
    parts, length, number = [], 0, 0
    while length < size - 300:
        part = _section(number)
        parts.append(part)
        length += len(part)
        number += 1
    return f"<html lang=en><head><title>Growth</title></head><body><main>{''.join(parts)}</main></body></html>".encode()


def _section(number: int) -> str:
    prose = " ".join(_sentence(number * 7 + i) for i in range(5))
    links = "".join(f'<li><a href="/{number}/{i}">{_sentence(number + i)[:24]}</a></li>' for i in range(4))
    return (
        f'<h2>{_sentence(number)[:40]}</h2><p>{prose} <a href="/more/{number}">{WORDS[number % len(WORDS)]}</a>.</p>'
        f'<div class="card"><ul class="links">{links}</ul></div>'
    )


def _sentence(seed: int) -> str:
    words = [WORDS[(seed * 31 + i * (seed % 11 + 1)) % len(WORDS)] for i in range(12)]
    return f"{' '.join(words).capitalize()} {seed}."


def measure(size: int, rounds: int) -> tuple[int, float, bool]:
    """Bytes of the page, least CPU seconds of the rounds, and whether it became an article."""
    body = make_page(size)
    best, outcome = float("inf"), None
    for _ in range(rounds):
        began = time.process_time()
        outcome = clean_page(RawPage(None, body, "text/html"))
        best = min(best, time.process_time() - began)
    return len(body), best, isinstance(outcome, Article)


def main() -> None:
    """Run the measure and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="the best counts (default 3)")
    args = parser.parse_args()
    measure(SIZES[0], 1)  # imports and tables
    print(f"{'page KB':>9}{'CPU ms':>10}{'ms a MB':>10}   outcome")
    for size in SIZES:
        length, seconds, kept = measure(size, args.rounds if size < 1_000_000 else 1)
        print(
            f"{length / 1000:>9.0f}{seconds * 1000:>10.1f}{seconds * 1e9 / length:>10.0f}   "
            f"{'article' if kept else 'dropped'}"
        )


if __name__ == "__main__":
    main()
