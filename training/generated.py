"""Training pages of the project's own generator: farm pages, honest pages, and pages full of honest records."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from fixtures.articles import write_article
from fixtures.dice import Dice
from fixtures.pages import draw_locale, generate, lay_out
from fixtures.pieces import LabelledPage, Piece
from training import honest
from training.sources import Sample
from training.splice import parse_snippet

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPES = {"forum": "forum", "product": "product", "docs": "documentation"}
"""Layouts of the generator that are no articles."""


def load_generated(pages: int, record_pages: int, seed: int) -> Iterator[Sample]:
    """Yield pages of the generator's training side, then pages with honest records."""
    for number, made in enumerate(generate(seed, pages, "train")):
        yield _as_sample(f"generated/{number}", made)
    for number in range(record_pages):
        yield _as_sample(f"records/{number}", make_record_page(Random(f"records:{seed}:{number}"), number))


def make_record_page(rng: Random, number: int) -> LabelledPage:
    """Make a page whose article, often a short one, holds honest records."""
    dice = Dice(rng, draw_locale(rng, "train"), "train")
    article = write_article(dice)
    length = min(dice.pick((2, 3, 4, 6, 9, 99)), len(article.pieces))
    pieces = [*article.pieces[: length - 1], article.pieces[-1]]
    phrases = honest.Phrases([line for piece in article.pieces for line in piece.lines])
    writer = honest.Writer(rng, dice.locale, phrases)
    for _ in range(dice.pick((1, 1, 2, 3))):
        place = dice.pick((len(pieces), len(pieces), len(pieces) - 1, 0, dice.number(0, len(pieces))))
        html = honest.honest_html(writer)
        lines = tuple(line for text in parse_snippet(html).text for line in text.split("\n"))
        pieces.insert(place, Piece(html, "\n".join(lines), lines))
    return lay_out(dice, "honest", replace(article, pieces=tuple(pieces)), number)


def _as_sample(name: str, made: LabelledPage) -> Sample:
    page_type = TYPES.get(made.template, "article")
    return Sample(name, "generated", made.url, page_type, made.body, "\n".join(made.kept))
