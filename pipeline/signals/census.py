"""A kernel: everything that is counted character by character, in one pass over a text."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.signals.kinds import (
    BEHIND_END,
    BLANK,
    DIGIT,
    KINDS,
    LETTER,
    PIECE,
    SENTENCE_END,
    SPACELESS,
    SYMBOL,
    UPPER,
    WIDE_END,
    WORDLIKE,
    learn_kinds,
)

COMPILED = not __file__.endswith(".py")
"""Whether this is machine code; else callers had better count each by its own way, with byte tables and patterns."""


class Census(NamedTuple):
    """Counts of one text."""

    letters: int
    upper: int  # letters in upper or title case
    digits: int
    symbols: int
    spaceless: int  # characters of scripts without blanks between words
    words: int  # as `count_words` has it
    lettered: int  # of the pieces `split_words` gives, those with a letter
    sentences: int  # ends of sentences


def take_census(text: str) -> Census:
    """Count characters, words and sentence ends of a text."""
    kinds = KINDS
    letters = upper = digits = symbols = spaceless = words = lettered = sentences = 0
    counted = 0  # the kinds for which this piece was counted
    room = -1  # characters that a piece of a script without blanks may still take; -1 in all other pieces
    ends = 0  # `BEHIND_END` behind a mark that ends a sentence where the right thing follows
    for char in text:
        kind = kinds[ord(char)]
        if not kind:
            kind = learn_kinds(ord(char))
        if kind & SPACELESS:
            if room < 1:
                counted = 0
                room = PIECE
            room -= 1
            spaceless += 1
        elif room != -1:
            counted = 0
            room = -1
        # From here on without a branch: no processor foresees where words end.
        new = kind & ~counted
        words += (new & WORDLIKE) != 0
        lettered += (new & LETTER) != 0
        counted = (counted | kind) * ((kind & BLANK) == 0)
        letters += (kind & LETTER) != 0
        upper += (kind & UPPER) != 0
        digits += (kind & DIGIT) != 0
        symbols += (kind & SYMBOL) != 0
        sentences += (kind & (ends | WIDE_END)) != 0
        ends = ((kind & SENTENCE_END) != 0) * BEHIND_END
    sentences += ends != 0
    return Census(letters, upper, digits, symbols, spaceless, words, lettered, sentences)
