"""Fit one net: loss, schedule, running average of the weights."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional as F  # noqa: N812 - the customary name

from training.batches import Blur, Scale, fit_scale, hide_evidence, join, prepare
from training.net import BlockNet
from training.sources import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from training.batches import Prepared
    from training.examples import Example
    from training.net import Batch

    Prediction = tuple[NDArray[np.float32], NDArray[np.float32]]  # block logits, page-type probabilities

torch.set_num_threads(1)  # the nets are small: threads would wait for one another


@dataclass(frozen=True, slots=True)
class Plan:
    """Settings of a training run."""

    epochs: int = 8
    batch_pages: int = 12
    rate: float = 3e-3
    decay: float = 0.02
    width: int = 48
    dropout: int = 20  # per cent
    f1_weight: float = 1.0
    type_weight: float = 0.15
    readability_times: int = 2
    variant_share: float = 0.4
    average: float = 0.995  # of the running average of the weights
    seed: int = 1
    blur: Blur = field(default_factory=Blur)


@dataclass(slots=True)
class Model:
    """A fitted net with what its inputs need."""

    net: BlockNet
    scale: Scale
    shape: dict[str, int]


def fit(examples: Sequence[Example], plan: Plan, variants: Mapping[str, Sequence[Example]] | None = None) -> Model:
    """Train a net on examples; the same seed gives the same weights."""
    torch.manual_seed(plan.seed)
    rng = np.random.default_rng(plan.seed)
    scale = fit_scale(examples)
    first = examples[0].features
    shape = {
        "features": first.blocks.shape[1],
        "page_features": len(first.page),
        "levels": first.chain.shape[0],
        "pools": first.pools.shape[1],
        "types": len(PAGE_TYPES),
        "vocabulary": len(scale.vocabulary),
        "width": plan.width,
        "dropout": plan.dropout,
    }
    net = BlockNet(shape)
    averaged = copy.deepcopy(net)
    items = [
        [prepare(example, scale), *(prepare(other, scale) for other in (variants or {}).get(example.id, ()))]
        for example in examples
    ]
    repeated = [
        i for i, e in enumerate(examples) for _ in range(plan.readability_times if e.source == "readability" else 1)
    ]
    steps = (len(repeated) + plan.batch_pages - 1) // plan.batch_pages
    optimizer = torch.optim.AdamW(net.parameters(), lr=plan.rate, weight_decay=plan.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, plan.rate, total_steps=steps * plan.epochs + 1, pct_start=0.2
    )
    done = 0
    for _ in range(plan.epochs):
        order = rng.permutation(repeated)
        for start in range(0, len(order), plan.batch_pages):
            chosen = [
                hide_evidence(_draw(items[i], plan, rng), scale, rng, plan.blur)
                for i in order[start : start + plan.batch_pages]
            ]
            optimizer.zero_grad()
            loss = page_loss(net, [item.example for item in chosen], join(chosen), plan)
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            _average(averaged, net, min(plan.average, done / (done + 10)))
    averaged.eval()
    return Model(averaged, scale, shape)


def _draw(versions: Sequence[Prepared], plan: Plan, rng: np.random.Generator) -> Prepared:
    """The page itself, or one of its variants."""
    if len(versions) == 1 or rng.random() >= plan.variant_share:
        return versions[0]
    return versions[1 + int(rng.random() * (len(versions) - 1))]


def page_loss(net: BlockNet, examples: Sequence[Example], batch: Batch, plan: Plan) -> torch.Tensor:
    """Cross-entropy on soft labels + what is missing to an expected F1 of 1 + cross-entropy of the page type."""
    logits, types = net(batch)
    pages = len(examples)
    known = batch.mask[:, 0] > 0
    logits, page = logits[known], batch.row_page[known]
    labels = torch.from_numpy(np.concatenate([e.labels for e in examples]))
    words = torch.from_numpy(np.concatenate([e.words for e in examples]))
    labelled = ~labels.isnan()
    labels, words = labels.nan_to_num(), words * labelled
    weight = words.clamp(min=0.5).sqrt() * labelled
    entropy = F.binary_cross_entropy_with_logits(logits, labels, reduction="none") * weight
    each = _per_page(entropy, page, pages) / _per_page(weight, page, pages).clamp(min=1.0)
    loss = each.mean()
    if plan.f1_weight:
        kept = torch.sigmoid(logits)
        hits = _per_page(kept * labels * words, page, pages)
        size = _per_page(kept * words, page, pages) + _per_page(labels * words, page, pages)
        loss = loss + plan.f1_weight * (1.0 - (2.0 * hits + 1.0) / (size + 1.0)).mean()
    typed = torch.tensor([e.source == "wcxb" for e in examples])
    if plan.type_weight and bool(typed.any()):
        target = torch.tensor([e.page_type for e in examples])
        loss = loss + plan.type_weight * F.cross_entropy(types[typed], target[typed], label_smoothing=0.05)
    return loss


def predict(model: Model, examples: Sequence[Example], batch_pages: int = 16) -> list[Prediction]:
    """Give block logits and page-type probabilities of each example."""
    model.net.eval()
    results: list[Prediction] = []
    with torch.no_grad():
        for start in range(0, len(examples), batch_pages):
            part = examples[start : start + batch_pages]
            batch = join([prepare(example, model.scale) for example in part])
            logits, types = model.net(batch)
            probabilities = torch.softmax(types, dim=1).numpy()
            results += [(logits[batch.row_page == page].numpy(), probabilities[page]) for page in range(len(part))]
    return results


def _per_page(values: torch.Tensor, page: torch.Tensor, pages: int) -> torch.Tensor:
    return values.new_zeros(pages).index_add(0, page, values)


def _average(averaged: BlockNet, net: BlockNet, keep: float) -> None:
    with torch.no_grad():
        for slow, fast in zip(averaged.parameters(), net.parameters(), strict=True):
            slow.lerp_(fast, 1.0 - keep)
