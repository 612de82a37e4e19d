"""Which blocks of a page are its text: the learned scorer, and the rule scorer as its fallback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.learned import score_by_net
from pipeline.content.notices import find_script_notices
from pipeline.content.rules import score_by_rules
from pipeline.content.scores import ContentScores

if TYPE_CHECKING:
    from pipeline.blocks import Page
    from pipeline.config import Config

__all__ = ["ContentScores", "score_page"]


def score_page(page: Page, config: Config) -> ContentScores:
    """Score every block of a page with the scorer that `config.extractor` names."""
    scores = score_by_rules(page) if config.extractor == "rules" else score_by_net(page)
    for b in find_script_notices(page):
        scores.probability[b] = 0.0
    return scores
