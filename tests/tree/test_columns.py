"""Columns over elements and blocks."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from pipeline.tree.columns import count_characters, depths
from tests.conftest import parse


@given(st.lists(st.integers(0, 10**6), max_size=60))
def test_depth_is_the_number_of_elements_above(choices: list[int]) -> None:
    """In any tree, depth counts the steps to the root."""
    parent = [choice % (e + 1) - 1 for e, choice in enumerate(choices)]
    found = depths(array("i", parent)).tolist()
    for e, depth in enumerate(found):
        steps, above = 0, parent[e]
        while above >= 0:
            steps, above = steps + 1, parent[above]
        assert depth == steps


@given(st.data())
def test_characters_in_links_are_those_of_covered_pieces(data: st.DataObject) -> None:
    """Each piece of a block counts once, however many links stand around it, and open links reach to the end."""
    pieces = data.draw(st.lists(st.text("ab", max_size=3), max_size=20))
    n = len(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, n), max_size=8)))
    first, last = cuts[0 : len(cuts) // 2 * 2 : 2], cuts[1::2]
    spans = data.draw(st.lists(st.tuples(st.integers(0, n), st.integers(-1, n)), max_size=5))
    spans = [(begin, end) for begin, end in spans if end < 0 or begin <= end]
    begins, ends = array("i", [begin for begin, _ in spans]), array("i", [end for _, end in spans])
    written, linked = count_characters(pieces, (array("i", first), array("i", last)), (begins, ends))
    inside = [any(begin <= p and (end < 0 or p < end) for begin, end in spans) for p in range(n)]
    for b, (start, stop) in enumerate(zip(first, last, strict=True)):
        assert written[b] == sum(len(pieces[p]) for p in range(start, stop))
        assert linked[b] == sum(len(pieces[p]) for p in range(start, stop) if inside[p])


def test_links_are_a_elements_with_an_address() -> None:
    """An `<a>` without href is no link, one with an empty href is."""
    page = parse("<a name=x>no</a><a href>empty</a><area href=y><a href=' z '>yes</a>")
    assert [page.tag[e] for e in page.link_elements] == ["a", "a"]
    assert page.link_addresses == ["", " z "]
