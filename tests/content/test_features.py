"""Features of blocks: the kernels, and what stands in for them where nothing is compiled."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import pipeline.content as room
from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.content.features import FEATURE_NAMES, find_features
from pipeline.content.text_shape import measure_by_arrays, measure_by_loop
from tests.as_python import as_python

ROOM = Path(room.__file__).parent
KERNELS = sorted(path.stem for path in ROOM.glob("*.pxd"))
PAGES = {
    "news": """<html><head><title>River rises - The Daily</title><meta name="description" content="the river rose">
</head><body><header class="siteHeader" id="top"><nav><ul><li><a href="/">Home</a><li><a href="/tags/rain">Rain</a></ul>
</nav><h1>River rises</h1></header><main><article class="post"><p>The river rose again last night, and the <b>bridge</b>
to the old town stayed closed.</p><p>“Nobody was hurt,” she said.<br>And again?</p><p style="display:none">The river
rose</p><blockquote><p>The river rose</p></blockquote></article></main><footer>© 2025 THE DAILY | All rights""",
    "scripts": "<div><p>東京の天気は雨です。明日は？<p>Дождь шёл, «и» ещё<p>\U00020000\U0001f600 x<p>İst ؟",
    "span": "<body><span>one <div>two <i>b</i></div> three <div>four</div> five <time>6</time></span></body>",
    "bare": "bare words",
    "list": "<ul>" + "<li class='a b'><a href='/p/1'>Same text</a></li>" * 30 + "</ul>" + "<p>word " * 60,
    "long": "<table><tr>" + "<td>" + "many words in a long cell " * 40 + "</table><pre>a\n b: 1;\n</pre>",
}


@pytest.mark.parametrize("name", PAGES)
def test_features_are_the_same_without_a_compiler(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kernel's source, run as plain Python, gives the compiled kernels' numbers."""
    page = segment(PAGES[name], Limits())
    compiled = find_features(page)
    for kernel in KERNELS:
        twin = as_python(import_module(f"pipeline.content.{kernel}"))
        for user in [module for key, module in sys.modules.items() if key.startswith("pipeline.content.")]:
            for attribute, value in vars(user).items():
                if getattr(value, "__module__", "") == f"pipeline.content.{kernel}" and hasattr(twin, attribute):
                    monkeypatch.setattr(user, attribute, getattr(twin, attribute))
            if hasattr(user, "COMPILED") and not user.__name__.endswith(tuple(KERNELS)):
                monkeypatch.setattr(user, "COMPILED", False)
    plain = find_features(page)
    np.testing.assert_array_equal(plain.blocks, compiled.blocks)
    np.testing.assert_array_equal(plain.page, compiled.page)
    assert plain.kinds == compiled.kinds
    for array in ("words", "chain", "pools"):
        np.testing.assert_array_equal(getattr(plain, array), getattr(compiled, array))


@pytest.mark.parametrize("name", PAGES)
def test_characters_are_counted_the_same_by_loop_and_by_arrays(name: str) -> None:
    """Both ways to count give one shape."""
    texts = segment(PAGES[name], Limits()).text
    loop, arrays = measure_by_loop(texts), measure_by_arrays(texts)
    for column in ("counts", "words", "edges", "asks"):
        np.testing.assert_array_equal(getattr(loop, column), getattr(arrays, column))


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("The river rose", {"title_overlap": 2 / 3, "is_description": 1, "repeats": np.log(2), "in_p": 1}),
        ("River rises", {"in_title": 1, "is_title": 0, "tag_h1": 1, "title_overlap": 1, "in_header": 1}),
        ("“Nobody was hurt,” she said.\nAnd again?", {"question": 1, "lines": np.log(2), "in_article": 1, "near_p": 1}),
        ("Rain", {"link_topic": np.log(2), "all_link": 1, "in_list": 1, "in_nav": 1, "near_list": 1 / 2, "hidden": 0}),
        ("© 2025 THE DAILY | All rights", {"copyright": 1, "in_footer": 1, "h1_before": 0, "bars": 3 / 7}),
    ],
)  # fmt: skip
def test_a_block_has_the_columns_it_shows(text: str, columns: dict[str, float]) -> None:
    """Named columns hold what can be read off the page."""
    page = segment(PAGES["news"], Limits())
    row = find_features(page).blocks[page.text.index(text)]
    found = {name: float(row[FEATURE_NAMES.index(name)]) for name in columns}
    assert found == pytest.approx(columns, abs=1e-6)
