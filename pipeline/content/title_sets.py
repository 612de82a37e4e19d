"""Whether a block is the title or the description, and which share of its words the title or the block above has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.page_facts import split_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.content.page_facts import PageFacts

TITLE_NAMES = ("is_title", "in_title", "title_overlap", "is_description", "above_overlap")
MAX_OVERLAP_WORDS = 40
MAX_TITLE_CHARS = 400
MIN_TITLE_CHARS = 6  # a shorter text may stand in a title by chance


def fill_title_columns_by_sets(texts: list[str], facts: PageFacts, out: NDArray[np.float32]) -> None:
    """Fill the columns `TITLE_NAMES` of B blocks, zeros before; the kernel `title_columns` gives the same."""
    title_words, titles, descriptions = facts.title_words, facts.titles, facts.descriptions
    all_titles = "\n".join(sorted(titles))
    above: set[str] = set()
    for b, text in enumerate(texts):
        if len(text) > MAX_TITLE_CHARS:
            above = set()
            continue
        folded = text.lower()
        words = folded.split() if folded.isascii() else split_words(folded)
        here = set(words)
        if len(folded) <= len(all_titles) and folded in all_titles:
            out[b, 0] = folded in titles
            out[b, 1] = len(folded) >= MIN_TITLE_CHARS
        if folded in descriptions:
            out[b, 3] = 1.0
        count = len(words)
        if 0 < count <= MAX_OVERLAP_WORDS:
            if not title_words.isdisjoint(here):
                out[b, 2] = len(title_words & here) / count
            if not above.isdisjoint(here):
                out[b, 4] = len(above & here) / count
        above = here
