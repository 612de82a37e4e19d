"""`python -m benchmarks.spam`: sit the exam and print its tables."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from benchmarks import systems
from benchmarks.spam import report
from benchmarks.spam.exam import Paper, sit_lookalike_exam, sit_spam_exam
from benchmarks.spam.truetexts import lose_words, loss_lines


def main() -> int:
    """Parse arguments, run both halves or one, print."""
    args = _arguments()
    data = args.data if args.data.is_dir() else None
    halves = {"open": (False,), "sealed": (True,), "both": (False, True)}[args.half]
    record: dict[str, object] = {}
    for sealed in halves:
        name = "sealed half" if sealed else "open half"
        started = perf_counter()
        farm = [p for mode in report.MODES for p in sit_spam_exam(mode, args.pages, sealed=sealed, data=data)]
        honest = [p for mode in report.MODES for p in sit_lookalike_exam(mode, args.rounds, sealed=sealed)]
        _print_half(name, farm, honest)
        if args.peer:
            _print_peer(f"{name}, trafilatura", args.pages, args.rounds, sealed=sealed)
        print(f"({perf_counter() - started:.0f} s)\n")
        record[name] = [asdict(paper) for paper in farm + honest]
    if data and not args.no_true_texts:
        losses = [loss for corpus in ("wcxb", "aeb") for loss in lose_words(data, corpus)]
        _print_block("words removed from true texts", loss_lines(losses))
        record["true texts"] = [asdict(loss) for loss in losses]
    if args.json:
        args.json.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return 0


def _print_half(name: str, farm: list[Paper], honest: list[Paper]) -> None:
    _print_block(f"{name}: spam removed, article kept", report.family_table(farm) + report.page_row(farm))
    for trait in ("template", "labels", "style", "locale", "language"):
        _print_block(f"{name}: by {trait}", report.trait_table(farm, trait))
    _print_block(f"{name}: honest look-alikes", report.lookalike_table(honest))
    _print_block(f"{name}: farm score and authors", report.farm_rows(farm, honest))


def _print_peer(name: str, pages: int, rounds: int, *, sealed: bool) -> None:
    peer = systems.trafilatura()
    farm = list(sit_spam_exam("html", pages, sealed=sealed, data=None, peer=peer))
    honest = list(sit_lookalike_exam("html", rounds, sealed=sealed, peer=peer))
    _print_block(f"{name}: spam removed, article kept", report.family_table(farm) + report.page_row(farm))
    _print_block(f"{name}: honest look-alikes", report.lookalike_table(honest)[-1:])


def _print_block(title: str, rows: list[str]) -> None:
    print(f"== {title}")
    print("\n".join(rows), end="\n\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spam", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with wcxb/ and aeb/")
    parser.add_argument("--pages", type=int, default=300, help="farm pages a mode and half")
    parser.add_argument("--rounds", type=int, default=3, help="times each look-alike is made, a mode and half")
    parser.add_argument("--half", choices=("open", "sealed", "both"), default="both")
    parser.add_argument("--peer", action="store_true", help="let trafilatura sit the exam too (HTML)")
    parser.add_argument("--no-true-texts", action="store_true", help="leave out the true texts of wcxb and aeb")
    parser.add_argument("--json", type=Path, help="write every row there")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
