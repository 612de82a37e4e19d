"""The spine: every page ends as one article or one dropped row, with a ledger that accounts for all text."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from pipeline import clean
from pipeline.clean import clean_page, clean_raw_text, clean_text, explain_page, host_of
from pipeline.config import Config
from pipeline.records import Article, Dropped, DropReason, RawPage, RawText, Reason, Source

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """<!doctype html><html lang=en><head><title>Rain over the hills - The Valley Post</title></head><body>
<nav><a href=/>Home</a><a href=/news>News</a><a href=/sport>Sport</a></nav><article><h1>Rain over the hills</h1>
<p>It rained for nine days in the valley, and on the tenth the river came over the old wall by the mill.</p>
<p>Nobody had expected it, said the miller, who carried his books upstairs before he called the fire brigade.</p>
<p>By noon the road to the station was under water, and the children were taken home by boat from the school.</p>
</article><footer>Copyright The Valley Post</footer></body></html>"""
TEXT = "\n\n".join(
    ["It rained for nine days in the valley, and on the tenth the river came over the old wall."]
    + ["Nobody had expected it, said the miller, who carried his books upstairs before he called for help."] * 1
)


LOW = Config.from_options(limits={"max_depth": 400})


def article_of(html: str, **options: object) -> Article:
    """Clean a page that must give an article."""
    outcome = clean_page(RawPage("https://example.org/rain", html.encode()), Config.from_options(**options))
    assert isinstance(outcome, Article), outcome
    return outcome


def test_a_page_becomes_a_record() -> None:
    """Text, title, language, place and time of the fetch are on the record."""
    fetched = datetime(2024, 5, 6, tzinfo=UTC)
    source = Source("crawl.warc.gz", 1_234, 99)
    outcome = clean_page(RawPage("https://Example.org:8080/rain", ARTICLE.encode(), "text/html", fetched, source))
    assert isinstance(outcome, Article)
    assert outcome.text.startswith("It rained") or outcome.text.startswith("Rain over the hills")
    assert outcome.text.endswith("from the school.")
    assert "Home" not in outcome.text
    assert "Copyright" not in outcome.text
    assert outcome.title == "Rain over the hills"
    assert (outcome.language, outcome.host) == ("en", "example.org")
    assert (outcome.source_file, outcome.source_position, outcome.fetched_at) == ("crawl.warc.gz", 1_234, fetched)
    assert outcome.word_count == len(outcome.text.split())
    assert outcome.blocks_removed == len(outcome.removed) > 0


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", DropReason.EMPTY),
        (b"%PDF-1.4", DropReason.NOT_HTML),
        (b"<html><body><script>x</script></body></html>", DropReason.NO_CONTENT),
        (b"<div>" * 500 + b"deep", DropReason.TOO_DEEP),
    ],
)
def test_what_gives_no_article_is_dropped(body: bytes, reason: DropReason) -> None:
    """A page without an article says why, and keeps its source."""
    outcome = clean_page(RawPage("https://example.org/", body, source=Source("a.html", 0, len(body))), LOW)
    assert isinstance(outcome, Dropped)
    assert (outcome.reason, outcome.source_file, outcome.source_length) == (reason, "a.html", len(body))


def test_configured_refusals() -> None:
    """Languages and quality filters drop rows with their reason, and only when asked for."""
    page = RawPage("https://example.org/rain", ARTICLE.encode())
    german = clean_page(page, Config.from_options(languages=["de"]))
    assert isinstance(german, Dropped)
    assert (german.reason, german.detail[:2]) == (DropReason.LANGUAGE, "en")
    brief = RawPage("https://example.org/rain", b"<p>Rain fell on the hills all night.")
    refused = clean_page(brief, Config.from_options(quality_filters=["gopher_quality"]))
    assert isinstance(refused, Dropped)
    assert refused.reason is DropReason.QUALITY
    short = clean_page(page, Config.from_options(min_words=1_000))
    assert isinstance(short, Dropped)
    assert short.reason is DropReason.NO_CONTENT


def test_a_fault_in_a_step_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception inside a step becomes a dropped row that names it."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(clean, "mark_spam", fail)
    outcome = clean_page(RawPage("https://example.org/", ARTICLE.encode()))
    assert isinstance(outcome, Dropped)
    assert (outcome.reason, outcome.detail) == (DropReason.CRASHED, "ZeroDivisionError: a bug")
    row = clean_raw_text(RawText(TEXT))
    assert isinstance(row, Dropped)
    assert row.reason is DropReason.CRASHED


@pytest.mark.parametrize("extractor", ["learned", "rules", "trafilatura"])
def test_every_extractor_gives_the_same_kind_of_record(extractor: str) -> None:
    """Whatever finds the text, the record says who did and has the same fields filled."""
    article = article_of(ARTICLE, extractor=extractor)
    assert article.extractor == extractor
    assert "miller" in article.text
    assert article.title == "Rain over the hills"


def test_clean_text_keeps_honest_text_byte_for_byte() -> None:
    """A text without spam comes back as it was given."""
    text = "  Title \r\n\r\n" + TEXT + "\t\n\n\n"
    cleaned = clean_text(text)
    assert (cleaned.text, cleaned.removed, cleaned.farm_score) == (text, (), 0.0)


def test_raw_text_becomes_a_row() -> None:
    """A row of an extracted-text dataset becomes an article, or is dropped when there is nothing in it."""
    article = clean_raw_text(RawText(TEXT, url="https://example.org/"))
    assert isinstance(article, Article)
    assert (article.text_source, article.host, article.language) == ("text", "example.org", "en")
    empty = clean_raw_text(RawText(" \n "))
    assert isinstance(empty, Dropped)
    assert empty.reason is DropReason.EMPTY


def test_records_hold_no_broken_characters() -> None:
    """Lone surrogates, NUL and control characters of URL, text and ledger do not reach the record."""
    html = ARTICLE.replace("nine", "ni\x07ne &#xD800; &#0;").replace("Copyright", "Copy\x08right")
    outcome = clean_page(RawPage("https://example.org/\ud800\x00x", html.encode("utf-8", "surrogatepass")))
    assert isinstance(outcome, Article)
    for text in (outcome.text, outcome.markdown, outcome.url or "", *(r.text for r in outcome.removed)):
        text.encode("utf-8")
        assert not any(ord(c) < 32 and c not in "\n\t" for c in text)


def test_hosts() -> None:
    """Host names are lower case and without port; a URL that is none has none."""
    assert host_of("https://WWW.Example.ORG:8080/x") == "www.example.org"
    assert host_of("http://[broken/") is host_of(None) is host_of("") is host_of("no url") is None


def test_the_seed_text_comes_out_as_the_article(shared: Path) -> None:
    """The one real farm page: every paragraph and heading stays, everything behind the article goes."""
    text = next((shared / "seed").glob("*.txt")).read_text(encoding="utf-8")
    end = text.index("geopolitical dynamics!") + len("geopolitical dynamics!")
    lines = [line for line in text[:end].splitlines() if line.strip() and line.strip() != "Table of Contents"]
    keep_prompt = Config.from_options(spam={"remove": [r for r in Config().spam.remove if r != "call_to_action"]})
    assert clean_text(text, config=keep_prompt).text.split("\n\n") == lines
    assert clean_text(text).text.strip().split("\n\n") == lines[:-1]
    reasons = {removal.reason for removal in clean_text(text).removed}
    assert reasons >= {Reason.FAKE_PROFILE, Reason.FAKE_SOCIALS, Reason.CAPTION_PAIRS, Reason.ORPHAN_TOC}


def test_all_visible_text_is_accounted_for(shared: Path) -> None:
    """On real pages, kept words and removed words together are the words of the page."""
    for path in sorted((shared / "data/wcxb/html").glob("*.gz"))[:30]:
        journey = explain_page(RawPage("https://example.org/", gzip.decompress(path.read_bytes())))
        assert journey.page is not None
        assert journey.kept is not None
        texts = [*journey.kept.text.values(), *(removal.text for removal in journey.kept.removed)]
        assert sorted(" ".join(texts).split()) == sorted(" ".join(journey.page.text).split())


def test_text_that_only_a_script_holds_is_found_and_marked() -> None:
    """A page that shows next to nothing gives the article its JSON-LD carries, less spam, and says where it stood."""
    body = " ".join(
        f"Sentence number {i} tells how the river rose and what the miller did about it." for i in range(12)
    )
    said = f"{body}\n\nR&amp;D says more: {body[:300]}."
    script = json.dumps({"@type": "NewsArticle", "headline": "River", "articleBody": said})
    html = (
        f"<html><head><script type='application/ld+json'>{script}</script></head><body><h1>River</h1><div>Loading</div>"
    )
    outcome = clean_page(RawPage("https://example.org/river", html.encode()))
    assert isinstance(outcome, Article)
    assert outcome.text_source == "json_ld"
    assert outcome.text.split("\n\n")[-2:] == [body, f"R&D says more: {body[:300]}."]
    assert article_of(ARTICLE).text_source == "dom"
