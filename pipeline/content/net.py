"""The nets that score blocks, in numpy: a few matrix products a page. Their twin for training is `training.net`.

Standardised features and summed embeddings of the ancestors' class words go through dilated convolutions over the
sequence of blocks; between them, each block sees the mean over the blocks of the containers it stands in. The page
as a whole gives a page type, and the page type shifts the last layer.

Several nets are averaged. They run side by side: arrays over blocks have their columns one after the other, so that
everything but the matrix products is done once for all of them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.content import net_arrays, net_loops
from pipeline.content.features import FEATURE_NAMES, PAGE_NAMES
from pipeline.content.weights import Weights, WeightsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.content.features import PageFeatures

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

steps = net_loops if net_loops.COMPILED else net_arrays

DILATIONS = (1, 2, 4, 8)
TAPS = 3  # of a convolution: the block itself and one on each side
POOL_AFTER = (0, 2)
CLIP = 5.0
NORM_EPSILON = 1e-5


class Ranges(NamedTuple):
    """Ranges of blocks that the pooled ancestors of a page hold, of all levels."""

    first: Ints  # (R,)
    last: Ints
    bounds: list[int]  # those of level l are bounds[l]:bounds[l + 1]
    which: Ints  # (levels, B) the range of each block


class BlockNet:
    """Trained nets, ready to score pages: K of them, of width W, side by side."""

    def __init__(self, weights: Weights, *prefixes: str) -> None:
        """Take the nets' arrays out of a weights file.

        Args:
            weights: of one or more nets.
            prefixes: of the names of each net's arrays.

        Raises:
            WeightsError: trained with other features than this code computes, or an array is missing.
        """
        names = weights.metadata.get("features", "").split()
        if names != list(FEATURE_NAMES) or weights.metadata.get("page_features", "").split() != list(PAGE_NAMES):
            raise WeightsError("the weights were trained with other features than this version computes")
        self.nets = len(prefixes)
        self.row_of = {word: row for row, word in enumerate(weights.arrays["vocabulary"].tolist(), 1)}
        self.scale = {name: weights.floats(name) for name in ("mean", "deviation", "page_mean", "page_deviation")}
        shared = {"vocabulary", *self.scale}
        own = [
            {name.removeprefix(prefix): weights.floats(name) for name in weights.arrays if name.startswith(prefix)}
            for prefix in prefixes
        ]
        # (K, …) of each array
        self.p = {name: np.stack([net[name] for net in own]) for name in own[0] if name not in shared}
        self.width = self.p["enter.bias"].shape[1]
        for table in ("words", "address"):  # (vocabulary + 1, K * size); row 0 stands for words out of the vocabulary
            rows = np.concatenate(list(self.p.pop(f"{table}.weight")), axis=1)
            self.p[table] = np.vstack([np.zeros_like(rows[:1]), rows[1:]])
        self.p["level"] = np.concatenate(list(self.p["level"]), axis=1)
        self._arrange_first_layer()
        for i in range(len(DILATIONS)):  # (K, out, in, taps) -> (K, in, taps * out): one product for all taps
            conv = self.p[f"convs.{i}.weight"]
            self.p[f"convs.{i}.weight"] = np.ascontiguousarray(
                conv.transpose(0, 2, 3, 1).reshape(self.nets, conv.shape[2], -1)
            )
        for pool in range(len(POOL_AFTER)):  # (K, out, ranges * in) -> (K, ranges, in, out)
            weight = self.p[f"pooled.{pool}.weight"].transpose(0, 2, 1)
            self.p[f"pooled.{pool}.weight"] = np.ascontiguousarray(
                weight.reshape(self.nets, -1, self.width, self.width)
            )
        self.p["last.weight"] = np.ascontiguousarray(self.p["last.weight"].transpose(0, 2, 1))

    def _arrange_first_layer(self) -> None:
        """Make one matrix (features + K * words, K * W) of the nets' own; each sees only its own words."""
        enter = self.p.pop("enter.weight")
        blocks, size, width = len(self.scale["mean"]), self.p["level"].shape[1] // self.nets, self.width
        matrix = np.zeros((blocks + self.nets * size, self.nets * width), dtype=np.float32)
        for k in range(self.nets):
            out = slice(k * width, (k + 1) * width)
            matrix[:blocks, out] = enter[k, :, :blocks].T
            matrix[blocks + k * size : blocks + (k + 1) * size, out] = enter[k, :, blocks : blocks + size].T
        self.p["enter"] = matrix
        self.p["enter.page"] = enter[:, :, blocks + size :]

    def score(self, features: PageFeatures) -> tuple[Floats, Floats]:
        """Give block logits (B,) and page-type probabilities (types,), means over the nets."""
        p = self.p
        page = np.empty((1, len(PAGE_NAMES)), dtype=np.float32)
        steps.standardise(features.page[None], self.scale["page_mean"], self.scale["page_deviation"], CLIP, page)
        address = self._embed("address", [features.page_words]).reshape(self.nets, -1)
        pages = np.concatenate([np.tile(page, (self.nets, 1)), address], axis=1)
        hidden = self._enter(features)
        hidden += (p["enter.page"] @ pages[:, :, None]).reshape(-1) + p["enter.bias"].reshape(-1)
        np.maximum(hidden, 0.0, out=hidden)
        ranges, pool = _find_ranges(features.pools), 0
        memory = np.empty((len(hidden) + 2 * max(DILATIONS)) * (self.nets + TAPS) * self.width, dtype=np.float32)
        for i, dilation in enumerate(DILATIONS):
            self._convolve(hidden, i, dilation, memory)
            if i in POOL_AFTER:
                self._pool(hidden, ranges, pool)
                pool += 1
        return self._finish(hidden, pages)

    def _enter(self, features: PageFeatures) -> Floats:
        """Pass features and ancestors' words through the first layer: (B, C)."""
        blocks, columns = features.blocks.shape
        given = np.empty((blocks, len(self.p["enter"])), dtype=np.float32)
        steps.standardise(features.blocks, self.scale["mean"], self.scale["deviation"], CLIP, given[:, :columns])
        kinds = self._embed("words", features.kinds)
        steps.add_levels(kinds, self.p["level"], features.chain, given[:, columns:])
        return np.asarray(given @ self.p["enter"])

    def _embed(self, table: str, lists: list[tuple[int, ...]]) -> Floats:
        """Sum the embeddings of each word list; words that are not in the vocabulary count nothing."""
        rows = self.p[table]
        result = np.zeros((len(lists), rows.shape[1]), dtype=np.float32)
        steps.sum_words(lists, self.row_of, rows, result)
        return result

    def _convolve(self, hidden: Floats, i: int, dilation: int, memory: Floats) -> None:
        """Add one dilated convolution of each net's normalised blocks: one product of each block with all taps."""
        p, width, (blocks, columns) = self.p, self.width, hidden.shape
        rows = blocks + 2 * dilation
        seen = memory[: rows * columns].reshape(rows, columns)
        seen[:dilation] = 0.0
        seen[rows - dilation :] = 0.0
        within = seen[dilation : rows - dilation]
        steps.normalise(hidden, p[f"norms.{i}.weight"], p[f"norms.{i}.bias"], NORM_EPSILON, within)
        product = memory[rows * columns :][: rows * TAPS * width].reshape(rows, TAPS * width)
        for k in range(self.nets):
            start = k * width
            np.matmul(seen[:, start : start + width], p[f"convs.{i}.weight"][k], out=product)
            steps.add_taps(product, p[f"convs.{i}.bias"][k], dilation, start, hidden)

    def _pool(self, hidden: Floats, ranges: Ranges, pool: int) -> None:
        """Add means over each pooled ancestor's blocks and over the page, passed through one layer."""
        (blocks, columns), weight, width = hidden.shape, self.p[f"pooled.{pool}.weight"], self.width
        sums = np.empty((blocks + 1, columns))
        sums[0] = 0.0
        steps.sum_rows(hidden, sums)
        means = np.empty((len(ranges.first), columns), dtype=np.float32)
        steps.mean_ranges(sums, ranges.first, ranges.last, means)
        mean = (sums[-1] / blocks).astype(np.float32).reshape(self.nets, 1, -1)
        base = ((mean @ weight[:, -1])[:, 0] + self.p[f"pooled.{pool}.bias"]).reshape(-1)
        passed = np.empty_like(means)
        for level, (start, end) in enumerate(pairwise(ranges.bounds)):
            for k in range(self.nets):
                own = slice(k * width, (k + 1) * width)
                np.matmul(means[start:end, own], weight[k, level], out=passed[start:end, own])
        steps.add_pooled(passed, ranges.which, base, np.empty(columns, dtype=np.float32), hidden)

    def _finish(self, hidden: Floats, pages: Floats) -> tuple[Floats, Floats]:
        p, width = self.p, self.width
        mean, peak = hidden.mean(axis=0).reshape(self.nets, -1), hidden.max(axis=0).reshape(self.nets, -1)
        whole = np.concatenate([mean, peak, pages], axis=1)[:, :, None]
        type_hidden = np.maximum((p["type_hidden.weight"] @ whole)[:, :, 0] + p["type_hidden.bias"], 0.0)
        type_logits = (p["type_out.weight"] @ type_hidden[:, :, None])[:, :, 0] + p["type_out.bias"]
        types = np.exp(type_logits - type_logits.max(axis=1, keepdims=True))
        types /= types.sum(axis=1, keepdims=True)
        seen = np.concatenate([types, type_hidden], axis=1)[:, :, None]
        hidden += (p["shift.weight"] @ seen).reshape(-1) + p["shift.bias"].reshape(-1)
        np.maximum(hidden, 0.0, out=hidden)
        logits = np.zeros(len(hidden), dtype=np.float32)
        for k in range(self.nets):
            last = hidden[:, k * width : (k + 1) * width] @ p["last.weight"][k]
            last += p["last.bias"][k]
            logits += np.maximum(last, 0.0, out=last) @ p["out.weight"][k, 0] + p["out.bias"][k, 0]
        return logits / np.float32(self.nets), np.asarray(types.mean(axis=0))


def _find_ranges(pools: Ints) -> Ranges:
    """Give the ranges of each pooled level, and which of them each block has: neighbours share theirs."""
    first, last = pools
    firsts, lasts, which = np.empty(first.size, np.int64), np.empty(first.size, np.int64), np.empty_like(first)
    bounds = steps.find_ranges(first, last, (firsts, lasts), which)
    return Ranges(firsts[: bounds[-1]], lasts[: bounds[-1]], bounds, which)
