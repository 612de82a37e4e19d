"""Words and sentences of any script, and the folded words that hashes and stop words are counted on."""

from __future__ import annotations

from functools import lru_cache

from pipeline.signals import census, folding, plain_words
from pipeline.signals.plain_words import is_spaceless, split_words

__all__ = [
    "count_lettered",
    "count_line",
    "count_sentences",
    "count_words",
    "folded_bytes",
    "is_spaceless",
    "split_words",
    "take_census",
]

take_census = lru_cache(maxsize=1)(census.take_census)  # asked for many times of a page's text


def count_words(text: str) -> int:
    """Count words; in scripts without blanks between words, two characters stand for a word.

    >>> count_words("It's 3 o'clock – really."), count_words("今天天气很好。")
    (4, 3)
    """
    return take_census(text).words if census.COMPILED else plain_words.count_words(text)


def count_sentences(text: str) -> int:
    """Count sentences by end punctuation; a text without any has one, an empty text none.

    >>> count_sentences("One. Two! Is 3.5 three? No"), count_sentences("好。很好！")
    (3, 2)
    """
    if not census.COMPILED:
        return plain_words.count_sentences(text)
    return take_census(text).sentences or int(bool(text.strip()))


def count_lettered(text: str) -> int:
    """Count those of a text's words (as `split_words` gives them) that hold a letter."""
    return take_census(text).lettered if census.COMPILED else plain_words.count_lettered(text)


def count_line(line: str) -> tuple[int, int]:
    """Count the words and the sentences of a line that is not blank."""
    if not census.COMPILED:
        return plain_words.count_words.__wrapped__(line), plain_words.count_sentences(line)
    counts = census.take_census(line)
    return counts.words, counts.sentences or 1


@lru_cache(maxsize=1)  # the measures of one text share it
def folded_bytes(text: str) -> bytes:
    """Words of a text, case folded, without punctuation: in UTF-8 (lone surrogates pass), a blank between two."""
    if folding.COMPILED:
        return folding.fold_to_bytes(text, cut=False)
    return " ".join(plain_words.fold_words(text)).encode("utf-8", "surrogatepass")
