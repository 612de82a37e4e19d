"""Examples -> batches: standardise, look words up, and hide at random what other sites will not have."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from pipeline.content.features import FEATURE_NAMES, PAGE_NAMES, POOL_LEVELS
from training.net import GAP, Batch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.examples import Example

MAX_WORDS = 3_500
MIN_DOMAINS = 3  # a class word is learned only when so many sites use it
CLIP = 5.0

UPPER = [FEATURE_NAMES.index(name) for name in ("upper", "caps", "first_upper", "last_upper")]
LETTER_FIRST, LETTER_LAST = FEATURE_NAMES.index("first_letter"), FEATURE_NAMES.index("last_letter")
CUES = [i for i, name in enumerate(FEATURE_NAMES) if name.startswith("cue_")]
TITLES = [FEATURE_NAMES.index(n) for n in ("is_title", "in_title", "title_overlap", "is_description", "above_overlap")]
TAGS = [i for i, name in enumerate(FEATURE_NAMES) if name.startswith(("in_", "near_"))]
TYPES = [i for i, name in enumerate(PAGE_NAMES) if name.startswith(("type_", "meta_"))]


@dataclass(slots=True)
class Scale:
    """What turns raw features into standardised ones, and class words into rows of the embedding."""

    mean: NDArray[np.float32]
    deviation: NDArray[np.float32]
    page_mean: NDArray[np.float32]
    page_deviation: NDArray[np.float32]
    vocabulary: NDArray[np.uint32]  # sorted

    def rows(self, words: Sequence[int]) -> NDArray[np.int64]:
        """Rows of the embedding for known words: index + 1."""
        given = np.array(words, dtype=np.uint32)
        at = np.minimum(np.searchsorted(self.vocabulary, given), len(self.vocabulary) - 1)
        return np.asarray(at[self.vocabulary[at] == given] + 1, dtype=np.int64)


def fit_scale(examples: Sequence[Example]) -> Scale:
    """Measure means and deviations (each page counts the same), and collect the words that several sites use."""
    means = np.stack([e.features.blocks.mean(axis=0) for e in examples]).mean(axis=0)
    spread = np.stack([((e.features.blocks - means) ** 2).mean(axis=0) for e in examples]).mean(axis=0)
    pages = np.stack([e.features.page for e in examples])
    domains: dict[int, set[str]] = defaultdict(set)
    for example in examples:
        for words in (*example.features.kinds, example.features.page_words):
            for word in words:
                domains[word].add(example.domain)
    known = sorted((w for w, d in domains.items() if len(d) >= MIN_DOMAINS), key=lambda w: (-len(domains[w]), w))
    return Scale(
        mean=means.astype(np.float32),
        deviation=np.maximum(np.sqrt(spread), 0.05).astype(np.float32),
        page_mean=pages.mean(axis=0).astype(np.float32),
        page_deviation=np.maximum(pages.std(axis=0), 0.05).astype(np.float32),
        vocabulary=np.array(sorted(known[:MAX_WORDS]), dtype=np.uint32),
    )


@dataclass(slots=True)
class Prepared:
    """An example's arrays, standardised."""

    example: Example
    blocks: NDArray[np.float32]
    page: NDArray[np.float32]
    kinds: list[NDArray[np.int64]]
    page_words: NDArray[np.int64]


def prepare(example: Example, scale: Scale) -> Prepared:
    """Standardise one example and look its words up."""
    features = example.features
    blocks = np.clip((features.blocks - scale.mean) / scale.deviation, -CLIP, CLIP)
    page = np.clip((features.page - scale.page_mean) / scale.page_deviation, -CLIP, CLIP)
    return Prepared(
        example, blocks, page, [scale.rows(words) for words in features.kinds], scale.rows(features.page_words)
    )


@dataclass(frozen=True, slots=True)
class Blur:
    """How much evidence is hidden from the net in training beyond what `hide_evidence` always hides.

    Attributes:
        columns: share of a page's columns that are hidden, each as if at its mean.
        jitter: standard deviation of a page's own stretch and shift of each column.
        cues: share of the cues of a page that are hidden one by one, on a third of the pages.
        words: share of pages without any class word, and of the vocabulary that is hidden on the others.
    """

    columns: float = 0.08
    jitter: float = 0.1
    cues: float = 0.5
    words: tuple[float, float] = (0.3, 0.2)


