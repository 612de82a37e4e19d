"""`python -m training --data DIR`: measure out-of-fold by domain, decide the cuts, fit on all, write the weights."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.content import weights as weights_module
from training.decide import calibrate, choose_bounds, keep_by_type
from training.examples import load_examples, load_variants
from training.export import export
from training.fit import Plan, fit
from training.folds import predict_out_of_fold, report
from training.generated import load_generated
from training.sources import PAGE_TYPES, load_readability, load_wcxb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.examples import Example
    from training.fit import Prediction

WEIGHTS = Path(weights_module.__file__).with_name(weights_module.FILE_NAME)
GENERATED_PAGES, RECORD_PAGES, GENERATED_SEED = 300, 240, 7
VARIANTS = 3  # of each page
VERSION, DATE = "2", "2026-11-28"
"""Of the weights, for their header: to be raised whenever they are trained anew."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the weights file."""
    options = read_options(arguments)
    started = time.monotonic()

    def tell(line: str) -> None:
        print(f"[{time.monotonic() - started:6.0f} s] {line}", flush=True)

    cache = Path(options.cache) if options.cache else None
    made = list(load_generated(GENERATED_PAGES, RECORD_PAGES, GENERATED_SEED))
    samples = [*load_wcxb(Path(options.data)), *load_readability(Path(options.data)), *made]
    pages = load_examples((s for s in samples if s.source == "wcxb"), cache, "wcxb")
    curated = load_examples((s for s in samples if s.source == "readability"), cache, "readability")
    generated = load_examples(made, cache, "generated")
    variants = load_variants(samples, [*pages, *curated, *generated], cache, "variants", VARIANTS)
    tell(f"{len(pages)} WCXB, {len(curated)} Readability, {len(generated)} generated pages")
    plans = [replace(Plan(), epochs=options.epochs, seed=seed) for seed in range(1, options.nets + 1)]
    extra = [*curated, *generated]
    notes = {"version": VERSION, "date": DATE, "width": str(Plan().width)}
    decisions: dict[str, object] = json.loads(Path(options.decisions).read_text()) if options.decisions else {}
    if not decisions:
        predictions, fitted = predict_out_of_fold(pages, extra, variants, plans, tell)
        decisions = decide(pages, predictions, tell)
        folds = Path(options.folds_dir)
        folds.mkdir(parents=True, exist_ok=True)
        for fold, models in enumerate(fitted):
            raw = export(models, decisions, {**notes, "fold": str(fold)})
            (folds / f"fold{fold}.safetensors").write_bytes(raw)
    models = [fit([*pages, *extra], plan, variants) for plan in plans]
    raw = export(models, decisions, {**notes, "trained_pages": str(len(pages) + len(extra))})
    Path(options.out).write_bytes(raw)
    tell(f"wrote {options.out}: {len(raw):,} bytes")


def decide(pages: Sequence[Example], predictions: Sequence[Prediction], tell: object = print) -> dict[str, object]:
    """Choose temperature and cuts from out-of-fold predictions, and report what they give."""
    assert callable(tell)  # noqa: S101 - for the type checker
    temperature = calibrate(pages, predictions)
    bounds = choose_bounds(pages, predictions, temperature)
    tell(f"temperature {temperature:.2f}, bounds of the cut {bounds}")
    tell(f"out-of-fold, cut 0.5:      {report(pages, predictions)}")
    chosen = report(pages, predictions, lambda e, p: keep_by_type(e, p, temperature, bounds))
    tell(f"out-of-fold, cut by page:  {chosen}")
    right = sum(int(p[1].argmax()) == e.page_type for e, p in zip(pages, predictions, strict=True)) / len(pages)
    tell(f"page type right on {right:.3f} of {len(pages)} pages ({', '.join(PAGE_TYPES)})")
    return {"temperature": temperature, "cut_bounds": bounds, "out_of_fold": chosen}


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", required=True, help="folder with wcxb/ and readability/")
    parser.add_argument("--out", default=str(WEIGHTS), help="weights file to write (default: the package's)")
    parser.add_argument("--cache", help="folder for computed features, outside the repository")
    parser.add_argument(
        "--folds-dir", default="build/folds", help="where the weights of each fold go, for the benchmark"
    )
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--nets", type=int, default=2, help="nets whose logits are averaged")
    parser.add_argument("--decisions", help="JSON with temperature and cut_bounds: skip the folds")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
