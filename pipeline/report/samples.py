"""Which removals a person should look at: the riskiest first, and a typical one of every reason.

Risk is what speaks for an honest text that went: the judge was unsure, the text is long, and it reads like prose.
"""

from __future__ import annotations

import heapq
import math
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.explain import explain_rows
from pipeline.loading import list_parts, read_batches

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.explain import Explanation
    from pipeline.schema import Row

LEDGER_COLUMNS = ("page_id", "url", "block", "reason", "score", "by", "text", "words")
PAGE_COLUMNS = ("id", "url", "title", "text", "word_count", "blocks_total", "blocks_kept", "farm_score")
MIN_WORDS = 5  # shorter removals are no loss worth a look
MAX_WORDS = 400  # of a sample; longer ones do not tell more
BATCH_ROWS = 50_000
PER_REASON = 8  # risky removals shown of one reason
SHOWN = 40  # risky removals shown in all
POOL = 40  # kept of each reason while reading
TYPICAL = 2  # samples of each reason
END_OF_SENTENCE = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]?\s*$")


@dataclass(order=True, slots=True)
class Removed:
    """A removal with what speaks for a look at it."""

    rank: float
    place: int  # where it stood in the ledger; breaks ties the same way every time
    part: str = field(compare=False)  # the part file it is in
    row: Row = field(compare=False)


@dataclass(slots=True)
class Picked:
    """The removals chosen, and their pages."""

    risky: list[Row]
    typical: dict[str, list[Row]]
    pages: dict[str, Explanation]


def pick_removals(out: str | Path) -> Picked:
    """Choose removals to show, and read their pages; one pass over the ledger, two over what was chosen.

    Raises:
        LoadError: `out` is no output of a run.
    """
    risky: dict[str, list[Removed]] = {}
    typical: dict[str, list[Removed]] = {}
    place = 0
    for file in list_parts(out, "removed")[1]:
        part = posixpath.basename(file)
        long_enough = ("words", ">=", 2)
        for batch in read_batches(out, "removed", LEDGER_COLUMNS, long_enough, batch_rows=BATCH_ROWS, parts=(part,)):
            _offer(batch, place, part, (risky, typical))
            place += batch.num_rows
    best = sorted((item for pool in risky.values() for item in heapq.nlargest(PER_REASON, pool)), reverse=True)[:SHOWN]
    samples = {reason: _distinct(heapq.nlargest(POOL, pool)) for reason, pool in sorted(typical.items())}
    chosen = [*best, *(item for items in samples.values() for item in items)]
    rows = {reason: [item.row for item in items] for reason, items in samples.items()}
    return Picked([item.row for item in best], rows, _read_pages(out, chosen))


def _distinct(items: Sequence[Removed]) -> list[Removed]:
    """Give the first few, each from another page where there are so many."""
    by_page: dict[object, Removed] = {}
    for item in items:
        by_page.setdefault(item.row["page_id"], item)
    return [*by_page.values(), *(item for item in items if item is not by_page[item.row["page_id"]])][:TYPICAL]


def measure_risk(score: float, words: int, text: str) -> float:
    """Tell how much a removal deserves a look: doubt of the judge x length x how much it reads like prose."""
    return (1.02 - score) * math.log2(1 + min(words, MAX_WORDS)) * _honesty(text)


def _honesty(text: str) -> float:
    """0.2..1: share of words that begin with a lower-case letter or one without case, and an end of sentence."""
    words = text.split()
    running = sum(word[0].isalpha() and not word[0].isupper() for word in words) / max(len(words), 1)
    return 0.2 + 0.45 * running + (0.35 if END_OF_SENTENCE.search(text[-20:]) else 0.0)


Pools = tuple[dict[str, list[Removed]], dict[str, list[Removed]]]
"""Reason -> the riskiest and the most typical removals seen so far, each a heap."""


def _offer(batch: pa.RecordBatch, first: int, part: str, pools: Pools) -> None:
    """Let a batch's removals compete for the pools of their reasons."""
    risky, typical = pools
    if not batch.num_rows:
        return
    reasons = batch["reason"].dictionary_encode()
    codes = reasons.indices.to_numpy()
    score, words = batch["score"].to_numpy(), np.minimum(batch["words"].to_numpy(), MAX_WORDS)
    bound = (1.02 - score) * np.log2(1 + words)  # of the risk: prose at its most honest
    plain = score * np.minimum(words, 40) * (words <= MAX_WORDS)
    for code, reason in enumerate(reasons.dictionary.to_pylist()):
        mine = np.flatnonzero(codes == code)
        pool = risky.setdefault(reason, [])
        for i in _top(mine[words[mine] >= MIN_WORDS], bound):
            if len(pool) == POOL and bound[i] <= pool[0].rank:
                break  # neither this nor any weaker one can get in
            row = batch.slice(i, 1).to_pylist()[0]
            risk = measure_risk(float(score[i]), int(words[i]), str(row["text"]))
            _push(pool, Removed(risk, -(first + i), part, row), POOL)
        pool = typical.setdefault(reason, [])
        for i in _top(mine, plain):
            if len(pool) == POOL and plain[i] <= pool[0].rank:
                break
            row = batch.slice(i, 1).to_pylist()[0]
            _push(pool, Removed(float(plain[i]), -(first + i), part, row), POOL)


def _top(mine: np.ndarray[Any, np.dtype[np.int64]], values: np.ndarray[Any, np.dtype[np.float64]]) -> Sequence[int]:
    """Indices of the highest values among some rows, the highest first, the earlier of equals first."""
    if len(mine) > POOL:  # leave out what is under the POOL-th value before sorting
        least = np.partition(values[mine], -POOL)[-POOL]
        mine = mine[values[mine] >= least]
    return [int(i) for i in mine[np.argsort(-values[mine], kind="stable")[:POOL]]]


def _push(pool: list[Removed], item: Removed, size: int) -> None:
    if len(pool) < size:
        heapq.heappush(pool, item)
    else:
        heapq.heappushpop(pool, item)


def _read_pages(out: str | Path, chosen: Sequence[Removed]) -> dict[str, Explanation]:
    """Read the pages of removals; an article and its ledger lie in parts of the same name."""
    ids, parts = sorted({str(item.row["page_id"]) for item in chosen}), {item.part for item in chosen}
    ledger: dict[str, list[Row]] = {}
    for batch in read_batches(
        out, "removed", LEDGER_COLUMNS, ("page_id", "in", ids), batch_rows=BATCH_ROWS, parts=tuple(parts)
    ):
        for row in batch.to_pylist():
            ledger.setdefault(row["page_id"], []).append(row)
    articles: dict[str, Explanation] = {}
    for batch in read_batches(out, "articles", PAGE_COLUMNS, ("id", "in", ids), parts=tuple(parts)):
        articles |= {row["id"]: explain_rows(row, ledger.get(row["id"], [])) for row in batch.to_pylist()}
    return articles
