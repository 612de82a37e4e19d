"""Ways to other pages."""

from __future__ import annotations

from pipeline.spam.links import find_links
from tests.spam.harbour import ARTICLE, see

TITLES = ["Hair Colour Ideas for Autumn", "Cheap Flights to Oslo This May", "Best Budget Headphones Ever Made"]


def test_a_cue_takes_the_titles_under_it_and_stops_at_text() -> None:
    """The list ends where running text begins, and leaves that text's heading."""
    (finding,) = find_links(see("You may also like", *TITLES, "What the council expected", ARTICLE[1]))
    assert finding.lines == [4, 5, 6, 7]
    assert finding.reason.value == "related_links"


def test_a_line_with_a_title_is_found_in_other_languages() -> None:
    """The cue is Russian, with a title behind it."""
    (finding,) = find_links(see("Читайте также: Как выбрать наушники для поездки"))
    assert finding.evidence["cue_line"] == 1


def test_see_also_of_a_manual_weighs_less() -> None:
    """Reference works say "See also" of their own pages."""
    (loose,) = find_links(see("See also", *TITLES))
    (strict,) = find_links(see("You may also like", *TITLES))
    assert loose.score() < strict.score()


def test_an_advertisement_takes_its_teaser() -> None:
    """The headline under "Sponsored" goes with it."""
    (finding,) = find_links(see("Sponsored", TITLES[0]))
    assert finding.lines == [4, 5]
    assert finding.reason.value == "promoted"