def hide_evidence(item: Prepared, scale: Scale, rng: np.random.Generator, blur: Blur) -> Prepared:
    """Take away evidence at random: class words, cues, capitals, titles, types, section tags, any columns."""
    blocks, page = item.blocks.copy(), item.page.copy()
    zero = -scale.mean / scale.deviation  # where a raw feature of 0 lies
    page_zero = -scale.page_mean / scale.page_deviation
    if rng.random() < 0.15:  # a script without capitals
        raw = blocks * scale.deviation + scale.mean
        for letter, upper in ((LETTER_FIRST, UPPER[2]), (LETTER_LAST, UPPER[3])):
            both = np.maximum(raw[:, letter], raw[:, upper])
            blocks[:, letter] = (both - scale.mean[letter]) / scale.deviation[letter]
        blocks[:, UPPER] = zero[UPPER]
    if rng.random() < 0.25:  # a language whose cues are not in the table
        blocks[:, CUES] = zero[CUES]
    if rng.random() < 0.15:
        blocks[:, TITLES] = zero[TITLES]
    if rng.random() < 0.1:
        blocks[:, TAGS] = zero[TAGS]
    if rng.random() < 0.25:
        page[TYPES] = page_zero[TYPES]
    if blur.cues and rng.random() < 0.35:
        hidden = rng.random((len(blocks), len(CUES))) < blur.cues
        blocks[:, CUES] = np.where(hidden, zero[CUES], blocks[:, CUES])
    blocks, page = _blurred(blocks, blur, rng), _blurred(page, blur, rng)
    none = np.zeros(0, dtype=np.int64)
    lost = 1.0 if rng.random() < blur.words[0] else blur.words[1]
    keep = rng.random(len(scale.vocabulary) + 1) >= lost
    kinds = [
        words[keep[words] | ((np.arange(len(words)) == 0) & (rng.random() < 0.95))] if len(words) else words
        for words in item.kinds
    ]
    page_words = none if rng.random() < 0.3 else item.page_words[rng.random(len(item.page_words)) >= 0.2]
    return Prepared(item.example, blocks, page, kinds, page_words)


def _blurred(values: NDArray[np.float32], blur: Blur, rng: np.random.Generator) -> NDArray[np.float32]:
    """Hide some columns of a page and move the others a little, all rows alike."""
    columns = values.shape[-1]
    if blur.jitter:
        stretch, shift = rng.normal(0.0, blur.jitter, (2, columns)).astype(np.float32)
        values = values * (1.0 + stretch) + shift
    if blur.columns and rng.random() < 0.5:
        values = np.where(rng.random(columns) < blur.columns, np.float32(0.0), values)
    return values


def join(items: Sequence[Prepared]) -> Batch:
    """Lay pages end to end with gaps between."""
    sizes = [len(item.blocks) for item in items]
    starts = np.cumsum([0, *[size + GAP for size in sizes[:-1]]])
    rows = int(starts[-1]) + sizes[-1]
    width, levels = items[0].blocks.shape[1], items[0].example.features.chain.shape[0]
    blocks = np.zeros((rows, width), dtype=np.float32)
    chain = np.zeros((levels, rows), dtype=np.int64)
    pools = np.zeros((2, len(POOL_LEVELS), rows), dtype=np.int64)
    row_page = np.full(rows, len(items), dtype=np.int64)
    mask = np.zeros((rows, 1), dtype=np.float32)
    kinds: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    for page, (item, start, size) in enumerate(zip(items, starts.tolist(), sizes, strict=True)):
        span = slice(start, start + size)
        blocks[span], row_page[span], mask[span] = item.blocks, page, 1.0
        chain[:, span] = item.example.features.chain + len(kinds)
        pools[:, :, span] = item.example.features.pools + start
        kinds.extend(item.kinds)
    kind_words, kind_offsets = _flatten(kinds)
    page_words, page_offsets = _flatten([item.page_words for item in items])
    return Batch(
        torch.from_numpy(blocks), torch.from_numpy(np.stack([item.page for item in items])), torch.from_numpy(chain),
        kind_words, kind_offsets, page_words, page_offsets, torch.from_numpy(pools), torch.from_numpy(row_page),
        torch.from_numpy(mask),
    )  # fmt: skip


def _flatten(lists: Sequence[NDArray[np.int64]]) -> tuple[torch.Tensor, torch.Tensor]:
    offsets = np.cumsum([0, *[len(words) for words in lists[:-1]]])
    return torch.from_numpy(np.concatenate(lists)), torch.from_numpy(offsets)
