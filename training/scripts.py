"""The same page as if written in another script or language: letters change, blocks and their places do not.

The scorer sees shapes, never words; so a page of English letters turned into Han, Thai, Arabic or Cyrillic ones looks
to it much as a page in such a language does. The same word always becomes the same letters, so that what a heading
shares with the title stays shared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from zlib import crc32

from pipeline.tree.walk import BREAK

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.blocks import Page

LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ']+")


@dataclass(frozen=True, slots=True)
class Script:
    """Letters of a script, and how words are written with them.

    Attributes:
        first, count: code point of the first letter, and how many there are.
        length: letters a Latin letter becomes.
        capital: how far behind a small letter its capital lies; 0 for scripts without capitals.
        joined: whether blanks between words go.
        marks: stops and commas of the script.
    """

    first: int
    count: int
    length: float
    capital: int = 0
    joined: bool = False
    marks: str = ""


LATIN_MARKS = ".,?!:;()"
SCRIPTS_BY_NAME = {
    "han": Script(0x4E00, 3000, 0.35, joined=True, marks="。，？！：；（）"),
    "kana": Script(0x3042, 60, 0.6, joined=True, marks="。、？！：；（）"),
    "thai": Script(0x0E01, 46, 1.0, joined=True, marks=" ,? : ()"),
    "hangul": Script(0xAC00, 2000, 0.45),
    "cyrillic": Script(0x0430, 32, 1.1, capital=-32),
    "greek": Script(0x03B1, 17, 1.1, capital=-32),
    "arabic": Script(0x0628, 19, 0.9, marks=".،؟!:؛()"),
    "devanagari": Script(0x0905, 53, 1.0, marks="।,?!:;()"),
}
"""Script of letters in one run of code points; near enough to the real one for counts of letters and marks."""


def in_script(page: Page, script: str) -> Page:
    """The page as if written in another script, one of `SCRIPTS`; its cues stay what they were."""
    change = CHANGES[script]
    head = page.head
    metas = [{k: change(v) if k == "content" and " " in v else v for k, v in meta.items()} for meta in head.metas]
    title = change(head.title) if head.title else head.title
    changed = replace(
        page,
        text=[change(text) or text for text in page.text],
        pieces=[piece if piece is BREAK else change(piece) for piece in page.pieces],
        head=replace(head, title=title, metas=metas),
    )
    changed.cue_masks = page.cue_masks  # the phrases went with the letters, but every language has its own
    return changed


def write_in(script: Script, text: str) -> str:
    """Change the Latin letters of a text; figures and other scripts stay."""
    written = LATIN_WORD.sub(partial(_change_word, script), text)
    if script.marks:
        written = written.translate(str.maketrans(LATIN_MARKS, script.marks))
    if script.joined:
        near = rf"[\w{re.escape(script.marks.replace(' ', ''))}]"
        written = re.sub(rf"(?<={near}) (?={near})", "", written) if script.marks[0] != " " else _join_words(written)
    return written


def _join_words(text: str) -> str:
    """Join words in groups of some five, as scripts do that part phrases by blanks."""
    return re.sub(r"(?<=\w) (?=\w)", lambda m: " " if m.start() % 7 == 0 else "", text)


def _change_word(script: Script, match: re.Match[str]) -> str:
    word = match[0]
    number = crc32(word.lower().encode())
    length = max(round(len(word) * script.length), 1)
    letters = [script.first + (number * (i + 1) + (number >> (i % 16))) % script.count for i in range(length)]
    if script.capital and word[0].isupper():
        letters[0] += script.capital
        if len(word) > 1 and word.isupper():
            letters[1:] = [code + script.capital for code in letters[1:]]
    return "".join(map(chr, letters))


def to_compound(text: str) -> str:
    """A third of the words grow together with the next one."""
    return re.sub(r"(?<=[a-z]{4}) (?=[a-z]{5})", lambda m: "" if (m.start() * 7919) % 3 else " ", text)


CHANGES: dict[str, Callable[[str], str]] = {
    name: partial(write_in, script) for name, script in SCRIPTS_BY_NAME.items()
} | {"compound": to_compound}
SCRIPTS = tuple(CHANGES)
