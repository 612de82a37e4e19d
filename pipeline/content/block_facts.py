"""Columns about single blocks: their own shape, and where they stand on the page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.markup_words import LINK_KINDS, link_kind
from pipeline.content.page_facts import split_words
from pipeline.content.tag_codes import CODE_OF, number_groups
from pipeline.content.text_shape import (
    BAR,
    BREAK,
    COLON,
    COMMA,
    COPYRIGHT,
    DIGIT,
    LETTER,
    QUOTE,
    STOP,
    SYMBOL,
    UNSPACED,
    UPPER,
    TextShape,
)  # fmt: skip
from pipeline.tags import CELL_TAGS, HEADING_TAGS, ITEM_TAGS, PRE_TAGS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.blocks import Page
    from pipeline.content.layout import Layout
    from pipeline.content.page_facts import PageFacts

    Floats = NDArray[np.float32]

OWN_TAGS = (
    frozenset({"p"}), frozenset({"h1"}), frozenset({"h2"}), frozenset({"h3"}), HEADING_TAGS - {"h1", "h2", "h3"},
    ITEM_TAGS, CELL_TAGS, PRE_TAGS, frozenset({"blockquote"}), frozenset({"figcaption", "caption"}),
    frozenset({"button", "label", "legend", "option", "summary"}), frozenset({"div"}),
)  # fmt: skip
OWN_TAG_OF_CODE = number_groups(OWN_TAGS)
OWN_TAG_NAMES = ("p", "h1", "h2", "h3", "h4", "item", "cell", "pre", "quote", "caption", "button", "div")
INSIDE_TAGS = ("img", "strong", "em", "code", "input", "time", "br", "b", "i")
INSIDE_OF_CODE = number_groups((tag,) for tag in INSIDE_TAGS)
EDGES = ("stop", "comma", "colon", "bar", "digit", "upper", "letter", "symbol")
EDGE_CLASSES = (STOP, COMMA, COLON, BAR, DIGIT, UPPER, LETTER, SYMBOL)

SELF_NAMES: tuple[str, ...] = (
    *("words", "words_sqrt", "chars_a_word", "upper", "digits", "stops", "commas", "colons", "bars", "quotes"),
    *("symbols", "copyright", "unspaced", "lines", "question", "caps"),
    *(f"last_{name}" for name in EDGES),
    *(f"first_{name}" for name in ("digit", "upper", "letter", "symbol", "bar")),
    *("link_share", "links", "all_link", "words_a_link"),
    *(f"link_{kind}" for kind in LINK_KINDS),
    *(f"tag_{name}" for name in OWN_TAG_NAMES),
    *(f"has_{tag}" for tag in INSIDE_TAGS),
)

AROUND = (
    ("article", ("article",)), ("main", ("main",)), ("nav", ("nav", "menu")), ("footer", ("footer",)),
    ("header", ("header",)), ("aside", ("aside",)), ("form", ("form",)), ("table", ("table",)),
    ("list", ("ul", "ol", "dl")), ("section", ("section",)), ("figure", ("figure",)), ("quote", ("blockquote",)),
    ("label", ("button", "summary", "details", "dialog")), ("p", ("p",)),
)  # fmt: skip
MAX_OVERLAP_WORDS = 40
MAX_TITLE_CHARS = 400

PLACE_NAMES: tuple[str, ...] = (
    *("position", "word_position", "from_start", "from_end", "depth", "repeats", "repeat_after_first"),
    *("h1_before", "h1_blocks", "h1_words", "has_h1"),
    *("is_title", "in_title", "title_overlap", "is_description", "above_overlap"),
    *(f"in_{name}" for name, _ in AROUND),
    *(f"near_{name}" for name, _ in AROUND),
    *("hidden", "in_best"),
)


def block_columns(page: Page, layout: Layout, shape: TextShape, link_share: Floats) -> Floats:
    """What a block shows by itself: (B, len(SELF_NAMES))."""
    counts, words = shape.counts, np.maximum(shape.words, 1.0)
    chars = np.maximum(counts.sum(axis=1), 1.0)
    letters = np.maximum(counts[:, LETTER] + counts[:, UPPER] + counts[:, UNSPACED], 1.0)
    per_word = counts / words[:, None]
    links, link_kinds = _count_links(page, len(words))
    shapes = [
        np.log1p(shape.words),
        np.sqrt(np.minimum(shape.words, 400.0)) / 5.0,
        np.minimum(chars / words, 20.0) / 5.0,
        counts[:, UPPER] / letters,
        counts[:, DIGIT] / chars,
    ]
    signs = [
        counts[:, COPYRIGHT] > 0,
        counts[:, UNSPACED] / letters,
        np.log1p(counts[:, BREAK]),
        ["?" in text or (not text.isascii() and ("？" in text or "؟" in text)) for text in page.text],
        counts[:, UPPER] >= 0.9 * letters,
    ]
    linked = [
        link_share,
        np.log1p(links),
        link_share > 0.95,
        np.log1p(words / np.maximum(links, 1.0)) * (links > 0),
    ]
    groups = (
        np.stack(shapes, axis=1),
        np.minimum(per_word[:, [STOP, COMMA, COLON, BAR, QUOTE, SYMBOL]], 1.0) * 3.0,
        np.stack(signs, axis=1),
        shape.last[:, None] == np.array(EDGE_CLASSES),
        shape.first[:, None] == np.array([DIGIT, UPPER, LETTER, SYMBOL, BAR]),
        np.stack(linked, axis=1),
        np.log1p(link_kinds),
        OWN_TAG_OF_CODE[layout.own_codes][:, None] == np.arange(len(OWN_TAGS)),
        np.log1p(_count_inside(page, layout)),
    )
    return np.concatenate(groups, axis=1, dtype=np.float32, casting="unsafe")


def place_columns(page: Page, layout: Layout, words: Floats, facts: PageFacts, flags: NDArray[np.float64]) -> Floats:
    """Where a block stands: (B, len(PLACE_NAMES)); `flags` are its last two columns."""
    blocks = len(words)
    index = np.arange(blocks, dtype=np.float64)
    running = np.cumsum(words, dtype=np.float64)
    depth = np.asarray(layout.depth[layout.owner], dtype=np.float64)
    nearest = layout.depth_of_nearest([tags for _, tags in AROUND]).astype(np.float64)
    inside = nearest > 0
    near = np.where(inside, 1.0 / (1.0 + np.maximum(depth[:, None] + 1 - nearest, 0.0)), 0.0)
    columns = np.stack(
        [
            index / blocks,
            (running - words / 2) / max(float(running[-1]), 1.0),
            np.log1p(index),
            np.log1p(blocks - 1 - index),
            depth / 10.0,
            *_repeats(page.text),
            *_from_headline(layout, index, running),
            *_title_columns(page, facts),
        ],
        axis=1,
    )
    return np.concatenate([columns, inside, near, flags], axis=1).astype(np.float32)


def _count_links(page: Page, blocks: int) -> tuple[Floats, Floats]:
    """Links of each block, and of each kind: (B,), (B, kinds)."""
    kinds = len(LINK_KINDS)
    first, last = page.block_pieces
    piece = np.array([page.piece_from[e] for e in page.link_elements], dtype=np.int64)
    owner = np.searchsorted(first, piece, "right") - 1
    inside = (owner >= 0) & (piece < last[owner])
    # A link around a whole block begins before its first piece is known: same piece index, so it counts.
    kind = np.array(list(map(link_kind, page.link_addresses)), dtype=np.int64)
    owner, kind = owner[inside], kind[inside]
    links = np.bincount(owner, minlength=blocks).astype(np.float32)
    known = kind >= 0
    by_kind = np.bincount(owner[known] * kinds + kind[known], minlength=blocks * kinds).reshape(blocks, kinds)
    return links, by_kind.astype(np.float32)


def _count_inside(page: Page, layout: Layout) -> NDArray[np.int64]:
    """Inline elements of each watched tag that begin inside each block: (B, tags)."""
    which = INSIDE_OF_CODE[layout.codes]
    at = np.flatnonzero(which >= 0)
    sums = np.zeros((len(at) + 1, len(INSIDE_TAGS)), dtype=np.int64)
    sums[np.arange(1, len(at) + 1), which[at]] = 1
    np.cumsum(sums, axis=0, out=sums)
    first = np.searchsorted(at, np.array(page.first_element, dtype=np.int64))
    last = np.searchsorted(at, np.array(page.last_element, dtype=np.int64))
    return np.asarray(np.maximum(sums[last] - sums[first], 0))


def _repeats(texts: list[str]) -> tuple[Floats, Floats]:
    """How often a block's text occurs on the page, and whether it stood there before."""
    seen = Counter(texts)
    count = np.array(list(map(seen.__getitem__, texts)), dtype=np.float32)
    before = np.zeros(len(texts), dtype=np.float32)
    met: set[str] = set()
    for b in np.flatnonzero(count > 1).tolist():
        before[b] = texts[b] in met
        met.add(texts[b])
    return np.log(count), before


