"""Near-duplicates at size: `python -m benchmarks.dedup --articles 1000000`.

Writes synthetic articles (random words of a Zipf-like vocabulary, 80 to 400 words), one in ten an earlier one with
five words replaced, runs `find_duplicates` on them and prints time, memory, recall and precision of the planted pairs.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dedup import find_duplicates
from pipeline.records import Article
from pipeline.schema import arrow_schema, article_row

EDITS = 5
PART = 20_000


def plant(folder: Path, articles: int, seed: int) -> dict[str, str]:
    """Write articles as a run would; give copy id -> original id."""
    rng = random.Random(seed)
    vocabulary = [f"w{rng.randrange(10**9):x}" for _ in range(50_000)]
    weights = np.array([1 / (rank + 20) for rank in range(len(vocabulary))])
    numbers = np.random.default_rng(seed)
    chance = weights / weights.sum()
    schema, planted = arrow_schema("articles"), {}
    (folder / "articles").mkdir(parents=True)
    pool: list[tuple[str, list[str]]] = []
    for start in range(0, articles, PART):
        rows = []
        drawn = numbers.choice(len(vocabulary), size=PART * 400, p=chance).tolist()
        taken = 0
        for number in range(start, min(start + PART, articles)):
            identity = hashlib.blake2b(str(number).encode(), digest_size=16).hexdigest()
            if pool and rng.random() < 0.1:
                original, words = pool[rng.randrange(len(pool))]
                words = list(words)
                for place in rng.sample(range(len(words)), EDITS):
                    words[place] = rng.choice(vocabulary)
                planted[identity] = original
            else:
                length = rng.randrange(80, 400)
                words = [vocabulary[i] for i in drawn[taken : taken + length]]
                taken += length
                if len(pool) < 100_000:
                    pool.append((identity, words))
            text = " ".join(words)
            digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
            article = Article(id=identity, text=text, word_count=len(words), content_hash=digest)
            rows.append(article_row(article))
        table = pa.Table.from_pylist(rows, schema=schema)
        pq.write_table(table, folder / "articles" / f"part-{start:08d}.parquet", compression="zstd")
    return planted


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        planted = plant(Path(folder), args.articles, args.seed)
        began = time.perf_counter()
        report = find_duplicates(folder, workers=args.workers)
        seconds = time.perf_counter() - began
        table = pq.read_table(report.table, columns=["id", "cluster"]).to_pydict()
        cluster = dict(zip(table["id"], table["cluster"], strict=True))
        original = {**{identity: identity for identity in cluster}, **planted}
        together = sum(cluster[copy] == cluster[source] for copy, source in planted.items())
        right = sum(
            original[identity] == original[keeper] for identity, keeper in cluster.items() if identity != keeper
        )
        peak = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(f"{report.articles:,} articles, {len(planted):,} planted copies with {EDITS} words replaced")
        print(
            f"{seconds:.0f} s on {args.workers} workers; peak {peak[0]:.0f} MiB main, {peak[1]:.0f} MiB largest worker"
        )
        print(f"recall {together / len(planted):.4f}  precision {right / max(report.duplicates, 1):.4f}")


if __name__ == "__main__":
    main()
