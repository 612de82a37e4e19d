"""Clean texts that are clean already: the share of words lost, and every removal to look at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(slots=True)
class Loss:
    """What was taken from one true text."""

    corpus: str
    page: str
    page_type: str
    words: int
    removed: list[tuple[str, str]]  # reason and detector, text


def lose_words(data: Path, corpus: str, step: int = 1) -> Iterator[Loss]:
    """Clean every `step`-th true text of "wcxb" or "aeb"."""
    for page, page_type, text in list(_texts(data, corpus))[::step]:
        cleaned = clean.clean_text(text)
        removed = [(f"{removal.reason}/{removal.by}", removal.text) for removal in cleaned.removed]
        yield Loss(corpus, page, page_type, len(text.split()), removed)


def loss_lines(losses: list[Loss]) -> list[str]:
    """Summarise by corpus: words, words removed, texts touched, reasons."""
    rows = []
    for corpus in dict.fromkeys(loss.corpus for loss in losses):
        chosen = [loss for loss in losses if loss.corpus == corpus]
        words = sum(loss.words for loss in chosen)
        gone = sum(len(text.split()) for loss in chosen for _, text in loss.removed)
        touched = sum(bool(loss.removed) for loss in chosen)
        rows.append(
            f"{corpus}: {len(chosen)} true texts, {words} words, {gone} removed = {gone / max(1, words):.5f}; "
            f"{touched} texts touched"
        )
        types = dict.fromkeys(loss.page_type for loss in chosen)
        for page_type in types if len(types) > 1 else ():
            part = [loss for loss in chosen if loss.page_type == page_type]
            words = sum(loss.words for loss in part)
            gone = sum(len(text.split()) for loss in part for _, text in loss.removed)
            touched = sum(bool(loss.removed) for loss in part)
            rows.append(
                f"  {page_type:<16}{len(part):>5} texts{gone / max(1, words):>10.5f} of words, {touched} touched"
            )
    return rows


def _texts(data: Path, corpus: str) -> Iterator[tuple[str, str, str]]:
    if corpus == "aeb":
        truth = data / "aeb" / "ground-truth.json"
        if truth.exists():
            for page, record in json.loads(truth.read_text(encoding="utf-8")).items():
                yield page, "article", record["articleBody"]
        return
    for path in sorted((data / "wcxb" / "ground-truth").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = record["ground_truth"].get("main_content") or ""
        yield path.stem, record["_internal"]["page_type"]["primary"], text
