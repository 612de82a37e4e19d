"""Writing down what is kept: structure stays, text stays the page's own."""

from __future__ import annotations

import pytest

from pipeline.keep import Kept
from pipeline.markdown import join_text, write_markdown
from tests.conftest import parse


def written(html: str, *, links: bool = False) -> str:
    """Markdown of a page of which everything is kept."""
    page = parse(html)
    kept = Kept(text=dict(enumerate(page.text)), whole=set(range(len(page))))
    return write_markdown(page, kept, links=links, base_url="https://example.org/a/")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h1>One</h1><h3>Two <b>x</b></h3><p>text", "# One\n\n### Two **x**\n\ntext"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("<blockquote><p>q1<br>q2</p></blockquote>", "> q1  \n> q2"),
        ("<pre><code class='language-py x'>def f():\n    pass\n</code></pre>", "```py\ndef f():\n    pass\n```"),
        ("<pre>a ``` b</pre>", "````\na ``` b\n````"),
        (
            "<table><tr><th>A<th>B<tr><td>1|2<td><p>x<p>y<tr><td>only</table>",
            "| A | B |\n| --- | --- |\n| 1\\|2 | x y |\n| only |  |",
        ),
        ("<p>very <em>nice </em><code>f(x)</code></p>", "very *nice* `f(x)`"),
        ("<p># no heading</p><p>- no item</p><p>1. no item</p>", "\\# no heading\n\n\\- no item\n\n\\1. no item"),
        ("<dl><dt>Term<dd>Meaning</dl>", "Term\n\n: Meaning"),
        ("<table><tr><td>Layout table with one column</table>", "Layout table with one column"),
    ],
)
def test_structure_is_written(html: str, markdown: str) -> None:
    """Headings, lists, quotes, code, tables and emphasis have their Markdown form."""
    assert written(html) == markdown


def test_links_only_on_request() -> None:
    """Link targets are left out by default, absolute when asked for, and never a script."""
    html = "<p>see <a href='../b c'>this</a> and <a href='javascript:x()'>that</a>"
    assert written(html) == "see this and that"
    assert written(html, links=True) == "see [this](https://example.org/b%20c) and that"


def test_plain_text_seams() -> None:
    """Blocks are apart by a blank line, items of a list by a line break, cells of a row by a tab."""
    page = parse("<p>a<ul><li>b<li>c</ul><table><tr><td>d<td>e<tr><td>f<td>g</table><p>h")
    kept = Kept(text=dict(enumerate(page.text)))
    assert join_text(page, kept) == "a\n\nb\nc\n\nd\te\nf\tg\n\nh"
