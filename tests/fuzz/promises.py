"""What must hold for any page and any text at all."""

from __future__ import annotations

from pipeline.clean import clean_text, explain_page
from pipeline.records import Article, DropReason, RawPage
from tests.hostile.case import ANY_DROP, FORBIDDEN, HostilePage, judge

ANYTHING = HostilePage("any", "fuzz", lambda: RawPage(None, b""), words=(), drops=ANY_DROP)
OURS = frozenset({DropReason.CRASHED, DropReason.OUT_OF_MEMORY, DropReason.TIMED_OUT})


def broken_page_promise(body: bytes, content_type: str | None = "text/html", url: str | None = None) -> str | None:
    """Clean a page and say which promise broke, None when all hold.

    Never a crash; every string fit for any table; kept blocks and removed blocks together are all blocks.
    """
    journey = explain_page(RawPage(url, body, content_type))
    if journey.dropped is not None:
        return (
            f"dropped as {journey.dropped.reason}: {journey.dropped.detail}" if journey.dropped.reason in OURS else None
        )
    if journey.article is None or journey.kept is None or journey.page is None:
        return "neither an article nor a dropped row"
    known = set(journey.kept.text) | {removal.block for removal in journey.kept.removed}
    if known != set(range(len(journey.page))):
        return f"blocks without an outcome: {sorted(set(range(len(journey.page))) - known)[:5]}"
    return _broken_counts(journey.article) or judge(ANYTHING, journey.article)


def _broken_counts(article: Article) -> str | None:
    if article.blocks_removed != len(article.removed):
        return f"{article.blocks_removed} blocks removed, {len(article.removed)} in the ledger"
    shares = [value for value in article.signals.values() if isinstance(value, float)]
    shares += [article.farm_score, article.language_confidence or 0.0, article.confidence or 0.0]
    if any(value != value for value in shares):  # noqa: PLR0124 - not a number
        return "a score is not a number"
    return None if article.word_count >= 1 else "an article without a word"


def broken_text_promise(text: str) -> str | None:
    """Clean a text and say which promise broke.

    Removed spans lie in order inside the text and do not overlap; what is outside of them stays, blanks at the
    seams aside.
    """
    cleaned = clean_text(text)
    place, staying = 0, []
    for removal in cleaned.removed:
        if removal.start is None or removal.end is None or not place <= removal.start <= removal.end <= len(text):
            return f"a removed span is out of order: {removal.start}..{removal.end} behind {place}"
        staying.append(text[place : removal.start])
        place = removal.end
    staying.append(text[place:])
    if "".join("".join(staying).split()) != "".join(cleaned.text.split()):
        return "what is outside of the removed spans did not stay"
    if any(FORBIDDEN.search(removal.path) for removal in cleaned.removed):
        return "a control character in a path"
    return None
