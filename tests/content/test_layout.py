"""The structure of a page as arrays."""

from __future__ import annotations

import numpy as np

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.content.layout import Layout

HTML = "<body><article><h1>a</h1><section><p>b</p><p>c</p></section></article><nav><p>d</p></nav></body>"


def test_subtree_sums_add_the_blocks_inside_an_element() -> None:
    """Each ancestor's sum is that of the blocks between its tags."""
    page = segment(HTML, Limits())
    layout = Layout(page)
    ones = np.ones((len(page), 1))
    sums = {page.tag[e]: int(layout.subtree_sums(ones, np.array([e]))[0, 0]) for e in range(len(page.tag))}
    assert (sums["body"], sums["article"], sums["section"], sums["nav"]) == (4, 3, 2, 1)


def test_ancestors_end_at_the_root() -> None:
    """Chains shorter than asked for repeat the root."""
    page = segment(HTML, Limits())
    chain = Layout(page).ancestors(12)
    assert [page.tag[e] for e in chain[:3, 1]] == ["p", "section", "article"]
    assert set(chain[11].tolist()) == {0}


def test_depth_of_nearest_names_the_innermost_of_a_group() -> None:
    """A block knows how deep its nearest article or section lies, and 0 where there is none."""
    page = segment(HTML, Limits())
    nearest = Layout(page).depth_of_nearest([("article",), ("section", "article"), ("table",)])
    depth = {tag: page.depth[page.tag.index(tag)] + 1 for tag in ("article", "section")}
    assert nearest[1].tolist() == [depth["article"], depth["section"], 0]
    assert nearest[3].tolist() == [0, 0, 0]


def test_a_page_without_elements_has_a_root_all_the_same() -> None:
    """No blocks and no elements give empty chains, not errors."""
    layout = Layout(segment("", Limits()))
    assert layout.ancestors(3).shape == (3, 0)
