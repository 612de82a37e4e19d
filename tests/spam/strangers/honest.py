"""Honest pages of many kinds, filled with the same invented people: nothing of them may go."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.spam.values import fold_ascii
from tests.spam.strangers.tails import people

if TYPE_CHECKING:
    from random import Random


class Sketch(NamedTuple):
    """One page with gaps for people."""

    kind: str
    side: str
    language: str
    lines: tuple[str, ...]


@cache
def sketches() -> tuple[Sketch, ...]:
    """All pages of `honest.txt`."""
    found: list[tuple[list[str], list[str]]] = []
    for line in Path(__file__).with_name("honest.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found.append((line[3:].split(), []))
        elif line and found:
            found[-1][1].append(line)
    return tuple(Sketch(head[0], head[1], head[2], tuple(lines)) for head, lines in found)


def fill(rng: Random, sketch: Sketch) -> list[str]:
    """Fill a page's gaps: mail, user name and remarks belong to the person named last."""
    known = [p for p in people(sketch.side) if p["locale"].casefold().startswith(sketch.language)]
    chosen = known or list(people(sketch.side))
    domain = f"{rng.choice(('harbour', 'stadtwerk', 'northfield', 'civica'))}.{rng.choice(('org', 'example', 'net'))}"
    state = {"n": ""}

    def put(match: re.Match[str]) -> str:
        person = rng.choice(chosen)
        key = match[1]
        name = str(person["name"]) if key == "n" or not state["n"] else state["n"]
        words = [w for w in re.split(r"[\s.]+", name) if len(w) > 3] or [name]
        plain = ".".join(filter(None, map(fold_ascii, words[:2]))) or "info"
        if key == "n":
            state["n"] = name
        values = {
            "n": name, "f": words[0], "l": words[-1], "m": f"{plain}@{domain}", "g": f"{plain}@gmail.com",
            "p": person["phone"], "a": person["address"], "c": person["company"], "j": person["job"],
            "d": f"{rng.randint(1, 28)} June {rng.randint(1931, 2023)}", "u": plain.replace(".", "_"),
            "k": str(rng.randint(200, 9000)), "y": str(rng.randint(1931, 2023)),
        }  # fmt: skip
        return str(values[key])

    return [re.sub(r"\{(\w)\}", put, line) for line in sketch.lines]
