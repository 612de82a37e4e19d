"""Duplicates across a run's articles: found, named, the same in any order."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.dedup import find_duplicates
from pipeline.loading import LoadError
from pipeline.records import Article
from pipeline.schema import arrow_schema, article_row

if TYPE_CHECKING:
    from pathlib import Path

VOCABULARY = [f"word{i}" for i in range(4_000)]


def text_of(seed: int, words: int = 200, edits: int = 0) -> str:
    """A text of its own for every seed; `edits` words of it replaced."""
    rng = random.Random(seed)
    chosen = rng.choices(VOCABULARY, k=words)
    for place in rng.sample(range(words), edits):
        chosen[place] = f"edited{place}"
    return " ".join(chosen)


def article(name: str, text: str) -> Article:
    """An article as a run would write it."""
    digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    identity = hashlib.blake2b(name.encode(), digest_size=16).hexdigest()
    return Article(id=identity, url=name, text=text, word_count=len(text.split()), content_hash=digest)


def write_run(out: Path, articles: list[Article], parts: int = 1) -> None:
    """Write articles into the part files of a run."""
    (out / "articles").mkdir(parents=True)
    for part in range(parts):
        rows = [article_row(a) for a in articles[part::parts]]
        table = pa.Table.from_pylist(rows, schema=arrow_schema("articles"))
        pq.write_table(table, out / "articles" / f"part-{part:05d}.parquet")


def clusters(out: Path) -> dict[str, tuple[str, bool, float]]:
    """Read id -> (cluster, is_keeper, similarity)."""
    rows = pq.read_table(out / "duplicates").to_pylist()
    return {row["id"]: (row["cluster"], row["is_keeper"], row["similarity"]) for row in rows}


def corpus() -> list[Article]:
    """Forty texts; of each fourth an exact copy, of each fifth one with five words replaced."""
    rows = [article(f"a{i}", text_of(i)) for i in range(40)]
    rows += [article(f"copy{i}", text_of(i)) for i in range(0, 40, 4)]
    rows += [article(f"near{i}", text_of(i, edits=5)) for i in range(0, 40, 5)]
    return rows


def test_planted_duplicates_are_found_and_nothing_else(tmp_path: Path) -> None:
    """Exact and near copies join their original; unrelated texts stay alone."""
    write_run(tmp_path, corpus())
    report = find_duplicates(tmp_path, workers=1)
    assert (report.articles, report.duplicates) == (58, 18)
    assert 8 <= report.exact <= 10  # two families have a near copy too, which may be the keeper
    found = clusters(tmp_path)
    for i in range(40):
        family = [f"a{i}"] + [f"copy{i}"] * (i % 4 == 0) + [f"near{i}"] * (i % 5 == 0)
        ids = [article(name, "").id for name in family]
        assert len({found[identity][0] for identity in ids}) == 1
        assert sum(found[identity][1] for identity in ids) == 1
    assert len({cluster for cluster, _, _ in found.values()}) == 40
    assert all(similarity >= 0.6 for _, _, similarity in found.values())


def test_the_same_result_in_any_order(tmp_path: Path) -> None:
    """Order of articles, number of parts and number of workers change no cluster and no keeper."""
    rows = corpus()
    write_run(tmp_path / "one", rows)
    random.Random(5).shuffle(rows)
    write_run(tmp_path / "two", rows, parts=3)
    find_duplicates(tmp_path / "one", workers=1)
    find_duplicates(tmp_path / "two", workers=2)
    assert clusters(tmp_path / "one") == clusters(tmp_path / "two")


def test_an_earlier_dataset_keeps_its_articles(tmp_path: Path) -> None:
    """Against an earlier run its articles are the keepers, and get no rows of their own."""
    write_run(tmp_path / "old", [article("old", text_of(1))])
    write_run(tmp_path / "new", [article("new", text_of(1, edits=3) + " longer"), article("other", text_of(2))])
    report = find_duplicates(tmp_path / "new", against=tmp_path / "old", workers=1)
    assert (report.articles, report.duplicates) == (2, 1)
    found = clusters(tmp_path / "new")
    assert found[article("new", "").id][:2] == (article("old", "").id, False)
    assert found[article("other", "").id][1]


@pytest.mark.parametrize("rows", [[], [article("short", "one")], [article("s", "one"), article("t", "one")]])
def test_few_and_short_articles(tmp_path: Path, rows: list[Article]) -> None:
    """No article, one, and texts shorter than a shingle."""
    write_run(tmp_path, rows)
    report = find_duplicates(tmp_path, workers=1)
    assert (report.articles, report.duplicates) == (len(rows), max(len(rows) - 1, 0))


def test_texts_without_blanks(tmp_path: Path) -> None:
    """Scripts that set no blanks between words are compared by characters."""
    rng = random.Random(1)
    text = "".join(chr(0x4E00 + rng.randrange(3_000)) for _ in range(400))
    other = "".join(chr(0x4E00 + rng.randrange(3_000)) for _ in range(400))
    write_run(tmp_path, [article("a", text), article("b", text[:390] + "终"), article("c", other)])
    assert find_duplicates(tmp_path, workers=1).duplicates == 1


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    """A folder that holds no run is a clear error."""
    with pytest.raises(LoadError, match="not the output of a run"):
        find_duplicates(tmp_path / "missing")
