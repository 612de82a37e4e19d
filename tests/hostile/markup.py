"""Broken, odd and oversized markup."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

from fixtures.pages import make_page
from tests.hostile.case import (
    ANY_DROP,
    BUDGET,
    KEY_WORDS,
    NOTHING,
    PARAGRAPHS,
    HostilePage,
    article_html,
    page,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.records import RawPage

TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
UNCLOSED = (
    "<!-- never closed",
    "<!--->",
    "<!-- a -- b",
    "<!",
    "<![CDATA[ open",
    "<script>var a = '",
    "<style>p{",
    "<title>again",
    "<textarea>open",
    "<select><option>a",
    "<noscript>open",
    "<template>open",
    "<iframe>open",
    "<noembed>open",
    "<plaintext>",
    "<xmp>open",
    "<listing>",
    "<table><tr><td>open",
    "<a href='open",
    '<p class="open',
    "<p",
    "</",
    "<?php echo 1",
    "<b><i><u><b><i><u>",
    "<svg><desc>",
    "<math><mtext>",
    "<object>",
    "<marquee>",
    "<video><source>",
    "<form><form>",
)
CUTS = 40
FLIPS = 40


HEAVY = (
    "million-elements",
    "text-9-mb",
    "text-50-mb",
    "blocks-150000",
    "list-items",
    "long-attribute",
    "unique-95000",
    "doubled-95000",
)


def unclosed_pages() -> Iterator[HostilePage]:
    """Something left open behind the article, and in front of it."""
    for number, tail in enumerate(UNCLOSED):
        behind = f"<html><body><div>{TEXT}</div>{tail}"
        yield HostilePage(f"behind-{number:02}", "unclosed", partial(page, behind))
        before = f"<html><head></head><body>{tail}<div>{TEXT}</div></body></html>"
        yield HostilePage(f"before-{number:02}", "unclosed", partial(page, before), (), ANY_DROP)


def odd_pages() -> Iterator[HostilePage]:
    """Documents of other kinds that come under the name of HTML."""
    bomb = "<!DOCTYPE a [<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9)) + "]>"
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    plain = f"<html><body><div>{TEXT}&x;&l9;</div></body></html>"
    xhtml = '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1-strict.dtd">'
    kinds: dict[str, str] = {
        "entity-bomb": bomb + plain,
        "external-entity": outside + plain,
        "xinclude": plain.replace("<div>", '<div><xi:include href="file:///etc/passwd" parse="text"/>'),
        "xhtml-open": f"{xhtml}<html xmlns='a'><head><title>t</title></head><body>{TEXT}<br/></body></html>",
        "xhtml": f'{xhtml}<html xmlns="a"><head><title/><script src="a"/></head><body>{TEXT}</body></html>',
        "no-body": TEXT,
        "two-bodies": f"<body><body>{TEXT}</body></body><body>",
        "two-doctypes": f"<!DOCTYPE html><!DOCTYPE svg><html>{TEXT}",
        "head-paragraphs": f"<head>{TEXT}</head>",
        "text-behind-html": f"<html><body></body></html>{TEXT}",
        "nested-html": f"<html><body><html><body><html><body>{TEXT}",
        "xml-stylesheet": f'<?xml-stylesheet href="a.xsl"?><html>{TEXT}</html>',
        "custom-tags": f"<my-app><my-page>{TEXT}</my-page></my-app>",
        "upper-case": f"<HTML><BODY><DIV>{TEXT.replace('<p>', '<P>').replace('</p>', '</P>')}</DIV>",
        "conditional-comments": f"<!--[if IE]><p>old</p><![endif]--><![if !IE]>{TEXT}<![endif]>",
        "base-data": f'<base href="data:text/html,x">{TEXT}',
        "meta-refresh": f'<meta http-equiv="refresh" content="0;url=file:///etc/passwd">{TEXT}',
        "server-page": f"<% Response.Write 1 %><?= $x ?>{{{{ x }}}}{TEXT}",
        "null-tag": f"<\0p>{TEXT}<p\0>",
        "quotes-in-tag": f'<div title="a>b" class=\'c"d\' e=f"g\' =h>{TEXT}</div>',
        "br-for-paragraphs": "<br><br>".join(PARAGRAPHS),
        "font-soup": "".join(f"<font><b><font>{text}</b></font>" for text in PARAGRAPHS),
        "table-soup": f"<table><tr><td><table><td>{TEXT}<tr><p>x</table></p></table>",
        "form-around": f"<form><fieldset>{TEXT}</fieldset></form>",
        "bom-in-the-middle": f"<p>\ufeff{TEXT}",
        "javascript-links": TEXT.replace("<p>", '<p><a href="javascript:alert(1)">x</a> '),
        "data-image": f'<img src="data:image/png;base64,{"A" * 3_000_000}">{TEXT}',
    }
    for name, html in kinds.items():
        drops = NOTHING if name == "xhtml" else frozenset()  # its <title/> is no end tag in HTML: browsers show nothing
        absent = ("root:x:0", "haha" * 20)
        yield HostilePage(name, "odd document", partial(page, html), drops=drops, absent=absent)
    outer = "<frameset cols='20%,80%'><frame src='a'><frame src='b'><noframes>No frames here.</noframes></frameset>"
    svg = "<svg xmlns='http://www.w3.org/2000/svg'><text>drawing</text></svg>"
    for name, html in {
        "frameset": outer,
        "svg": svg,
        "rss": "<rss><channel><item><title>a</title></item></channel></rss>",
    }.items():
        yield HostilePage(name, "odd document", partial(page, html), (), ANY_DROP)


def _wrapped(before: str, after: str = "") -> RawPage:
    return page(f"<html><body>{before}{TEXT}{after}</body></html>")


def _nested(tag: str, times: int) -> RawPage:
    return _wrapped(f"<{tag}>" * times, f"</{tag}>" * times)


def size_pages() -> Iterator[HostilePage]:
    """Depth, width and length without measure."""
    for tag in ("div", "span", "b", "a", "ul><li", "table><tr><td", "blockquote", "font", "section", "x-y"):
        for times in (200, 1_500, 20_000, 200_000):
            name = f"nested-{tag[:5].strip('>')}-{times}"
            drops = BUDGET if times > 200 else frozenset()
            yield HostilePage(name, "depth", partial(_nested, tag, times), drops=drops, heavy=times > 20_000)
    yield HostilePage("nested-div-1000000", "depth", partial(_nested, "div", 1_000_000), drops=BUDGET, heavy=True)
    yield HostilePage("misnested", "depth", lambda: _wrapped("<b><i><p></b>" * 5_000), drops=BUDGET | NOTHING)
    yield HostilePage("formatting-flood", "depth", lambda: _wrapped("<p><b><i><u><s>" * 3_000), drops=BUDGET)
    wide: dict[str, Callable[[], RawPage]] = {
        "attributes": lambda: _wrapped("<div " + " ".join(f"a{n}=1" for n in range(200_000)) + ">"),
        "attribute-each": lambda: _wrapped("<i data-a='1'></i>" * 100_000),
        "long-attribute": lambda: _wrapped(f"<div class='{'a ' * 3_000_000}'>"),
        "long-tag-name": lambda: _wrapped(f"<{'t' * 1_000_000}>"),
        "comments": lambda: _wrapped("<!-- c -->" * 300_000),
        "empty-paragraphs": lambda: _wrapped("<p>" * 300_000),
        "breaks": lambda: _wrapped("<p>a" + "<br>" * 300_000 + "</p>"),
        "table-rows": lambda: _wrapped("<table>" + "<tr><td>1<td>2" * 40_000 + "</table>"),
        "links": lambda: _wrapped("<ul>" + "<li><a href='/x'>link text</a>" * 40_000 + "</ul>"),
        "headings": lambda: _wrapped("<h2>Heading</h2>" * 40_000),
        "one-line": lambda: _wrapped("<p>" + "word " * 600_000 + "</p>"),
        "list-items": lambda: _wrapped("<ul>" + "<li>item" * 90_000 + "</ul>"),
        "big-script": lambda: _wrapped("<script>" + "x=1;" * 2_000_000 + "</script>"),
        "select-options": lambda: _wrapped("<select>" + "<option>o" * 100_000 + "</select>"),
        "million-elements": lambda: _wrapped("<i></i>" * 1_000_000),
        "text-9-mb": lambda: _wrapped("<p>" + "water level " * 750_000 + "</p>"),
        "text-50-mb": lambda: _wrapped("<p>" + "water level " * 4_200_000 + "</p>"),
        "unique-95000": lambda: _wrapped("".join(f"<p>Line {n} of the log, {n * 7919}</p>" for n in range(95_000))),
        "doubled-95000": lambda: _wrapped("".join(f"<p>How To {n // 2} Draw | Site</p>" for n in range(95_000))),
        "blocks-150000": lambda: _wrapped("<p>a short line</p>" * 150_000),
    }
    for name, made in wide.items():
        yield HostilePage(name, "size", made, KEY_WORDS, BUDGET, heavy=name in HEAVY)


def _cut(number: int) -> RawPage:
    made = make_page(Random(f"cut:{number}"), 0)
    body = made.body
    return page(body[: len(body) * number // CUTS], f"text/html; charset={made.encoding}")


def _flipped(number: int) -> RawPage:
    rng = Random(f"flip:{number}")
    body = bytearray(make_page(rng, 0).body)
    for _ in range(1 + number * 4):
        body[rng.randrange(len(body))] = rng.randrange(256)
    return page(bytes(body))


def damaged_pages() -> Iterator[HostilePage]:
    """Whole pages cut off at every fortieth, and with bytes overwritten at random."""
    for number in range(CUTS):
        yield HostilePage(f"cut-{number:02}", "truncated", partial(_cut, number), (), ANY_DROP)
    for number in range(FLIPS):
        yield HostilePage(f"flip-{number:02}", "bytes flipped", partial(_flipped, number), (), ANY_DROP)


HIDDEN = {
    "noscript": "<noscript><p>{w}</p></noscript>",
    "template": "<template><p>{w}</p></template>",
    "script-json": '<script type="text/x">{w}</script>',
    "comment": "<!-- {w} -->",
    "textarea": "<textarea>{w}</textarea>",
    "option": "<select><option>{w}</option></select>",
    "svg-title": "<svg><title>{w}</title></svg>",
    "iframe": "<iframe>{w}</iframe>",
    "srcdoc": '<iframe srcdoc="<p>{w}</p>"></iframe>',
    "alt": '<img alt="{w}">',
    "object": '<object data="file:///etc/passwd">{w}</object>',
}


def hidden_pages() -> Iterator[HostilePage]:
    """Text that a reader of the page does not see must not come in (of `noscript`, either is right)."""
    for name, pattern in HIDDEN.items():
        absent = () if name == "noscript" else ("sunken treasure",)
        html = article_html(pattern.replace("{w}", "sunken treasure"))
        yield HostilePage(name, "hidden text", partial(page, html), KEY_WORDS, absent=absent)
