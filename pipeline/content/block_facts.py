"""Columns about single blocks: their own shape, and where they stand on the page. The kernels fill them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.block_counts import count_inside, count_links, count_repeats
from pipeline.content.char_classes import (
    BAR,
    CLASSES,
    COLON,
    COMMA,
    DIGIT,
    LETTER,
    QUOTE,
    STOP,
    SYMBOL,
    UPPER,
)  # fmt: skip
from pipeline.content.layout import Layout, ints
from pipeline.content.link_kinds import LINK_KINDS
from pipeline.content.place_columns import fill_container_columns, fill_position_columns
from pipeline.content.shape_columns import fill_char_columns, fill_link_columns, fill_tag_columns
from pipeline.content.tag_codes import CODE_OF, number_groups
from pipeline.content.title_columns import COMPILED, FREE, SLOTS, fill_title_columns
from pipeline.content.title_sets import TITLE_NAMES, fill_title_columns_by_sets
from pipeline.tags import CELL_TAGS, HEADING_TAGS, ITEM_TAGS, PRE_TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipeline.blocks import Page
    from pipeline.content.page_facts import PageFacts
    from pipeline.content.text_shape import TextShape

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int32]

OWN_TAGS = (
    frozenset({"p"}), frozenset({"h1"}), frozenset({"h2"}), frozenset({"h3"}), HEADING_TAGS - {"h1", "h2", "h3"},
    ITEM_TAGS, CELL_TAGS, PRE_TAGS, frozenset({"blockquote"}), frozenset({"figcaption", "caption"}),
    frozenset({"button", "label", "legend", "option", "summary"}), frozenset({"div"}),
)  # fmt: skip
OWN_TAG_OF_CODE = number_groups(OWN_TAGS)
OWN_TAG_NAMES = ("p", "h1", "h2", "h3", "h4", "item", "cell", "pre", "quote", "caption", "button", "div")
INSIDE_TAGS = ("img", "strong", "em", "code", "input", "time", "br", "b", "i")
INSIDE_OF_CODE = number_groups((tag,) for tag in INSIDE_TAGS)

CHAR_NAMES: tuple[str, ...] = (
    *("words", "words_sqrt", "chars_a_word", "upper", "digits", "stops", "commas", "colons", "bars", "quotes"),
    *("symbols", "copyright", "unspaced", "lines", "question", "caps"),
    *(f"last_{name}" for name in ("stop", "comma", "colon", "bar", "digit", "upper", "letter", "symbol")),
    *(f"first_{name}" for name in ("digit", "upper", "letter", "symbol", "bar")),
)
LINK_NAMES: tuple[str, ...] = (
    *("link_share", "links", "all_link", "words_a_link"),
    *(f"link_{kind}" for kind in LINK_KINDS),
)
TAG_NAMES: tuple[str, ...] = (*(f"tag_{name}" for name in OWN_TAG_NAMES), *(f"has_{tag}" for tag in INSIDE_TAGS))
SELF_NAMES: tuple[str, ...] = CHAR_NAMES + LINK_NAMES + TAG_NAMES


def _columns_of_classes(first: str, classes: Sequence[int]) -> Ints:
    """Give each class of characters its column, from the one named `first` on; -1 for the others."""
    columns = np.full(len(CLASSES), -1, dtype=np.int32)
    columns[list(classes)] = np.arange(len(classes)) + CHAR_NAMES.index(first)
    return columns


CLASS_COLUMNS = (
    _columns_of_classes("stops", (STOP, COMMA, COLON, BAR, QUOTE, SYMBOL)),
    _columns_of_classes("last_stop", (STOP, COMMA, COLON, BAR, DIGIT, UPPER, LETTER, SYMBOL)),
    _columns_of_classes("first_digit", (DIGIT, UPPER, LETTER, SYMBOL, BAR)),
)

AROUND = (
    ("article", ("article",)), ("main", ("main",)), ("nav", ("nav", "menu")), ("footer", ("footer",)),
    ("header", ("header",)), ("aside", ("aside",)), ("form", ("form",)), ("table", ("table",)),
    ("list", ("ul", "ol", "dl")), ("section", ("section",)), ("figure", ("figure",)), ("quote", ("blockquote",)),
    ("label", ("button", "summary", "details", "dialog")), ("p", ("p",)),
)  # fmt: skip
AROUND_OF_CODE = number_groups(tags for _, tags in AROUND)

POSITION_NAMES = (
    *("position", "word_position", "from_start", "from_end", "depth", "repeats", "repeat_after_first"),
    *("h1_before", "h1_blocks", "h1_words", "has_h1"),
)
CONTAINER_NAMES: tuple[str, ...] = (*(f"in_{name}" for name, _ in AROUND), *(f"near_{name}" for name, _ in AROUND))
PLACE_NAMES: tuple[str, ...] = (*POSITION_NAMES, *TITLE_NAMES, *CONTAINER_NAMES, "hidden", "in_best")


def fill_self_columns(page: Page, layout: Layout, shape: TextShape, link_share: Doubles, out: Floats) -> None:
    """Fill what a block shows by itself: (B, len(SELF_NAMES)) zeros."""
    blocks = len(page.text)
    links = np.zeros((blocks, 1 + len(LINK_KINDS)), dtype=np.int32)
    begins = ints(page.piece_from)[page.link_elements]
    count_links(begins, page.link_addresses, (ints(page.first_piece), ints(page.last_piece)), links)
    inside = np.zeros((blocks, len(INSIDE_TAGS)), dtype=np.int32)
    elements = len(layout.codes) + 1
    scratch = np.empty(elements, dtype=np.int32), np.zeros((elements, len(INSIDE_TAGS)), dtype=np.int32)
    spans = ints(page.first_element), ints(page.last_element)
    count_inside(layout.codes, INSIDE_OF_CODE, spans, scratch, inside)
    chars, tags = len(CHAR_NAMES), len(CHAR_NAMES) + len(LINK_NAMES)
    fill_char_columns(page.text, shape, CLASS_COLUMNS, out[:, :chars])
    fill_link_columns(shape.words, link_share, links, out[:, chars:tags])
    fill_tag_columns(OWN_TAG_OF_CODE[layout.own_codes], inside, len(OWN_TAGS), out[:, tags:])


def fill_place_columns(page: Page, layout: Layout, words: Floats, facts: PageFacts, out: Floats) -> None:
    """Fill where a block stands: (B, len(PLACE_NAMES)) zeros; "hidden" and "in_best" are left to the caller."""
    blocks = len(words)
    depths = layout.depth[layout.owner]
    repeats = np.zeros(blocks, dtype=np.int32), np.zeros(blocks, dtype=np.uint8)
    count_repeats(page.text, *repeats)
    titles = len(POSITION_NAMES)
    containers = titles + len(TITLE_NAMES)
    headline = page_headline(layout)
    fill_position_columns(words, depths, repeats, headline, out[:, :titles])
    _fill_title_columns(page.text, facts, out[:, titles:containers])
    elements = len(layout.codes)
    scratch = (
        np.empty(elements, dtype=np.int32),
        np.empty(elements, dtype=np.int32),
        np.zeros(len(AROUND), dtype=np.int32),
    )
    fill_container_columns(
        (layout.depth, layout.first, layout.last), AROUND_OF_CODE[layout.codes], depths, scratch,
        out[:, containers : containers + len(CONTAINER_NAMES)],
    )  # fmt: skip


def _fill_title_columns(texts: list[str], facts: PageFacts, out: Floats) -> None:
    if not COMPILED:
        fill_title_columns_by_sets(texts, facts, out)
        return
    tables = np.empty((3, SLOTS), dtype=np.uint64), np.full((3, SLOTS), FREE, dtype=np.int32)
    fill_title_columns(texts, facts, tables, np.empty(SLOTS, dtype=np.uint64), out)


def page_headline(layout: Layout) -> int:
    """Block of the first h1, or -1."""
    is_headline = layout.own_codes == CODE_OF["h1"]
    first = int(is_headline.argmax())
    return first if is_headline[first] else -1
