"""Keyword-stuffed image lists."""

from __future__ import annotations

from pipeline.spam.galleries import find_galleries
from tests.spam.harbour import see


def test_captions_and_file_names_are_found() -> None:
    """Lines that speak of pictures in two languages, and bare file names."""
    (words,) = find_galleries(see("Copper Kettle Photos", "kettle copper images", "Kupferkessel Bilder"))
    (files,) = find_galleries(see("copper-kettle-1.jpg", "copper-kettle-2.jpg", "IMG_2042.jpg"))
    assert words.evidence["images"] == files.evidence["images"] == 1


def test_the_articles_lines_at_the_ends_are_left() -> None:
    """A line without a picture or the phrase is not part of the gallery."""
    (finding,) = find_galleries(
        see("What we saw in the end", "Copper Kettle Photos", "Old Kettle Images", "Kettle Clipart")
    )
    assert finding.lines == [5, 6, 7]


def test_other_lists_are_no_galleries() -> None:
    """Places in a row share no phrase and speak of no pictures."""
    assert list(find_galleries(see("Bath and its baths", "Wells by the sea", "Exeter on the hill"))) == []
