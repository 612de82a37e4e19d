"""Features of a page's blocks, without a known language: shape, links, place, ancestors, cues, class words.

The same code serves training and use. Columns are named by `FEATURE_NAMES`; a weights file carries the names it was
trained with, so that a change here cannot go unnoticed. Everything is computed over whole pages with numpy; the only
Python loops run over distinct ancestors and over short blocks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.ancestor_columns import (
    ANCESTOR_COLUMNS,
    earn_points,
    measure_subtrees,
    spread_columns,
    sum_blocks,
)  # fmt: skip
from pipeline.content.block_facts import PLACE_NAMES, SELF_NAMES, fill_place_columns, fill_self_columns
from pipeline.content.char_classes import COMMA, DIGIT, STOP
from pipeline.content.char_counts import COMPILED
from pipeline.content.cue_flags import fill_cue_columns
from pipeline.content.element_kinds import name_kinds
from pipeline.content.layout import Layout
from pipeline.content.page_facts import TYPES, PageFacts, find_page_facts
from pipeline.content.place_columns import fill_hidden_column
from pipeline.content.structure import count_same_siblings, find_pools, name_chain
from pipeline.content.tag_codes import CODE_OF, CODED_TAGS
from pipeline.content.text_shape import TextShape, measure_texts
from pipeline.cues import FAMILIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.blocks import Page

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int32]
    Indices = NDArray[np.int64]
    Doubles = NDArray[np.float64]

FEATURES_VERSION = 1

CHAIN_LEVELS = 10  # ancestors whose class words count
ANCESTOR_LEVELS = (0, 1, 2, 3, 4, 6)  # ancestors whose subtrees are measured
POOL_LEVELS = (1, 2, 3, 5)  # ancestors over whose blocks the net pools

ANCESTOR_NAMES = tuple(f"up{level}_{name}" for level in ANCESTOR_LEVELS for name in ANCESTOR_COLUMNS)
CUE_NAMES = tuple(f"cue_{family}" for family in FAMILIES)
FEATURE_NAMES: tuple[str, ...] = SELF_NAMES + PLACE_NAMES + ANCESTOR_NAMES + CUE_NAMES

SELF = slice(0, len(SELF_NAMES))
PLACE = slice(SELF.stop, SELF.stop + len(PLACE_NAMES))
ANCESTORS = slice(PLACE.stop, PLACE.stop + len(ANCESTOR_NAMES))
CUES = slice(ANCESTORS.stop, len(FEATURE_NAMES))
HIDDEN, IN_BEST = FEATURE_NAMES.index("hidden"), FEATURE_NAMES.index("in_best")

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
    chain: Indices
    kinds: list[tuple[int, ...]]
    pools: Indices
    page_words: tuple[int, ...]


def find_features(page: Page) -> PageFeatures:
    """Compute the features of a page that has at least one block."""
    layout, shape, facts = Layout(page), measure_texts(page.text), find_page_facts(page)
    link_share = np.minimum(page.link_chars / np.maximum(page.block_chars, 1), 1.0)
    chain = layout.ancestors(CHAIN_LEVELS)
    found, number = layout.distinct(chain)
    kind_of, hides = np.zeros(len(found), dtype=np.int32), np.zeros(len(layout.codes), dtype=np.uint8)
    kinds = name_kinds(page, found if page.tag else [], kind_of, hides) or [()]
    subtrees = Subtrees(layout, shape, link_share)
    blocks = np.zeros((len(page), len(FEATURE_NAMES)), dtype=np.float32)
    fill_self_columns(page, layout, shape, link_share, blocks[:, SELF])
    fill_place_columns(page, layout, shape.words, facts, blocks[:, PLACE])
    fill_hidden_column(found, (layout.first, layout.last), hides, blocks[:, HIDDEN])
    blocks[layout.first[subtrees.best] : layout.last[subtrees.best], IN_BEST] = 1.0
    rows = subtrees.columns(np.array(found, dtype=np.int32), kind_of, len(kinds))
    if COMPILED:
        spread_columns(rows, chain, ANCESTOR_LEVELS, number, blocks[:, ANCESTORS])
    else:
        above = rows[number[chain[list(ANCESTOR_LEVELS)]]]
        blocks[:, ANCESTORS] = above.transpose(1, 0, 2).reshape(len(page), -1)
    fill_cue_columns(page.cue_masks, blocks[:, CUES])
    kind_chain = np.empty(chain.shape, dtype=np.int64)
    if COMPILED:
        name_chain(chain, number, kind_of, kind_chain)
    else:
        kind_chain[:] = kind_of[number[chain]]
    pools = np.empty((2, len(POOL_LEVELS), len(page)), dtype=np.int64)
    find_pools(chain, POOL_LEVELS, (layout.first, layout.last), pools)
    return PageFeatures(
        blocks=blocks,
        words=shape.words,
        page=_page_columns(layout, shape, facts, subtrees),
        chain=kind_chain,
        kinds=kinds,
        pools=pools,
        page_words=facts.words,
    )


class Subtrees:
    """What the subtrees of a page hold.

    Attributes:
        sums: (B + 1, 4) words, linked words, stops and words in paragraphs of all blocks before each.
        points: (E,) points of each element: for long blocks below it, as Readability counts them.
        best: the element with most of them.
    """

    def __init__(self, layout: Layout, shape: TextShape, link_share: Doubles) -> None:
        self.layout = layout
        self.sums: Doubles = np.zeros((layout.blocks + 1, 4))
        stops = shape.counts[:, STOP] + shape.counts[:, COMMA]
        sum_blocks(shape.words, link_share, stops, (layout.own_codes == CODE_OF["p"]).view(np.uint8), self.sums)
        points: Doubles = np.zeros((2, len(layout.parent)))
        self.best = earn_points(shape.words, link_share, (layout.owner, layout.parent), points)
        self.points = points[0]

    def columns(self, elements: Ints, kind_of: Ints, kinds: int) -> Floats:
        """Measure the subtree of each element: (elements, len(ANCESTOR_COLUMNS))."""
        layout, count = self.layout, len(elements)
        same = np.zeros(count, dtype=np.int32)
        scratch = (
            np.full(len(layout.parent), -1, dtype=np.int32),
            np.full(count, -1, dtype=np.int32),
            np.zeros(kinds, dtype=np.int32),
        )
        count_same_siblings(elements, layout.parent, kind_of, scratch, same)
        rows = np.empty((count, len(ANCESTOR_COLUMNS)), dtype=np.float32)
        most = float(self.points[self.best])
        measure_subtrees(elements, (layout.first, layout.last), self.sums, (same, self.points, most), rows)
        return rows


def _page_columns(layout: Layout, shape: TextShape, facts: PageFacts, subtrees: Subtrees) -> Floats:
    words, blocks = shape.words, len(shape.words)
    all_words, linked, _, in_paragraphs = subtrees.sums[-1].tolist()
    total = max(all_words, 1.0)
    counts = shape.counts.sum(axis=0).tolist()
    chars = max(sum(counts), 1)
    tags = np.bincount(layout.codes, minlength=len(CODED_TAGS) + 1).tolist()
    return np.array(
        [
            math.log1p(total),
            math.log1p(blocks),
            math.log1p(layout.elements),
            linked / total,
            in_paragraphs / total,
            float(words[words >= 20].sum()) / total,
            math.log1p(total / blocks),
            float(layout.depth.max(initial=0)) / 20.0,
            counts[DIGIT] / chars * 10.0,
            counts[STOP] / total * 5.0,
            *(math.log1p(tags[code]) for code in PAGE_TAG_CODES),
            *facts.types,
            float(facts.is_article_by_meta),
            float(subtrees.points[subtrees.best]) / total,
        ],
        dtype=np.float32,
    )
