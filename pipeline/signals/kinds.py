"""What kind of character each is, one bit a question, worked out once a character: kernels look it up."""

from __future__ import annotations

import sys
import unicodedata

from pipeline.signals.plain_words import is_between_words, is_spaceless

KNOWN = 1  # set for every character that was looked at
BLANK = 2
WORDLIKE = 4  # `\w`
LETTER = 8
UPPER = 16  # upper or title case
DIGIT = 32  # decimal, of any script
SYMBOL = 64  # Unicode category S
SPACELESS = 128  # of a script without blanks between words
BETWEEN = 256  # not part of a folded word
SENTENCE_END = 512  # where something of `BEHIND_END` follows
WIDE_END = 1024  # a sentence end whatever follows
BEHIND_END = 2048
CLOSER = 4096  # may stand between a line's last mark and its end
TERMINAL = 8192  # ends a line that is a sentence
BULLET = 16384
FOLDS = 32768  # and is another in a folded word
PIECE = 2  # characters of a piece of text in such a script

TERMINALS = ".!?…。！？｡।۔؟։።"
CLOSERS = "\"'”’»)]」』〉》）]"
BULLETS = "-*•·▪◦‣–●○■►"
SENTENCE_ENDS = ".!?\u203c\u2047\u2048\u2049\u0964\u06d4\u061f\u0589\u1362"
WIDE_ENDS = "。！？｡"
BEHIND_ENDS = "\"'”’»)]"

KINDS = memoryview(bytearray(2 * (sys.maxunicode + 1))).cast("H")
"""Kinds by code point; 0 where `learn_kinds` was not asked yet."""


def learn_kinds(code: int) -> int:
    """Work out the kinds of a character and write them into the table."""
    char = chr(code)
    category = unicodedata.category(char)
    blank = char.isspace()
    between = blank or is_between_words(char)
    answers = (
        (BLANK, blank),
        (WORDLIKE, char.isalnum() or char == "_"),
        (LETTER, category[0] == "L"),
        (UPPER, category in ("Lu", "Lt")),
        (DIGIT, category == "Nd"),
        (SYMBOL, category[0] == "S"),
        (SPACELESS, is_spaceless(char)),
        (BETWEEN, between),
        (FOLDS, char.casefold() != char and not between),
        (SENTENCE_END, char in SENTENCE_ENDS),
        (WIDE_END, char in WIDE_ENDS),
        (BEHIND_END, blank or char in BEHIND_ENDS),
        (CLOSER, char in CLOSERS),
        (TERMINAL, char in TERMINALS),
        (BULLET, char in BULLETS),
    )
    kinds = KNOWN + sum(bit for bit, holds in answers if holds)
    KINDS[code] = kinds
    return kinds
