"""Blocks of farm spam, one function a family: lines, with an empty string for a blank line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.spam.farms.layouts import LAYOUTS
from tests.spam.farms.people import FIELDS, latin, make_person

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

HERE = Path(__file__).parent


class Block(NamedTuple):
    """Lines of one family and how they are laid out."""

    family: str
    shape: str
    lines: list[str]


class Host(NamedTuple):
    """An article: its language and its lines, blocks of spam not included."""

    language: str
    lines: list[str]
    headings: list[str]


@cache
def phrases(side: str, kind: str) -> dict[str, tuple[str, ...]]:
    """Phrases of a kind by language."""
    found: dict[str, tuple[str, ...]] = {}
    for row in (HERE / "phrases.tsv").read_text(encoding="utf-8").splitlines():
        cells = row.split("\t")
        if cells[0] == side and cells[2] == kind:
            found[cells[1]] = tuple(part.strip() for part in cells[3].split(" | "))
    return found


@cache
def label_sets(side: str) -> tuple[tuple[str, ...], ...]:
    """Rows of labels: language, labels of a profile, headings, labels of an account."""
    rows = (row.split("\t") for row in (HERE / "labels.tsv").read_text(encoding="utf-8").splitlines())
    return tuple(tuple(row[1:]) for row in rows if row[0] == side)


def make_profile(rng: Random, side: str, host: Host) -> list[Block]:  # noqa: ARG001 - one signature
    """A profile and, mostly, its accounts."""
    person = make_person(rng, side)
    _, labels, headings, account_labels = rng.choice(label_sets(side))
    named = dict(zip(FIELDS, labels.split("|"), strict=True))
    shape = rng.choice(list(LAYOUTS[side]))
    chosen = [field for field in FIELDS if rng.random() < 0.9]
    lines = LAYOUTS[side][shape]([(field, named[field], person.fields[field]) for field in chosen], rng)
    above, networks_above = headings.split("|")
    if rng.random() < 0.6:
        lines = [rng.choice(("## ", "", "")) + above + rng.choice((":", "", "")), *lines]
    blocks = [Block("fake_profile", f"{person.manner} {shape}", lines)]
    if rng.random() < 0.7:
        names = dict(zip(("url", "username", "bio", "followers", "following"), account_labels.split("|"), strict=True))
        made = [networks_above + ":"] if rng.random() < 0.5 else []
        for network, account in person.accounts:
            made.append(rng.choice(("", "", "### ")) + network + rng.choice((":", "")))
            if account:
                made += LAYOUTS[side][shape]([(field, names[field], value) for field, value in account.items()], rng)
        blocks.append(Block("fake_socials", f"{person.manner} {shape}", made))
    return blocks


def make_bio(rng: Random, side: str, host: Host) -> list[Block]:  # noqa: ARG001
    """A biography in pseudo-Latin, with a name over it or without."""
    name = [make_person(rng, side).fields["name"]] if rng.random() < 0.5 else []
    return [Block("fake_bio", "named" if name else "bare", [*name, latin(rng, side, rng.randint(2, 4))])]


def make_captions(rng: Random, side: str, host: Host) -> list[Block]:  # noqa: ARG001
    """Titles of other pages as captions, each twice."""
    titles = _titles(rng, side, rng.randint(3, 7))
    lines = []
    for title in titles:
        cut = title[: rng.randint(24, len(title))].rstrip() if len(title) > 30 and rng.random() < 0.3 else title
        lines += [title, cut]
    return [Block("caption_pairs", "doubled", lines)]


def make_titles(rng: Random, side: str, host: Host) -> list[Block]:  # noqa: ARG001
    """Bare titles of other pages."""
    bullet = rng.choice(("", "", "- ", "* "))
    return [
        Block(
            "unrelated_titles",
            "bulleted" if bullet else "lines",
            [bullet + t for t in _titles(rng, side, rng.randint(5, 10))],
        )
    ]


def make_related(rng: Random, side: str, host: Host) -> list[Block]:
    """A heading in the article's language over titles, or lines that begin with it."""
    cue = rng.choice(_in(side, "related", host.language))
    if rng.random() < 0.5:
        bullet = rng.choice(("", "- "))
        titles = [bullet + title for title in _titles(rng, side, rng.randint(3, 6))]
        return [Block("related_links", "list", [rng.choice(("", "### ")) + cue + rng.choice(("", ":")), *titles])]
    return [Block("related_links", "line", [f"{cue}: {_titles(rng, side, 1)[0]}"])]


