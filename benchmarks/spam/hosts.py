"""Host articles in twelve languages: sentences with places for a subject, shuffled into paragraphs and sections."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.spam.nodes import Doc, Node, list_node, text_node

if TYPE_CHECKING:
    import random


class Language(NamedTuple):
    """What articles in a language are made of."""

    subjects: tuple[str, ...]
    headings: tuple[str, ...]
    sentences: tuple[str, ...]  # "{s}" stands for the subject


@cache
def languages() -> dict[str, Language]:
    """Read `hosts.txt`: `== language`, then `s` subjects, `h` headings and `p` sentences, one a line."""
    rows: dict[str, dict[str, list[str]]] = {}
    for line in Path(__file__).with_name("hosts.txt").read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "==":
            rows[rest] = {"s": [], "h": [], "p": []}
        else:
            rows[next(reversed(rows))][mark].append(rest)
    return {name: Language(tuple(row["s"]), tuple(row["h"]), tuple(row["p"])) for name, row in rows.items()}


NAMES = ("Helen Marsh", "Peter Novak", "Ana Ruiz", "Jonas Weber", "Claire Dubois", "Marta Kowalska", "Yuki Tanaka")


def make_article(rng: random.Random, language: str | None = None) -> Doc:
    """Write a host article of 6 to 14 paragraphs, with or without headings, a list and a quotation."""
    language = language or rng.choice([*languages(), "en", "en", "en", "en", "en", "en"])
    words = languages()[language]
    subject = rng.choice(words.subjects)
    sentences = [sentence.format(s=subject) for sentence in words.sentences]
    gap = "" if language in {"ja", "zh"} else " "
    nodes: list[Node] = []
    headings = rng.sample(words.headings, 4)
    with_headings = rng.random() < 0.7
    used: set[str] = set()
    for number in range(rng.randint(6, 14)):
        if with_headings and number % 3 == 2 and headings:
            nodes.append(text_node("h2", headings.pop(), ""))
        text = gap.join(rng.sample(sentences, rng.randint(2, 4)))
        if text not in used:
            used.add(text)
            nodes.append(text_node("p", text))
    if rng.random() < 0.25:
        items = rng.sample(sentences, 3)
        nodes.insert(rng.randint(3, len(nodes)), list_node(rng.choice(("ul", "ol")), items))
    if rng.random() < 0.2:
        nodes.insert(rng.randint(2, len(nodes)), text_node("quote", f"“{rng.choice(sentences)}”"))
    title = f"{subject[:1].upper()}{subject[1:]}" + rng.choice(("", f" {rng.randint(2018, 2026)}", ""))
    date = f"{rng.randint(2015, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return Doc(title, language, nodes, author=rng.choice(NAMES), date=date, traits={"language": language})
