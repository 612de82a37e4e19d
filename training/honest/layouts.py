"""Ways in which honest pages lay records and lists out."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    Pair = tuple[str, str]
    Rows = Sequence[Pair]

CLASSES = (
    "", "", "", "", "contact", "infobox", "facts", "staff", "details", "wp-block-table", "wp-block-group", "info-box",
    "css-1q2w3e", "sc-bdnxRM", "mt-4 text-sm", "grid grid-cols-2 gap-4", "card", "table", "content", "_3xk9f", "box",
)  # fmt: skip
SEPARATORS = (": ", ": ", ": ", " : ", " – ", " - ", " ", "\t", " | ")


def attribute(rng: Random) -> str:
    """A class attribute, or nothing."""
    name = rng.choice(CLASSES)
    return f' class="{name}"' if name else ""


def write_value(rng: Random, value: str) -> str:
    """Markup of a value: addresses of pages and mail are links now and then."""
    text = escape(value)
    if "@" in value and " " not in value and rng.random() < 0.5:
        return f'<a href="mailto:{text}">{text}</a>'
    if value.startswith(("www.", "https://")) and rng.random() < 0.6:
        return f'<a href="https://{text.removeprefix("https://")}">{text}</a>'
    return text


def _label(rng: Random, label: str, separator: str) -> str:
    name = rng.choice(("b", "strong", "strong", "span", ""))
    text = escape(label + separator)
    return f"<{name}>{text}</{name}>" if name else text


def _inline(rng: Random, rows: Rows) -> list[str]:
    separator = rng.choice(SEPARATORS)
    state = rng.getstate()
    lines = []
    for label, value in rows:
        rng.setstate(state)  # one style a record
        lines.append(_label(rng, label, separator) + write_value(rng, value))
    return lines


def as_paragraphs(rng: Random, rows: Rows) -> str:
    """One paragraph a row."""
    return "".join(f"<p>{line}</p>" for line in _inline(rng, rows))


def as_breaks(rng: Random, rows: Rows) -> str:
    """Rows with line breaks between, in one paragraph."""
    name = rng.choice(("p", "p", "div", "address"))
    return f"<{name}{attribute(rng)}>{'<br>'.join(_inline(rng, rows))}</{name}>"


def as_list(rng: Random, rows: Rows) -> str:
    """One item a row."""
    items = "".join(f"<li>{line}</li>" for line in _inline(rng, rows))
    return f"<ul{attribute(rng)}>{items}</ul>"


def as_definitions(rng: Random, rows: Rows) -> str:
    """Terms and their definitions."""
    inner = "".join(f"<dt>{escape(label)}</dt><dd>{write_value(rng, value)}</dd>" for label, value in rows)
    return f"<dl{attribute(rng)}>{inner}</dl>"


def as_table(rng: Random, rows: Rows) -> str:
    """A table of two columns."""
    cell = rng.choice(("th", "td"))
    inner = "".join(f"<tr><{cell}>{escape(a)}</{cell}><td>{write_value(rng, b)}</td></tr>" for a, b in rows)
    return f"<table{attribute(rng)}><tbody>{inner}</tbody></table>"


def as_divs(rng: Random, rows: Rows) -> str:
    """A div a row, label and value in spans or divs of their own."""
    name = rng.choice(("span", "span", "div"))
    first, second = attribute(rng), attribute(rng)
    inner = "".join(
        f"<div{first}><{name}{second}>{escape(a)}</{name}> <{name}>{write_value(rng, b)}</{name}></div>"
        for a, b in rows
    )
    return f"<div{attribute(rng)}>{inner}</div>"


def as_values(rng: Random, rows: Rows) -> str:
    """Values alone, a paragraph, a div or a line each."""
    values = [write_value(rng, value) for _, value in rows]
    name = rng.choice(("p", "div", "br"))
    if name == "br":
        return f"<p>{'<br>'.join(values)}</p>"
    return "".join(f"<{name}>{value}</{name}>" for value in values)


def as_sentence(rng: Random, rows: Rows) -> str:
    """All rows in one paragraph."""
    glue = rng.choice((" | ", ", ", "; ", " · ", ". "))
    return f"<p>{glue.join(_inline(rng, rows))}</p>"


def as_pre(_rng: Random, rows: Rows) -> str:
    """Rows as a program prints them."""
    return "<pre><code>" + "\n".join(f"{escape(a)}: {escape(b)}" for a, b in rows) + "</code></pre>"


RECORD_LAYOUTS: tuple[Callable[[Random, Rows], str], ...] = (
    as_paragraphs, as_paragraphs, as_breaks, as_breaks, as_list, as_list, as_definitions, as_table, as_table, as_divs,
    as_divs, as_values, as_values, as_sentence, as_pre,
)  # fmt: skip
"""How one record may be written; frequent ones stand here twice."""

LIST_LAYOUTS = (
    ("<ul>", "<li>{}</li>", "</ul>"),
    ("<ul>", "<li>{}</li>", "</ul>"),
    ("<ol>", "<li>{}</li>", "</ol>"),
    ("<ul>", "<li><p>{}</p></li>", "</ul>"),
    ("", "<p>{}</p>", ""),
    ("", "<p>{}</p>", ""),
    ("<div>", "<div>{}</div>", "</div>"),
    ("<p>", "{}<br>", "</p>"),
    ("", "<h3>{}</h3>", ""),
    ("<table><tbody>", "<tr><td>{}</td></tr>", "</tbody></table>"),
    ("", "<p>• {}</p>", ""),
)
"""Before, around each line of markup, behind."""


def write_lines(rng: Random, lines: Sequence[str]) -> str:
    """A list of lines of markup."""
    before, around, behind = rng.choice(LIST_LAYOUTS)
    return before + "".join(around.replace("{}", line) for line in lines) + behind


def write_heading(rng: Random, text: str) -> str:
    """A heading, or a line that stands for one."""
    name = rng.choice(("h2", "h3", "h3", "h4", "strong", "b", "div"))
    if name in ("strong", "b"):
        return f"<p><{name}>{escape(text)}</{name}></p>"
    return f"<{name}>{escape(text)}</{name}>"


def write_table(rng: Random, rows: Sequence[Sequence[str]]) -> str:
    """A table of several columns, its first row the head."""
    head, *body = rows
    name = rng.choice(("th", "td"))
    inner = "<tr>" + "".join(f"<{name}>{escape(cell)}</{name}>" for cell in head) + "</tr>"
    inner += "".join("<tr>" + "".join(f"<td>{write_value(rng, c)}</td>" for c in row) + "</tr>" for row in body)
    return f"<table{attribute(rng)}>{inner}</table>"