def make_promoted(rng: Random, side: str, host: Host) -> list[Block]:  # noqa: ARG001
    """Teasers under a notice."""
    return [
        Block(
            "promoted", "teasers", [rng.choice(phrases(side, "promoted")["en"]), *_titles(rng, side, rng.randint(2, 4))]
        )
    ]


def make_tags(rng: Random, side: str, host: Host) -> list[Block]:  # noqa: ARG001
    """Keywords in one line or one a line, hashed or not, named or not."""
    words = rng.sample(phrases(side, "keyword")["en"], rng.randint(6, 11))
    shape = rng.choice(("commas", "hashed line", "hashed lines", "named", "lines", "bars"))
    cue = rng.choice(phrases(side, "tags")["en"])
    hashed = ["#" + word.replace(" ", "") for word in words]
    lines = {
        "commas": [", ".join(words)],
        "hashed line": [" ".join(hashed)],
        "hashed lines": hashed,
        "named": [f"{cue}: {', '.join(words)}"],
        "lines": words,
        "bars": [" | ".join(words)],
    }[shape]
    return [Block("tag_cloud", shape, lines)]


def make_gallery(rng: Random, side: str, host: Host) -> list[Block]:  # noqa: ARG001
    """Numbered captions of one pattern."""
    one, two = rng.sample(phrases(side, "keyword")["en"], 2)
    pattern = rng.choice(phrases(side, "caption")["en"])
    bullet = rng.choice(("", "", "- "))
    lines = [bullet + pattern.format(k=one, l=two, i=i) for i in range(1, rng.randint(5, 12))]
    return [Block("gallery", "numbered", lines)]


def make_contents(rng: Random, side: str, host: Host) -> list[Block]:
    """A heading of contents, alone or over the article's own headings."""
    cue = rng.choice(_in(side, "toc", host.language))
    if len(host.headings) < 2 or rng.random() < 0.5:
        return [Block("orphan_toc", "bare", [cue])]
    bullet = rng.choice(("", "- ", "* ", "#. "))
    entries = [bullet.replace("#", str(n)) + text for n, text in enumerate(host.headings, 1)]
    return [Block("orphan_toc", "list", [cue, *entries])]


def make_request(rng: Random, side: str, host: Host) -> list[Block]:
    """A paragraph that asks the reader for something, in the article's language."""
    return [Block("call_to_action", host.language, [rng.choice(_in(side, "request", host.language))])]


FAMILIES: dict[str, Callable[[Random, str, Host], list[Block]]] = {
    "profile": make_profile,
    "bio": make_bio,
    "captions": make_captions,
    "titles": make_titles,
    "related": make_related,
    "promoted": make_promoted,
    "tags": make_tags,
    "gallery": make_gallery,
    "contents": make_contents,
    "request": make_request,
}


def _in(side: str, kind: str, language: str) -> tuple[str, ...]:
    known = phrases(side, kind)
    return known.get(language) or known["en"]


def _titles(rng: Random, side: str, count: int) -> list[str]:
    keywords, sites = phrases(side, "keyword")["en"], phrases(side, "site")["en"]
    one = rng.choice(keywords)
    made: dict[str, None] = {}
    while len(made) < count:
        pattern = rng.choice(phrases(side, "title")["en"])
        two = rng.choice(keywords)
        values = {
            "K": one.title(),
            "L": two.title(),
            "n": rng.randint(5, 99),
            "year": rng.randint(2019, 2025),
            "site": rng.choice(sites),
        }
        made[pattern.format(**values)] = None
    return list(made)
