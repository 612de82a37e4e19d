"""The structure of a page as arrays."""

from __future__ import annotations

import numpy as np

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.content.layout import Layout
from pipeline.content.structure import count_same_siblings

HTML = "<body><article><h1>a</h1><section><p>b</p><p>c</p></section></article><nav><p>d</p></nav></body>"


def test_an_element_spans_the_blocks_between_its_tags() -> None:
    """Each ancestor knows its blocks and how deep it lies."""
    page = segment(HTML, Limits())
    layout = Layout(page)
    spans = {page.tag[e]: layout.last[e] - layout.first[e] for e in range(len(page.tag))}
    assert (spans["body"], spans["article"], spans["section"], spans["nav"]) == (4, 3, 2, 1)
    assert layout.depth.tolist() == page.depth.tolist()


def test_ancestors_end_at_the_root() -> None:
    """Chains shorter than asked for repeat the root."""
    page = segment(HTML, Limits())
    chain = Layout(page).ancestors(12)
    assert [page.tag[e] for e in chain[:3, 1]] == ["p", "section", "article"]
    assert set(chain[11].tolist()) == {0}


def test_elements_of_a_chain_are_numbered_in_order() -> None:
    """Those that occur have a number, the others have none."""
    page = segment(HTML, Limits())
    layout = Layout(page)
    found, number = layout.distinct(layout.ancestors(1))
    assert [page.tag[e] for e in found] == ["h1", "p", "p", "p"]
    assert [number[e] for e in found] == [0, 1, 2, 3]
    assert number[page.tag.index("nav")] == -1


def test_siblings_of_a_kind_are_counted() -> None:
    """Elements with the same parent and kind count each other; other parents' children do not."""
    elements = np.array([1, 2, 3, 4], dtype=np.int32)
    parent, kinds = np.array([0, 0, 0, 0, 1], dtype=np.int32), np.array([0, 1, 0, 0], dtype=np.int32)
    scratch = np.full(5, -1, dtype=np.int32), np.full(4, -1, dtype=np.int32), np.zeros(2, dtype=np.int32)
    same = np.zeros(4, dtype=np.int32)
    count_same_siblings(elements, parent, kinds, scratch, same)
    assert same.tolist() == [2, 1, 2, 1]


def test_a_page_without_elements_has_a_root_all_the_same() -> None:
    """No blocks and no elements give empty chains, not errors."""
    layout = Layout(segment("", Limits()))
    assert layout.ancestors(3).shape == (3, 0)
