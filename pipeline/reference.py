"""Main text by trafilatura, the field's reference (https://trafilatura.readthedocs.io), for `extractor="trafilatura"`.

Its text takes the place of our blocks; spam detection, ledger, metadata and record are the same steps.
"""

from __future__ import annotations

from trafilatura import extract

from pipeline.records import Drop, DropReason


def extract_text(html: str, url: str | None) -> str:
    """Give trafilatura's main text, comments left out, one block a line.

    Raises:
        Drop: `no_content`, when it finds none.
    """
    text = extract(html, url=url, include_comments=False, include_tables=True)
    if not text:
        raise Drop(DropReason.NO_CONTENT, "trafilatura finds no text")
    return str(text)
