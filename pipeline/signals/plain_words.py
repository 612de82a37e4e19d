"""Words and sentences counted by byte tables and patterns: what `words` does where there is no kernel."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.characters import non_ascii

if TYPE_CHECKING:
    from collections.abc import Callable

SPACELESS_WORD_CHARS = 2  # Chinese, Japanese and Thai words have about two characters

# Thai, Lao, Burmese, Khmer; kana, Han: scripts written without blanks between words.
_SPACELESS = "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17dd\u3005-\u3007\u3041-\u3096\u309d-\u30ff\u3400-\u4dbf"
_SPACELESS += "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_HAS_SPACELESS = re.compile(f"[{_SPACELESS}]")
_PIECES = re.compile(f"[{_SPACELESS}]{{1,{SPACELESS_WORD_CHARS}}}|[^\\s{_SPACELESS}]+")
_WORDLIKE = re.compile(r"\w")
_ASCII_SYMBOLS = bytes(i for i in range(128) if not (chr(i).isalnum() or chr(i).isspace() or chr(i) == "_"))
_ASCII_NO_LETTERS = bytes(i for i in range(128) if not (chr(i).isalpha() or chr(i).isspace()))
_PIECE_OR_BLANK = bytes(ord(" " if i < 128 and chr(i).isspace() else "x") for i in range(256))
_MAX_KINDS = (
    24  # of characters beyond ASCII that are replaced one after the other; a text of more has a pattern's price
)
_ASCII_BETWEEN_WORDS = bytes(i if chr(i).isalnum() or i > 127 else 32 for i in range(256))
_BETWEEN_WORDS = re.compile(
    "[\x80-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\u2000-\u205f\u2190-\u2bff\u3000-\u3004\u3008-\u3020\uff01-\uff0f]+"
)

_SENTENCE_END = re.compile(  # all ends in the first set: a search for one set skips ahead four times as fast
    r"[.!?\u203c\u2047-\u2049\u0964\u06d4\u061f\u0589\u1362。！？｡](?:(?<=[。！？｡])|(?=[\s\"'”’»)\]]|$))"
)


@lru_cache(maxsize=1)  # asked twice of a page's text
def count_words(text: str) -> int:
    """`words.count_words`."""
    counted = None if is_spaceless(text) else _count_pieces(text, str.isalnum, _ASCII_SYMBOLS)
    if counted is None:
        return sum(1 for piece in split_words(text) if piece[0].isalnum() or _WORDLIKE.search(piece))
    return counted


def count_lettered(text: str) -> int:
    """`words.count_lettered`."""
    counted = None if is_spaceless(text) else _count_pieces(text, str.isalpha, _ASCII_NO_LETTERS)
    if counted is None:
        return sum(1 for word in split_words(text) if word[0].isalpha() or any(map(str.isalpha, word)))
    return counted


def count_sentences(text: str) -> int:
    """`words.count_sentences`."""
    return sum(1 for _ in _SENTENCE_END.finditer(text)) or int(bool(text.strip()))


def _count_pieces(text: str, is_counted: Callable[[str], bool], dropped: bytes) -> int | None:
    """Count the pieces between blanks that hold a character that counts; None where that would be slow.

    Without all other characters, a text has a piece left for every one of these and no other.

    Args:
        text: any text.
        is_counted: tells it of the characters beyond ASCII.
        dropped: the ASCII characters that do not count, blanks aside.
    """
    others = {char: " " if char.isspace() else "" for char in set(non_ascii(text)) if not is_counted(char)}
    if len(others) > _MAX_KINDS:
        return None
    pieces = _replace_each(text, others).encode("utf-8", "surrogatepass").translate(_PIECE_OR_BLANK, dropped)
    return pieces.startswith(b"x") + pieces.count(b" x")


def split_words(text: str) -> list[str]:
    """Cut a text at blanks, and runs of scripts without blanks into pieces of two characters."""
    return _PIECES.findall(text) if is_spaceless(text) else text.split()


@lru_cache(maxsize=1)  # the three measures of one text share it
def fold_words(text: str) -> list[str]:
    """Words of a text, case folded, without punctuation."""
    folded = text.casefold().encode("utf-8", "surrogatepass").translate(_ASCII_BETWEEN_WORDS)
    if text.isascii():
        return folded.decode("ascii").split()
    words = folded.decode("utf-8", "surrogatepass")
    between = {char: " " for char in set(non_ascii(words)) if _BETWEEN_WORDS.match(char)}
    return (_replace_each(words, between) if len(between) <= _MAX_KINDS else _BETWEEN_WORDS.sub(" ", words)).split()


def is_spaceless(text: str) -> bool:
    """Tell whether a text has letters of a script written without blanks."""
    return not text.isascii() and _HAS_SPACELESS.search(non_ascii(text)) is not None


def is_between_words(char: str) -> bool:
    """Tell whether a character is punctuation or the like, which folded words are without (blanks aside)."""
    return not char.isalnum() if char.isascii() else _BETWEEN_WORDS.match(char) is not None


def _replace_each(text: str, replacements: dict[str, str]) -> str:
    for old, new in replacements.items():
        text = text.replace(old, new)
    return text
