"""The learned scorer: features, net, cut."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from pipeline.blocks import Page, segment
from pipeline.config import Config, Limits
from pipeline.content import score_page
from pipeline.content.features import FEATURE_NAMES, PAGE_NAMES, find_features
from pipeline.content.net import BlockNet
from pipeline.content.weights import Weights, WeightsError, load_weights, pack, unpack
from pipeline.records import Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

SENTENCE = "The river rose again last night, and the bridge to the old town stayed closed until the morning. "
ARTICLE = f"""<html><head><title>River rises - The Daily</title></head><body>
<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><article class="post"><h1>River rises</h1><p class="byline">By Ann Lee, 3 May 2024</p>
<p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p><p>{SENTENCE * 4}</p><p>{SENTENCE}</p></article></main>
<footer><p>© 2025 The Daily River. All rights reserved.</p></footer></body></html>"""


def page_of(html: str) -> Page:
    """Parse a page with room for big ones."""
    return segment(html, Limits(max_blocks=200_000))


def test_the_article_stays_and_layout_goes() -> None:
    """Paragraphs stay; menu and footer go; the page is taken for an article, with a confidence."""
    page = page_of(ARTICLE)
    scores = score_page(page, Config())
    kept = [page.text[b] for b in scores.kept()]
    assert sum(text.startswith("The river") for text in kept) == 4
    assert not [text for text in kept if text in ("Home", "News") or "©" in text]
    assert scores.page_type == "article"
    assert scores.confidence is not None
    assert 0.5 < scores.confidence <= 1.0


def test_the_headline_over_the_text_goes_to_its_field() -> None:
    """A headline that is not text is named as such, not as boilerplate."""
    page = page_of(ARTICLE)
    scores = score_page(page, Config())
    headline = page.text.index("River rises")
    assert headline not in scores.kept()
    assert scores.fields[headline] is Reason.HEADLINE


@pytest.mark.parametrize(
    "html", ["", "<p></p>", "bare words", "<p>x", "<table><td>1<td>2", "<svg><p>in</p></svg>\U0001f600 x"]
)
def test_odd_pages_give_one_finite_probability_a_block(html: str) -> None:
    """Pages without blocks, with one, or without a body are scored."""
    page = page_of(html)
    scores = score_page(page, Config())
    assert len(scores.probability) == len(page)
    assert all(0.0 <= p <= 1.0 for p in scores.probability)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "<p>word " * n,
        lambda n: "<div>" * 1000 + "<p>some words here</p>" * n,
        lambda n: "".join(f'<div class="c{i} d{i}"><a href="/{i}">t{i}</a></div>' for i in range(n)),
    ],
    ids=["paragraphs", "deep", "distinct classes"],
)
def test_huge_pages_have_finite_features(make: Callable[[int], str]) -> None:
    """100,000 blocks, flat, deep or all different, give finite features of the promised width."""
    page = page_of(make(99_000))
    features = find_features(page)
    assert features.blocks.shape == (len(page), len(FEATURE_NAMES))
    assert features.page.shape == (len(PAGE_NAMES),)
    assert np.isfinite(features.blocks).all()
    assert np.isfinite(features.page).all()


def test_cost_grows_no_faster_than_blocks() -> None:
    """Eight times the blocks cost at most some twenty times as much (linear, with room for a noisy machine)."""

    def seconds(count: int) -> float:
        page = page_of(f'<div class="a"><p>{SENTENCE}</p><ul><li><a href="/x">y</a></li></ul></div>' * count)
        started = time.process_time()
        score_page(page, Config())
        return time.process_time() - started

    seconds(200)
    assert seconds(8_000) < 20 * max(seconds(1_000), 0.02)


def test_the_same_page_scores_the_same_twice() -> None:
    """Scores do not depend on what was scored before."""
    first = score_page(page_of(ARTICLE), Config())
    score_page(page_of("<p>Another page altogether"), Config())
    assert score_page(page_of(ARTICLE), Config()) == first


def test_the_weights_file_is_small_and_says_where_it_comes_from() -> None:
    """Under a megabyte, with the features it needs and the attribution its data ask for."""
    weights = load_weights()
    assert sum(array.size for array in weights.arrays.values()) < 500_000
    assert weights.metadata["features"].split() == list(FEATURE_NAMES)
    assert "WCXB" in weights.metadata["attribution"]


def test_weights_of_other_features_are_refused() -> None:
    """A net trained on other columns is an error with a sentence, not a wrong score."""
    weights = load_weights()
    other = Weights(weights.arrays, weights.metadata | {"features": "words colour"})
    with pytest.raises(WeightsError, match="other features"):
        BlockNet(other, "net0.")


@pytest.mark.parametrize("raw", [b"", b"12345678", b'\x08\0\0\0\0\0\0\0{"a":1}', b"\xff" * 64])
def test_damaged_weights_are_refused(raw: bytes) -> None:
    """Bytes that are no weights file raise the one documented error."""
    with pytest.raises(WeightsError):
        unpack(raw)


def test_pack_and_unpack_agree() -> None:
    """Arrays and metadata come back as they were; float16 comes back as float32."""
    arrays: dict[str, NDArray[np.generic]] = {
        "a": np.arange(6, dtype=np.float32).reshape(2, 3),
        "b": np.array([1.5], dtype=np.float16),
    }
    arrays["c"] = np.array([7, 9], dtype=np.uint32)
    weights = unpack(pack(arrays, {"k": "v"}))
    assert weights.metadata == {"k": "v"}
    for name, array in arrays.items():
        np.testing.assert_array_equal(weights.arrays[name], array)
    assert weights.arrays["b"].dtype == np.float32