def _from_headline(
    layout: Layout, index: NDArray[np.float64], running: NDArray[np.float64]
) -> list[NDArray[np.float64]]:
    """Which side of the first h1 a block stands, how far in blocks and words, and whether there is one."""
    is_headline = layout.own_codes == CODE_OF["h1"]
    headline = int(is_headline.argmax())
    if not is_headline[headline]:
        none = np.zeros(len(index))
        return [none, none, none, none]
    blocks, words = index - headline, running - running[headline]
    return [
        (blocks < 0).astype(float),
        np.sign(blocks) * np.log1p(np.abs(blocks)),
        np.sign(words) * np.log1p(np.abs(words)),
        np.ones(len(index)),
    ]


def _title_columns(page: Page, facts: PageFacts) -> list[Floats]:
    """Whether a block is the title or description, or shares words with the title or with the block above."""
    columns = np.zeros((5, len(page.text)), dtype=np.float32)
    title_words, titles = facts.title_words, facts.titles
    all_titles = "\n".join(sorted(titles))
    longest_title, descriptions = len(all_titles), facts.descriptions
    is_title, in_title, overlap, is_description, above_overlap = columns.tolist()
    above: set[str] = set()
    for b, text in enumerate(page.text):
        if len(text) > MAX_TITLE_CHARS:
            above = set()
            continue
        folded = text.lower()
        words = folded.split() if folded.isascii() else split_words(folded)
        here = set(words)
        if len(folded) <= longest_title and folded in all_titles:
            in_title[b] = float(len(folded) > 5)
            is_title[b] = float(folded in titles)
        if folded in descriptions:
            is_description[b] = 1.0
        count = len(words)
        if 0 < count <= MAX_OVERLAP_WORDS:
            if not title_words.isdisjoint(here):
                overlap[b] = len(title_words & here) / count
            if not above.isdisjoint(here):
                above_overlap[b] = len(above & here) / count
        above = here
    return [
        np.array(values, dtype=np.float32) for values in (is_title, in_title, overlap, is_description, above_overlap)
    ]
