"""Two runs compared: pages gained, lost and changed; by reason and host; what was removed in one only.

Pages are matched by id (same URL, same body) and, where the body differs between the runs, by URL. Columns are compared
by hash, so memory grows with the number of pages, not with their length; the texts that are shown are read again.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from pipeline.loading import LoadError, read_batches, read_run
from pipeline.schema import ARTICLE_COLUMNS
from pipeline.text_diff import diff_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pipeline.text_diff import Line

NOT_COMPARED = frozenset({"id", "url", "source_file", "source_position", "fetched_at", "schema_version"})
DERIVED = frozenset({"content_hash", "simhash"}) | {c.name for c in ARTICLE_COLUMNS if c.name.startswith("signal_")}
COMPARED = tuple(c.name for c in ARTICLE_COLUMNS if c.name not in NOT_COMPARED | DERIVED)
MAX_LEDGER_PAGES = 2_000  # changed pages whose ledgers are compared row by row
DEFAULT_SHOWN = 20  # changed pages of which the texts are compared


class PageRef(NamedTuple):
    """A page that is an article in one run only."""

    id: str
    url: str | None
    host: str | None
    why: str  # what it is in the other run: "not there" or "dropped: no_content"


class PageChange(NamedTuple):
    """A page that is an article in both runs, and not the same one."""

    id_a: str
    id_b: str  # another one when the page was fetched anew
    url: str | None
    host: str | None
    columns: tuple[str, ...]  # that differ
    words_a: int
    words_b: int


class RemovalChange(NamedTuple):
    """A removal that is in the ledger of one run only."""

    page_id: str  # in the run that has it
    url: str | None
    reason: str
    score: float
    text: str


@dataclass(slots=True)
class RunDiff:
    """Everything that differs between run A and run B."""

    a: str
    b: str
    articles_a: int = 0
    articles_b: int = 0
    same: int = 0
    gained: list[PageRef] = field(default_factory=list)
    lost: list[PageRef] = field(default_factory=list)
    changed: list[PageChange] = field(default_factory=list)
    columns: Counter[str] = field(default_factory=Counter)  # changed pages by column
    hosts: dict[str, list[int]] = field(default_factory=dict)  # host -> gained, lost, changed
    removed: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)  # reason -> blocks, words in A; in B
    dropped: dict[str, tuple[int, int]] = field(default_factory=dict)  # reason -> pages in A, in B
    only_a: list[RemovalChange] = field(default_factory=list)
    only_b: list[RemovalChange] = field(default_factory=list)
    ledger_pages: int = 0  # changed pages whose ledgers were compared
    config: list[tuple[str, object, object]] = field(default_factory=list)  # option, in A, in B
    texts: dict[str, list[list[Line]]] = field(default_factory=dict)  # id in A -> hunks

    @property
    def is_same(self) -> bool:
        """Tell whether both runs have the same articles."""
        return not (self.gained or self.lost or self.changed)

    @property
    def changed_share(self) -> float:
        """Pages gained, lost or changed, as a share of the articles of A (0..1, above when B gained many)."""
        return (len(self.gained) + len(self.lost) + len(self.changed)) / max(self.articles_a, 1)


def compare_runs(
    a: str | Path, b: str | Path, *, shown: int = DEFAULT_SHOWN, ignore: Iterable[str] = (), ledgers: bool = True
) -> RunDiff:
    """Compare two outputs.

    Args:
        a: the earlier or reference output.
        b: the other.
        shown: changed pages of which the texts are compared, in the order of their URLs.
        ignore: columns whose differences do not count.
        ledgers: whether the ledgers of changed pages are compared row by row.

    Raises:
        LoadError: one of them is no output of a run, or a column to ignore is not known.
    """
    ignored = frozenset(ignore)
    if unknown := sorted(ignored - set(COMPARED)):
        raise LoadError(f"cannot ignore {unknown[0]!r}; the columns that are compared are: {', '.join(COMPARED)}")
    diff = RunDiff(str(a), str(b))
    compared = [name for name in COMPARED if name not in ignored]
    articles_a, articles_b = _read_articles(a, compared), _read_articles(b, compared)
    diff.articles_a, diff.articles_b = len(articles_a), len(articles_b)
    pairs, only_a, only_b = _match(articles_a, articles_b)
    for id_a, id_b in pairs:
        _compare_page(diff, articles_a[id_a], articles_b[id_b], compared)
    dropped_a, dropped_b = _read_dropped(a), _read_dropped(b)
    diff.lost = sorted((_ref(articles_a[i], dropped_b) for i in only_a), key=_by_url)
    diff.gained = sorted((_ref(articles_b[i], dropped_a) for i in only_b), key=_by_url)
    diff.changed.sort(key=_by_url)
    diff.columns = Counter(name for change in diff.changed for name in change.columns)
    diff.dropped = _side_by_side(Counter(dropped_a.values()), Counter(dropped_b.values()))
    diff.hosts = _count_hosts(diff)
    diff.removed = _count_removed(a, b)
    diff.config = _compare_configs(a, b)
    if ledgers:
        _compare_ledgers(diff, a, b)
    _compare_texts(diff, a, b, shown)
    return diff


def _by_url(page: PageRef | PageChange) -> tuple[str, str]:
    return page.url or "", page[0]


class _Page(NamedTuple):
    """What is kept of an article while two runs are compared: some 500 bytes."""

    id: str
    url: str | None
    host: str | None
    words: int
    cells: array[int]  # a hash of each compared column; hashes agree within one process


def _read_articles(out: str | Path, compared: Sequence[str]) -> dict[str, _Page]:
    pages: dict[str, _Page] = {}
    for batch in read_batches(out, "articles", ("id", "url", "host", "word_count", *compared)):
        columns = [column.to_pylist() for column in batch.columns]
        for page_id, url, host, words, *values in zip(*columns, strict=True):
            cells = array("q", [hash(tuple(value) if isinstance(value, list) else value) for value in values])
            pages[page_id] = _Page(page_id, url, host, words, cells)
    return pages


def _read_dropped(out: str | Path) -> dict[str, str]:
    """Read id -> drop reason."""
    reasons: dict[str, str] = {}
    for batch in read_batches(out, "dropped", ("id", "reason")):
        reasons |= {row["id"]: row["reason"] for row in batch.to_pylist()}
    return reasons


def _match(a: dict[str, _Page], b: dict[str, _Page]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Pair pages by id, then the rest by URL where it is the only one of that URL on both sides."""
    pairs = [(i, i) for i in a if i in b]
    rest_a, rest_b = [i for i in a if i not in b], [i for i in b if i not in a]
    urls_a, urls_b = _by_unique_url(a, rest_a), _by_unique_url(b, rest_b)
    again = [(i, urls_b[url]) for url, i in urls_a.items() if url in urls_b]
    met_a, met_b = {i for i, _ in again}, {i for _, i in again}
    return pairs + again, [i for i in rest_a if i not in met_a], [i for i in rest_b if i not in met_b]


