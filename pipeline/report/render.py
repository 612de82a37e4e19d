"""Templates -> one self-contained HTML page: no network, everything from pages escaped, a strict policy.

The Content-Security-Policy names the page's own style and script by hash and allows nothing else: even if a
page's markup ever came through unescaped, it could neither run nor load anything.
"""

from __future__ import annotations

import base64
import hashlib
import os
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from pipeline.reasons import REMOVALS
from pipeline.records import Reason

TEMPLATES = Path(__file__).parent / "templates"
CHROMA = {Reason.BOILERPLATE: 0.012, Reason.HEADLINE: 0.045, Reason.BYLINE: 0.045}
"""How colourful what is not spam is drawn: layout nearly grey, text that moved to a field pale."""
SPAM_CHROMA = 0.11


def render_page(template: str, *, scripts: tuple[str, ...] = (), **context: object) -> str:
    """Fill a template.

    Args:
        template: name of the file, e.g. "explain.html"; it extends "layout.html".
        scripts: names of the script files the page needs, from the same folder.
        context: what the template asks for; a name it does not find is an error.

    Returns:
        The whole HTML page.
    """
    style = _read("style.css") + _reason_colours()
    script = "".join(_read(name) for name in scripts)
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(template)
        .render(
            policy=policy,
            style=Markup(style),  # noqa: S704 - our own file, no text of pages
            script=Markup(script),  # noqa: S704 - our own file, no text of pages
            removals=REMOVALS,
            **context,
        )
    )


def write_page(path: Path, html: str) -> None:
    """Write a page by temporary file and rename, so that nobody sees half of it.

    Characters that UTF-8 cannot hold (lone surrogates of broken URLs) become U+FFFD.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(html.encode("utf-8", "replace"))
    temporary.replace(path)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(count=_count, share=_share, label=_label, clip=_clip, duration=_duration)
    return environment


@cache
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _reason_colours() -> str:
    rules = (
        f".r-{reason}{{--hue:{words.hue};--chroma:{CHROMA.get(reason, SPAM_CHROMA)}}}"
        for reason, words in REMOVALS.items()
    )
    return "\n".join(rules) + "\n"


def _count(number: float) -> str:
    return f"{number:,.0f}"


def _share(part: float, whole: float | None = None) -> str:
    """Show a share as per cent: of `whole` when given. Small and nearly whole shares keep a decimal."""
    if whole is not None:
        part = part / whole if whole else 0.0
    percent = 100 * part
    if 0 < percent < 0.1:
        return "<0.1\u00a0%"
    return f"{percent:.1f}\u00a0%" if 0 < percent < 10 or 99 < percent < 100 else f"{percent:.0f}\u00a0%"


def _label(reason: str) -> str:
    return REMOVALS[Reason(reason)].label if reason in REMOVALS else reason.replace("_", " ").capitalize()


def _clip(text: str, limit: int = 400) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip() + " …"


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
