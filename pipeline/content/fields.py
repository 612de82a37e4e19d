"""Blocks that are not text because the record has a field for them: headline, by-line, readers' comments.

Most of it only names blocks that the scorer leaves out anyway. One kind of kept block goes: comments under what is an
article beyond doubt. On forums and on pages that may be forums they are the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.class_words import words_of
from pipeline.content.features import FEATURE_NAMES
from pipeline.records import Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.content.features import PageFeatures

IS_TITLE, IS_H1 = FEATURE_NAMES.index("is_title"), FEATURE_NAMES.index("tag_h1")
BYLINE = [FEATURE_NAMES.index(name) for name in ("cue_byline", "cue_published", "link_author", "has_time")]
COMMENT_WORDS = frozenset(words_of("", "comment comments respond disqus commentlist replies"))
MAX_BYLINE_WORDS = 25
BYLINE_REACH = 12  # blocks between the headline and a by-line
TYPES_WITH_COMMENTS_AS_TEXT = ("forum",)
SURE_ARTICLE = 0.75  # probability of the page type from which kept comments go
MIN_WORDS_BESIDE = 50.0  # words of the text that must be left when comments go


def find_fields(features: PageFeatures, kept: NDArray[np.bool_], page_type: str) -> dict[int, Reason]:
    """Name the blocks of a page that belong to fields of the record.

    Args:
        features: of the page.
        kept: (B,) what the scorer keeps.
        page_type: as the scorer takes it.
    """
    fields: dict[int, Reason] = {}
    blocks = features.blocks
    first = int(kept.argmax()) if kept.any() else len(kept)
    headlines = np.flatnonzero((blocks[:, IS_H1] > 0) | (blocks[:, IS_TITLE] > 0))
    titled = -1
    for b in headlines.tolist():
        if not kept[b] and b < max(first, 1):
            fields[b] = Reason.HEADLINE
            titled = b
    if titled >= 0:
        near = range(titled + 1, min(titled + 1 + BYLINE_REACH, len(kept)))
        for b in near:
            if not kept[b] and features.words[b] <= MAX_BYLINE_WORDS and (blocks[b, BYLINE] > 0).any():
                fields[b] = Reason.BYLINE
    if page_type not in TYPES_WITH_COMMENTS_AS_TEXT and kept.any():
        last = len(kept) - 1 - int(kept[::-1].argmax())
        for b in (np.flatnonzero(_in_comments(features)[last + 1 :]) + last + 1).tolist():
            fields.setdefault(b, Reason.COMMENTS)
    return fields


def find_comments(features: PageFeatures, kept: NDArray[np.bool_], article_probability: float) -> NDArray[np.bool_]:
    """Find kept blocks that are readers' comments under an article.

    A container that holds the beginning of the text is not one of comments, whatever it is called.

    Args:
        features: of the page.
        kept: (B,) what the scorer keeps.
        article_probability: that the page is an article, 0..1.

    Returns:
        (B,) true for comments.
    """
    none = np.zeros(len(kept), dtype=bool)
    if article_probability < SURE_ARTICLE or not kept.any():
        return none
    comments = _in_comments(features) & kept
    if not comments.any() or comments[int(kept.argmax())]:
        return none
    return comments if float(features.words[kept & ~comments].sum()) >= MIN_WORDS_BESIDE else none


def _in_comments(features: PageFeatures) -> NDArray[np.bool_]:
    """Which blocks stand in a container whose class or id speaks of comments: (B,)."""
    named = np.array([not COMMENT_WORDS.isdisjoint(words) for words in features.kinds])
    return np.asarray(named[features.chain].any(axis=0))