def _by_unique_url(pages: dict[str, _Page], ids: Sequence[str]) -> dict[str, str]:
    counts = Counter(pages[i].url for i in ids)
    return {url: i for i in ids if (url := pages[i].url) and counts[url] == 1}


def _compare_page(diff: RunDiff, a: _Page, b: _Page, compared: Sequence[str]) -> None:
    if a.cells == b.cells:
        diff.same += 1
        return
    columns = tuple(name for name, x, y in zip(compared, a.cells, b.cells, strict=True) if x != y)
    diff.changed.append(PageChange(a.id, b.id, a.url, a.host, columns, a.words, b.words))


def _ref(page: _Page, dropped: dict[str, str]) -> PageRef:
    reason = dropped.get(page.id)
    return PageRef(page.id, page.url, page.host, f"dropped: {reason}" if reason else "not there")


def _side_by_side(a: Counter[str], b: Counter[str]) -> dict[str, tuple[int, int]]:
    highest = a | b
    return {name: (a[name], b[name]) for name, _ in highest.most_common()}


def _count_hosts(diff: RunDiff) -> dict[str, list[int]]:
    hosts: dict[str, list[int]] = {}
    fates: tuple[Sequence[PageRef | PageChange], ...] = (diff.gained, diff.lost, diff.changed)
    for place, pages in enumerate(fates):
        for page in pages:
            hosts.setdefault(page.host or "", [0, 0, 0])[place] += 1
    return dict(sorted(hosts.items(), key=lambda item: (-sum(item[1]), item[0])))


