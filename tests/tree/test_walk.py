"""The walk over big and odd trees; what a block is stands in tests/test_blocks.py."""

from __future__ import annotations

from tests.conftest import parse


def test_pages_may_be_larger_than_the_room_to_begin_with() -> None:
    """Thousands of elements and blocks keep their places, parents and pieces."""
    page = parse("<div>" + "".join(f"<p>n{i} <b>bold <i>both</i></b> end" for i in range(3_000)) + "</div>")
    assert page.text == [f"n{i} bold both end" for i in range(3_000)]
    assert [page.tag[e] for e in page.owner] == ["p"] * 3_000
    assert [page.tag[page.parent[e]] for e, tag in enumerate(page.tag) if tag == "i"] == ["b"] * 3_000
    for b, (first, last) in enumerate(zip(page.first_piece, page.last_piece, strict=True)):
        assert "".join(page.pieces[first:last]) == page.text[b]
        assert page.piece_from[page.owner[b]] == first
        assert page.piece_to[page.owner[b]] == last
        assert page.tag[page.first_element[b] : page.last_element[b]] == ["b", "i"]


def test_the_outermost_inline_element_around_a_block_begins_it() -> None:
    """A block inside inline elements begins with the outermost of them, below its own block-level element."""
    page = parse("<div><b><i><u>deep</u></i></b></div><b><div>in a div</div>behind</b>")
    first, second, third = (page.tag[page.first_element[b] :] for b in range(3))
    assert first[:3] == ["b", "i", "u"]
    assert second == []
    assert third[:1] == ["b"]


def test_text_inside_a_template_in_an_skipped_element_stays_out() -> None:
    """What stands inside invisible elements and fragments is passed over however they nest."""
    page = parse("<p>a<select><option>no<template><p>no<svg><p>no</template></select>b<iframe><p>no</iframe>c")
    assert " ".join(page.text).split() == ["a", "b", "c"]
