"""Parts of other pages put into a page, and parts of its own left out: other sites' chrome around the same text.

A part is the subtree of one element that is wholly text, or wholly none. What is none of the text there (comments,
cards of other things, menus, footers, notices) is none here; lists, tables and cards of the text of a page of many
things are text on another such page. A page gets parts only from pages of its own fold, so that nothing of a fold is
learned from another one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.splice import blocks_from, blocks_until, cut_out, leave_out, splice_beside, subtree_end

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from pipeline.blocks import Page

    Owner = tuple[str, int, str]  # type of a page, its fold, its id

PART_TAGS = frozenset("div section aside ul ol dl table nav footer header form article figure".split())
PART_BLOCKS = range(2, 41)
MIN_PART_WORDS = 6
NONE, TEXT = 0.1, 0.8  # labels up to which, and from which, a block is clear
MAX_PARTS = 12  # of one page in the store, so that large pages do not fill it

OF_MANY_THINGS = frozenset({"product", "collection", "listing"})
"""Page types whose text is cards, rows and lists: theirs may be text on another page of the type."""

SHARE_LEFT_OUT, SHARE_EACH = 0.35, 0.35


@dataclass(frozen=True, slots=True)
class Part:
    """A subtree of a training page."""

    snippet: Page
    is_text: bool
    owner: str  # id of the page


class Store:
    """Parts by the fold and type of their pages."""

    def __init__(self) -> None:
        self._parts: dict[tuple[int, str, bool], list[Part]] = defaultdict(list)

    def add(self, page: Page, labels: list[float], donor: Owner, rng: Random) -> None:
        """Keep some of a page's parts."""
        page_type, fold, name = donor
        found = list(find_parts(page, labels))
        for e, blocks, is_text in rng.sample(found, min(MAX_PARTS, len(found))):
            if not is_text or page_type in OF_MANY_THINGS:
                self._parts[fold, page_type, is_text].append(Part(cut_out(page, e, blocks), is_text, name))

    def draw(self, host: Owner, rng: Random) -> Part | None:
        """A part for a page, from another page of its fold; None where there is none.

        On forums, comments are text: they get parts of forums alone, and nobody else gets those.
        """
        page_type, fold, name = host
        is_text = page_type in OF_MANY_THINGS and rng.random() < 0.4
        donor = page_type
        if page_type != "forum" and not is_text and rng.random() < (0.3 if page_type in OF_MANY_THINGS else 0.5):
            donor = rng.choice(("article", "article", "service", "documentation", "product"))
        parts = self._parts.get((fold, donor, is_text), ())
        for _ in range(5 if parts else 0):
            part = rng.choice(parts)  # type: ignore[arg-type]
            if part.owner != name:
                return part
        return None


def find_parts(page: Page, labels: list[float]) -> Iterator[tuple[int, range, bool]]:
    """Give the largest subtrees that are wholly text or wholly none: element, its blocks, whether they are text."""
    first_of = _first_blocks(page)
    done = 0
    for e in sorted(first_of):
        if e < max(done, 3) or page.tag[e] not in PART_TAGS or page.piece_to[e] < 0:
            continue
        first, end = first_of[e], subtree_end(page, e)
        blocks = range(blocks_from(page, first, e), blocks_until(page, first, e))
        inside = [labels[b] for b in blocks]
        if len(blocks) not in PART_BLOCKS or sum(len(page.text[b].split()) for b in blocks) < MIN_PART_WORDS:
            continue
        if not all(e <= page.owner[b] < end for b in blocks):
            continue  # a block of its own text goes on behind it
        if max(inside) <= NONE or min(inside) >= TEXT:
            done = end
            yield e, blocks, min(inside) >= TEXT


def _first_blocks(page: Page) -> dict[int, int]:
    """The first block of every element that holds one."""
    first: dict[int, int] = {}
    for b, owner in enumerate(page.owner):
        e = owner
        while e >= 0 and e not in first:
            first[e] = b
            e = page.parent[e]
    return first


def transplant(page: Page, labels: list[float], store: Store, host: Owner, rng: Random) -> tuple[Page, list[float]]:
    """Leave some of a page's own parts out and put parts of other pages in.

    Args:
        page: with its labels.
        labels: of its blocks.
        store: parts of other pages.
        host: what the page is.
        rng: what decides.
    """
    if rng.random() < SHARE_LEFT_OUT:
        chrome = [(e, blocks) for e, blocks, is_text in find_parts(page, labels) if not is_text]
        for e, blocks in reversed(chrome):
            if rng.random() < SHARE_EACH:
                page, labels = leave_out(page, e, blocks), labels[: blocks.start] + labels[blocks.stop :]
    for _ in range(rng.choice((1, 1, 2, 3, 4))):
        part = store.draw(host, rng)
        if part is not None:
            page, labels = _put(page, labels, part, rng)
    return page, labels


def _put(page: Page, labels: list[float], part: Part, rng: Random) -> tuple[Page, list[float]]:
    """Put a part beside a container of the text: text beside text, the rest mostly behind all of it."""
    text = [b for b, label in enumerate(labels) if label >= TEXT]
    if not text:
        return page, labels
    where = rng.random()
    anchor = rng.choice(text) if part.is_text or where < 0.15 else text[0] if where < 0.35 else text[-1]
    owner = page.owner[anchor]
    for _ in range(rng.choice((0, 1, 1, 2, 3)) if part.is_text else rng.choice((0, 1, 2, 2, 3, 4))):
        above = page.parent[owner]
        if above < 0 or page.tag[above] in ("body", "html"):
            break
        owner = above
    while page.tag[owner] in ("td", "th", "tr", "tbody", "thead", "li", "dd", "dt") and page.parent[owner] > 2:
        owner = page.parent[owner]
    if page.piece_to[owner] < 0 or page.tag[owner] in ("body", "html") or owner < 2:
        return page, labels
    before = where < 0.35 if not part.is_text else where < 0.5
    at = blocks_from(page, anchor, owner) if before else blocks_until(page, anchor, owner)
    planted = splice_beside(page, part.snippet, owner, anchor, before=before)
    return planted, [*labels[:at], *[float(part.is_text)] * len(part.snippet.text), *labels[at:]]
