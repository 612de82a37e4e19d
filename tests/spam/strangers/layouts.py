"""How one record is written down: each layout makes lines of (label, value) pairs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Pairs = list[tuple[str, str]]
    Layout = Callable[[Pairs], list[str]]


def _each(pattern: str) -> Layout:
    return lambda pairs: [pattern.format(k=label, v=value) for label, value in pairs]


def _joined(pattern: str, glue: str) -> Layout:
    return lambda pairs: [glue.join(pattern.format(k=label, v=value) for label, value in pairs)]


def _two_lines(pattern: str) -> Layout:
    return lambda pairs: [line for label, value in pairs for line in pattern.format(k=label, v=value).split("\n")]


def _markdown_table(pairs: Pairs) -> list[str]:
    return ["| | |", "|---|---|", *(f"| {label} | {value} |" for label, value in pairs)]


def _ruled_table(pairs: Pairs) -> list[str]:
    return [line for label, value in pairs for line in (f"{label} | {value}", "----|----")]


def _sentences(pairs: Pairs) -> list[str]:
    return [" ".join(f"{label}: {value.rstrip('.')}." for label, value in pairs)]


def _plain_sentences(pairs: Pairs) -> list[str]:
    return [" ".join(f"{label} {value.rstrip('.')}." for label, value in pairs)]


def _json(pairs: Pairs) -> list[str]:
    return json.dumps(dict(pairs), ensure_ascii=False, indent=2).split("\n")


def _header_row(pairs: Pairs) -> list[str]:
    return [" | ".join(label for label, _ in pairs), " | ".join(value for _, value in pairs)]


LAYOUTS: dict[str, dict[str, Layout]] = {
    "seen": {
        "colon": _each("{k}: {v}"),
        "spaced colon bullets": _each("• {k} : {v}"),
        "dash": _each("{k} – {v}"),
        "bar": _each("{k} | {v}"),
        "label over value": _two_lines("{k}\n{v}"),
        "label: over value": _two_lines("{k}:\n{v}"),
        "values": _each("{v}"),
        "tabs": _each("{k}\t{v}"),
        "markdown table": _markdown_table,
        "sentences": _sentences,
        "commas": _joined("{k}: {v}", ", "),
        "bold": _each("**{k}:** {v}"),
        "hyphen": _each("{k} - {v}"),
        "bold bullets": _each("* **{k}** {v}"),
        "label, blank, value": _two_lines("{k}\n\n{v}\n"),
        "bold label over value": _two_lines("**{k}**\n{v}"),
        "plain sentences": _plain_sentences,
        "bulleted values": _each("- {v}"),
        "equals": _each("{k} = {v}"),
        "key=value": _each("{k}={v}"),
        "json": _json,
        "header row": _header_row,
    },
    "held": {
        "arrow": _each("{k} -> {v}"),
        "numbered": lambda pairs: [f"{n}. {label}: {value}" for n, (label, value) in enumerate(pairs, 1)],
        "bars in one line": _joined("{k}: {v}", " | "),
        "values in one line": _joined("{v}", " · "),
        "brackets": _each("[{k}] {v}"),
        "colon below": _two_lines("{k}\n: {v}"),
        "ruled table": _ruled_table,
        "semicolons": _joined("{k}: {v}", "; "),
        "wide blanks": _each("{k}      {v}"),
        "full-width": _each("{k}：{v}"),
        "nested bullets": _two_lines("* {k}\n  - {v}"),
        "double colon": _each("{k}:: {v}"),
        "parentheses": _each("{k} ({v})"),
        "guillemets": _each("» {k} » {v}"),
        "quoted block": _each("> {k}: {v}"),
        "upper case": lambda pairs: [f"{label.upper()}: {value}" for label, value in pairs],
        "two in a row": lambda pairs: [
            "    ".join(f"{label}: {value}" for label, value in pairs[n : n + 2]) for n in range(0, len(pairs), 2)
        ],
        "slashes": _joined("{v}", " / "),
        "dot leaders": _each("{k} ........ {v}"),
        "yaml": lambda pairs: ["author:", *(f"  {label}: {value}" for label, value in pairs)],
    },
}
