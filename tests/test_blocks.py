"""Segmentation: one pass, document order, inline tags inside the block."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.records import Drop, DropReason
from tests.conftest import parse

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("<p>a <b>bold</b> <a href=x>link</a>, end</p>", ["a bold link, end"]),
        ("<div>loose<p>para</p>tail</div>", ["loose", "para", "tail"]),
        ("<p>line one<br>line two</p>", ["line one\nline two"]),
        ("<p>one<br><br>two<br> <br/>three</p>", ["one", "two", "three"]),
        ("<p>one<br>  \n two  </p>", ["one\ntwo"]),
        ("<p>one\ntwo\u2028three</p>", ["one two three"]),
        ("<pre>a\n  b\n</pre>", ["a\n  b"]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", ["a", "b", "c"]),
        ("<table><tr><th>h<td>d</table>", ["h", "d"]),
        ("<nav><a href=1>Home</a><a href=2>About</a></nav>", ["Home About"]),
        ("<p>x<script>var a</script><style>b</style>y</p>", ["x", "y"]),
        ("<template><p>no</p></template><svg><text>no</text></svg><select><option>no</select><p>yes", ["yes"]),
        ("<p> \n </p><p>&nbsp;</p>", []),
        ("", []),
    ],
)
def test_blocks_of(html: str, texts: list[str]) -> None:
    """Blocks end at block-level tags and at two line breaks in a row, and nowhere else."""
    assert parse(html).text == texts


def test_link_characters_count_links_inside_and_around() -> None:
    """Link characters come from links inside a block and from a link that wraps whole blocks."""
    page = parse("<p>ab<a href=x>cd</a></p><a href=y><div>efg</div><div>hi</div></a><p><a name=z>no link</a></p>")
    assert page.link_chars.tolist() == [2, 3, 2, 0]
    assert page.block_chars.tolist() == [4, 3, 2, 7]


def test_head_is_kept_apart() -> None:
    """Title, language, metas, links and structured data are facts, not blocks."""
    page = parse(
        "<html lang=de><head><title> A &amp;\n B </title><meta name=author content=Me><base href=/x>"
        "<link rel=canonical href=/c><script type=application/ld+json>{}</script></head><body>t</body>"
    )
    assert page.text == ["t"]
    assert (page.head.title, page.head.lang, page.head.base) == ("A & B", "de", "/x")
    assert page.head.metas == [{"name": "author", "content": "Me"}]
    assert page.head.links == [{"rel": "canonical", "href": "/c"}]
    assert page.head.json_ld == ["{}"]


def test_element_text_spans_blocks() -> None:
    """Any element's text can be read back, inline or not."""
    page = parse("<article><h1>Head</h1><p>by <span itemprop=author>Ann  Lee</span></p></article>")
    span = page.tag.index("span")
    assert page.element_text(span) == "Ann Lee"
    assert page.element_text(page.tag.index("h1")) == "Head"


@pytest.mark.parametrize(
    ("html", "limits", "reason"),
    [
        ("<p>" * 50, Limits(max_nodes=20), DropReason.TOO_LARGE),
        ("<div>" * 50, Limits(max_depth=20), DropReason.TOO_DEEP),
        ("<p>x" * 50, Limits(max_blocks=20), DropReason.TOO_LARGE),
        ("<p>" + "x" * 50, Limits(max_text_chars=20), DropReason.TOO_LARGE),
    ],
)
def test_budgets_end_the_work(html: str, limits: Limits, reason: DropReason) -> None:
    """Each work budget drops the page with its reason."""
    with pytest.raises(Drop) as caught:
        segment(html, limits)
    assert caught.value.reason is reason


def test_parallel_lists_agree_on_real_pages(shared: Path) -> None:
    """On real pages every list has one entry an element or block, and parents come before children."""
    for path in sorted((shared / "data/wcxb/html").glob("*.gz"))[:40]:
        page = parse(gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
        elements, blocks = len(page.tag), len(page)
        assert {len(x) for x in (page.nodes, page.parent, page.piece_from, page.piece_to)} == {elements}
        assert {len(x) for x in (page.owner, page.first_piece, page.last_piece, page.first_element)} == {blocks}
        assert all(parent < e for e, parent in enumerate(page.parent))
        assert (page.link_chars <= page.block_chars).all()


def test_labels_are_class_and_id_in_the_order_written() -> None:
    """Class and id come as written, the empty ones left out."""
    page = parse("<p id=a class='b  c'>x<p class=d id=e>y<p id=f>z<p class=''>w<p>v")
    paragraphs = [e for e, tag in enumerate(page.tag) if tag == "p"]
    assert [page.labels(e) for e in paragraphs] == [
        (("id", "a"), ("class", "b  c")),
        (("class", "d"), ("id", "e")),
        (("id", "f"),),
        (),
        (),
    ]


def test_comments_and_templates_do_not_end_blocks_wrongly() -> None:
    """A comment stands inside a block without a trace; what a template holds is not there, and what follows it is."""
    page = parse("<p>one<!-- no -->two <b>three<!-- no --></b></p><template><b>no<p>no</template>four<p>five")
    assert page.text == ["onetwo three", "four", "five"]
    assert page.tag == ["html", "head", "body", "p", "b", "p"]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ('<h2>Usage<a class="headerlink" href="#usage">¶</a></h2>', ["Usage"]),
        ('<h2><a href="#usage">§</a>Usage</h2>', ["Usage"]),
        ('<h2>Usage <a href="#usage"><span>#</span></a></h2>', ["Usage"]),
        (
            '<ol><li><a href="#ref1">↑</a> A note.</li><li>Another. <a href="#ref2">↩︎</a></li></ol>',
            ["A note.", "Another."],
        ),
        ('<p><a href="#">▲</a></p><p>Text</p>', ["Text"]),
        ('<p>See <a href="#n1">1</a>, <a href="#n2">*</a> and <a href="/tags/x">#</a></p>', ["See 1, * and #"]),
        ("<p>The sign § stands before a number: § 5, # 7.</p>", ["The sign § stands before a number: § 5, # 7."]),
        ("<table><tr><th>#</th><td>1</td></tr></table>", ["#", "1"]),
    ],
)
def test_signs_of_anchors_are_not_text(html: str, texts: list[str]) -> None:
    """A link to a place on the page that shows nothing but a sign is a control; the same sign elsewhere is text."""
    assert segment(html, Limits()).text == texts
