"""Doubled captions."""

from __future__ import annotations

from pipeline.spam.captions import find_caption_pairs
from tests.spam.harbour import see


def test_pairs_form_one_run_with_the_singles_between() -> None:
    """Two pairs with a single caption between them are one finding."""
    titles = ["Hair Colour Ideas for Autumn", "Cheap Flights to Oslo This May", "Best Budget Headphones Ever Made"]
    (finding,) = find_caption_pairs(see(titles[0], titles[0], titles[1], titles[2], titles[2]))
    assert finding.lines == [4, 5, 6, 7, 8]
    assert finding.evidence["pairs"] == 2
    assert finding.evidence["far"] == 1


def test_a_cut_off_copy_counts_and_short_lines_do_not() -> None:
    """The second copy may be cut; "Yes." twice is a dialogue."""
    assert list(find_caption_pairs(see("Cheap Flights to Oslo: When to Book", "Cheap Flights to Oslo: When to")))
    assert not list(find_caption_pairs(see("Yes.", "Yes.")))


def test_captions_about_the_article_are_near() -> None:
    """A doubled line in the article's own words speaks for the page."""
    (finding,) = find_caption_pairs(see("The ferry line and the council", "The ferry line and the council"))
    assert finding.evidence.get("far", 0) < 0.5
