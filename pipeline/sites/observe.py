"""What a page shows of its host: rows of blocks and frames, to be counted by `count`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.blocks import segment
from pipeline.decode import decode
from pipeline.lines import lines_of_page
from pipeline.records import Drop
from pipeline.sites.fingerprint import frame_hashes, hash_text, page_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.config import Limits
    from pipeline.records import RawPage

SAMPLE_CHARS = 60
BLOCK, FRAME, PAGE = 0, 1, 2  # kinds; of PAGE every page has one row, whose hash says nothing

Observation = tuple[str, int, int, int, str]
"""Host, kind, fingerprint, key of the page, and the beginning of the line."""

OBSERVED = pa.schema(
    [("host", pa.string()), ("kind", pa.uint8()), ("hash", pa.uint64()), ("page", pa.uint64()), ("sample", pa.string())]
)


def observe_page(page: RawPage, host: str, limits: Limits) -> Iterator[Observation]:
    """Give what is to be counted of a page; nothing of one that has no lines or cannot be read."""
    try:
        parsed = segment(decode(page, limits).html, limits)
    except Drop:
        return
    texts = lines_of_page(parsed, [0.5] * len(parsed)).text
    if not texts:
        return
    key = page_key(texts)
    yield host, PAGE, 0, key, ""
    for value, text in {hash_text(text): text for text in reversed(texts)}.items():
        yield host, BLOCK, value, key, text[:SAMPLE_CHARS]
    frames = {value: text for value, text in zip(frame_hashes(texts), texts, strict=True) if value}
    for value, text in frames.items():
        yield host, FRAME, value, key, text[:SAMPLE_CHARS]


def to_batch(observations: Iterable[Observation]) -> pa.RecordBatch:
    """Pack observations."""
    columns = list(zip(*observations, strict=True)) or [()] * len(OBSERVED)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, OBSERVED, strict=True)]
    return pa.record_batch(arrays, schema=OBSERVED)
