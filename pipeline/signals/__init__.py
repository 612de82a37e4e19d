"""Signals of text quality, as columns: they describe a text and never filter by themselves.

Only a filter named in `config.quality_filters` drops a row, by `quality_verdict`. Shares are 0..1.
"""

from pipeline.signals.hashes import content_hash, simhash
from pipeline.signals.measure import measure_signals, quality_verdict
from pipeline.signals.words import count_sentences, count_words, split_words

__all__ = [
    "content_hash",
    "count_sentences",
    "count_words",
    "measure_signals",
    "quality_verdict",
    "simhash",
    "split_words",
]
