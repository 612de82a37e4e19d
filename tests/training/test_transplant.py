"""Parts of other pages: what is taken, where it goes, and that a page stays one piece."""

from __future__ import annotations

from random import Random

import pytest

from pipeline.blocks import Page, segment
from pipeline.config import Limits
from pipeline.content.features import find_features
from training.splice import cut_out, leave_out
from training.transplant import Store, find_parts, transplant

PROSE = "The river rose again last night, and the bridge to the old town stayed closed until the morning. "
HOST = segment(
    "<head><title>Rises</title></head><body><nav><a href='/'>Home</a></nav><main><div><article><h1>Rises</h1>"
    f"<p>{PROSE}</p><p>{PROSE * 2}</p></article></div><aside><h3>More of this</h3><p>Other stories of the week</p>"
    "</aside></main><footer>End</footer></body>",
    Limits(),
)
HOST_LABELS = [0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0]
DONOR = segment(
    f"<body><main><article><h1>Snow</h1><p>{PROSE}</p></article></main><section id=c><h2>Comments</h2>"
    "<p>I do not believe a <b>word</b> of it.</p><p>Nor do I.</p></section></body>",
    Limits(),
)
DONOR_LABELS = [1.0, 1.0, 0.0, 0.0, 0.0]


def is_sound(page: Page) -> bool:
    """Whether pieces make the texts, and elements lie within their parents."""
    for b, text in enumerate(page.text):
        if "".join(page.pieces[page.first_piece[b] : page.last_piece[b]]).split() != text.split():
            return False
        if not page.piece_from[page.owner[b]] <= page.first_piece[b] <= page.piece_to[page.owner[b]]:
            return False
    inside = [
        p < e and page.piece_from[p] <= page.piece_from[e] <= page.piece_to[e] <= page.piece_to[p]
        for e, p in enumerate(page.parent)
        if p >= 0
    ]
    return all(inside) and len(page.tag) == len(page.nodes) == len(page.parent)


def filled(page_type: str, fold: int = 0) -> Store:
    """A store with the donor's parts."""
    store = Store()
    store.add(DONOR, DONOR_LABELS, (page_type, fold, "donor"), Random(1))
    return store


def test_parts_are_wholly_text_or_wholly_none() -> None:
    """The largest subtrees whose blocks agree are found, with their blocks."""
    parts = [(DONOR.tag[e], list(blocks), is_text) for e, blocks, is_text in find_parts(DONOR, DONOR_LABELS)]
    assert parts == [("article", [0, 1], True), ("section", [2, 3, 4], False)]


def test_a_part_taken_out_is_a_page_of_its_own_and_leaves_one() -> None:
    """What is cut out and what is left are sound, and together they are the page."""
    e, blocks, _ = list(find_parts(DONOR, DONOR_LABELS))[1]
    part, rest = cut_out(DONOR, e, blocks), leave_out(DONOR, e, blocks)
    assert is_sound(part)
    assert is_sound(rest)
    assert (rest.text, part.text) == (DONOR.text[:2], DONOR.text[2:])


@pytest.mark.parametrize("seed", range(20))
def test_a_transplanted_page_is_sound_and_keeps_its_text(seed: int) -> None:
    """The page's own text stays with its labels, and what comes of another page is labelled as it was there."""
    page, labels = transplant(HOST, HOST_LABELS, filled("article"), ("article", 0, "host"), Random(seed))
    assert is_sound(page)
    assert len(labels) == len(page.text) == len(find_features(page).blocks)
    assert [text for text, label in zip(page.text, labels, strict=True) if label == 1.0] == HOST.text[1:4]


def test_some_transplants_bring_a_part() -> None:
    """The donor's comments arrive on pages of its fold."""
    host = ("article", 0, "host")
    pages = [transplant(HOST, HOST_LABELS, filled("article"), host, Random(seed))[0] for seed in range(20)]
    assert any("Nor do I." in page.text for page in pages)


@pytest.mark.parametrize(
    ("donor", "host"),
    [
        (("article", 1), ("article", 0, "host")),
        (("article", 0), ("article", 0, "donor")),
        (("forum", 0), ("article", 0, "host")),
        (("article", 0), ("forum", 0, "host")),
    ],
    ids=["another fold", "the page itself", "a forum's comments", "comments for a forum"],
)
def test_parts_that_would_teach_wrongly_stay_away(donor: tuple[str, int], host: tuple[str, int, str]) -> None:
    """No part crosses folds, returns to its page, or carries comments between forums and articles."""
    store = filled(*donor)
    assert all(store.draw(host, Random(seed)) is None for seed in range(30))


def test_cards_of_a_listing_are_text_on_another_listing() -> None:
    """Text of pages of many things is lent as text; an article's is not."""
    found = [filled("listing").draw(("listing", 0, "host"), Random(seed)) for seed in range(30)]
    assert {part.is_text for part in found if part} == {True, False}
    assert all(
        p is None or not p.is_text for p in (filled("article").draw(("article", 0, "x"), Random(s)) for s in range(30))
    )
