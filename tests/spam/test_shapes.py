"""Shapes of short lines."""

from __future__ import annotations

from pipeline.spam.line_facts import capital_share
from pipeline.spam.shapes import bare, has_site_suffix, is_cut_off, is_title_like


def test_titles_are_told_from_sentences_and_data() -> None:
    """Title case, sentence case and unspaced scripts pass; sentences, prices and code do not."""
    assert is_title_like("How to Clean a Copper Kettle")
    assert is_title_like("So bleibt der Kessel schön")
    assert is_title_like("銅のやかんの磨き方と保管のこつ十選")
    assert not is_title_like("He cleaned the kettle and went home.")
    assert not is_title_like("Large Copper Kettle $59.90")
    assert not is_title_like("a kettle of copper")


def test_ends_of_titles() -> None:
    """A site's name behind a bar, and a cut in the middle of a phrase."""
    assert has_site_suffix("Using Do vs. Does Properly | YourDictionary")
    assert not has_site_suffix("Using Do vs. Does Properly")
    assert is_cut_off("A Trio of Incredibly Simple Mobile …")
    assert is_cut_off("Ten Signs Your Cat Is Dreaming at")


def test_numbers_do_not_part_a_heading_from_its_entry() -> None:
    """Numbering and closing marks are dropped."""
    assert bare("1.2 How the Ferry Left:") == bare("How the ferry left")
    assert capital_share("How The Ferry Left") == 1.0
