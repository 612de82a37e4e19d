"""Made pages as HTML: twelve ways in which sites are built. The last four are for the sealed half."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from benchmarks.spam.nodes import Doc, Node, Row

TEMPLATES_OPEN: tuple[str, ...] = (
    "wordpress", "blogger", "divsoup", "layout_table", "semantic", "tailwind", "static", "breaks",
)  # fmt: skip
TEMPLATES_SEALED: tuple[str, ...] = ("amp", "custom", "drupal", "spans")

CLASSES: dict[str, dict[str, str]] = {
    "wordpress": {"main": "entry-content", "page": "hentry post", "fig": "wp-caption", "side": "widget-area"},
    "blogger": {"main": "post-body entry-content", "page": "post hentry", "fig": "separator", "side": "sidebar"},
    "semantic": {"main": "article-body", "page": "article", "fig": "figure", "side": "aside"},
    "static": {"main": "content", "page": "page"},
    "drupal": {"main": "field field--name-body", "page": "node node--type-article", "side": "region-sidebar"},
    "amp": {"main": "amp-wp-article-content", "page": "amp-wp-article", "fig": "amp-wp-image"},
}  # fmt: skip
NAV = ("Home", "News", "Culture", "Travel", "Contact", "Privacy Policy", "About Us")
SIDE = ("Recent Posts", "Winter tyres compared", "A weekend in Ghent", "How to store potatoes", "Archives", "May 2021")
FOOT = "© {year} The Daily Whistle. All rights reserved. Terms of use. Cookie settings."


@dataclass(slots=True)
class Markup:
    """How a template writes elements."""

    name: str
    rng: random.Random

    def cls(self, role: str) -> str:
        """Class attribute of a role, with a leading blank; empty where the template has none."""
        if self.name == "tailwind":
            digest = hashlib.blake2b(f"{role}{self.name}".encode(), digest_size=4).hexdigest()
            return f' class="css-{digest} mt-4 text-lg leading-7"'
        word = CLASSES.get(self.name, {}).get(role, "")
        return f' class="{word}"' if word else ""

    def block(self, text: str, role: str = "p") -> str:
        """A paragraph of already escaped HTML."""
        if self.name in {"divsoup", "tailwind"}:
            return f"<div{self.cls(role)}>{text}</div>"
        if self.name == "spans":
            return f'<div><span style="font-size: 12pt;">{text}</span></div>'
        if self.name == "breaks":
            return f"{text}<br>\n<br>"
        if self.name == "custom":
            return f"<site-text><p>{text}</p></site-text>"
        return f"<p{self.cls(role)}>{text}</p>"

    def heading(self, text: str, level: str) -> str:
        """A heading, or what passes for one."""
        if self.name in {"breaks", "spans"}:
            return self.block(f"<b>{text}</b>")
        if self.name == "divsoup":
            return f"<div><strong>{text}</strong></div>"
        return f"<{level}{self.cls('heading')}>{text}</{level}>"


def render_html(doc: Doc, template: str, rng: random.Random) -> str:
    """Write a page in a template, with navigation, sidebar and footer around it."""
    markup = Markup(template, rng)
    body = "\n".join(_node(node, markup) for node in doc.nodes)
    head = f"<h1>{escape(doc.title)}</h1>"
    by = f"<div{markup.cls('by')}>By {escape(doc.author)} · {doc.date}</div>" if doc.author else ""
    nav = "".join(f'<li><a href="/{word.lower().replace(" ", "-")}">{word}</a></li>' for word in NAV)
    side = "".join(f'<li><a href="/{i}">{word}</a></li>' for i, word in enumerate(SIDE))
    foot = FOOT.format(year=rng.randint(2018, 2026))
    content = _shell(template, markup, head + by, body)
    if template == "layout_table":
        content = (
            f"<table width=100%><tr><td colspan=2><ul>{nav}</ul></td></tr><tr><td width=70%>{content}</td>"
            f"<td><ul>{side}</ul></td></tr><tr><td colspan=2>{foot}</td></tr></table>"
        )
    elif template in {"divsoup", "breaks", "spans"}:
        content = f"<div><ul>{nav}</ul></div><div>{content}</div><div><ul>{side}</ul></div><div>{foot}</div>"
    else:
        content = (
            f"<header><nav><ul>{nav}</ul></nav></header>{content}<aside{markup.cls('side')}><ul>{side}</ul></aside>"
            f"<footer><p>{foot}</p></footer>"
        )
    amp = " amp" if template == "amp" else ""
    title = escape(doc.title + rng.choice((" | The Daily Whistle", "", " - Whistle")))
    return (
        f'<!doctype html><html{amp} lang="{doc.language}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{content}</body></html>"
    )


def _shell(template: str, markup: Markup, head: str, body: str) -> str:
    main, page = markup.cls("main"), markup.cls("page")
    if template in {"divsoup", "spans", "layout_table", "breaks", "tailwind"}:
        return f"<div{page}>{head}<div{main}>{body}</div></div>"
    if template == "custom":
        return f"<site-article>{head}<site-body>{body}</site-body></site-article>"
    if template == "static":
        return f"<main{page}>{head}\n{body}</main>"
    return f"<main><article{page}>{head}<div{main}>{body}</div></article></main>"


def _node(node: Node, markup: Markup) -> str:
    kind = node.kind
    texts = [escape(row[0]) for row in node.rows]
    if kind in {"p", "quote", "link", "pre"}:
        return _single(kind, texts[0], markup)
    if kind in {"h2", "h3"}:
        return markup.heading(texts[0], kind)
    if kind in {"ul", "ol", "toc", "links", "tags"}:
        return _list(kind, texts, markup)
    if kind in {"lines", "figs"}:
        return "\n".join(_caption(text, kind, at, markup) for at, text in enumerate(texts))
    if kind == "br":
        return markup.block("<br>\n".join(texts))
    if kind in {"teasers", "comment"}:
        return "\n".join(_card(kind, [escape(cell) for cell in row], markup) for row in node.rows)
    if kind == "table":
        rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in node.rows)
        return f"<table>{rows}</table>"
    return _pairs(node, markup)


def _single(kind: str, text: str, markup: Markup) -> str:
    if kind == "quote":
        return f"<blockquote>{text}</blockquote>"
    if kind == "pre":
        return f"<pre>{text}</pre>"
    return markup.block(f'<a href="/other">{text}</a>' if kind == "link" else text)


def _list(kind: str, texts: list[str], markup: Markup) -> str:
    tag = "ol" if kind == "ol" else "ul"
    if kind == "toc":
        texts = [f'<a href="#s{at}">{text}</a>' for at, text in enumerate(texts)]
    elif kind in {"links", "tags"}:
        texts = [f'<a href="/{kind}/{at}">{text}</a>' for at, text in enumerate(texts)]
    if kind == "tags" and markup.name in {"wordpress", "divsoup", "static", "custom"}:
        return f"<div>{' '.join(texts)}</div>"
    if markup.name == "breaks":
        return markup.block("<br>".join(texts))
    return f"<{tag}{markup.cls('list')}>{''.join(f'<li>{text}</li>' for text in texts)}</{tag}>"


def _caption(text: str, kind: str, at: int, markup: Markup) -> str:
    if kind == "lines":
        return markup.block(text)
    image = f'<img src="/img/{at}.jpg" alt="{text}">'
    if markup.name == "amp":
        image = f'<amp-img src="/img/{at}.jpg" alt="{text}" width="600" height="400"></amp-img>'
    if markup.name in {"semantic", "amp", "custom", "static"}:
        return f"<figure{markup.cls('fig')}>{image}<figcaption>{text}</figcaption></figure>"
    return f"<div{markup.cls('fig')}>{image}</div>{markup.block(text)}"


def _card(kind: str, cells: list[str], markup: Markup) -> str:
    if kind == "teasers":
        return (
            f'<div><a href="/ad"><img src="/ad.jpg" alt="">{markup.block(cells[0])}</a>{markup.block(cells[1])}</div>'
        )
    author, date, body = cells
    tag = "li" if markup.name in {"wordpress", "drupal"} else "div"
    return f"<{tag}><div><b>{author}</b> <small>{date}</small></div>{markup.block(body)}<a href='#r'>Reply</a></{tag}>"


def _pairs(node: Node, markup: Markup) -> str:
    rows = [(escape(row[0]), escape(row[1])) for row in node.rows]
    joined = [_pair(row, escape(node.separator), markup) for row in rows]
    if node.kind == "table2":
        return f"<table>{''.join(f'<tr><td>{label}</td><td>{value}</td></tr>' for label, value in rows)}</table>"
    if node.kind == "dl":
        return f"<dl>{''.join(f'<dt>{label}</dt><dd>{value}</dd>' for label, value in rows)}</dl>"
    if node.kind == "pairbr":
        return markup.block("<br>".join(joined))
    if node.kind == "running":
        return markup.block(", ".join(joined))
    if node.kind == "pairlines" or markup.name in {"divsoup", "breaks"}:
        return "\n".join(markup.block(text) for text in joined)
    return f"<ul{markup.cls('list')}>{''.join(f'<li>{text}</li>' for text in joined)}</ul>"


def _pair(row: Row, separator: str, markup: Markup) -> str:
    label, value = row
    if not label:
        return value
    return f"<strong>{label}</strong>{separator}{value}" if markup.rng.random() < 0.3 else f"{label}{separator}{value}"
