"""Where blocks stand in the source of their page."""

from __future__ import annotations

import pytest

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.positions import find_positions


def _positions(html: str) -> dict[str, tuple[int, int] | None]:
    page = segment(html, Limits())
    return dict(zip(page.text, find_positions(html, page), strict=True))


@pytest.mark.parametrize(
    ("html", "text", "position"),
    [
        ("<p>One</p>\n<p>Two</p>", "Two", (2, 4)),
        ("<div>\n  <p>One</p>\n  loose words\n</div>", "loose words", (3, 3)),
        ("<ul>\n<li><a href=/>Home</a>\n<li>About</ul>", "About", (3, 5)),
        ("<p><b>Bold</b> start</p>", "Bold start", (1, 7)),
        ("<table><tr><td>Cell</table>", "Cell", (1, 16)),
        ("<div>before<script>x = '<p>no</p>'</script><p>after</p></div>", "after", (1, 47)),
        ("no markup at all", "no markup at all", (1, 1)),
    ],
)
def test_a_block_is_found_in_its_source(html: str, text: str, position: tuple[int, int]) -> None:
    """Line and column, from 1, of a block's first word; implied tags and scripts do not shift it."""
    assert _positions(html)[text] == position


def test_words_written_as_entities_are_placed_behind_their_tag() -> None:
    """Where the source spells the words in another way, the place is that of the tag's end."""
    assert _positions("<p>&lt;b&gt; is a tag</p>") == {"<b> is a tag": (1, 4)}


def test_every_block_of_a_long_page_has_a_rising_place() -> None:
    """Blocks in document order stand at rising lines, also when their words repeat."""
    html = "\n".join(["<p>same words</p>", "<div>same words<br><br>same words</div>"] * 50)
    page = segment(html, Limits())
    positions = find_positions(html, page)
    assert None not in positions
    assert positions == sorted(positions)  # type: ignore[type-var]  # none is None
    assert len(positions) == 150
