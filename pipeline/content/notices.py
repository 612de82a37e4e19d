"""Notices to readers whose browser runs no scripts: no page's text, though they are all that some pages show.

`<noscript>` may hold the text itself (images, lists, whole articles for readers without scripts), so being inside is
not enough: the block must name JavaScript, a word that is the same in every language. How it errs: a notice that
speaks of "your browser" alone stays with the scorer, and so does one in a `<div>`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.blocks import Page

NAMES_SCRIPTS = re.compile(r"java-?\s?script", re.IGNORECASE)
MAX_NOTICE_CHARS = 500  # a longer block about JavaScript is text


def find_script_notices(page: Page) -> list[int]:
    """Find the blocks inside `<noscript>` that ask for JavaScript, in document order."""
    if "noscript" not in page.tag:
        return []
    return [
        b
        for b, text in enumerate(page.text)
        if len(text) <= MAX_NOTICE_CHARS
        and NAMES_SCRIPTS.search(text)
        and any(page.tag[e] == "noscript" for e in page.ancestors(page.owner[b]))
    ]
