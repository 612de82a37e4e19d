"""Text that a page shows twice."""

from __future__ import annotations

import numpy as np

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.content.copies import find_copies
from pipeline.content.features import find_features

LONG = "The lighthouse keeper counted forty herons on the breakwater before the ferry came in."
OTHER = "Nobody was hurt, the mayor said, although three boats broke loose and drifted out to sea."


def copies_of(html: str, page_type: str = "article") -> list[str]:
    """Texts of the copies when every block is kept."""
    page = segment(html, Limits())
    found = find_copies(page.text, find_features(page), np.ones(len(page), dtype=bool), page_type)
    return [page.text[b] for b in np.flatnonzero(found)]


def test_a_second_copy_for_narrow_screens_goes_with_its_headings() -> None:
    """Paragraphs in another container that repeat kept ones are copies, and the short heading between them."""
    part = f"<p>{LONG}</p><h2>After</h2><p>{OTHER}</p>"
    assert copies_of(f"<div class='wide'>{part}</div><div class='narrow'>{part}</div>") == [LONG, "After", OTHER]


def test_a_refrain_stays() -> None:
    """The same line in the same container is a refrain."""
    assert copies_of(f"<div><p>{LONG}</p><p>{OTHER}</p><p>{LONG}</p></div>") == []


def test_code_cells_short_lines_and_documentation_stay() -> None:
    """What repeats by nature is no copy."""
    code = f"<div><pre>{LONG}</pre></div><div><pre>{LONG}</pre></div>"
    cell = f"<table><tr><td>{LONG}</td></tr><tr><td>{LONG}</td></tr></table>"
    assert copies_of(code) == copies_of(cell) == []
    assert copies_of("<div><p>Add to cart</p></div><div><p>Add to cart</p></div>") == []
    assert copies_of(f"<div><p>{LONG}</p></div><div><p>{LONG}</p></div>", "documentation") == []


def test_only_kept_blocks_are_copied() -> None:
    """A teaser that is left out does not make the paragraph itself a copy."""
    page = segment(f"<div><p>{LONG}</p></div><div><p>{LONG}</p></div>", Limits())
    found = find_copies(page.text, find_features(page), np.array([False, True]), "article")
    assert not found.any()
