"""The net that scores blocks, in numpy: a few matrix products a page. Its twin for training is `training.net`.

Standardised features and summed embeddings of the ancestors' class words go through dilated convolutions over the
sequence of blocks; between them, each block sees the mean over the blocks of the containers it stands in. The page
as a whole gives a page type, and the page type shifts the last layer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.features import FEATURE_NAMES, PAGE_NAMES
from pipeline.content.weights import Weights, WeightsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipeline.content.features import PageFeatures

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Range = tuple[Ints, Ints, Ints]

DILATIONS = (1, 2, 4, 8)
POOL_AFTER = (0, 2)
CLIP = 5.0
NORM_EPSILON = 1e-5
FEW_BLOCKS = 2_000  # up to which single precision is enough for running sums


class BlockNet:
    """A trained net, ready to score pages."""

    def __init__(self, weights: Weights, prefix: str = "") -> None:
        """Take the net's arrays out of a weights file.

        Raises:
            WeightsError: trained with other features than this code computes, or an array is missing.
        """
        names = weights.metadata.get("features", "").split()
        if names != list(FEATURE_NAMES) or weights.metadata.get("page_features", "").split() != list(PAGE_NAMES):
            raise WeightsError("the weights were trained with other features than this version computes")
        self.vocabulary = weights.arrays["vocabulary"]
        self.scale = {name: weights.floats(name) for name in ("mean", "deviation", "page_mean", "page_deviation")}
        self.p = {
            name.removeprefix(prefix): weights.floats(name)
            for name in weights.arrays
            if name.startswith(prefix) and name not in self.scale and name != "vocabulary"
        }
        for table in ("words.weight", "address.weight"):  # row 0 stands for words out of the vocabulary
            self.p[table] = np.vstack([np.zeros_like(self.p[table][:1]), self.p[table][1:]])
        # (out, in, kernel) -> (kernel * in, out): one product for the stacked neighbours
        for i in range(len(DILATIONS)):
            conv = self.p[f"convs.{i}.weight"]
            self.p[f"convs.{i}.weight"] = np.ascontiguousarray(conv.transpose(2, 1, 0).reshape(-1, conv.shape[0]))

    def score(self, features: PageFeatures) -> tuple[Floats, Floats]:
        """Give block logits (B,) and page-type probabilities (types,)."""
        p = self.p
        page = _standardise(features.page, self.scale["page_mean"], self.scale["page_deviation"])
        address = self._embed("address.weight", [features.page_words])[0]
        page = np.concatenate([page, address])
        kinds = self._embed("words.weight", features.kinds)
        words = np.einsum("lbe,le->be", kinds[features.chain], p["level"])
        blocks = _standardise(features.blocks, self.scale["mean"], self.scale["deviation"])
        enter, split = p["enter.weight"], blocks.shape[1] + words.shape[1]
        hidden = np.concatenate([blocks, words], axis=1) @ enter[:, :split].T
        hidden += enter[:, split:] @ page + p["enter.bias"]
        np.maximum(hidden, 0.0, out=hidden)
        ranges, pool = _distinct_ranges(features.pools), 0
        for i, dilation in enumerate(DILATIONS):
            hidden += self._convolve(hidden, i, dilation)
            if i in POOL_AFTER:
                hidden += self._pool(hidden, ranges, pool)
                pool += 1
        return self._finish(hidden, page)

    def _embed(self, table: str, lists: Sequence[tuple[int, ...]]) -> Floats:
        """Sum the embeddings of each word list; words that are not in the vocabulary count nothing."""
        rows = self.p[table]
        given = np.array([word for words in lists for word in words], dtype=np.uint32)
        at = np.minimum(np.searchsorted(self.vocabulary, given), len(self.vocabulary) - 1)
        found = np.where(self.vocabulary[at] == given, at + 1, 0)  # row 0 is zero
        sizes = np.array([len(words) for words in lists])
        running = np.zeros((len(given) + 1, rows.shape[1]))
        np.cumsum(rows[found], axis=0, out=running[1:])
        ends = np.cumsum(sizes)
        return np.asarray(running[ends] - running[ends - sizes], dtype=np.float32)

    def _convolve(self, hidden: Floats, i: int, dilation: int) -> Floats:
        p = self.p
        kernel = len(p[f"convs.{i}.weight"]) // hidden.shape[1]
        reach = kernel // 2 * dilation
        seen = np.zeros((len(hidden) + 2 * reach, hidden.shape[1]), dtype=np.float32)
        seen[reach : reach + len(hidden)] = _normalise(hidden, p[f"norms.{i}.weight"], p[f"norms.{i}.bias"])
        near = np.concatenate([seen[k * dilation : k * dilation + len(hidden)] for k in range(kernel)], axis=1)
        result = near @ p[f"convs.{i}.weight"]
        result += p[f"convs.{i}.bias"]
        return np.asarray(np.maximum(result, 0.0, out=result))

    def _pool(self, hidden: Floats, ranges: Sequence[Range], pool: int) -> Floats:
        """Means over each pooled ancestor's blocks and over the page, through one layer."""
        kind = np.float32 if len(hidden) < FEW_BLOCKS else np.float64
        across = np.zeros((hidden.shape[1], len(hidden) + 1), dtype=kind)  # a running sum along rows is far quicker
        np.cumsum(hidden.T, axis=1, out=across[:, 1:])
        sums = np.ascontiguousarray(across.T)
        weight, width = self.p[f"pooled.{pool}.weight"], hidden.shape[1]
        whole = weight[:, -width:] @ hidden.mean(axis=0) + self.p[f"pooled.{pool}.bias"]
        result = np.tile(whole, (len(hidden), 1))
        for level, (first, last, which) in enumerate(ranges):
            means = (sums[last] - sums[first]) / np.maximum(last - first, 1).astype(np.float32)[:, None]
            passed = means.astype(np.float32, copy=False) @ weight[:, level * width : (level + 1) * width].T
            result += passed[which]
        return np.asarray(np.maximum(result, 0.0, out=result))

    def _finish(self, hidden: Floats, page: Floats) -> tuple[Floats, Floats]:
        p = self.p
        whole = np.concatenate([hidden.mean(axis=0), hidden.max(axis=0), page])
        type_hidden = np.maximum(p["type_hidden.weight"] @ whole + p["type_hidden.bias"], 0.0)
        logits = p["type_out.weight"] @ type_hidden + p["type_out.bias"]
        types = np.exp(logits - logits.max())
        types /= types.sum()
        hidden = np.maximum(hidden + p["shift.weight"] @ np.concatenate([types, type_hidden]) + p["shift.bias"], 0.0)
        last = np.maximum(hidden @ p["last.weight"].T + p["last.bias"], 0.0)
        return np.asarray(last @ p["out.weight"][0] + p["out.bias"][0]), np.asarray(types)


def _distinct_ranges(pools: Ints) -> list[Range]:
    """Give the different ranges of each pooled level, and which of them each block has: siblings share theirs."""
    first, last = pools
    size = pools.shape[2] + 1
    ranges = []
    for level in range(pools.shape[1]):
        keys, which = np.unique(first[level] * size + last[level], return_inverse=True)
        ranges.append((keys // size, keys % size, which.reshape(-1)))
    return ranges


def _standardise(values: Floats, mean: Floats, deviation: Floats) -> Floats:
    return np.asarray(np.clip((values - mean) / deviation, -CLIP, CLIP))


def _normalise(hidden: Floats, weight: Floats, bias: Floats) -> Floats:
    centred = hidden - hidden.mean(axis=1, keepdims=True)
    variance = np.einsum("bc,bc->b", centred, centred) / hidden.shape[1]
    centred *= (1.0 / np.sqrt(variance + NORM_EPSILON))[:, None]
    return np.asarray(centred * weight + bias)
