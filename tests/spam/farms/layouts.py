"""Ways to lay a record out as text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Rows = list[tuple[str, str, str]]  # field, label, value

EMOJI = {
    "name": "👤", "username": "🆔", "email": "📧", "birth": "🎂", "address": "📍", "phone": "📞", "company": "🏢",
    "job": "💼", "bio": "📝", "url": "🔗", "followers": "👥", "following": "➡️",
}  # fmt: skip


def _joined(separator: str, bullet: str = "") -> Callable[[Rows, Random], list[str]]:
    return lambda rows, rng: [f"{bullet}{label}{separator}{value}" for _, label, value in rows]  # noqa: ARG005


def _bold(rows: Rows, rng: Random) -> list[str]:
    bullet, inside = rng.choice(("", "- ", "* ")), rng.random() < 0.5
    return [f"{bullet}**{label}{':**' if inside else '**:'} {value}" for _, label, value in rows]


def _table(rows: Rows, rng: Random) -> list[str]:
    return (["|  |  |", "| --- | --- |"] if rng.random() < 0.5 else []) + [
        f"| {label} | {value} |" for _, label, value in rows
    ]


def _two_lines(rows: Rows, rng: Random) -> list[str]:
    colon = rng.choice(("", ":", ""))
    return [line for _, label, value in rows for line in (label + colon, value)]


def _values(rows: Rows, rng: Random) -> list[str]:  # noqa: ARG001
    return [value for _, _, value in rows]


def _emoji(rows: Rows, rng: Random) -> list[str]:
    labelled = rng.random() < 0.4
    return [f"{EMOJI.get(field, '•')} {label + ': ' if labelled else ''}{value}" for field, label, value in rows]


def _paragraph(rows: Rows, rng: Random) -> list[str]:
    glue = rng.choice((" ", ", ", "; ", " | ", " • ", " / "))
    colon = rng.choice((": ", " : ", ": "))
    return [glue.join(f"{label}{colon}{value}" for _, label, value in rows)]


def _values_paragraph(rows: Rows, rng: Random) -> list[str]:
    return [rng.choice((", ", " | ", " • ", " – ")).join(value for _, _, value in rows)]


def _spaced(rows: Rows, rng: Random) -> list[str]:
    return [f"{label}{rng.choice(('  ', '    '))}{value}" for _, label, value in rows]


def _json(rows: Rows, rng: Random) -> list[str]:  # noqa: ARG001
    made = json.dumps({field: value for field, _, value in rows}, ensure_ascii=False, indent=2)
    return made.splitlines()


def _numbered(rows: Rows, rng: Random) -> list[str]:  # noqa: ARG001
    return [f"{n}. {label}: {value}" for n, (_, label, value) in enumerate(rows, 1)]


def _csv(rows: Rows, rng: Random) -> list[str]:  # noqa: ARG001
    return [",".join(label for _, label, _ in rows), ",".join(f'"{value}"' for _, _, value in rows)]


LAYOUTS: dict[str, dict[str, Callable[[Rows, Random], list[str]]]] = {
    "work": {
        "colon": _joined(": "), "spaced colon": _joined(" : "), "dash": _joined(" - "), "bar": _joined(" | "),
        "tab": _joined("\t"), "bullets": _joined(": ", "- "), "dots": _joined(" ..... "), "bold": _bold,
        "table": _table, "two lines": _two_lines, "values": _values, "emoji": _emoji, "paragraph": _paragraph,
        "values paragraph": _values_paragraph, "equals": _joined("="),
    },
    "held": {
        "en dash": _joined(" – "), "arrow": _joined(" → "), "wide colon": _joined("："),
        "double colon": _joined(" :: "), "angle": _joined(" » "), "dots bullets": _joined(" : ",
        "• "), "square bullets": _joined(": ", "▪ "),
        "numbered": _numbered, "spaced": _spaced, "json": _json, "no blank": _joined(":"), "two lines": _two_lines,
        "values": _values, "emoji": _emoji, "paragraph": _paragraph, "bold": _bold, "csv": _csv,
    },
}  # fmt: skip
