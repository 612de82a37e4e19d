"""Samples -> examples: features, labels and word counts, computed once and kept on disk outside the repository."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

from pipeline.content.features import FEATURE_NAMES, FEATURES_VERSION, PageFeatures, find_features
from training.sources import PAGE_TYPES, Sample, fold_of, parse, words_of_text
from training.transplant import Store, transplant
from training.truth import label_blocks
from training.variants import vary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.blocks import Page

T = TypeVar("T")

SHARE_TRANSPLANTED = 0.5  # of the variants


@dataclass(slots=True)
class Example:
    """A page ready for training, and for exact word-bag scores.

    Attributes:
        labels: (B,) 0..1, share of each block that belongs to the text; NaN where unknown.
        words: (B,) words of each block as the benchmark counts them.
        tokens, token_block: every word of the page as a number, and its block.
        truth_counts: how often the truth has each number.
        truth_size: words of the truth, those that the page lacks too.
    """

    id: str
    source: str
    domain: str
    page_type: int  # index into PAGE_TYPES
    features: PageFeatures
    labels: NDArray[np.float32]
    words: NDArray[np.float32]
    tokens: NDArray[np.int32]
    token_block: NDArray[np.int32]
    truth_counts: NDArray[np.int32]
    truth_size: int
    texts: list[str]


def make_example(sample: Sample, page: Page, labels: list[float] | None = None) -> Example:
    """Compute features and labels of a page that has blocks."""
    if labels is None:
        labels = label_blocks(page.text, sample.truth)
    number: dict[str, int] = {}
    tokens: list[int] = []
    token_block: list[int] = []
    for b, text in enumerate(page.text):
        found = words_of_text(text)
        tokens.extend(number.setdefault(word, len(number)) for word in found)
        token_block.extend([b] * len(found))
    truth = words_of_text(sample.truth)
    counts = np.zeros(len(number), dtype=np.int32)
    for word in truth:
        if word in number:
            counts[number[word]] += 1
    blocks = np.array(token_block, dtype=np.int32)
    return Example(
        id=sample.id,
        source=sample.source,
        domain=sample.domain,
        page_type=PAGE_TYPES.index(sample.page_type),
        features=find_features(page),
        labels=np.array(labels, dtype=np.float32),
        words=np.bincount(blocks, minlength=len(page.text)).astype(np.float32),
        tokens=np.array(tokens, dtype=np.int32),
        token_block=blocks,
        truth_counts=counts,
        truth_size=len(truth),
        texts=page.text,
    )


def word_bag_f1(example: Example, kept: NDArray[np.bool_]) -> float:
    """F1 of the bags of words of the kept blocks and the truth, as WCXB counts it."""
    chosen = example.tokens[kept[example.token_block]] if len(example.tokens) else example.tokens
    counts = np.bincount(chosen, minlength=len(example.truth_counts))
    hits = int(np.minimum(counts, example.truth_counts).sum())
    total = len(chosen) + example.truth_size
    return 2.0 * hits / total if hits else 0.0


def make_variant(sample: Sample, page: Page, example: Example, store: Store, seed: str) -> Example:
    """Make a variant of an example for training, with parts of other pages; its word bags are not counted."""
    rng = Random(seed)
    labels = example.labels.tolist()
    if rng.random() < SHARE_TRANSPLANTED:
        page, labels = transplant(page, labels, store, (sample.page_type, _group(sample), sample.id), rng)
    varied, written, labels = vary(page, labels, rng, sample.page_type)
    words = np.array([len(words_of_text(text)) for text in written.text], dtype=np.float32)
    return replace(
        example,
        features=find_features(varied),
        labels=np.array(labels, dtype=np.float32),
        words=words,
        texts=varied.text,
    )


def load_variants(
    samples: Iterable[Sample], examples: Sequence[Example], cache: Path | None, name: str, copies: int
) -> dict[str, list[Example]]:
    """Compute `copies` variants of each example, or take them from the cache: id -> variants."""
    return _cached(cache, name, lambda: dict(_make_all_variants(samples, examples, copies)))


def load_examples(samples: Iterable[Sample], cache: Path | None, name: str) -> list[Example]:
    """Compute examples, or take them from `cache` when features have not changed since."""
    return _cached(cache, name, lambda: [example for sample in samples for example in _make_one(sample)])


def _make_one(sample: Sample) -> list[Example]:
    page = parse(sample)
    return [make_example(sample, page)] if page.text and sample.truth.strip() else []


def _make_all_variants(
    samples: Iterable[Sample], examples: Sequence[Example], copies: int
) -> Iterator[tuple[str, list[Example]]]:
    known = {example.id: example for example in examples}
    parsed = [(sample, parse(sample), known[sample.id]) for sample in samples if sample.id in known]
    store = Store()
    for sample, page, example in parsed:
        rng = Random(f"parts{sample.id}")
        store.add(page, example.labels.tolist(), (sample.page_type, _group(sample), sample.id), rng)
    for sample, page, example in parsed:
        yield sample.id, [make_variant(sample, page, example, store, f"{sample.id}:{n}") for n in range(copies)]


def _group(sample: Sample) -> int:
    """Pages that may lend each other parts: those of a fold, and those that every fit sees."""
    return fold_of(sample.domain) if sample.source == "wcxb" else -1


def _cached(cache: Path | None, name: str, make: Callable[[], T]) -> T:
    """Take a value from the cache, unless features have changed since, or make it and keep it there."""
    stamp = (FEATURES_VERSION, FEATURE_NAMES)
    path = cache / f"{name}.pickle" if cache else None
    if path and path.exists():
        with path.open("rb") as file:
            kept_stamp, value = pickle.load(file)  # noqa: S301 - our own cache, written below
        if kept_stamp == stamp:
            return cast("T", value)  # what `make` gave under the same stamp
    value = make()
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            pickle.dump((stamp, value), file, protocol=5)
    return value
