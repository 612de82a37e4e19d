"""The numpy net that ships and the torch net that is trained compute the same."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

pytest.importorskip("torch", reason="the train extra is not installed")

import torch

from fixtures.pages import make_page
from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.content.features import FEATURE_NAMES, PAGE_NAMES, find_features
from pipeline.content.net import BlockNet
from pipeline.content.weights import load_weights, unpack
from training.__main__ import DATE, VERSION
from training.examples import Example
from training.export import export
from training.fit import Model, Plan, fit, predict
from training.sources import PAGE_TYPES


def small_examples(count: int) -> list[Example]:
    """Generated pages with made-up labels."""
    examples = []
    for number in range(count):
        made = make_page(Random(number), number, "train")
        page = segment(made.html, Limits())
        blocks = len(page)
        labels = np.array([float(len(text) > 60) for text in page.text], dtype=np.float32)
        none = np.zeros(0, dtype=np.int32)
        examples.append(
            Example(
                str(number), "wcxb", f"site{number}.example", number % len(PAGE_TYPES), find_features(page), labels,
                np.ones(blocks, dtype=np.float32), none, none, none, 0, page.text,
            )
        )  # fmt: skip
    return examples


@pytest.fixture(scope="module")
def fitted() -> tuple[Model, list[Example]]:
    """A net fitted for a moment."""
    examples = small_examples(6)
    return fit(examples, Plan(epochs=1, batch_pages=3, width=16)), examples


def test_numpy_and_torch_give_the_same_logits_and_types(fitted: tuple[Model, list[Example]]) -> None:
    """Logits and page types agree to float16 precision on whole pages, batched or alone."""
    model, examples = fitted
    raw = export([model], {"temperature": 1.0, "cut_bounds": {}}, {})
    with torch.no_grad():
        for tensor in model.net.parameters():
            tensor.copy_(tensor.half().float())
    net = BlockNet(unpack(raw), "net0.")
    for example, (logits, types) in zip(examples, predict(model, examples), strict=True):
        ours, our_types = net.score(example.features)
        np.testing.assert_allclose(ours, logits, atol=2e-3)
        np.testing.assert_allclose(our_types, types, atol=1e-3)


def test_the_same_seed_gives_the_same_weights() -> None:
    """Two fits with one seed agree to the last bit."""
    examples = small_examples(3)
    plan = Plan(epochs=1, batch_pages=2, width=8)
    one, two = (export([fit(examples, plan)], {"temperature": 1.0, "cut_bounds": {}}, {}) for _ in range(2))
    assert one == two


def test_the_header_names_the_features_and_the_source(fitted: tuple[Model, list[Example]]) -> None:
    """A weights file says which features it needs and whose pages taught it."""
    weights = unpack(export([fitted[0]], {"temperature": 1.0, "cut_bounds": {}}, {}))
    assert weights.metadata["features"].split() == list(FEATURE_NAMES)
    assert weights.metadata["page_features"].split() == list(PAGE_NAMES)
    assert "WCXB" in weights.metadata["attribution"]


def test_the_shipped_weights_are_those_of_this_training() -> None:
    """Version and date in the header of the package's weights are the training's own."""
    metadata = load_weights().metadata
    assert (metadata["version"], metadata["date"]) == (VERSION, DATE)
