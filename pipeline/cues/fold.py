"""One normal form for cue phrases and for the text they are looked up in.

Case, accents, Arabic and Hebrew vowel points, zero-width joiners and all punctuation disappear; a number becomes "#".
Accents go because capitals often lose them ("A LIRE AUSSI", "ΣΧΟΛΙΑ").
"""

from __future__ import annotations

import re
import unicodedata

LETTER = re.compile(r"[a-zÀ-ʯͰ-῿々ぁ-ヿ㐀-鿿가-힣]")
"""A letter (or vowel sign) of a script in use, in folded text. Everything else parts words."""

UNSPACED = re.compile(r"[ก-๛ぁ-ヿ㐀-鿿]")
"""A letter of a script that puts no blanks between words: Thai, kana, Han."""

MARKS_DROPPED = (range(0x300, 0x370), range(0x591, 0x5BE), range(0x610, 0x61B), range(0x64B, 0x660))
LETTERS_WITH_ACCENTS = (range(0xC0, 0x250), range(0x1E00, 0x2000), range(0x386, 0x3CF))
DIGITS = (0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10)
ALIKE = {
    "ı": "i", "ł": "l", "đ": "d", "ø": "o", "ё": "е", "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا",
    "آ": "ا", "ـ": "", "\u200c": "", "\u200d": "", "\u200e": "", "\u200f": "", "\u00ad": "", "\ufeff": "",
    "،": " ", "؛": " ", "؟": " ", "۔": " ", "।": " ", "־": " ", "׳": " ", "״": " ", "・": " ", "\u037e": " ",
    "\u0387": " ", "×": " ", "÷": " ",
}  # fmt: skip
"""Letters written in two ways, marks without meaning here, and punctuation inside the ranges of `LETTER`."""


class _Folded(dict[int, str]):
    """What each character becomes; worked out when first met, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char if LETTER.match(char) else " "
        return self[code]


def _build_map() -> _Folded:
    table = _Folded({code: "" for marks in MARKS_DROPPED for code in marks})
    for letters in LETTERS_WITH_ACCENTS:
        for code in letters:
            bare = unicodedata.normalize("NFD", chr(code))[0]
            if bare != chr(code) and bare.isalpha():
                table[code] = bare.casefold()
    for zero in DIGITS:
        table.update({zero + value: " # " for value in range(10)})
    table.update({ord(letter): other for letter, other in ALIKE.items()})
    return table


FOLDED = _build_map()

ASCII_FOLDED = bytes(
    ord("#") if chr(code).isdecimal() else code if chr(code).isalpha() else ord(" ") for code in range(128)
) + bytes(128)
"""`FOLDED` for ASCII letters, for `bytes.translate`: ten times as quick."""


def words_of(text: str) -> list[str]:
    """Split into folded words. A number gives one or more "#"."""
    if not text.isascii():
        return text.casefold().translate(FOLDED).split()
    folded = text.lower().encode().translate(ASCII_FOLDED).decode()
    return (folded.replace("#", " # ") if "#" in folded else folded).split()


def join_words(words: list[str]) -> str:
    """Join with blanks, a number as one "#"."""
    joined = " ".join(words)
    while "# #" in joined:
        joined = joined.replace("# #", "#")
    return joined


def key_of(words: list[str]) -> str:
    """Join with blanks, numbers left out: "12 comments" and "Comments (3)" are one key."""
    return " ".join([word for word in words if word != "#"]) if "#" in words else " ".join(words)
