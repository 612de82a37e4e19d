"""What is hidden from the net in training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="the train extra is not installed")

from training.batches import Blur, Prepared, Scale, fit_scale, hide_evidence, prepare
from training.examples import make_example
from training.sources import Sample, parse

BODY = (
    b"<body><nav class=menu>Home</nav><article class=post><h1>Rises</h1><p>The river rose again.</p>"
    b"<p>Read also: Snow</p><p>12 comments</p></article></body>"
)
CLEAR = Blur(columns=0.0, jitter=0.0, cues=0.0)


def prepared() -> tuple[Prepared, Scale]:
    """One page, standardised by itself."""
    sample = Sample("a", "wcxb", "https://a.example/", "article", BODY, "Rises\nThe river rose again.")
    example = make_example(sample, parse(sample))
    scale = fit_scale([replace(example, domain=domain) for domain in "abc"])  # a word counts from three sites on
    return prepare(example, scale), scale


def test_a_hidden_column_is_hidden_in_every_block() -> None:
    """With all columns to hide, a page either shows none of them or keeps what it has."""
    item, scale = prepared()
    blur = replace(CLEAR, columns=1.0)
    sums = {bool(hide_evidence(item, scale, np.random.default_rng(seed), blur).blocks.any()) for seed in range(20)}
    assert sums == {True, False}


def test_jitter_moves_all_blocks_of_a_page_alike() -> None:
    """Blocks that are equal in a column stay equal in it."""
    item, scale = prepared()
    moved = hide_evidence(item, scale, np.random.default_rng(1), replace(CLEAR, jitter=0.3)).blocks
    same = (item.blocks == item.blocks[:1]).all(axis=0)
    assert same.any()
    assert (moved == moved[:1]).all(axis=0)[same].all()
    assert not np.allclose(moved[:, same], item.blocks[:, same])


def test_class_words_can_all_be_hidden() -> None:
    """On pages drawn for it, ancestors keep no word but their tag's."""
    item, scale = prepared()
    hidden = hide_evidence(item, scale, np.random.default_rng(1), replace(CLEAR, words=(1.0, 0.0)))
    assert max(map(len, item.kinds)) > 1
    assert max(map(len, hidden.kinds)) <= 1
