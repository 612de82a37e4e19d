"""Titles and captions of pages that have nothing to do with the article, teasers, keywords and prompts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random

KEYWORDS = (
    "mini|red door|cash app|aurora|saturn|bunk bed|vanilla|maverick|tulip|rapunzel|zodiac|piggy|karma|denim|fjord|"
    "tattoo|sunflower|cartoon|emerald|pumpkin|lyrics|galaxy|penguin|marble|hoodie|anime|wedding|keyboard|turtle"
).split("|")
SITES = (
    "Pinterest",
    "Wikipedia",
    "Etsy",
    "YouTube",
    "Alamy",
    "Walmart.com",
    "IMDb",
    "Dictionary.com",
    "ESPN",
    "Goodreads",
)
PATTERNS = (
    "{K} Photos, Download The BEST Free {K} Stock Photos & HD Images",
    "Pin on {K} ideas",
    "What Is {K}? Meaning, Origin and Facts",
    "{K} - {site}",
    "The Ultimate Guide to {K} for Beginners {year}",
    "Top {n} {K} Wallpapers (4K HD) - Wallpaper Cave",
    "{K} vs {L}: Which One Is Better?",
    "{K} {L} - {site}",
    "How To Draw {K} Step By Step {site}",
    "{K} Stock Vector Images - Alamy",
    "{n} Best {K} Quotes of All Time, According to Fans",
    "Buy {K} {L} Online at Best Prices – {site}",
    "{K} Coloring Pages Printable",
    "{K} Cast, Plot, Trailer, and Release Date",
    "{K} PNG Transparent Images Free Download",
    "Vintage {K} {L} Set of {n}, {site}",
)
FOREIGN = (
    "{K} kaufen: Die {n} besten Modelle im Vergleich",
    "Gambar {K} Terbaru {year} Lengkap",
    "Las {n} mejores fotos de {K}",
    "Idées déco {K} : {n} inspirations pour la maison",
    "{K} nedir? {L} hakkında bilgiler",
    "Фото {K} красивые картинки {year}",
    "Tapety {K} na pulpit {n} sztuk",
    "{K} 高清图片 免费下载",
    "{K}の画像{n}選",
)
TEASERS = (
    "Doctors Stunned: This {k} Trick Melts Belly Fat",
    "{n} Celebrities Who Lost Everything Over a {K}",
    "Homeowners Are Switching to This {k} Before {year}",
    "You Won't Believe What This {K} Looks Like Now",
    "Born Before 1975? Claim Your {K} Today",
    "The {k} Mistake Almost Everyone Makes",
)
SOURCES = (
    "HealthyLivingTips",
    "Finance Buzz Daily",
    "Gundry Research",
    "SmartConsumerUpdate",
    "TravelerDoor",
    "Investing Trends",
)
GALLERY = (
    "{k} {l} idea {i}",
    "{k} {l} design {year} {i}",
    "best {k} {l} images {i}",
    "cute {k} {l} wallpaper hd {i}",
    "{k} {l} aesthetic picture {i}",
)
REMARKS = (
    "Great post, thank you so much for writing this, it really helped my sister and me.",
    "I disagree with the second point, my experience was rather different.",
    "First time here, bookmarked! Does anyone know where I can buy one?",
    "lol same, been there done that",
    "@Karen you are right, I had not seen it that way",
    "Could you add the sources please?",
)
NICKS = ("karen_62", "Big Al", "tomtom", "Sunny Days", "J. Park", "Anonymous", "mike from ohio", "lena_k")


class Wording(NamedTuple):
    """How farms in a language ask and announce."""

    related: str  # heading over links
    also: str  # words before a single title
    toc: str
    comments: str  # heading; "{n}" is their number
    prompts: tuple[str, ...]


@cache
def wordings() -> dict[str, Wording]:
    """Read `cues.txt`: `== language`, then a line for each wording."""
    rows: dict[str, dict[str, list[str]]] = {}
    for line in Path(__file__).with_name("cues.txt").read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "==":
            rows[rest] = {}
        else:
            rows[next(reversed(rows))].setdefault(mark, []).append(rest)
    return {
        language: Wording(row["related"][0], row["also"][0], row["toc"][0], row["comments"][0], tuple(row["prompt"]))
        for language, row in rows.items()
    }


def junk_title(rng: random.Random, keyword: str, *, cut: bool) -> str:
    """A title of another page, now and then cut off in the middle."""
    patterns = FOREIGN if rng.random() < 0.12 else PATTERNS
    made = _fill(rng, rng.choice(patterns), keyword).strip()
    if cut and len(made) > 40 and rng.random() < 0.5:
        made = made[: rng.randint(30, len(made) - 3)].rstrip()
    return made


def teaser(rng: random.Random) -> tuple[str, str]:
    """A bait headline and its source."""
    return _fill(rng, rng.choice(TEASERS), rng.choice(KEYWORDS)), rng.choice(SOURCES)


def gallery_captions(rng: random.Random, count: int) -> list[str]:
    """Captions stuffed with the same keywords, numbered."""
    keyword, other = rng.sample(KEYWORDS, 2)
    pattern = rng.choice(GALLERY)
    year = rng.randint(2019, 2026)
    return [pattern.format(k=keyword, l=other, i=i, year=year) for i in range(1, count + 1)]


def _fill(rng: random.Random, pattern: str, keyword: str) -> str:
    other, year, number = rng.choice(KEYWORDS).title(), rng.randint(2019, 2026), rng.randint(5, 99)
    return pattern.format(K=keyword.title(), k=keyword, L=other, site=rng.choice(SITES), n=number, year=year)
