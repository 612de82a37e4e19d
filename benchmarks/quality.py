"""Quality and speed beside the peers, in one run: `python -m benchmarks.quality --data ../shared/data`.

WCXB: word-bag F1 by page type; ours is out-of-fold: each page is scored by weights that saw no page of its domain
(`python -m training --folds-dir build/folds` writes them; without them ours would be measured on training pages, and
the table says so). AEB: precision and recall of word 4-grams averaged over pages, F1 of the two; nothing was trained
on it. Readability: word-bag F1; ours has seen these pages and says so.
"""

from __future__ import annotations

import argparse
import statistics
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from benchmarks.measures import mean_f1, shingle_precision_recall, snippet_shares, word_bag_f1
from benchmarks.systems import installed_systems
from pipeline import Article, RawPage, clean_page
from pipeline.config import Config
from pipeline.content.learned import LearnedScorer
from pipeline.content.weights import unpack
from pipeline.language import detect_language
from training.sources import FOLDS, PAGE_TYPES, Sample, fold_of, load_aeb, load_readability, load_wcxb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager

    Run = Callable[[Sample], str]

OURS, OUR_RULES = "pagewinnow", "pagewinnow rules"


class Ours:
    """clean_page, with the weights of a fold where the sample comes from a corpus that was trained on."""

    def __init__(self, folds: Path, config: Config) -> None:
        self.config = config
        paths = [folds / f"fold{k}.safetensors" for k in range(FOLDS)]
        self.is_out_of_fold = all(path.exists() for path in paths)
        self.scorers = [LearnedScorer(unpack(path.read_bytes())) for path in paths] if self.is_out_of_fold else []

    def __call__(self, sample: Sample) -> str:
        """Text of the article; empty for a dropped page."""
        swap: AbstractContextManager[object] = nullcontext()
        if self.scorers and sample.source == "wcxb":
            scorer = self.scorers[fold_of(sample.domain)]
            swap = patch("pipeline.content.learned.load_scorer", lambda: scorer)
        with swap:
            outcome = clean_page(RawPage(sample.url or None, sample.body), self.config)
        return outcome.text if isinstance(outcome, Article) else ""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--data", required=True, help="folder with wcxb/, aeb/ and readability/")
    parser.add_argument("--folds-dir", default="build/folds", help="fold weights written by the training")
    parser.add_argument("--every", type=int, default=1, help="take one page in so many")
    parser.add_argument("--corpora", default="wcxb,aeb,readability", help="names of corpora, with commas between")
    parser.add_argument("--only", default="", help="names of systems, with commas between")
    options = parser.parse_args(arguments)
    data, folds = Path(options.data), Path(options.folds_dir)
    ours = Ours(folds, Config())
    systems: dict[str, Run] = {OURS: ours, OUR_RULES: Ours(folds, Config(extractor="rules"))}
    peers, missing = installed_systems()
    for name, extract in peers.items():
        systems[name] = lambda sample, extract=extract: extract(sample.body, sample.url)  # type: ignore[misc]
    if options.only:
        systems = {name: run for name, run in systems.items() if name in options.only.split(",")}
    if missing:
        print(f"not installed, left out: {', '.join(missing)}")
    print(
        f"{OURS} on WCXB: "
        + ("out-of-fold by domain" if ours.is_out_of_fold else "ON TRAINING PAGES (no fold weights)")
    )
    if "wcxb" in options.corpora:
        show_wcxb(list(load_wcxb(data))[:: options.every], systems)
    if "aeb" in options.corpora:
        show_aeb(list(load_aeb(data))[:: options.every], systems)
    if "readability" in options.corpora:
        show_readability(list(load_readability(data))[:: options.every], systems)


def run_all(samples: Sequence[Sample], systems: dict[str, Run]) -> dict[str, tuple[list[str], float]]:
    """Extract every page with every system, in turns: texts and mean milliseconds a page."""
    texts: dict[str, list[str]] = {name: [] for name in systems}
    spent: dict[str, float] = dict.fromkeys(systems, 0.0)
    order = list(systems)
    for number, sample in enumerate(samples):
        turn = number % len(order)
        for name in order[turn:] + order[:turn]:
            started = time.perf_counter()
            texts[name].append(_guarded(systems[name], sample))
            spent[name] += time.perf_counter() - started
    return {name: (texts[name], 1000.0 * spent[name] / max(len(samples), 1)) for name in systems}


def show_wcxb(samples: Sequence[Sample], systems: dict[str, Run]) -> None:
    """Word-bag F1 by page type, snippets held and lacked, milliseconds."""
    print(f"\nWCXB, {len(samples)} pages: word-bag F1")
    columns = ["all", *PAGE_TYPES, "holds", "lacks", "ms/page"]
    _row("system", columns)
    for name, (texts, milliseconds) in run_all(samples, systems).items():
        scores = [word_bag_f1(sample.truth, text) for sample, text in zip(samples, texts, strict=True)]
        shares = [snippet_shares(t, s.must_hold, s.must_lack) for s, t in zip(samples, texts, strict=True)]
        cells = [_mean(scores)]
        cells += [_mean(f for f, s in zip(scores, samples, strict=True) if s.page_type == kind) for kind in PAGE_TYPES]
        cells += [_mean(h for h, _ in shares if h is not None), _mean(n for _, n in shares if n is not None)]
        _row(name, [*(f"{cell:.3f}" for cell in cells), f"{milliseconds:.1f}"])


def show_aeb(samples: Sequence[Sample], systems: dict[str, Run]) -> None:
    """The official measure, for all pages and for those not in English."""
    foreign = [detect_language(sample.truth).code != "en" for sample in samples]
    print(f"\nAEB, {len(samples)} pages ({sum(foreign)} not in English), never trained on: word 4-grams")
    _row("system", ["precision", "recall", "F1", "F1 foreign", "word bag", "ms/page"])
    for name, (texts, milliseconds) in run_all(samples, systems).items():
        pairs = [shingle_precision_recall(s.truth, t) for s, t in zip(samples, texts, strict=True)]
        bags = [word_bag_f1(s.truth, t) for s, t in zip(samples, texts, strict=True)]
        abroad = [pair for pair, is_foreign in zip(pairs, foreign, strict=True) if is_foreign]
        cells = [_mean(p for p, _ in pairs), _mean(r for _, r in pairs), mean_f1(pairs)]
        cells += [mean_f1(abroad) if abroad else 0.0, _mean(bags)]
        _row(name, [*(f"{cell:.3f}" for cell in cells), f"{milliseconds:.1f}"])


def show_readability(samples: Sequence[Sample], systems: dict[str, Run]) -> None:
    """Word-bag F1 against the expected extractions."""
    print(f"\nReadability's test pages, {len(samples)} pages ({OURS} was trained on them): word-bag F1")
    _row("system", ["F1", "ms/page"])
    for name, (texts, milliseconds) in run_all(samples, systems).items():
        scores = [word_bag_f1(sample.truth, text) for sample, text in zip(samples, texts, strict=True)]
        _row(name, [f"{_mean(scores):.3f}", f"{milliseconds:.1f}"])


def _guarded(run: Run, sample: Sample) -> str:
    """A system that fails on a page gave no text for it."""
    try:
        return run(sample)
    except Exception:  # noqa: BLE001 - peers fail in ways of their own, and a failure is a result
        return ""


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return statistics.fmean(listed) if listed else 0.0


def _row(name: str, cells: Sequence[str]) -> None:
    print(f"{name:22}" + "".join(f"{cell:>14}" if len(cell) > 9 else f"{cell:>11}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
