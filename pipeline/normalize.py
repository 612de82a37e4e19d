"""Normal text: a visible, ordered table of pure, idempotent `str -> str` steps.

Prose goes through `normalize_text`, code through `normalize_code`, which drops only what no editor shows.
Letters are never changed, save by Unicode NFC and by undoing an encoding accident that ftfy is certain of.
Text that is already normal comes back as the same object.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pipeline import untidy
from pipeline.characters import holds_any, non_ascii
from pipeline.untidy_kinds import (
    BREAK,
    CODE_UNTIDY,
    COMBINES,
    CP1251_TAILS,
    MOJIBAKE_TAIL,
    PAIRS,
    TRIPLES,
    UNTIDY,
    UTF8_TAILS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Normalizer = Callable[[str], str]

_SURROGATES = re.compile("[\ud800-\udfff]")
_ODD_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_WIDE_BREAKS = re.compile("[\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]")
_CODE_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_EXOTIC_BLANKS = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")

# Bidirectional marks, embeddings, overrides and isolates; word joiner and invisible operators; byte order mark.
_INVISIBLES = re.compile("[\xad\u061c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_ALL_INVISIBLES = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0001-\U000e007f]")
_ZERO_WIDTH_SPACES = re.compile("\u200b+")
_JOINERS = re.compile("[\u200c\u200d]+")
_VOWEL_SEPARATORS = re.compile("\u180e+")
_TAG_CHARACTERS = re.compile("(\U0001f3f4)?([\U000e0001-\U000e007f]+)")

_JOINING_SCRIPTS = re.compile(  # Arabic and kin, Indic, South-East Asian, Tibetan, Mongolian: joiners change the shape
    "[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1700-\u1aff\u1b00-\u1cff\ua800-\ua82f\ua840-\ua8ff\ua900-\ua9ff"
    "\uaa00-\uaaff\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\U00010a00-\U00010fff\U00011000-\U00011fff"
    "\U0001e900-\U0001e95f]"
)
_SPACELESS_SCRIPTS = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff]")
_EMOJI = re.compile(
    "[\xa9\xae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]",  # what may stand beside a joiner in an emoji sequence
)

_MOJIBAKE = re.compile(
    f"[\u00c2-\u00df][{UTF8_TAILS}]|[\u00e0-\u00ef][{UTF8_TAILS}]{{2}}|[\u00f0-\u00f4][{UTF8_TAILS}]{{3}}"
    f"|(?:[РС][{CP1251_TAILS}]){{4}}"  # UTF-8 Cyrillic read as Windows-1251
)
_MOJIBAKE_STARTS = re.compile("[\u00c2-\u00f4РС]")
_PERHAPS_MOJIBAKE = re.compile(f"[\u00c2-\u00f4РС][{UTF8_TAILS}{CP1251_TAILS}]")  # one set first: ten times as fast

_UNTIDY_ASCII = bytes(set(range(32)) - set(b"\t\n")) + b"\x7f"
_CODE_UNTIDY_ASCII = _UNTIDY_ASCII  # a carriage return is one of them
_CODE_UNTIDY = re.compile("[\x80-\x9f\ud800-\udfff]")
_UNTIDY = re.compile(  # beyond ASCII
    "[\x80-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001-\U000e007f]"
)
_UNTIDY_LINES = (" \n", "\t\n", "\n\n\n")
_BLANK_LINES = re.compile("\n{3,}")


def normalize_text(text: str) -> str:
    r"""Bring prose into its normal form by `NORMALIZERS`, run to a fixed point.

    >>> normalize_text("cafe\u0301\u00a0\u200bcr\u00e8me \r\n\n\n\nb")
    'café crème\n\nb'
    """
    while not is_normal(text):
        before = text
        for _, normalizer in NORMALIZERS:
            text = normalizer(text)
        if text == before:  # a joiner or the like that belongs there
            break
    return text


def normalize_code(text: str) -> str:
    """Drop lone surrogates and control characters from code, make line ends line feeds; all else stays as written."""
    if is_normal_code(text):
        return text
    text = _SURROGATES.sub("", text)
    return _CODE_CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_normal_code(text: str) -> bool:
    """Tell quickly that `normalize_code` has nothing to do."""
    return not untidy.survey(text) & CODE_UNTIDY if untidy.COMPILED else _is_normal_code(text)


def _is_normal_code(text: str) -> bool:
    """Tell it without a kernel."""
    return not holds_any(text, _CODE_UNTIDY_ASCII) and (text.isascii() or not _CODE_UNTIDY.search(non_ascii(text)))


def are_normal_code(texts: list[str]) -> bool:
    """Tell quickly that `normalize_code` has nothing to do to any of the texts."""
    return not untidy.any_untidy_code(texts) if untidy.COMPILED else is_normal_code("\n".join(texts))


def is_normal(text: str) -> bool:
    """Tell quickly that nothing needs doing; False may also mean "look closer"."""
    if not text:
        return True
    if text[0].isspace() or text[-1].isspace():
        return False
    return _seen_normal(untidy.survey(text), text) if untidy.COMPILED else _is_normal_within(text)


def _seen_normal(seen: int, text: str) -> bool:
    """Tell it of all but the ends, by what the kernel saw."""
    if seen & (UNTIDY | BREAK << PAIRS | BREAK << TRIPLES):
        return False
    if seen & COMBINES and not unicodedata.is_normalized("NFC", text):
        return False
    return not (seen & MOJIBAKE_TAIL << PAIRS and has_mojibake(text))


def _is_normal_within(text: str) -> bool:
    """Tell it of all but the ends, without a kernel."""
    if any(lines in text for lines in _UNTIDY_LINES):
        return False
    if holds_any(text, _UNTIDY_ASCII):
        return False
    if text.isascii():
        return True
    if _UNTIDY.search(non_ascii(text)) is not None or not unicodedata.is_normalized("NFC", text):
        return False
    return not has_mojibake(text)


def has_mojibake(text: str) -> bool:
    """Tell whether some characters have the shape of UTF-8 read as a single-byte charset; ftfy has the last word."""
    if text.isascii() or not _MOJIBAKE_STARTS.search(non_ascii(text)):
        return False
    return _PERHAPS_MOJIBAKE.search(text) is not None and _MOJIBAKE.search(text) is not None


def drop_surrogates(text: str) -> str:
    """Drop lone surrogates: they cannot be written as UTF-8."""
    return _SURROGATES.sub("", text)


def fix_mojibake(text: str) -> str:
    """Undo UTF-8 that was read as a single-byte charset, line by line, only where ftfy's badness test is certain.

    Wrong when a page writes about mojibake in prose: its examples are repaired (code is never touched).

    >>> fix_mojibake("cafÃ© â€“ naïve»")
    'café – naïve»'
    """
    if not has_mojibake(text):
        return text
    lines = text.split("\n")
    return "\n".join(_fix_line(line) if _MOJIBAKE.search(line) else line for line in lines)


def _fix_line(line: str) -> str:
    from ftfy import fix_encoding  # noqa: PLC0415 - needed on few pages, costs 50 ms to import

    while True:
        fixed = fix_encoding(line)
        if len(fixed) >= len(line):  # undoing a multi-byte reading always shortens; anything else is a guess
            return line
        line = fixed


def unify_line_breaks(text: str) -> str:
    """Make every kind of line and paragraph separator a line feed."""
    if not holds_any(text, b"\r\v\f") and not _WIDE_BREAKS.search(non_ascii(text)):
        return text
    return _ODD_BREAKS.sub("\n", text)


def drop_controls(text: str) -> str:
    """Drop C0 and C1 controls (not tab and line feed), annotation marks and noncharacters."""
    return _CONTROLS.sub("", text)


def drop_invisibles(text: str) -> str:
    """Drop soft hyphens, bidirectional controls, zero-width characters and tag characters.

    ZWJ and ZWNJ stay where they shape the script (Persian, Indic …) or join emoji; zero-width spaces stay
    between letters of scripts written without blanks (Thai, Khmer …); tags stay in flag emoji.
    """
    if text.isascii() or not (found := set(_ALL_INVISIBLES.findall(non_ascii(text)))):
        return text
    text = _INVISIBLES.sub("", text)
    if "\u200b" in text:
        text = _ZERO_WIDTH_SPACES.sub(_keep_between_spaceless, text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub(_keep_shaping_joiner, text)
    if "\u180e" in text:
        text = _VOWEL_SEPARATORS.sub(_keep_between_mongolian, text)
    if max(found) < "\U000e0001":
        return text
    return _TAG_CHARACTERS.sub(lambda found: found[0] if found[1] else "", text)


def compose(text: str) -> str:
    """Unicode NFC."""
    return unicodedata.normalize("NFC", text)


def plain_blanks(text: str) -> str:
    """Make no-break, typographic and ideographic blanks plain ones, one for one."""
    return _EXOTIC_BLANKS.sub(" ", text)


def tidy_lines(text: str) -> str:
    """Drop blanks at line ends and around the text; leave at most one blank line in a row."""
    if " \n" in text or "\t\n" in text:
        text = "\n".join([line.rstrip(" \t") for line in text.split("\n")])
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    return text.strip()


NORMALIZERS: tuple[tuple[str, Normalizer], ...] = (
    ("surrogates", drop_surrogates),
    ("mojibake", fix_mojibake),  # before controls and blanks go: they are bytes of it
    ("line_breaks", unify_line_breaks),
    ("controls", drop_controls),
    ("invisibles", drop_invisibles),
    ("nfc", compose),  # after the invisible: they may stand between a letter and its accent
    ("blanks", plain_blanks),
    ("lines", tidy_lines),
)
"""Every step of `normalize_text`, in order."""


def _keep_between_spaceless(found: re.Match[str]) -> str:
    before, after = _neighbours(found)
    return "\u200b" if _SPACELESS_SCRIPTS.match(before) and _SPACELESS_SCRIPTS.match(after) else ""


def _keep_shaping_joiner(found: re.Match[str]) -> str:
    before, after = _neighbours(found)
    joiner = found[0][0]
    shapes = bool(_JOINING_SCRIPTS.match(before)) and (joiner == "\u200d" or bool(_JOINING_SCRIPTS.match(after)))
    joins_emoji = joiner == "\u200d" and bool(_EMOJI.match(before)) and bool(_EMOJI.match(after))
    return joiner if shapes or joins_emoji else ""


def _keep_between_mongolian(found: re.Match[str]) -> str:
    before, after = _neighbours(found)
    return "\u180e" if "\u1820" <= before <= "\u18aa" and "\u1820" <= after <= "\u18aa" else ""


def _neighbours(found: re.Match[str]) -> tuple[str, str]:
    text = found.string
    return text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
