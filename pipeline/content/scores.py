"""What a content scorer says of a page. Scorers only score; `pipeline.keep` alone deletes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.records import Reason


@dataclass(frozen=True, slots=True)
class ContentScores:
    """One page's verdict: block `b` is text when `probability[b] >= cut` and `b` is not in `fields`."""

    probability: list[float]  # 0..1 a block: how sure the scorer is that it belongs to the text
    cut: float  # 0..1, chosen for this page
    by: str  # the scorer and its version, e.g. "content.rules/1"
    page_type: str | None = None  # "article", "forum" …: None where the scorer does not know types
    confidence: float | None = None  # 0..1, expected F1 of the cut; None where the scorer cannot tell
    fields: dict[int, Reason] = field(default_factory=dict)  # blocks that are HEADLINE, BYLINE or COMMENTS

    def kept(self) -> list[int]:
        """Indices of the blocks that are text."""
        return [b for b, p in enumerate(self.probability) if p >= self.cut and b not in self.fields]
