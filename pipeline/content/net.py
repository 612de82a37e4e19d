"""The nets that score blocks, in numpy: a few matrix products a page. Their twin for training is `training.net`.

Standardised features and summed embeddings of the ancestors' class words go through dilated convolutions over the
sequence of blocks; between them, each block sees the mean over the blocks of the containers it stands in. The page
as a whole gives a page type, and the page type shifts the last layer.

Several nets are averaged. They run side by side: arrays over blocks have their columns one after the other, so that
everything but the matrix products is done once for all of them.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.content.features import FEATURE_NAMES, PAGE_NAMES
from pipeline.content.weights import Weights, WeightsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipeline.content.features import PageFeatures

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

DILATIONS = (1, 2, 4, 8)
POOL_AFTER = (0, 2)
CLIP = 5.0
NORM_EPSILON = 1e-5
FEW_BLOCKS = 2_000  # up to which single precision is enough for running sums


class Ranges(NamedTuple):
    """Ranges of blocks that the pooled ancestors of a page hold, of all levels."""

    first: Ints  # (R,)
    last: Ints
    bounds: list[int]  # those of level l are bounds[l]:bounds[l + 1]
    which: Ints  # (levels, B) the range of each block, counted within its level


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
        self.vocabulary = weights.arrays["vocabulary"]
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
        for i in range(len(DILATIONS)):  # (K, out, in, kernel) -> (K, kernel * in, out): one product for all neighbours
            conv = self.p[f"convs.{i}.weight"]
            self.p[f"convs.{i}.weight"] = np.ascontiguousarray(
                conv.transpose(0, 3, 2, 1).reshape(self.nets, -1, conv.shape[1])
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
        page = _standardise(features.page, self.scale["page_mean"], self.scale["page_deviation"])
        address = self._embed("address", [features.page_words]).reshape(self.nets, -1)
        pages = np.concatenate([np.tile(page, (self.nets, 1)), address], axis=1)
        hidden = self._enter(features)
        hidden += (p["enter.page"] @ pages[:, :, None]).reshape(-1) + p["enter.bias"].reshape(-1)
        np.maximum(hidden, 0.0, out=hidden)
        ranges, pool = _find_ranges(features.pools), 0
        for i, dilation in enumerate(DILATIONS):
            hidden += self._convolve(hidden, i, dilation)
            if i in POOL_AFTER:
                hidden += self._pool(hidden, ranges, pool)
                pool += 1
        return self._finish(hidden, pages)

    def _enter(self, features: PageFeatures) -> Floats:
        """Pass features and ancestors' words through the first layer: (B, K * W)."""
        blocks, columns = features.blocks.shape
        given = np.empty((blocks, len(self.p["enter"])), dtype=np.float32)
        _standardise(features.blocks, self.scale["mean"], self.scale["deviation"], out=given[:, :columns])
        kinds = self._embed("words", features.kinds)
        words = given[:, columns:]
        np.multiply(kinds.take(features.chain[0], axis=0), self.p["level"][0], out=words)
        for level, kind in zip(self.p["level"][1:], features.chain[1:], strict=True):
            words += (kinds * level).take(kind, axis=0)
        return np.asarray(given @ self.p["enter"])

    def _embed(self, table: str, lists: Sequence[tuple[int, ...]]) -> Floats:
        """Sum the embeddings of each word list; words that are not in the vocabulary count nothing."""
        rows = self.p[table]
        given = np.array(list(chain.from_iterable(lists)), dtype=np.uint32)
        at = np.minimum(np.searchsorted(self.vocabulary, given), len(self.vocabulary) - 1)
        found = np.flatnonzero(self.vocabulary[at] == given)
        ends = np.searchsorted(found, np.cumsum(np.array(list(map(len, lists)))))
        running = np.zeros((len(found) + 1, rows.shape[1]))
        np.cumsum(rows.take(at[found] + 1, axis=0), axis=0, out=running[1:])
        return np.diff(running[ends], axis=0, prepend=0.0).astype(np.float32)

    def _convolve(self, hidden: Floats, i: int, dilation: int) -> Floats:
        """One dilated convolution of each net's normalised blocks."""
        p, width = self.p, self.width
        blocks = len(hidden)
        kernel = p[f"convs.{i}.weight"].shape[1] // width
        reach = kernel // 2 * dilation
        seen = np.zeros((blocks + 2 * reach, self.nets, width), dtype=np.float32)
        _normalise(
            hidden.reshape(blocks, self.nets, width), p[f"norms.{i}.weight"], p[f"norms.{i}.bias"],
            out=seen[reach : reach + blocks],
        )  # fmt: skip
        near = np.empty((self.nets, blocks, kernel, width), dtype=np.float32)
        for k in range(kernel):
            near[:, :, k] = seen[k * dilation : k * dilation + blocks].transpose(1, 0, 2)
        result = np.empty_like(hidden)
        for net in range(self.nets):
            np.matmul(
                near[net].reshape(blocks, -1),
                p[f"convs.{i}.weight"][net],
                out=result[:, net * width : (net + 1) * width],
            )
        result += p[f"convs.{i}.bias"].reshape(-1)
        return np.asarray(np.maximum(result, 0.0, out=result))

    def _pool(self, hidden: Floats, ranges: Ranges, pool: int) -> Floats:
        """Means over each pooled ancestor's blocks and over the page, through one layer."""
        blocks, weight = len(hidden), self.p[f"pooled.{pool}.weight"]
        kind = np.float32 if blocks < FEW_BLOCKS else np.float64
        across = np.zeros((hidden.shape[1], blocks + 1), dtype=kind)  # a running sum along rows is far quicker
        np.cumsum(hidden.T, axis=1, out=across[:, 1:])
        sums = np.ascontiguousarray(across.T)
        means = sums.take(ranges.last, axis=0)
        means -= sums.take(ranges.first, axis=0)
        means /= np.maximum(ranges.last - ranges.first, 1).astype(kind)[:, None]
        means = means.astype(np.float32, copy=False).reshape(-1, self.nets, self.width)
        mean = hidden.mean(axis=0).reshape(self.nets, 1, -1)
        whole = (mean @ weight[:, -1])[:, 0] + self.p[f"pooled.{pool}.bias"]
        result = np.empty_like(hidden)
        result[:] = whole.reshape(-1)
        for level, which in enumerate(ranges.which):
            part = means[ranges.bounds[level] : ranges.bounds[level + 1]].transpose(1, 0, 2)
            passed = np.concatenate(list(part @ weight[:, level]), axis=1)
            result += passed.take(which, axis=0)
        return np.asarray(np.maximum(result, 0.0, out=result))

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
    is_new = np.ones(first.shape, dtype=bool)
    is_new[:, 1:] = (first[:, 1:] != first[:, :-1]) | (last[:, 1:] != last[:, :-1])
    bounds = [0, *np.cumsum(is_new.sum(axis=1)).tolist()]
    return Ranges(first[is_new], last[is_new], bounds, np.cumsum(is_new, axis=1) - 1)


def _standardise(values: Floats, mean: Floats, deviation: Floats, out: Floats | None = None) -> Floats:
    result = np.subtract(values, mean, out=out)
    result /= deviation
    return np.asarray(np.clip(result, -CLIP, CLIP, out=result))


def _normalise(hidden: Floats, weight: Floats, bias: Floats, out: Floats) -> None:
    """Layer norm over the last axis."""
    size = np.float32(hidden.shape[-1])
    np.subtract(hidden, (np.einsum("bkc->bk", hidden) / size)[:, :, None], out=out)
    variance = np.einsum("bkc,bkc->bk", out, out) / size
    out *= (1.0 / np.sqrt(variance + np.float32(NORM_EPSILON)))[:, :, None]
    out *= weight
    out += bias
