"""How title-like lines are written."""

from __future__ import annotations

from pipeline.spam.wordings import Wordings
from tests.spam.harbour import ARTICLE, see

FIRST = len(ARTICLE)


def test_signs_of_other_pages_titles() -> None:
    """Capitals, bait, a site's name and a cut show, each as a share of the lines."""
    view = see(
        "Ten Best Kettles of 2024", "How to Shine Your Copper | KettleWorld", "A Trio of Incredibly Simple Mobile …"
    )
    found = Wordings(view).weigh([FIRST, FIRST + 1, FIRST + 2])
    assert found["capitals"] == 1.0
    assert found["bait"] == 2 / 3
    assert found["site_suffix"] == found["cut_off"] == 1.0
    assert found["dates"] == found["fields"] == found["works"] == found["lower"] == 0.0


def test_signs_of_honest_lists() -> None:
    """Dates, fields and works of authors show."""
    view = see("12 May 2023", "Admission: free for children", "The Copper Kettle by Anna Berg (1904)")
    found = Wordings(view).weigh([FIRST, FIRST + 1, FIRST + 2])
    assert found["dates"] == found["fields"] == found["works"] == 1 / 3