def _count_removed(a: str | Path, b: str | Path) -> dict[str, tuple[int, int, int, int]]:
    sums = [_removed_by_reason(a), _removed_by_reason(b)]
    reasons = sorted({*sums[0], *sums[1]}, key=lambda r: (-max(side.get(r, (0, 0))[1] for side in sums), r))
    return {r: (*sums[0].get(r, (0, 0)), *sums[1].get(r, (0, 0))) for r in reasons}


def _removed_by_reason(out: str | Path) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for batch in read_batches(out, "removed", ("reason", "words"), batch_rows=200_000):
        table = pa.Table.from_batches([batch])
        for row in table.group_by("reason").aggregate([("words", "sum"), ([], "count_all")]).to_pylist():
            blocks, words = counts.get(row["reason"], (0, 0))
            counts[row["reason"]] = (blocks + row["count_all"], words + row["words_sum"])
    return counts


def _compare_configs(a: str | Path, b: str | Path) -> list[tuple[str, object, object]]:
    """Name the options that differ, with both values."""
    try:
        options = [_flatten(read_run(out).get("config", {})) for out in (a, b)]
    except LoadError:
        return []
    names = sorted({*options[0], *options[1]})
    rows = [(name, options[0].get(name), options[1].get(name)) for name in names]
    return [row for row in rows if row[1] != row[2]]


def describe_change(old: object, new: object) -> str:
    """Say in one line how an option changed; of lists only what was taken out and put in.

    >>> describe_change(["a", "b"], ["b", "c"])
    '-"a" +"c"'
    """
    if isinstance(old, list) and isinstance(new, list) and set(map(str, old)) != set(map(str, new)):
        signed = [f"-{json.dumps(item)}" for item in old if item not in new]
        return " ".join(signed + [f"+{json.dumps(item)}" for item in new if item not in old])
    return f"{json.dumps(old)} -> {json.dumps(new)}"


def _flatten(options: dict[str, Any], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in options.items():
        flat |= _flatten(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return flat


def _compare_ledgers(diff: RunDiff, a: str | Path, b: str | Path) -> None:
    """Find the removals of changed pages that are in one ledger only."""
    pages = diff.changed[:MAX_LEDGER_PAGES]
    diff.ledger_pages = len(pages)
    ledger_a = _ledger(a, {page.id_a: page.id_a for page in pages})
    ledger_b = _ledger(b, {page.id_b: page.id_a for page in pages})
    diff.only_a = _beyond(ledger_a, ledger_b)
    diff.only_b = _beyond(ledger_b, ledger_a)


Removals = dict[tuple[str, str, str], list[RemovalChange]]
"""(page in A, reason, text) -> the removals with it."""


def _ledger(out: str | Path, names: dict[str, str]) -> Removals:
    rows: Removals = {}
    columns = ("page_id", "url", "reason", "score", "text")
    for batch in read_batches(out, "removed", columns, ("page_id", "in", list(names))):
        for row in batch.to_pylist():
            key = (names[row["page_id"]], row["reason"], row["text"])
            rows.setdefault(key, []).append(RemovalChange(**row))
    return rows


def _beyond(mine: Removals, other: Removals) -> list[RemovalChange]:
    """Give the removals that one side has more often than the other."""
    return [change for key, changes in mine.items() for change in islice(changes, len(other.get(key, ())), None)]


def _compare_texts(diff: RunDiff, a: str | Path, b: str | Path, shown: int) -> None:
    pages = [page for page in diff.changed if "text" in page.columns][:shown]
    texts_a = _texts(a, [page.id_a for page in pages])
    texts_b = _texts(b, [page.id_b for page in pages])
    diff.texts = {page.id_a: diff_texts(texts_a[page.id_a], texts_b[page.id_b]) for page in pages}


def _texts(out: str | Path, ids: Sequence[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for batch in read_batches(out, "articles", ("id", "text"), ("id", "in", ids)):
        texts |= {row["id"]: row["text"] for row in batch.to_pylist()}
    return texts
