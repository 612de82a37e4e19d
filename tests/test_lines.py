"""Lines: what spam detectors see, from pages and from plain text."""

from __future__ import annotations

from pipeline.lines import lines_of_page, lines_of_text
from tests.conftest import parse


def test_page_lines_follow_breaks_but_not_code() -> None:
    """A block with `<br>` gives one line a stretch; `<pre>` stays whole."""
    page = parse("<h2>T</h2><p>a<br>b</p><pre>x\ny</pre><ul><li><p>c</p></ul>")
    lines = lines_of_page(page, [0.9, 0.8, 0.7, 0.1])
    assert lines.text == ["T", "a", "b", "x\ny", "c"]
    assert lines.block == [0, 1, 1, 2, 3]
    assert lines.kind == ["h2", "p", "p", "pre", "li"]
    assert lines.content == [0.9, 0.8, 0.8, 0.7, 0.1]


def test_text_lines_carry_offsets() -> None:
    """Offsets point at the line as given; bullets and heading marks are no part of what detectors read."""
    text = "# Title\r\n\r\n  * Name : X\n\t- b  \n\nlast"
    lines = lines_of_text(text)
    assert lines.text == ["Title", "Name : X", "b", "last"]
    assert lines.kind == ["h1", "li", "li", "p"]
    assert lines.block == [0, 1, 1, 2]
    assert [text[s:e] for s, e in zip(lines.start, lines.end, strict=True)] == [
        "# Title",
        "  * Name : X",
        "\t- b  ",
        "last",
    ]


def test_every_text_has_lines() -> None:
    """Empty and blank texts have none, whatever the line ends."""
    assert len(lines_of_text("")) == len(lines_of_text(" \n\r\n\u2028 ")) == 0
