"""The rule scorer: what a block is, from links, length, tags and class words alone.

The fallback where the learned scorer is not wanted (`extractor = "rules"`). It needs no training and no language:
a container whose blocks are long and free of links is the text; what calls itself menu, footer or sidebar is not.
The container score follows the idea of Arc90's Readability: points of long blocks go to the parent and the
grandparent, and the container with the most points is taken for the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.layout import Layout
from pipeline.content.scores import ContentScores
from pipeline.tags import CELL_TAGS, HEADING_TAGS, ITEM_TAGS, PRE_TAGS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.blocks import Page

    Floats = NDArray[np.float64]

BY = "content.rules/1"
CUT = 0.5

SIDE_TAGS = frozenset({"nav", "footer", "aside", "form", "button", "menu", "dialog"})
MAIN_TAGS = frozenset({"article", "main"})
SIDE_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|footer|foot|sidebar|side|breadcrumbs?|comments?|respond|disqus|share|"
    r"sharing|social|related|recommend(?:ed|ations?)?|popular|trending|widgets?|promo|sponsor(?:ed)?|ads?|advert|"
    r"banner|cookies?|consent|gdpr|newsletter|subscribe|signup|login|modal|popup|pager|pagination|tags|author-?bio|"
    r"toolbar|masthead|copyright|legal|skip|hidden|sr-only|screen-reader-text)(?:$|[\s_-])",
    re.IGNORECASE,
)
MAIN_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:article|content|entry|post|story|body|main|text|blog|page-content|message|topic|thread)(?:$|[\s_-])",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…:;。！？।؟۔”\"»)]$")

# The weights in the functions below were fitted as a logistic regression on a sixth of the WCXB pages and rounded.
LEVELS = 8  # ancestors looked at
LONG_WORDS = 60.0  # a block of so many words gives its container the most points it can


def score_by_rules(page: Page) -> ContentScores:
    """Score every block of a page by fixed rules.

    Returns:
        One probability a block (0..1) and the cut 0.5; no page type, no confidence.
    """
    if not page.text:
        return ContentScores([], CUT, BY)
    layout = Layout(page)
    words = word_counts(page.text)
    link_share = np.minimum(page.link_chars / np.maximum(page.block_chars, 1), 1.0)
    chain = layout.ancestors(LEVELS)
    evidence = (
        _shape_evidence(page, words, link_share)
        + _place_evidence(page, chain)
        + _container_evidence(layout, chain, words, link_share)
    )
    probability = 1.0 / (1.0 + np.exp(-evidence))
    return ContentScores(probability.tolist(), CUT, BY)


def word_counts(texts: list[str]) -> Floats:
    """Words of each text; in scripts without blanks two characters count as a word at the least."""
    return np.array([max(text.count(" ") + text.count("\n") + 1, len(text) / 12) for text in texts])


def _shape_evidence(page: Page, words: Floats, link_share: Floats) -> Floats:
    """Long blocks without links that end as sentences do."""
    ends = np.array([SENTENCE_END.search(text) is not None for text in page.text], dtype=float)
    tags = [page.tag[e] if e >= 0 else "" for e in page.owner]
    heading = np.array([tag in HEADING_TAGS for tag in tags], dtype=float)
    solid = np.array([tag in PRE_TAGS or tag in CELL_TAGS for tag in tags], dtype=float)
    item = np.array([tag in ITEM_TAGS for tag in tags], dtype=float)
    paragraph = np.array([tag in ("p", "blockquote") for tag in tags], dtype=float)
    length = np.log1p(np.minimum(words, 200.0))
    shape = 0.45 * length + 0.9 * ends + 1.2 * paragraph + 1.2 * item + 1.9 * heading + 0.3 * solid
    imprint = np.array(["©" in text for text in page.text], dtype=float)
    return np.asarray(shape - 0.6 * link_share - 2.0 * imprint - 2.7)


def _place_evidence(page: Page, chain: NDArray[np.int32]) -> Floats:
    """Tags and class words of the elements around a block."""
    side, main = np.zeros(len(page.tag) or 1), np.zeros(len(page.tag) or 1)
    for e, tag in enumerate(page.tag):
        if tag in SIDE_TAGS:
            side[e] = 1.0
        elif tag in MAIN_TAGS:
            main[e] = 1.0
        if tag in ("html", "body"):
            continue
        for _, value in page.labels(e):
            if len(value) < 1000:
                side[e] += SIDE_CLASSES.search(value) is not None
                main[e] += MAIN_CLASSES.search(value) is not None
    sides = np.minimum(side[chain].sum(axis=0), 3.0)
    mains = np.minimum(main[chain].sum(axis=0), 3.0)
    return np.asarray(0.26 * mains - 0.9 * sides)


def _container_evidence(layout: Layout, chain: NDArray[np.int32], words: Floats, link_share: Floats) -> Floats:
    """Whether a block stands in the container that gathers most long blocks, and how rich its own container is."""
    points = np.where((words >= 8) & (link_share < 0.4), np.minimum(words, LONG_WORDS) * (1.0 - link_share), 0.0)
    total = np.zeros(len(layout.parent))
    above = layout.parent[layout.owner]
    np.add.at(total, above, points)
    np.add.at(total, layout.parent[above], points / 2)
    best = int(total.argmax())
    inside = np.zeros(layout.blocks)
    inside[layout.first[best] : layout.last[best]] = 1.0
    around = layout.subtree_sums(np.stack([words, words * link_share], axis=1), chain[1:4])
    clean = 1.0 - around[..., 1] / np.maximum(around[..., 0], 1.0)
    return np.asarray(1.8 * inside + 1.3 * (clean.mean(axis=0) - 0.5))
