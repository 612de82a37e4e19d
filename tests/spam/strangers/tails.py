"""Farm tails as an outsider writes them: blocks of lines by family, drawn from people that real libraries invented."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.spam.strangers.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

HERE = Path(__file__).parent
FIELDS = ("name", "username", "email", "birth", "address", "phone", "company", "job", "bio", "website", "country")
CORE = 9  # the last two are rarer
ACCOUNT_FIELDS = ("url", "username", "bio", "followers", "following")
NETWORKS = ("facebook", "instagram", "twitter", "tiktok", "linkedin", "youtube", "pinterest")
MOVABLE = frozenset({"fake_profile", "caption_pairs", "unrelated_titles"})
ONE_LINE = frozenset({"json", "header row", "values in one line", "slashes", "yaml"})
Person = dict[str, Any]


class Block(NamedTuple):
    """Lines of one family and how they are laid out."""

    family: str
    shape: str
    lines: list[str]


@cache
def people(side: str) -> tuple[Person, ...]:
    """Invented people: every other locale of each library is held back."""
    source = Path(os.environ.get("STRANGERS", HERE / "people.jsonl"))  # a larger file may stand in
    every: list[Person] = [json.loads(row) for row in source.read_text(encoding="utf-8").splitlines()]
    styles = sorted({person["style"] for person in every})
    locales = {s: sorted({person["locale"] for person in every if person["style"] == s}) for s in styles}
    return tuple(p for p in every if (locales[p["style"]].index(p["locale"]) % 2 == 0) == (side == "seen"))


@cache
def phrases(side: str, kind: str) -> dict[str, tuple[str, ...]]:
    """Phrases of a kind by language."""
    found: dict[str, tuple[str, ...]] = {}
    for row in (HERE / "phrases.tsv").read_text(encoding="utf-8").splitlines():
        cells = row.split("\t")
        if cells[0] == side and cells[2] == kind:
            found[cells[1]] = tuple(part.strip() for part in cells[3].split(" ~ "))
    return found


@cache
def label_sets(side: str) -> tuple[tuple[str, ...], ...]:
    """Rows of labels: language, labels of a profile, headings, heading of networks, labels of an account."""
    rows = (row.split("\t") for row in (HERE / "labels.tsv").read_text(encoding="utf-8").splitlines())
    return tuple(tuple(row[1:]) for row in rows if row[0] == side)


def make_profile(rng: Random, side: str) -> list[Block]:
    """A profile, whole or in part, and, mostly, its accounts."""
    person = rng.choice(people(side))
    labels = rng.choice(label_sets(side))
    shape = rng.choice(list(LAYOUTS[side]))
    blocks = [_profile(rng, side, person, labels, shape)]
    if rng.random() < 0.1:
        blocks.append(_profile(rng, side, rng.choice(people(side)), labels, shape))
    if rng.random() < 0.6:
        blocks.append(_accounts(rng, side, person, labels, shape))
    return blocks


def _profile(rng: Random, side: str, person: Person, labels: tuple[str, ...], shape: str) -> Block:
    _, names, headings, _, _ = labels
    named = dict(zip(FIELDS, names.split("|"), strict=True))
    chosen = [field for field in FIELDS[:CORE] if rng.random() < 0.92]
    size = "whole"
    if rng.random() < 0.2:
        extra = rng.sample(("birth", "address", "phone", "company", "job"), 2)
        chosen = [f for f in FIELDS if f in ("name", "username", rng.choice(("email", "bio")), *extra)]
        size = "part"
    chosen += [field for field in FIELDS[CORE:] if rng.random() < 0.15]
    values = {field: " ".join(str(person[field]).split()) for field in chosen}
    if "bio" in values and rng.random() < 0.15:
        values["bio"] = rng.choice(phrases(side, "one_liner")["en"])
    lines = LAYOUTS[side][shape]([(named[field], values[field]) for field in chosen if values[field]])
    if rng.random() < 0.65:
        mark = rng.choice(("", "", "", "### "))
        lines = [mark + rng.choice(headings.split("|")), *lines]
    return Block("fake_profile", f"{shape}/{size}/{person['style']}", lines)


def _accounts(rng: Random, side: str, person: Person, labels: tuple[str, ...], shape: str) -> Block:
    _, _, _, heading, account_labels = labels
    names = dict(zip(ACCOUNT_FIELDS, account_labels.split("|"), strict=True))
    plain = [name for name in LAYOUTS[side] if name not in ONE_LINE]
    shape = shape if shape not in ONE_LINE else rng.choice(plain)
    lines = [heading + rng.choice((":", ""))] if rng.random() < 0.6 else []
    colon = rng.choice((":", "", ""))
    for network in rng.sample(NETWORKS, rng.randint(1, 4)):
        lines.append(rng.choice((network, network, network.title())) + colon)
        if rng.random() < 0.15:
            continue
        user = rng.choice((person["username"], rng.choice(person["users"])))
        host = "linkedin.com/in" if network == "linkedin" else f"{network}.com"
        values = {
            "url": f"https://{host}/{'@' if network == 'tiktok' else ''}{user}",
            "username": user,
            "bio": rng.choice(person["bios"]),
            "followers": str(rng.randint(12, 6999)),
            "following": str(rng.randint(3, 2999)),
        }
        chosen = [f for f in ACCOUNT_FIELDS if rng.random() < 0.93]
        lines += LAYOUTS[side][shape]([(names[f], values[f]) for f in chosen])
    return Block("fake_socials", f"{shape}/{person['style']}", lines)


def make_bio(rng: Random, side: str) -> list[Block]:
    """An author box with a one-line or pseudo-Latin biography."""
    person = rng.choice(people(side))
    heading = rng.choice(rng.choice(label_sets(side))[2].split("|"))
    latin = [b for b in [person["bio"], *person["bios"]] if b and b.isascii() and len(b) > 50 and b.count(" ") > 6]
    bio = rng.choice([*latin[:1], *phrases(side, "one_liner")["en"]])
    return [Block("fake_bio", "latin" if bio in latin else "one-liner", [heading, person["name"], bio])]


def make_captions(rng: Random, side: str) -> list[Block]:
    """Titles of other pages as captions, each twice."""
    lines: list[str] = []
    for title in _titles(rng, side, rng.randint(2, 5)):
        lines += [title, title]
    return [Block("caption_pairs", "doubled", lines)]


def make_titles(rng: Random, side: str) -> list[Block]:
    """Bare titles of other pages."""
    bullet = rng.choice(("", "- ", "1) "))
    return [Block("unrelated_titles", bullet, [bullet + title for title in _titles(rng, side, rng.randint(4, 9))])]


def make_related(rng: Random, side: str, language: str) -> list[Block]:
    """A heading over titles, or a line that begins with a cue."""
    known = phrases(side, "read_also")
    if rng.random() < 0.4:
        titles = _titles(rng, side, rng.randint(2, 5))
        bullet = rng.choice(("", "- ", "» "))
        head = rng.choice(phrases(side, "related")["en"])
        return [Block("related_links", f"list/{head}", [head, *(bullet + title for title in titles)])]
    language = language if language in known and rng.random() < 0.5 else rng.choice(list(known))
    cue = rng.choice(known[language])
    return [Block("related_links", f"line/{cue}", [f"{cue} {_titles(rng, side, 1)[0]}"])]


def make_tags(rng: Random, side: str) -> list[Block]:
    """Keywords with a cue, or hashed."""
    words = [word.lower() for word in rng.sample(phrases(side, "keyword")["en"], rng.randint(3, 8))]
    cue = rng.choice(rng.choice(list(phrases(side, "tags").values())))
    hashed = ["#" + word.replace(" ", "") for word in words]
    shapes = {
        f"cue/{cue}": [f"{cue} {', '.join(words)}"],
        f"cue hashed/{cue}": [f"{cue} {' '.join(hashed)}"],
        "hashed": [" ".join(hashed)],
        "hashed commas": [", ".join(hashed)],
        f"heading/{cue}": [cue, *words],
    }
    shape = rng.choice(list(shapes))
    return [Block("tag_cloud", shape, shapes[shape])]


def make_contents(rng: Random, side: str, language: str) -> list[Block]:
    """A heading of contents with nothing under it."""
    known = phrases(side, "toc")
    cue = rng.choice(known.get(language) or known["en"])
    return [Block("orphan_toc", cue, [cue])]


def make_request(rng: Random, side: str, language: str) -> list[Block]:
    """A paragraph that asks the reader for something."""
    known = phrases(side, "request")
    return [Block("call_to_action", language, [rng.choice(known.get(language) or known["en"])])]


def _titles(rng: Random, side: str, count: int) -> list[str]:
    keywords, sites = phrases(side, "keyword")["en"], phrases(side, "site")["en"]
    made: dict[str, None] = {}
    one = rng.choice(keywords)
    while len(made) < count:
        pattern = rng.choice(phrases(side, "title")["en"])
        values = {"K": one, "L": rng.choice(keywords), "n": rng.randint(4, 60), "y": rng.randint(2021, 2026)}
        made[pattern.format(**values, s=rng.choice(sites))] = None
        one = rng.choice((one, rng.choice(keywords)))
    return list(made)


def make_tail(rng: Random, side: str, language: str) -> list[Block]:
    """What one farm page carries, in order."""
    blocks: list[Block] = []
    makers: tuple[tuple[float, Callable[[], list[Block]]], ...] = (
        (0.2, lambda: make_contents(rng, side, language)),
        (0.4, lambda: make_related(rng, side, language)),
        (0.4, lambda: make_request(rng, side, language)),
        (0.35, lambda: make_captions(rng, side)),
        (0.2, lambda: make_titles(rng, side)),
        (0.75, lambda: make_profile(rng, side)),
        (0.12, lambda: make_bio(rng, side)),
        (0.25, lambda: make_tags(rng, side)),
    )
    for share, make in makers:
        if rng.random() < share:
            blocks += make()
    return blocks or make_profile(rng, side)


def plant(rng: Random, article: list[str], blocks: list[Block]) -> str:
    """Plant a tail in an article: contents early, links anywhere, profiles and lists now and then in the middle."""
    units: list[tuple[Block | None, list[str]]] = [(None, [line]) for line in article]
    place = len(units)
    for block in blocks:
        drawn, before, place = rng.random(), place, len(units)
        if block.family == "orphan_toc":
            place = min(rng.randint(1, 3), len(units))
        elif block.family == "related_links" and drawn < 0.6:
            place = rng.randint(min(2, len(units)), len(units))
        elif block.family == "fake_profile" and drawn < 0.12:
            place = 1
        elif block.family in MOVABLE and drawn < 0.25:
            place = rng.randint(min(3, len(units)), len(units))
        elif block.family == "fake_socials":
            place = before + 1
        units.insert(place, (block, block.lines))
    form = rng.choice(("paragraphs", "lines", "tight", "loose"))
    loose = [form == "loose" and block is not None and rng.random() < 0.7 for block, _ in units]
    parts = [("\n\n" if wide else "\n").join(lines) for wide, (_, lines) in zip(loose, units, strict=True)]
    return ("\n" if form == "lines" else "\n\n").join(parts)
