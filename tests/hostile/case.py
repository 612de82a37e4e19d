"""A hostile page and what must become of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.records import Article, Dropped, DropReason, RawPage

if TYPE_CHECKING:
    from collections.abc import Callable

PARAGRAPHS = (
    "The lighthouse keeper counted forty herons on the breakwater before the first ferry came in that morning.",
    "Nobody had told the harbour office that the tide gauge was broken, so the tables went on being printed as before.",
    "In the end a schoolteacher noticed the error, because her pupils had measured the water with a painted stick.",
)
"""Three sentences that most pages carry."""
KEY_WORDS = ("lighthouse keeper counted forty herons", "schoolteacher noticed the error")
ANY_DROP = frozenset(DropReason) - {DropReason.CRASHED, DropReason.TIMED_OUT, DropReason.OUT_OF_MEMORY}
NOTHING = frozenset({DropReason.EMPTY, DropReason.NO_CONTENT})
BUDGET = frozenset({DropReason.TOO_LARGE, DropReason.TOO_DEEP})
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff]")
"""Characters that no text field may hold: controls, NUL and lone surrogates."""


@dataclass(frozen=True, slots=True)
class HostilePage:
    """One page, made when asked for."""

    name: str
    group: str
    make: Callable[[], RawPage]
    words: tuple[str, ...] = KEY_WORDS  # an article must hold all of them
    drops: frozenset[DropReason] = frozenset()  # reasons for which it may be dropped instead; empty: must be an article
    may_stay: bool = True  # False: there is no article in it, it must be dropped
    absent: tuple[str, ...] = ()  # what an article must not hold
    heavy: bool = False  # left out of the quick run

    @property
    def url(self) -> str:
        """A URL of its own, by which its outcome is found again in a run."""
        return "https://hostile.example/" + re.sub(r"[^a-z0-9/-]+", "_", f"{self.group}/{self.name}".lower())


def judge(case: HostilePage, outcome: Article | Dropped) -> str | None:
    """Say what is wrong with an outcome, None when it is as it must be."""
    if isinstance(outcome, Dropped):
        if outcome.reason not in case.drops:
            return f"dropped as {outcome.reason}: {outcome.detail[:120]}"
        return _judge_fields([outcome.detail, outcome.url, outcome.host])
    if not case.may_stay:
        return f"an article, should be dropped as {', '.join(sorted(case.drops))}: {outcome.text[:80]!r}"
    missing = [word for word in case.words if word not in outcome.text]
    if missing:
        return f"words missing: {missing[0][:60]!r}; text begins {outcome.text[:80]!r}"
    found = [word for word in case.absent if word in outcome.text or word in outcome.markdown]
    if found:
        return f"must not hold {found[0]!r}"
    return _judge_fields([*_strings(outcome), *(part for r in outcome.removed for part in (r.text, r.path))])


def _strings(article: Article) -> list[str]:
    values = [getattr(article, name) for name in article.__slots__]
    singles = [value for value in values if isinstance(value, str)]
    return singles + [part for value in values if isinstance(value, tuple) for part in value if isinstance(part, str)]


def _judge_fields(values: list[str | None]) -> str | None:
    for value in values:
        if value and (found := FORBIDDEN.search(value)):
            return f"a field holds {found[0]!r}: {value[max(0, found.start() - 20) : found.end() + 20]!r}"
    return None


def article_html(body: str = "", head: str = "", title: str = "Herons on the Breakwater") -> str:
    """A plain page with the three paragraphs, and something hostile in head or body."""
    paragraphs = "\n".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>\n{paragraphs}\n{body}</article></body></html>"
    )


def page(html: str | bytes, content_type: str | None = "text/html", url: str | None = None) -> RawPage:
    """A fetched page from markup."""
    body = html if isinstance(html, bytes) else html.encode("utf-8", "surrogatepass")
    return RawPage(url, body, content_type)
