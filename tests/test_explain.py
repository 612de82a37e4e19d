"""What happened to each piece of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.clean import clean_page, clean_text
from pipeline.config import Config
from pipeline.explain import Explanation, Piece, explain_html, explain_rows, explain_text
from pipeline.records import Article, RawPage, RawText, Reason
from pipeline.schema import article_row, removed_rows

SAMPLE = Path(__file__).parents[1] / "fixtures" / "sample"
PROSE = "<p>" + "The river rose in the night, and by the morning the lower road was under water. " * 4 + "</p>"


@pytest.fixture(scope="module")
def farm() -> Explanation:
    """The page that looks like the one this project began with."""
    return explain_html(RawPage("https://farm.example/a", (SAMPLE / "seed_like.html").read_bytes()))


def test_pieces_are_the_whole_page_in_order(farm: Explanation) -> None:
    """What stayed and what went together are every block, in order, and agree with the record."""
    article = farm.article
    assert article is not None
    blocks = [piece.block for piece in farm.pieces]
    assert blocks == sorted(blocks)
    assert set(blocks) == set(range(article.blocks_total))
    assert {piece.block for piece in farm.pieces if piece.removal is None} == set(range(article.blocks_total)) - {
        removal.block for removal in article.removed
    }


def test_every_removal_of_the_record_is_shown(farm: Explanation) -> None:
    """The ledger's rows and the removed pieces are the same."""
    assert farm.article is not None
    shown = {id(piece.removal): piece.removal for piece in farm.pieces if piece.removal is not None}
    assert sorted(shown.values(), key=lambda r: (r.block, r.text)) == sorted(
        farm.article.removed, key=lambda r: (r.block, r.text)
    )


def test_an_invented_profile_comes_with_evidence_and_place(farm: Explanation) -> None:
    """A spam block names what the judge saw, with weights, the content score and its line."""
    piece = next(p for p in farm.pieces if p.removal and p.removal.reason is Reason.FAKE_PROFILE)
    opinion = next(o for o in piece.opinions if o.reason is Reason.FAKE_PROFILE)
    assert opinion.evidence
    assert sum(weight for _, weight in opinion.evidence) > 0
    assert piece.position is not None
    assert piece.position[0] > 1
    assert piece.probability is not None


def test_counts_add_up(farm: Explanation) -> None:
    """Words before are words kept and words removed by reason."""
    assert farm.words_before == farm.words_kept + farm.words_by_reason.total()
    assert farm.blocks_by_reason[Reason.FAKE_PROFILE] > 3


def test_words_are_those_of_the_record() -> None:
    """Scripts without blanks are counted as the column `word_count` counts them."""
    assert Piece(0, "p", "今天天气很好。", None).words == 3


def test_lines_of_one_block_have_fates_of_their_own() -> None:
    """A block of which some lines went is shown line by line."""
    profile = (
        "Name : Dr. Destin Williamson<br>Username : arvel62<br>Email : langworth.darius@crist.com<br>"
        "Birthdate : 2000-07-08<br>Phone : +1 (352) 647-5710<br>Company : Green, Block and Okuneva"
    )
    html = (
        f"<h1>Floods</h1>{PROSE * 6}<p>The road was opened again on Monday, after three days of work.<br>{profile}</p>"
    )
    explanation = explain_html(RawPage("https://x.example/", html.encode()))
    assert explanation.article is not None
    last = [piece for piece in explanation.pieces if piece.block == explanation.pieces[-1].block]
    assert [piece.removal is None for piece in last] == [True, *[False] * 6]
    assert {piece.removal.reason for piece in last if piece.removal} == {Reason.FAKE_PROFILE}


def test_a_dropped_page_says_why() -> None:
    """A page without content has its drop reason, and what blocks there were."""
    explanation = explain_html(RawPage(None, b"%PDF-1.7 not a page"))
    assert explanation.article is None
    assert explanation.pieces == ()
    assert explanation.name == "page"


def test_explaining_changes_nothing() -> None:
    """The record is that of `clean_page`, with the same configuration."""
    raw = RawPage("https://farm.example/a", (SAMPLE / "seed_like.html").read_bytes())
    config = Config.from_options(spam={"threshold": 0.9})
    assert explain_html(raw, config).outcome == clean_page(raw, config)


def test_another_extractor_s_text_is_explained_by_lines() -> None:
    """With trafilatura's text there are lines instead of blocks, and the same reasons."""
    pytest.importorskip("trafilatura")
    raw = RawPage("https://farm.example/a", (SAMPLE / "seed_like.html").read_bytes())
    explanation = explain_html(raw, Config.from_options(extractor="trafilatura"))
    assert explanation.words_kept > 500
    assert Reason.FAKE_PROFILE in explanation.words_by_reason


def test_text_is_explained_line_by_line() -> None:
    """Of extracted text, the pieces that stayed are the lines of the cleaned text."""
    text = (SAMPLE / "seed_like.txt").read_text(encoding="utf-8")
    explanation = explain_text(RawText(text))
    kept = [piece.text for piece in explanation.pieces if piece.removal is None]
    cleaned = clean_text(text).text
    assert kept == [line.strip() for line in cleaned.splitlines() if line.strip()]
    assert Reason.FAKE_SOCIALS in explanation.words_by_reason


def test_rows_alone_give_the_page_back(farm: Explanation) -> None:
    """From the output's rows, removed blocks stand between those that stayed, close to their places."""
    article = farm.outcome
    assert isinstance(article, Article)
    again = explain_rows(article_row(article), removed_rows(article))
    assert again.words_by_reason == farm.words_by_reason
    first_profile = next(i for i, p in enumerate(again.pieces) if p.removal and p.removal.reason is Reason.FAKE_PROFILE)
    stayed_before = sum(piece.removal is None for piece in again.pieces[:first_profile])
    assert stayed_before >= 0.8 * sum(piece.removal is None for piece in again.pieces)
    assert again.article is not None
    assert again.article.title == article.title
