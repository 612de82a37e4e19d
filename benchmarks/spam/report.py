"""Tables of the exam: family x mode, look-alikes x mode, and what the pages had in common that went wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.spam.exam import Paper

FAMILIES = (
    "fake_profile", "fake_bio", "fake_socials", "caption_pairs", "unrelated_titles", "related_links", "promoted",
    "tag_cloud", "gallery", "orphan_toc", "call_to_action", "comments",
)  # fmt: skip
FARM_FAMILIES = ("fake_profile", "fake_socials", "caption_pairs")
MODES = ("html", "text")


def family_table(papers: Sequence[Paper]) -> list[str]:
    """Rows of family, and for each mode: blocks planted, removed, share; the article's own blocks below."""
    planted: Counter[tuple[str, str]] = Counter()
    gone: Counter[tuple[str, str]] = Counter()
    for paper in papers:
        for mark in paper.marks:
            planted[mark.family, mark.mode] += 1
            gone[mark.family, mark.mode] += not mark.kept
    rows = [f"{'family':<18}" + "".join(f"{mode + ' blocks':>14}{'removed':>9}{'share':>8}" for mode in MODES)]
    rows += [
        f"{family:<18}" + "".join(_cells(planted[family, mode], gone[family, mode]) for mode in MODES)
        for family in FAMILIES
    ]
    totals = {mode: sum(planted[family, mode] for family in FAMILIES) for mode in MODES}
    removed = {mode: sum(gone[family, mode] for family in FAMILIES) for mode in MODES}
    rows.append(f"{'all spam':<18}" + "".join(_cells(totals[mode], removed[mode]) for mode in MODES))
    rows.append(
        f"{'article kept':<18}"
        + "".join(_cells(planted["", mode], planted["", mode] - gone["", mode]) for mode in MODES)
    )
    return rows


def page_row(papers: Sequence[Paper]) -> list[str]:
    """Pages left without spam, and pages whose article is whole."""
    rows = []
    for mode in MODES:
        chosen = [paper for paper in papers if paper.mode == mode]
        if chosen:
            clean = sum(not any(mark.kept for mark in paper.marks if mark.family) for paper in chosen)
            whole = sum(all(mark.kept for mark in paper.marks if not mark.family) for paper in chosen)
            dropped = sum(bool(paper.dropped) for paper in chosen)
            rows.append(
                f"{mode}: {len(chosen)} pages, {clean / len(chosen):.3f} without any spam left, "
                f"{whole / len(chosen):.3f} with the article whole, {dropped} dropped"
            )
    return rows


def farm_rows(farm: Sequence[Paper], honest: Sequence[Paper]) -> list[str]:
    """How well the page's score parts farm pages with a profile or captions from honest ones, and invented authors."""
    rows = []
    for mode in MODES:
        bad = [p.farm_score for p in farm if p.mode == mode and {mark.family for mark in p.marks} & set(FARM_FAMILIES)]
        good = [p.farm_score for p in honest if p.mode == mode]
        if bad and good:
            above = sum((b > g) + 0.5 * (b == g) for b in bad for g in good) / len(bad) / len(good)
            found, blamed = (sum(score >= 0.5 for score in scores) / len(scores) for scores in (bad, good))
            means = f"{sum(bad) / len(bad):.2f} on farm pages, {sum(good) / len(good):.2f} on honest"
            shares = f"at .5 or more: {found:.3f} of farm pages, {blamed:.3f} of honest ones"
            rows.append(f"{mode}: mean farm score {means}; area under ROC {above:.4f}; {shares}")
    rows.append(f"invented names taken for the author: {sum(p.invented_author for p in farm)} of {len(farm)} pages")
    return rows


def trait_table(papers: Sequence[Paper], trait: str) -> list[str]:
    """For each value of a trait (template, labels, locale …) and mode: share of spam removed, of article kept."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for paper in papers:
        key = (paper.traits.get(trait, "-"), paper.mode)
        for mark in paper.marks:
            profile = trait not in {"labels", "locale", "style"} or mark.family in {"fake_profile", "fake_socials"}
            if mark.family and profile:
                counts[key]["spam"] += 1
                counts[key]["gone"] += not mark.kept
            elif not mark.family:
                counts[key]["article"] += 1
                counts[key]["kept"] += mark.kept
    rows = [f"{trait:<16}{'mode':<6}{'spam':>7}{'removed':>9}{'article':>9}{'kept':>8}"]
    for (value, mode), count in sorted(counts.items()):
        spam = f"{count['gone'] / count['spam']:.3f}" if count["spam"] else "-"
        rows.append(
            f"{value:<16}{mode:<6}{count['spam']:>7}{spam:>9}{count['article']:>9}"
            f"{count['kept'] / max(1, count['article']):>8.3f}"
        )
    return rows


def lookalike_table(papers: Iterable[Paper]) -> list[str]:
    """For each kind of look-alike: pages, pages left whole, and what took away from the others."""
    by_kind: dict[str, dict[str, list[Paper]]] = defaultdict(lambda: defaultdict(list))
    for paper in papers:
        by_kind[paper.traits["kind"]][paper.mode].append(paper)
    rows = [f"{'look-alike':<22}" + "".join(f"{mode + ' pages':>12}{'whole':>7}" for mode in MODES) + "  taken by"]
    totals = {mode: [0, 0, 0] for mode in MODES}
    for kind, modes in sorted(by_kind.items()):
        line, blame = f"{kind:<22}", Counter[str]()
        for mode in MODES:
            chosen = modes[mode]
            whole = sum(all(mark.kept for mark in paper.marks) for paper in chosen)
            spared = sum(not _spam_reasons(paper) for paper in chosen)
            totals[mode] = [
                total + more for total, more in zip(totals[mode], (len(chosen), whole, spared), strict=True)
            ]
            line += f"{len(chosen):>12}{whole:>7}"
            for paper in chosen:
                blame.update({f"{mode} {mark.reason}" for mark in paper.marks if not mark.kept})
        rows.append(line + "  " + ", ".join(f"{reason} {count}" for reason, count in blame.most_common(3)))
    for mode in MODES:
        pages, whole, spared = totals[mode]
        if pages:
            rows.append(
                f"{mode}: {whole}/{pages} = {whole / pages:.3f} whole; {spared / pages:.3f} untouched by spam rules"
            )
    return rows


def _spam_reasons(paper: Paper) -> set[str]:
    return {mark.reason for mark in paper.marks if not mark.kept and not mark.reason.startswith(("boilerplate", "?"))}


def _cells(count: int, part: int) -> str:
    share = f"{part / count:.3f}" if count else "-"
    return f"{count:>14}{part:>9}{share:>8}"
