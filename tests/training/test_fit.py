"""What the loss asks of the net."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="the train extra is not installed")

import torch

from training.batches import fit_scale, join, prepare
from training.examples import make_example
from training.fit import Plan, page_loss
from training.net import BlockNet
from training.sources import PAGE_TYPES, Sample, parse

BODY = b"<body><nav>Home</nav><article><h1>Rises</h1><p>The river rose again.</p><p>Name: Ann</p></article></body>"


def test_blocks_without_a_label_do_not_count() -> None:
    """The loss is a number, and how long an unlabelled block is makes no difference."""
    sample = Sample("a", "wcxb", "https://a.example/", "article", BODY, "Rises\nThe river rose again.")
    page = parse(sample)
    example = make_example(sample, page)
    labels = example.labels.copy()
    labels[-1] = np.nan
    scale = fit_scale([replace(example, domain=domain) for domain in "abc"])  # a word counts from three sites on
    features = example.features
    shape = {
        "features": features.blocks.shape[1],
        "page_features": len(features.page),
        "levels": features.chain.shape[0],
        "pools": features.pools.shape[1],
        "types": len(PAGE_TYPES),
        "vocabulary": len(scale.vocabulary),
    }
    torch.manual_seed(1)
    net = BlockNet(shape).eval()
    batch = join([prepare(example, scale)])
    losses = []
    for length in (2.0, 500.0):
        words = example.words.copy()
        words[-1] = length
        loss = page_loss(net, [replace(example, labels=labels, words=words)], batch, Plan())
        losses.append(float(loss.detach()))
    assert np.isfinite(losses[0])
    assert losses[0] == pytest.approx(losses[1])
