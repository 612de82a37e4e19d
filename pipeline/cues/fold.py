"""One normal form for cue phrases and for the text they are looked up in.

Case, accents, Arabic and Hebrew vowel points, zero-width joiners and all punctuation disappear; runs of digits
become "#". Accents go because capitals often lose them ("A LIRE AUSSI", "ΣΧΟΛΙΑ").
"""

from __future__ import annotations

import re
import unicodedata

TOKEN = re.compile(r"[a-zÀ-ʯͰ-῿々ぁ-ヿ㐀-鿿가-힣]+|[0-9]+")
"""A word (letters of any script in use, with their vowel signs) or a run of digits, in folded text."""

UNSPACED = re.compile(r"[ก-๛ぁ-ヿ㐀-鿿]")
"""A letter of a script that puts no blanks between words: Thai, kana, Han."""

MARKS_DROPPED = (range(0x300, 0x370), range(0x591, 0x5BE), range(0x610, 0x61B), range(0x64B, 0x660))
LETTERS_WITH_ACCENTS = (range(0xC0, 0x250), range(0x1E00, 0x2000), range(0x386, 0x3CF))
ALIKE = {
    "ı": "i", "ł": "l", "đ": "d", "ø": "o", "ё": "е", "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا",
    "آ": "ا", "ـ": None, "\u200c": None, "\u200d": None, "\u200e": None, "\u200f": None, "\u00ad": None,
    "،": " ", "؛": " ", "؟": " ", "۔": " ", "।": " ", "־": " ", "׳": " ", "״": " ", "・": " ", "·": " ", "\u037e": " ",
    "\u0387": " ", "×": " ", "÷": " ", "?": " ", "܀": " ",
}  # fmt: skip
"""Letters written in two ways, marks without meaning here, and punctuation inside the letter ranges of `TOKEN`."""


def _build_map() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: None for marks in MARKS_DROPPED for code in marks}
    for letters in LETTERS_WITH_ACCENTS:
        for code in letters:
            bare = unicodedata.normalize("NFD", chr(code))[0]
            if bare != chr(code) and bare.isalpha():
                table[code] = bare.casefold()
    for digits in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10):
        table.update({digits + value: str(value) for value in range(10)})
    table.update({ord(letter): other for letter, other in ALIKE.items()})
    return table


FOLDED = _build_map()


def fold(text: str) -> str:
    """Fold case and accents. Length and offsets change; punctuation stays."""
    return text.casefold() if text.isascii() else text.casefold().translate(FOLDED)


def words_of(text: str) -> list[str]:
    """Split into folded words; digits become "#"."""
    return ["#" if word[0].isdecimal() else word for word in TOKEN.findall(fold(text))]
