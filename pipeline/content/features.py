"""Features of a page's blocks, without a known language: shape, links, place, ancestors, cues, class words.

The same code serves training and use. Columns are named by `FEATURE_NAMES`; a weights file carries the names it was
trained with, so that a change here cannot go unnoticed. Everything is computed over whole pages with numpy; the only
Python loops run over distinct ancestors and over short blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.block_facts import PLACE_NAMES, SELF_NAMES, block_columns, place_columns
from pipeline.content.cue_flags import cue_flags
from pipeline.content.layout import Layout
from pipeline.content.markup_words import element_words, is_hidden, telling_attrs
from pipeline.content.page_facts import TYPES, PageFacts, find_page_facts
from pipeline.content.tag_codes import CODE_OF, CODED_TAGS
from pipeline.content.text_shape import COMMA, STOP, TextShape, measure_texts
from pipeline.cues import FAMILIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.blocks import Page
    from pipeline.tree.attributes import Attrs

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Doubles = NDArray[np.float64]

FEATURES_VERSION = 1

CHAIN_LEVELS = 10  # ancestors whose class words count
ANCESTOR_LEVELS = (0, 1, 2, 3, 4, 6)  # ancestors whose subtrees are measured
POOL_LEVELS = (1, 2, 3, 5)  # ancestors over whose blocks the net pools
LONG_WORDS = 60.0

ANCESTOR_COLUMNS = ("words", "share", "link_share", "blocks", "punctuation", "p_share", "words_a_block", "same", "best")
ANCESTOR_NAMES = tuple(f"up{level}_{name}" for level in ANCESTOR_LEVELS for name in ANCESTOR_COLUMNS)
CUE_NAMES = tuple(f"cue_{family}" for family in FAMILIES)
FEATURE_NAMES: tuple[str, ...] = SELF_NAMES + PLACE_NAMES + ANCESTOR_NAMES + CUE_NAMES

PAGE_TAGS = ("article", "main", "h1", "h2", "li", "td", "img", "form", "pre", "time", "p", "button", "section")
PAGE_TAG_CODES = [CODE_OF[tag] for tag in PAGE_TAGS]
PAGE_NAMES: tuple[str, ...] = (
    *(
        "words",
        "blocks",
        "elements",
        "link_share",
        "p_share",
        "long_share",
        "words_a_block",
        "depth",
        "digits",
        "stops",
    ),
    *(f"count_{tag}" for tag in PAGE_TAGS),
    *(f"type_{name}" for name in TYPES),
    "meta_article",
    "best_share",
)


@dataclass(frozen=True, slots=True)
class PageFeatures:
    """Features of one page with B blocks.

    Attributes:
        blocks: (B, len(FEATURE_NAMES)) finite numbers, about -1 .. 10.
        words: (B,) words of each block.
        page: (len(PAGE_NAMES),) the page as a whole.
        chain: (CHAIN_LEVELS, B) index into `kinds` of the ancestors of each block, innermost first.
        kinds: words (CRC-32) of each distinct ancestor, its tag's first.
        pools: (2, len(POOL_LEVELS), B) first block and behind the last block of each pooled ancestor.
        page_words: words (CRC-32) of the page's address and types.
    """

    blocks: Floats
    words: Floats
    page: Floats
    chain: Ints
    kinds: list[tuple[int, ...]]
    pools: Ints
    page_words: tuple[int, ...]


def find_features(page: Page) -> PageFeatures:
    """Compute the features of a page that has at least one block."""
    layout, shape, facts = Layout(page), measure_texts(page.text), find_page_facts(page)
    chain = layout.ancestors(CHAIN_LEVELS)
    link_share = np.minimum(page.link_chars / np.maximum(page.block_chars, 1), 1.0)
    elements, where = _distinct(chain, len(layout.parent))
    kinds, kind_of, hiding = _distinct_kinds(page, elements)
    hidden = _is_hidden(layout, hiding)
    points, inside = _container_points(layout, shape.words, link_share)
    same = _same_siblings(layout, elements, kind_of)
    subtrees = _subtree_columns(layout, shape, link_share, (elements, same, points))
    columns = (
        block_columns(page, layout, shape, link_share),
        place_columns(page, layout, shape.words, facts, np.stack([hidden, inside], axis=1)),
        subtrees[where[list(ANCESTOR_LEVELS)].T].reshape(len(page), -1),
        cue_flags(page.cue_masks),
    )
    pooled = chain[list(POOL_LEVELS)]
    return PageFeatures(
        blocks=np.concatenate(columns, axis=1, dtype=np.float32),
        words=shape.words,
        page=_page_columns(layout, shape, link_share, facts, points),
        chain=kind_of[where],
        kinds=kinds,
        pools=np.stack([layout.first[pooled], layout.last[pooled]]),
        page_words=facts.words,
    )


def _distinct(chain: Ints, elements: int) -> tuple[Ints, Ints]:
    """Give the elements that occur, in order, and where among them each entry of `chain` stands."""
    occurs = np.zeros(elements, dtype=bool)
    occurs[chain] = True
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[chain]


def _distinct_kinds(page: Page, elements: Ints) -> tuple[list[tuple[int, ...]], Ints, Ints]:
    """Give the distinct word lists of the elements, which each of them has, and the elements that are not shown."""
    if not page.tag:
        return [()], np.zeros(len(elements), dtype=np.int64), np.zeros(0, dtype=np.int64)
    number: dict[tuple[int, ...], int] = {}
    known: dict[tuple[str, Attrs], tuple[int, bool]] = {}
    kind_of, hiding = [], []
    tags, nodes = page.tag, page.nodes
    for e in elements.tolist():
        key = tags[e], telling_attrs(nodes[e])
        found = known.get(key)
        if found is None:
            found = known[key] = number.setdefault(element_words(*key), len(number)), is_hidden(key[1])
        kind_of.append(found[0])
        if found[1]:
            hiding.append(e)
    return list(number), np.array(kind_of, dtype=np.int64), np.array(hiding, dtype=np.int64)


def _is_hidden(layout: Layout, hiding: Ints) -> NDArray[np.float64]:
    """Which blocks stand inside an element that says it is not shown: (B,)."""
    size = layout.blocks + 1
    edges = np.bincount(layout.first[hiding], minlength=size) - np.bincount(layout.last[hiding], minlength=size)
    return np.asarray(np.cumsum(edges[:-1]) > 0, dtype=float)


def _container_points(layout: Layout, words: Floats, link_share: Floats) -> tuple[Doubles, Floats]:
    """Points of each element (long blocks below it, as Readability counts them) and which blocks the best holds."""
    earned = np.where((words >= 8) & (link_share < 0.4), np.minimum(words, LONG_WORDS) * (1.0 - link_share), 0.0)
    above = layout.parent[layout.owner]
    size = len(layout.parent)
    points = np.zeros(size) + np.bincount(above, earned, size) + np.bincount(layout.parent[above], earned / 2, size)
    inside = np.zeros(layout.blocks, dtype=np.float32)
    best = int(points.argmax())
    inside[layout.first[best] : layout.last[best]] = 1.0
    return points, inside


def _same_siblings(layout: Layout, elements: Ints, kind_of: Ints) -> NDArray[np.float64]:
    """How many siblings of an element (among the ancestors of blocks) have its tag and class words."""
    key = layout.parent[elements] * (int(kind_of.max(initial=0)) + 1) + kind_of
    _, which, count = np.unique(key, return_inverse=True, return_counts=True)
    return np.asarray(count[which.reshape(-1)], dtype=float)


def _subtree_columns(
    layout: Layout, shape: TextShape, link_share: Floats, per_element: tuple[Ints, Doubles, Doubles]
) -> Floats:
    """What the subtree of each ancestor holds: (elements, columns)."""
    elements, same, points = per_element
    words = shape.words
    is_p = layout.own_codes == CODE_OF["p"]
    stops = shape.counts[:, STOP] + shape.counts[:, COMMA]
    values = np.stack([words, words * link_share, np.ones_like(words), stops, words * is_p], axis=1)
    sums = layout.subtree_sums(values, elements).T
    total = np.maximum(sums[0], 1.0)
    blocks = np.maximum(sums[2], 1.0)
    columns = [
        np.log1p(sums[0]),
        sums[0] / max(float(words.sum()), 1.0),
        sums[1] / total,
        np.log1p(sums[2]),
        np.minimum(sums[3] / total, 2.0),
        sums[4] / total,
        np.log1p(total / blocks),
        np.log(same),
        points[elements] / max(float(points.max(initial=0.0)), 1.0),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _page_columns(
    layout: Layout, shape: TextShape, link_share: Floats, facts: PageFacts, points: NDArray[np.float64]
) -> Floats:
    words = shape.words
    total = max(float(words.sum()), 1.0)
    is_p = layout.own_codes == CODE_OF["p"]
    counts = shape.counts.sum(axis=0)
    chars = max(float(counts.sum()), 1.0)
    tags = np.bincount(layout.codes, minlength=len(CODED_TAGS) + 1)
    return np.array(
        [
            np.log1p(total),
            np.log1p(len(words)),
            np.log1p(len(layout.page.tag)),
            float((words * link_share).sum()) / total,
            float((words * is_p).sum()) / total,
            float(words[words >= 20].sum()) / total,
            np.log1p(total / len(words)),
            float(layout.page.depth.max(initial=0)) / 20.0,
            float(counts[3]) / chars * 10.0,
            float(counts[STOP]) / total * 5.0,
            *np.log1p(tags[PAGE_TAG_CODES]),
            *facts.types,
            float(facts.is_article_by_meta),
            float(points.max(initial=0.0)) / total,
        ],
        dtype=np.float32,
    )
