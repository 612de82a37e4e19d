"""How extracted text is scored: the published measures of each corpus, written anew."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WORD = re.compile(r"\w+")
SHINGLE = 4


def word_bag_f1(truth: str, found: str) -> float:
    """F1 of the multisets of lower-cased words (WCXB): 0 to 1."""
    expected, given = Counter(WORD.findall(truth.lower())), Counter(WORD.findall(found.lower()))
    hits = sum((expected & given).values())
    return 2.0 * hits / (expected.total() + given.total()) if hits else 0.0


def shingle_precision_recall(truth: str, found: str) -> tuple[float, float]:
    """Precision and recall of the multisets of word 4-grams (article extraction benchmark).

    A text shorter than four words is one shingle; nothing found where nothing was expected is perfect.
    """
    expected, given = _shingles(truth), _shingles(found)
    hits = sum((expected & given).values())
    missed, wrong = expected.total() - hits, given.total() - hits
    precision = hits / (hits + wrong) if hits + wrong else float(missed == 0)
    recall = hits / (hits + missed) if hits + missed else float(wrong == 0)
    return precision, recall


def mean_f1(pairs: Sequence[tuple[float, float]]) -> float:
    """F1 of mean precision and mean recall, as the article extraction benchmark reports it."""
    precision = sum(p for p, _ in pairs) / len(pairs)
    recall = sum(r for _, r in pairs) / len(pairs)
    return 2.0 * precision * recall / (precision + recall) if precision + recall else 0.0


def snippet_shares(found: str, hold: Iterable[str], lack: Iterable[str]) -> tuple[float | None, float | None]:
    """Share of required snippets that the text holds, and of forbidden ones that it lacks; None without any."""
    folded = " ".join(WORD.findall(found.lower()))
    wanted = [" ".join(WORD.findall(snippet.lower())) in folded for snippet in hold]
    unwanted = [" ".join(WORD.findall(snippet.lower())) not in folded for snippet in lack]
    return (
        sum(wanted) / len(wanted) if wanted else None,
        sum(unwanted) / len(unwanted) if unwanted else None,
    )


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 1)))
