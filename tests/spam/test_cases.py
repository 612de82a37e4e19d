"""Cases by kind of evidence: in the wild, synthetic, negative, and known failures (strict)."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from pipeline.clean import clean_text
from pipeline.lines import Lines, lines_of_page, lines_of_text
from pipeline.spam import mark_spam
from tests.conftest import parse

CASES = Path(__file__).parents[1] / "cases" / "spam"


def load(kind: str) -> list[dict[str, str]]:
    """Read the cases of a kind."""
    cases: list[dict[str, str]] = json.loads((CASES / f"{kind}.json").read_text(encoding="utf-8"))
    return cases


def named(kind: str) -> list[pytest.param]:  # type: ignore[valid-type]  # pytest gives no public type for it
    """Give the cases of a kind with their labels as test names."""
    return [pytest.param(case, id=case["label"]) for case in load(kind)]


def as_page(text: str) -> Lines:
    """See a text as a page: its first paragraph as heading, paragraphs of several lines as lists."""
    first, *rest = text.split("\n\n")
    body = [f"<h1>{html.escape(first)}</h1>"]
    for part in rest:
        rows = [html.escape(row) for row in part.split("\n")]
        body.append(f"<p>{rows[0]}</p>" if len(rows) == 1 else "<ul><li>" + "<li>".join(rows) + "</ul>")
    page = parse(f"<html><body><article>{''.join(body)}</article></body></html>")
    return lines_of_page(page, [0.5] * len(page), first)


def marked(lines: Lines) -> list[str]:
    """Give the texts of the lines that would go."""
    return [lines.text[mark.line] for mark in mark_spam(lines) if mark.score >= 0.5]


@pytest.mark.parametrize("case", named("in_the_wild") + named("synthetic"))
def test_spam_goes_and_the_rest_stays_byte_for_byte(case: dict[str, str]) -> None:
    """Of an article with farm spam exactly the article stays."""
    assert clean_text(case["input"]).text == case["expected"]


@pytest.mark.parametrize("case", named("negative"))
def test_honest_text_is_untouched(case: dict[str, str]) -> None:
    """A text that merely looks like farm spam loses nothing, with blank lines and without."""
    assert marked(lines_of_text(case["input"])) == []
    assert marked(lines_of_text(case["input"].replace("\n\n", "\n"))) == []


@pytest.mark.parametrize("case", named("negative"))
def test_honest_page_is_untouched(case: dict[str, str]) -> None:
    """The same as a page with headings, paragraphs and lists."""
    assert marked(as_page(case["input"])) == []


@pytest.mark.parametrize("case", named("known_failures"))
@pytest.mark.xfail(strict=True, reason="too little evidence; see the comment of each case")
def test_known_failures(case: dict[str, str]) -> None:
    """Spam that stays, so far."""
    assert clean_text(case["input"]).text == case["expected"]


def test_the_real_example(shared: Path) -> None:
    """Of the one real farm text the article stays to the word, and each family is named."""
    (path,) = (shared / "seed").glob("*.txt")
    text = path.read_text(encoding="utf-8")
    cleaned = clean_text(text)
    article, _, _ = text.partition("What are your thoughts")
    assert cleaned.text.split() == article.replace("Table of Contents", "", 1).split()
    assert cleaned.farm_score > 0.9
    reasons = {removal.reason.value: removal.text for removal in cleaned.removed}
    assert reasons["orphan_toc"] == "Table of Contents"
    assert reasons["call_to_action"].startswith("What are your thoughts")
    assert set(reasons) == {"orphan_toc", "call_to_action", "caption_pairs", "fake_profile", "fake_socials"}
