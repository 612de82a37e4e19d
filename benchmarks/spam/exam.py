"""Make the pages of the exam, let the cleaner take it, and write one row for each unit of each page."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.spam.hosts import make_article
from benchmarks.spam.lookalikes import TEXT_ONLY, make_lookalike, sketches
from benchmarks.spam.marking import kept_units, squeeze
from benchmarks.spam.nodes import Doc, text_node, units_of
from benchmarks.spam.spamming import plant_spam
from benchmarks.spam.templates import TEMPLATES_OPEN, TEMPLATES_SEALED, render_html
from benchmarks.spam.textforms import FORMS_OPEN, FORMS_SEALED, render_text
from pipeline import clean
from pipeline.records import Article, DropReason, RawPage, Removal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.systems import Extract

OPEN_SEEDS = 1_000
SEALED_SEEDS = 900_000
"""First seeds of the two halves; they never meet, and templates, labels and locales differ too."""


class Mark(NamedTuple):
    """What became of one unit of one page."""

    mode: str  # "html" or "text"
    page: int  # seed
    family: str  # "" for the article, else a family of spam
    kind: str  # kind of node
    kept: bool
    reason: str  # why it went, where the ledger says
    text: str


@dataclass(slots=True)
class Paper:
    """One page and how it was cleaned."""

    mode: str
    seed: int
    traits: dict[str, str]
    marks: list[Mark] = field(default_factory=list)
    dropped: str = ""
    farm_score: float = 0.0
    invented_author: bool = False  # a name out of a planted profile became the record's author


def sit_spam_exam(
    mode: str, pages: int, *, sealed: bool, data: Path | None, peer: Extract | None = None
) -> Iterator[Paper]:
    """Clean farm pages. In text mode every third host is a true text of WCXB, where the data is there.

    A `peer` sits the exam instead of this project where one is given: only HTML is asked of it.
    """
    first = (SEALED_SEEDS if sealed else OPEN_SEEDS) + (0 if mode == "html" else 50_000)
    for seed in range(first, first + pages):
        rng = random.Random(seed)
        doc = _host(rng, mode, seed, data)
        plant_spam(rng, doc, sealed=sealed)
        yield _clean(doc, mode, seed, rng, sealed=sealed, peer=peer)


def sit_lookalike_exam(mode: str, rounds: int, *, sealed: bool, peer: Extract | None = None) -> Iterator[Paper]:
    """Clean honest pages: every sketch, so many times, in different layouts and templates."""
    first = SEALED_SEEDS if sealed else OPEN_SEEDS
    for turn in range(rounds):
        for number, sketch in enumerate(sketches()):
            if mode == "html" and sketch.kind in TEXT_ONLY:
                continue
            seed = first + 70_000 + turn * 1_000 + number
            rng = random.Random(seed)
            doc = make_lookalike(rng, sketch)
            yield _clean(doc, mode, seed, rng, sealed=sealed, peer=peer)


def _host(rng: random.Random, mode: str, seed: int, data: Path | None) -> Doc:
    texts = true_articles(data) if data and mode == "text" and seed % 3 == 0 else []
    if not texts:
        return make_article(rng)
    title, body = rng.choice(texts)
    nodes = [text_node("p", line.strip()) for line in body.splitlines() if line.strip()]
    return Doc(title, "en", nodes, traits={"language": "en", "host": "wcxb"})


@cache
def true_articles(data: Path) -> list[tuple[str, str]]:
    """Title and true text of WCXB's articles of a usual length; empty where the data is not there."""
    found = []
    for path in sorted((data / "wcxb" / "ground-truth").glob("*.json"))[::3]:
        record = json.loads(path.read_text(encoding="utf-8"))
        truth = record["ground_truth"]
        body = truth.get("main_content") or ""
        kind = record["_internal"]["page_type"]["primary"]
        if kind == "article" and 1_500 < len(body) < 9_000 and body.count("\n") > 6:
            found.append((truth.get("title") or "", body))
    return found


def _clean(doc: Doc, mode: str, seed: int, rng: random.Random, *, sealed: bool, peer: Extract | None = None) -> Paper:
    paper = Paper(mode, seed, dict(doc.traits))
    removed: tuple[Removal, ...] = ()
    if mode == "html":
        template = rng.choice(TEMPLATES_SEALED if sealed else TEMPLATES_OPEN)
        body = render_html(doc, template, rng).encode()
        if peer:
            text = peer(body, f"https://farm.example/{seed}")
        else:
            text, removed = _clean_html(body, paper, _invented_names(doc))
    else:
        template = rng.choice(FORMS_SEALED if sealed else FORMS_OPEN)
        cleaned = clean.clean_text(render_text(doc, template, rng))
        text, removed, paper.farm_score = cleaned.text, cleaned.removed, cleaned.farm_score
    paper.traits["template"] = template
    units = units_of(doc)
    for unit, kept in zip(units, kept_units(units, text), strict=True):
        reason = "" if kept else _reason_of(max(unit.parts, key=len), removed)
        paper.marks.append(Mark(mode, seed, unit.family, unit.kind, kept, reason, " | ".join(unit.parts)))
    return paper


def _clean_html(body: bytes, paper: Paper, invented: set[str]) -> tuple[str, tuple[Removal, ...]]:
    outcome = clean.clean_page(RawPage(f"https://farm.example/{paper.seed}", body, "text/html; charset=utf-8"))
    if not isinstance(outcome, Article):
        if outcome.reason is DropReason.CRASHED:
            message = f"page {paper.seed} crashed the cleaner, so no figure would mean anything: {outcome.detail}"
            raise RuntimeError(message)
        paper.dropped = f"{outcome.reason}: {outcome.detail}"
        return "", ()
    paper.farm_score = outcome.farm_score
    paper.invented_author = any(author in invented for author in outcome.authors)
    return outcome.text, outcome.removed


def _invented_names(doc: Doc) -> set[str]:
    return {row[-1] for node in doc.nodes if node.family == "fake_profile" for row in node.rows[:2]}


def _reason_of(part: str, removed: tuple[Removal, ...]) -> str:
    wanted = squeeze(part)
    for removal in removed:
        if wanted in squeeze(removal.text):
            return f"{removal.reason}/{removal.by}"
    return "?"
