"""A short honest article that tests put lines behind."""

from __future__ import annotations

from pipeline.lines import lines_of_text
from pipeline.spam.view import View

ARTICLE = [
    "The harbour town of Wells has changed more in the last ten years than in the hundred before them, and few saw it.",
    "When the ferry line closed, the council expected a slow decline. Instead the sheds filled with workshops.",
    "Residents say that rents have risen, but so have wages, and the school has had to hire two more teachers since.",
    "The mayor, who was elected by eleven votes, wants to build a new pier by the end of the decade with a loan.",
]


def see(*rows: str) -> View:
    """See the article with rows behind it."""
    return View(lines_of_text("\n".join([*ARTICLE, *rows])))
