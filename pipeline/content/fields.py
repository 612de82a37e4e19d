"""Blocks that are not text because the record has a field for them: headline, by-line, readers' comments.

Only blocks that the scorer leaves out are looked at, so nothing here removes text; it says what the removed block is.
On articles one kind of kept block goes too: the page's own title over the text, which is the record's `title`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.features import FEATURE_NAMES
from pipeline.records import Reason

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.blocks import Page
    from pipeline.content.features import PageFeatures

IS_TITLE, IS_H1 = FEATURE_NAMES.index("is_title"), FEATURE_NAMES.index("tag_h1")
IN_TITLE = FEATURE_NAMES.index("in_title")
BYLINE = [FEATURE_NAMES.index(name) for name in ("cue_byline", "cue_published", "link_author", "has_time")]
COMMENT_WORDS = re.compile(r"(?:^|[\s_-])(?:comments?|respond|disqus|commentlist|replies)(?:$|[\s_-])", re.IGNORECASE)
MAX_BYLINE_WORDS = 25
BYLINE_REACH = 12  # blocks between the headline and a by-line
TYPES_WITH_COMMENTS_AS_TEXT = ("forum",)


def find_fields(page: Page, features: PageFeatures, kept: NDArray[np.bool_], page_type: str) -> dict[int, Reason]:
    """Name the blocks of a page that belong to fields of the record.

    Args:
        page: the page.
        features: its features.
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
        for b in _comment_blocks(page, last + 1):
            fields.setdefault(b, Reason.COMMENTS)
    return fields


def _comment_blocks(page: Page, start: int) -> list[int]:
    """Blocks behind the text that stand in a container named for comments."""
    known: dict[int, bool] = {-1: False}
    found = []
    for b in range(start, len(page.text)):
        chain = []
        e = page.owner[b]
        while e not in known:
            chain.append(e)
            e = page.parent[e]
        inside = known[e]
        for element in reversed(chain):
            inside = inside or (page.tag[element] not in ("html", "body") and _named_for_comments(page, element))
            known[element] = inside
        if inside:
            found.append(b)
    return found


def _named_for_comments(page: Page, e: int) -> bool:
    return any(
        value and name in ("class", "id") and COMMENT_WORDS.search(value[:400]) is not None
        for name, value in page.attrs[e]
    )
