"""Whole texts: a host with blocks planted in it, and the truth of every line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fixtures.articles import write_article
from fixtures.dice import Dice
from tests.spam.farms.families import FAMILIES, Block, Host

if TYPE_CHECKING:
    from random import Random

LANGUAGES = {
    "work": (
        "en_US",
        "en_GB",
        "de_DE",
        "fr_FR",
        "es_ES",
        "ru_RU",
        "id_ID",
        "vi_VN",
        "ja_JP",
        "ar_AA",
        "nl_NL",
        "ko_KR",
    ),
    "held": ("en_US", "en_CA", "it_IT", "pt_BR", "pl_PL", "tr_TR", "uk_UA", "el_GR", "zh_CN", "sv_SE"),
}
FORMS = ("paragraphs", "lines", "trailing blanks", "uneven")


class FarmText(NamedTuple):
    """A text and what its lines are."""

    text: str
    article: list[str]
    blocks: list[Block]
    form: str
    language: str


def write_host(rng: Random, side: str) -> Host:
    """An article of the fixtures' own grammar."""
    written = write_article(Dice(rng, rng.choice(LANGUAGES[side])))
    lines = [written.title]
    for piece in written.pieces:
        lines += [line for line in piece.text.splitlines() if line.strip()]
    return Host(written.language, lines, list(written.headings))


def plant(rng: Random, side: str, host: Host, families: list[str]) -> FarmText:
    """Plant blocks: requests, contents and links anywhere, the rest at the end or, now and then, in the middle."""
    units: list[tuple[Block | None, list[str]]] = [(None, [line]) for line in host.lines]
    blocks: list[Block] = []
    for name in families:
        made = FAMILIES[name](rng, side, host)
        place = len(units)
        if name == "contents":
            place = 2
        elif rng.random() < 0.25:
            place = rng.randint(min(3, len(host.lines)), len(host.lines))
        units[place:place] = [(block, block.lines) for block in made]
        blocks += made
    form = rng.choice(FORMS)
    gap = {"paragraphs": "\n\n", "lines": "\n", "trailing blanks": "  \n\n", "uneven": "\n\n"}[form]
    parts: list[str] = []
    for number, (block, lines) in enumerate(units):
        inner = gap if block is not None and form == "paragraphs" and number % 3 == 0 else "\n"
        parts.append(inner.join(lines))
        parts.append("\n" if form == "uneven" and rng.random() < 0.4 else gap)
    return FarmText("".join(parts), host.lines, blocks, form, host.language)


def draw_families(rng: Random) -> list[str]:
    """What a farm page gets: some of the usual tail, some of anything."""
    chosen = [name for name in ("captions", "profile") if rng.random() < 0.55]
    chosen += rng.sample(list(FAMILIES), rng.randint(1, 3))
    return list(dict.fromkeys(chosen))
