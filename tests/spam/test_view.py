"""Facts about lines."""

from __future__ import annotations

from pipeline.lines import lines_of_text
from pipeline.spam.view import View
from tests.spam.harbour import ARTICLE, see


def test_running_text_is_told_from_titles() -> None:
    """Sentences are running text; titles, questions and pseudo-Latin are not."""
    rows = [
        "Is Your Cat Dreaming? Ten Signs That Your Cat Is Having a Dream Tonight",
        "Why does the old copper kettle of my grandmother whistle so much louder?",
        "Qui provident vel atque nihil repellat exercitationem. Placeat perferendis quis numquam.",
    ]
    assert see(*rows).prose == [True] * 4 + [False] * 3


def test_a_heading_announces_its_text() -> None:
    """A heading shares a telling word with what is under it, a foreign title does not."""
    view = see("What the council expected", ARTICLE[1], "Hair Colour Ideas for Autumn", ARTICLE[2])
    assert view.announces(4)
    assert not view.announces(6)


def test_position_and_verse() -> None:
    """The end is where no running text follows; a page of lines is verse."""
    assert see("Short line").is_at_end(4)
    assert not see("Short line").is_at_end(1)
    assert see().verse == 0.0
    assert View(lines_of_text("one two\nthree four\nfive six")).verse == 1.0
