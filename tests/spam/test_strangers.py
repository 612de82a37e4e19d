"""Farm tails and honest pages that an outsider wrote, with the output of four other libraries."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from pipeline.clean import clean_text
from tests.spam.farms.texts import write_host
from tests.spam.strangers.honest import Sketch, fill, sketches
from tests.spam.strangers.tails import make_tail, plant

SEEDS = 120
REMOVED = {"seen": 0.93, "held": 0.8}
KEPT = 0.985
HOSTS = {"seen": "work", "held": "held"}


def count(side: str, seeds: int) -> tuple[Counter[str], Counter[str], int, int]:
    """Clean farm texts of a side: lines of spam and those left by family, lines of articles and those lost."""
    spam: Counter[str] = Counter()
    left: Counter[str] = Counter()
    article = lost = 0
    for seed in range(seeds):
        rng = Random(seed)
        host = write_host(rng, HOSTS[side])
        blocks = make_tail(rng, side, host.language)
        cleaned = clean_text(plant(rng, host.lines, blocks)).text
        stayed = Counter(line.strip() for line in cleaned.splitlines() if line.strip())
        own = Counter(line.strip() for line in host.lines)
        article += own.total()
        lost += (own - stayed).total()
        stayed -= own
        for block in blocks:
            for line in map(str.strip, block.lines):
                if any(map(str.isalnum, line)):
                    spam[block.family] += 1
                    left[block.family] += stayed[line] > 0
                    stayed[line] -= 1
    return spam, left, article, lost


@pytest.mark.parametrize("side", ["seen", "held"])
def test_tails_of_strangers_go(side: str) -> None:
    """Of tails in the manner of other libraries nearly all lines go, and the articles' lines stay."""
    spam, left, article, lost = count(side, SEEDS)
    shares = {family: round(1 - left[family] / spam[family], 3) for family in spam}
    assert 1 - left.total() / spam.total() >= REMOVED[side], shares
    assert 1 - lost / article >= KEPT


@pytest.mark.parametrize("sketch", [pytest.param(s, id=f"{s.kind}-{s.language}") for s in sketches()])
def test_honest_pages_with_the_same_people_stay(sketch: Sketch) -> None:
    """Staff lists, notices, adverts, tables and boxes about such people lose nothing, whatever parts their lines."""
    for turn in range(6):
        text = ("\n\n", "\n")[turn % 2].join(fill(Random(f"{turn}{sketch.kind}"), sketch))
        if turn >= 4:
            text = text.replace(": ", (" – ", ":\n")[turn % 2])
        assert clean_text(text).text == text
