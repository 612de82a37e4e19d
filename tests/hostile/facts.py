"""Hostile metadata, character references and URLs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.hostile.case import HostilePage, article_html, page

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON_LD = {
    "deep-lists": "[" * 100_000,
    "deep-objects": '{"a":' * 100_000,
    "deep-closed": "[" * 3_000 + "]" * 3_000,
    "deep-author": '{"@type":"Article","author":' * 2_000 + "1" + "}" * 2_000,
    "broken": '{"@type": "Article", "headline": "a',
    "trailing": '{"@type":"Article","headline":"a",}',
    "comments": '/* c */ {"@type":"Article"} // d',
    "huge-integer": '{"@type":"Article","wordCount":' + "9" * 6_000 + "}",
    "huge-float": '{"@type":"Article","datePublished":1e999}',
    "not-a-number": '{"@type":"Article","datePublished":NaN}',
    "null": "null",
    "string": '"a string"',
    "author-number": '{"@type":"Article","author":42,"headline":7,"datePublished":[1,2]}',
    "author-lists": '{"@type":"Article","author":[[["a"],[{"name":["b",["c"]]}]]]}',
    "author-many": '{"@type":"Article","author":[' + ",".join('{"name":"A B"}' for _ in range(20_000)) + "]}",
    "author-long": '{"@type":"Article","author":{"name":"' + "A b " * 100_000 + '"}}',
    "type-list": '{"@type":["Article",["NewsArticle"],null,7],"headline":{"@value":"x"}}',
    "graph-loop": '{"@graph":[{"@id":"#a","author":{"@id":"#a"},"@type":"Article"}]}',
    "keys-twice": '{"@type":"Article","headline":"a","headline":["b"]}',
    "surrogate": '{"@type":"Article","headline":"\\ud800 x","author":{"name":"\\udfff"}}',
    "nul": '{"@type":"Article","headline":"a\\u0000b","author":{"name":"c\\u0007d"}}',
    "markup": '{"@type":"Article","headline":"<script>alert(1)<\\/script>","author":{"name":"<b>x</b>"}}',
    "html-comment": '<!-- {"@type":"Article"} -->',
    "five-megabytes": '{"@type":"Article","articleBody":"' + "word " * 1_000_000 + '"}',
    "blanks": " " * 1_000_000,
}
DATES = (
    "0000-00-00",
    "9999-99-99",
    "2021-02-31",
    "-0001-01-01",
    "99999999999999999999",
    "2021-13-45T99:99:99Z",
    "1e400",
    "2021-06-15T10:00:00+99:99",
    "\u0662\u0660\u0662\u0661-06-15",
    "tomorrow",
    "0",
    "2021-06-15" * 1_000,
    "１９９９年１月３２日",
    "",
    "\ud800",
    "20210615T",
    "12/31/69",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "31.02.2020",
)
ENTITIES = (
    "&#0;",
    "&#x110000;",
    "&#xD800;",
    "&#xDFFF;",
    "&#99999999999999999999999;",
    "&#xFFFFFFFFFFFF;",
    "&#-1;",
    "&#;",
    "&#x;",
    "&;",
    "&bogus;",
    "&amp;amp;amp;amp;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#128;&#150;&#159;",
    "&#1;&#8;&#11;&#12;",
    "&notit;&ampx;&copy",
    "&#xFFFE;&#xFFFF;",
    "&#x202E;evil",
    "&nbsp;" * 20_000,
    "&CounterClockwiseContourIntegral;" * 2_000,
    "&#" + "9" * 100_000 + ";",
)
URLS = (
    "",
    "not a url",
    "http://",
    "http://[::1",
    "http://[::1]:99999/",
    "https://exa mple.com/ü?q=\ud800",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,<p>x",
    "https://" + "a" * 10_000 + ".example/",
    "https://example.com/" + "%" * 50_000,
    "https://user:secret@host.example:80/a",
    "//host.example/a",
    "https://\u202eexample.com/",
    "https://example.com/\0\x1b[31m",
    "https://xn--.example/",
    "HTTPS://EXAMPLE.COM",
    "https://example.com:abc/",
    "s3://bucket/key",
    "../../../../etc/passwd",
)


def metadata_pages() -> Iterator[HostilePage]:
    """JSON-LD, dates and meta tags that no finder should trust."""
    for name, text in JSON_LD.items():
        html = article_html(head=f'<script type="application/ld+json">{text}</script>')
        yield HostilePage(f"json-ld-{name}", "metadata", partial(page, html), heavy=name == "five-megabytes")
    for number, text in enumerate(DATES):
        value = text.replace('"', "&quot;")
        head = f'<meta property="article:published_time" content="{value}"><meta name="date" content="{value}">'
        html = article_html(f"<p>Published <time datetime='{value}'>{value}</time></p>", head)
        yield HostilePage(f"date-{number:02}", "metadata", partial(page, html))
    odd = {
        "og-empty": "<meta property><meta content='x'><meta property='og:title'><meta name='author' content>",
        "title-long": f"<meta property='og:title' content='{'Long title ' * 50_000}'>",
        "many-metas": "<meta name='keywords' content='a,b,c'>" * 20_000,
        "title-script": "<meta property='og:title' content='<script>alert(1)</script>\u202e'>",
        "keywords": f"<meta name='keywords' content='{'word,' * 100_000}'>",
        "canonical-file": "<link rel='canonical' href='file:///etc/passwd'>",
        "canonical-broken": "<link rel='canonical' href='http://[::1'>",
        "image-broken": "<meta property='og:image' content='http://[x/'><meta property='og:url' content='\ud800'>",
        "lang-long": "<meta http-equiv='content-language' content='" + "en-" * 50_000 + "'>",
    }
    for name, head in odd.items():
        yield HostilePage(name, "metadata", partial(page, article_html(head=head)))
    for name, title in {
        "empty": "",
        "blanks": " \n ",
        "long": "Word " * 200_000,
        "markup": "&lt;img src=x onerror=alert(1)&gt;",
    }.items():
        yield HostilePage(f"title-{name}", "metadata", partial(page, article_html(title=title)))


def entity_pages() -> Iterator[HostilePage]:
    """Character references out of range, broken, and by the thousand."""
    for number, text in enumerate(ENTITIES):
        html = article_html(f"<p>{text}</p>", f'<meta property="og:title" content="{text}">')
        yield HostilePage(f"entity-{number:02}", "entities", partial(page, html))


def url_pages() -> Iterator[HostilePage]:
    """Addresses that no parser likes, as the page's own and in its links."""
    for number, url in enumerate(URLS):
        html = article_html(f"<p><a href='{url[:3000]}'>a link</a> inside a sentence of the text.</p>")
        yield HostilePage(f"url-{number:02}", "urls", partial(page, html, "text/html", url))
