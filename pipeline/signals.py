"""Signals of text quality, as columns: they describe a text and never filter by themselves.

Only a filter named in `config.quality_filters` drops a row, by `quality_verdict`. Shares are 0..1.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from pipeline.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Signals = dict[str, float | bool | None]

SHORT_LINE_CHARS = 30
SPACELESS_WORD_CHARS = 2  # Chinese, Japanese and Thai words have about two characters

# Thai, Lao, Burmese, Khmer; kana, Han: scripts written without blanks between words.
_SPACELESS = "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17dd\u3005-\u3007\u3041-\u3096\u309d-\u30ff\u3400-\u4dbf"
_SPACELESS += "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_HAS_SPACELESS = re.compile(f"[{_SPACELESS}]")
_PIECES = re.compile(f"[{_SPACELESS}]{{1,{SPACELESS_WORD_CHARS}}}|[^\\s{_SPACELESS}]+")
_WORDLIKE = re.compile(r"\w")
_ASCII_BETWEEN_WORDS = bytes(i if chr(i).isalnum() or i > 127 else 32 for i in range(256))
_BETWEEN_WORDS = re.compile(
    "[\x80-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\u2000-\u205f\u2190-\u2bff\u3000-\u3004\u3008-\u3020\uff01-\uff0f]+"
)
_NON_ASCII = re.compile("[^\x00-\x7f]+")

_SENTENCE_END = re.compile(r"[.!?\u203c\u2047-\u2049\u0964\u06d4\u061f\u0589\u1362](?=[\s\"'”’»)\]]|$)|[。！？｡]")
_TERMINAL = tuple(".!?…。！？｡।۔؟։።")
_CLOSERS = "\"'”’»)]」』〉》）]"
_BULLETS = ("-", "*", "•", "·", "▪", "◦", "‣", "–", "●", "○", "■", "►")

_ASCII_UPPER = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ASCII_LOWER = _ASCII_UPPER.lower()
_ASCII_DIGITS = b"0123456789"
_ASCII_SYMBOLS = b"$+<=>^`|~"  # Unicode category S

_GOPHER_ENGLISH = frozenset({"the", "be", "to", "of", "and", "that", "have", "with"})


def count_words(text: str) -> int:
    """Count words; in scripts without blanks between words, two characters stand for a word.

    >>> count_words("It's 3 o'clock – really."), count_words("今天天气很好。")
    (4, 3)
    """
    return sum(1 for piece in split_words(text) if piece[0].isalnum() or _WORDLIKE.search(piece))


def count_sentences(text: str) -> int:
    """Count sentences by end punctuation; a text without any has one, an empty text none.

    >>> count_sentences("One. Two! Is 3.5 three? No"), count_sentences("好。很好！")
    (3, 2)
    """
    return sum(1 for _ in _SENTENCE_END.finditer(text)) or int(bool(text.strip()))


def split_words(text: str) -> list[str]:
    """Cut a text at blanks, and runs of scripts without blanks into pieces of two characters."""
    if text.isascii() or not _HAS_SPACELESS.search(text):
        return text.split()
    return _PIECES.findall(text)


def content_hash(text: str) -> str:
    """Hash the folded words of a text: 32 hex digits of BLAKE2b-128, blind to case, blanks and punctuation."""
    return hashlib.blake2b(" ".join(_fold(text)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def simhash(text: str) -> int:
    """Give the 64-bit simhash (Charikar 2002) of a text's folded word 3-grams; near texts differ in few bits."""
    words = split_words(" ".join(_fold(text))) if _HAS_SPACELESS.search(text) else _fold(text)
    if not words:
        return 0
    codes: dict[str, int] = {}
    for word in words:
        if word not in codes:
            data = word.encode("utf-8", "surrogatepass")
            codes[word] = zlib.crc32(data) | zlib.crc32(data, 0x9E3779B9) << 32
    hashes = np.array([codes[word] for word in words], dtype=np.uint64)
    grams = _mix(hashes)
    for step in (1, 2):
        following = hashes[step:]
        if len(following):  # a text of one or two words is its own gram
            grams = _mix(grams[: len(following)] * np.uint64(0x9E3779B97F4A7C15) + following)
    bits = np.unpackbits(grams.astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
    majority = bits.sum(axis=0, dtype=np.int64) * 2 > len(grams)
    return int.from_bytes(np.packbits(majority, bitorder="little").tobytes(), "little")


@lru_cache(maxsize=1)  # the three measures of one text share it
def _fold(text: str) -> list[str]:
    """Words of a text, case folded, without punctuation."""
    folded = text.casefold().encode("utf-8", "surrogatepass").translate(_ASCII_BETWEEN_WORDS)
    if text.isascii():
        return folded.decode("ascii").split()
    return _BETWEEN_WORDS.sub(" ", folded.decode("utf-8", "surrogatepass")).split()


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread every input bit over all 64 (the finalizer of SplitMix64, Steele et al. 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def measure_signals(text: str, language: str | None = None) -> Signals:
    """Measure every signal of `schema.SIGNALS`; keys are without the prefix.

    Args:
        text: normal text, paragraphs divided by a blank line.
        language: ISO 639-1 code, for the stop words.
    """
    facts = _Facts(text, language)
    return {
        **_character_shares(text),
        "line_punctuation_share": facts.line_punctuation_share,
        "short_line_share": facts.short_line_share,
        "repeated_line_share": facts.repeated_line_share,
        "repeated_paragraph_chars": facts.repeated_paragraph_chars,
        "top_2gram_chars": facts.grams.top_share(2),
        "top_3gram_chars": facts.grams.top_share(3),
        "repeated_5gram_chars": facts.grams.repeated_share(5),
        "repeated_10gram_chars": facts.grams.repeated_share(10),
        "mean_word_chars": facts.mean_word_chars,
        "stop_word_share": facts.stop_word_share,
        "c4": _passes_c4(facts),
        "gopher_quality": _passes_gopher_quality(facts),
        "gopher_repetition": _passes_gopher_repetition(facts),
        "fineweb": _passes_fineweb(facts),
    }


def quality_verdict(signals: Signals, filters: Sequence[str]) -> str | None:
    """Name the first of the filters that a text does not pass; None when it passes all."""
    return next((name for name in filters if signals.get(name) is False), None)


def _character_shares(text: str) -> Signals:
    ascii_text = text.encode("ascii", "ignore")
    upper = len(ascii_text) - len(ascii_text.translate(None, _ASCII_UPPER))
    letters = upper + len(ascii_text) - len(ascii_text.translate(None, _ASCII_LOWER))
    digits = len(ascii_text) - len(ascii_text.translate(None, _ASCII_DIGITS))
    symbols = len(ascii_text) - len(ascii_text.translate(None, _ASCII_SYMBOLS))
    others = Counter("".join(_NON_ASCII.findall(text))) if len(ascii_text) < len(text) else {}
    for char, n in others.items():
        category = unicodedata.category(char)
        if category[0] == "L":
            letters += n
            if category in ("Lu", "Lt"):
                upper += n
        elif category == "Nd":
            digits += n
        elif category[0] == "S":
            symbols += n
    chars = max(len(text), 1)
    return {
        "symbol_share": symbols / chars,
        "digit_share": digits / chars,
        "upper_share": upper / max(letters, 1),
    }


class WordGrams:
    """Frequencies of word n-grams that come more than once; exact.

    Each longer gram is numbered from two shorter ones, and only where both of these repeat: few places remain.
    """

    def __init__(self, words: list[str]) -> None:
        numbers: dict[str, int] = {}
        ids = np.array([numbers.setdefault(word, len(numbers)) for word in words], dtype=np.int64)
        counts = np.bincount(ids) if words else ids
        self.words = len(words)
        self.lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        self.chars = max(int(self.lengths.sum()), 1)
        self.sums = np.concatenate(([0], np.cumsum(self.lengths)))
        self.ids: dict[int, NDArray[np.int64]] = {1: np.where(counts[ids] > 1, ids, -1)}  # -1: comes once
        self.first: dict[int, NDArray[np.int64]] = {}  # place of the first coming, by number
        self.counts: dict[int, NDArray[np.int64]] = {}  # by number

    def top_share(self, n: int) -> float:
        """Share of characters in the most frequent n-gram (the longest of them); 0 when none comes twice."""
        if self.words < n:
            return 0.0
        self._number(n)
        counts, first = self.counts[n], self.first[n]
        top = int(counts.max(initial=0))
        if top < 2:
            return 0.0
        lengths = self.sums[first + n] - self.sums[first]
        return min(float(top * lengths[counts == top].max()) / self.chars, 1.0)

    def repeated_share(self, n: int) -> float:
        """Share of characters in n-grams that came before, each character counted once."""
        if self.words < n:
            return 0.0
        self._number(n)
        ids = self.ids[n]
        places = np.flatnonzero(ids >= 0)
        repeats = places[self.first[n][ids[places]] != places]
        if not len(repeats):
            return 0.0
        edges = np.zeros(self.words + 1, dtype=np.int64)
        edges[repeats] += 1
        edges[repeats + n] -= 1
        return float(self.lengths[np.cumsum(edges[:-1]) > 0].sum()) / self.chars

    def _number(self, n: int) -> None:
        """Give equal n-grams equal numbers, from 0, and find where each comes first and how often."""
        if n in self.counts:
            return
        left, right = _HALVES[n]
        for part in (left, right):
            if part > 1:
                self._number(part)
        starts = self.words - n + 1
        heads, tails = self.ids[left][:starts], self.ids[right][left : left + starts]
        places = np.flatnonzero((heads >= 0) & (tails >= 0))
        pairs = heads[places] * np.int64(self.words + 1) + tails[places]
        _, first, inverse, counts = np.unique(pairs, return_index=True, return_inverse=True, return_counts=True)
        self.ids[n] = np.full(starts, -1, dtype=np.int64)
        self.ids[n][places] = np.where(counts[inverse] > 1, inverse, -1)
        self.first[n], self.counts[n] = places[first], counts


_HALVES = {2: (1, 1), 3: (2, 1), 4: (2, 2), 5: (3, 2), 6: (3, 3), 7: (5, 2), 8: (5, 3), 9: (5, 4), 10: (5, 5)}


@dataclass
class _Facts:
    """What several signals share; each is worked out once, when first asked for."""

    text: str
    language: str | None

    @cached_property
    def words(self) -> list[str]:
        return split_words(self.text)

    @cached_property
    def is_spaceless(self) -> bool:
        return len(self.words) > len(self.text.split()) * 1.5

    @cached_property
    def grams(self) -> WordGrams:
        return WordGrams(self.words)

    @cached_property
    def lines(self) -> list[str]:
        return [line for line in map(str.strip, self.text.split("\n")) if line]

    @cached_property
    def line_punctuation_share(self) -> float:
        ends = sum(line.rstrip(_CLOSERS).endswith(_TERMINAL) for line in self.lines)
        return ends / max(len(self.lines), 1)

    @cached_property
    def short_line_share(self) -> float:
        return sum(len(line) <= SHORT_LINE_CHARS for line in self.lines) / max(len(self.lines), 1)

    @cached_property
    def repeated_line_share(self) -> float:
        return 1 - len(set(self.lines)) / len(self.lines) if self.lines else 0.0

    @cached_property
    def repeated_line_chars(self) -> float:
        return _repeated_chars(self.lines)

    @cached_property
    def paragraphs(self) -> list[str]:
        return [paragraph for paragraph in map(str.strip, self.text.split("\n\n")) if paragraph]

    @cached_property
    def repeated_paragraph_chars(self) -> float:
        return _repeated_chars(self.paragraphs)

    @cached_property
    def mean_word_chars(self) -> float:
        return self.grams.chars / len(self.words) if self.words else 0.0

    @cached_property
    def folded(self) -> list[str]:
        return _fold(self.text)

    @cached_property
    def stop_word_share(self) -> float | None:
        known = STOP_WORDS.get(self.language or "")
        if known is None:
            return None
        return sum(map(known.__contains__, self.folded)) / max(len(self.folded), 1)


def _repeated_chars(parts: list[str]) -> float:
    """Share of characters in parts that repeat an earlier one."""
    unique = set(parts)
    if len(unique) == len(parts):
        return 0.0
    return 1 - sum(map(len, unique)) / sum(map(len, parts))


def _passes_c4(facts: _Facts) -> bool:
    """C4's rules for pages (Raffel et al. 2020, section 2.2), without the list of bad words.

    No "lorem ipsum", no curly bracket, and at least 3 sentences in the lines that C4 keeps: those of at least
    5 words that end in a terminal punctuation mark and do not speak of JavaScript.
    """
    lowered = facts.text.lower()
    if "{" in lowered or "lorem ipsum" in lowered:
        return False
    sentences = 0
    for line in facts.lines:
        if line.rstrip(_CLOSERS).endswith(_TERMINAL) and count_words(line) >= 5 and "javascript" not in line.lower():
            sentences += count_sentences(line)
            if sentences >= 3:
                return True
    return False


def _passes_gopher_quality(facts: _Facts) -> bool:
    """Gopher's quality rules (Rae et al. 2021, appendix A1.1).

    50 to 100,000 words; mean word length 3 to 10; at most 1 hash or ellipsis in 10 words; at most 90 % of lines
    start with a bullet, 30 % end in an ellipsis; 80 % of words hold a letter; 2 different stop words. Outside
    English the language's own stop words stand in; the length rule is left out for scripts without blanks.
    """
    words, lines = facts.words, facts.lines
    if not 50 <= len(words) <= 100_000:
        return False
    if not facts.is_spaceless and not 3 <= facts.mean_word_chars <= 10:
        return False
    text = facts.text
    if text.count("#") + text.count("…") + text.count("...") > 0.1 * len(words):
        return False
    bulleted = sum(line.startswith(_BULLETS) for line in lines)
    elided = sum(line.endswith(("...", "…")) for line in lines)
    if bulleted > 0.9 * len(lines) or elided > 0.3 * len(lines):
        return False
    lettered = sum(1 for word in words if word[0].isalpha() or any(map(str.isalpha, word)))
    if lettered < 0.8 * len(words):
        return False
    stop_words = _GOPHER_ENGLISH if facts.language == "en" else STOP_WORDS.get(facts.language or "")
    return stop_words is None or len(stop_words.intersection(facts.folded)) >= 2


_GOPHER_TOP = ((2, 0.20), (3, 0.18), (4, 0.16))
_GOPHER_REPEATED = ((5, 0.15), (6, 0.14), (7, 0.13), (8, 0.12), (9, 0.11), (10, 0.10))


def _passes_gopher_repetition(facts: _Facts) -> bool:
    """Gopher's repetition rules (Rae et al. 2021, table A1): repeated lines, paragraphs and word n-grams."""
    paragraphs = facts.paragraphs
    repeated_paragraphs = 1 - len(set(paragraphs)) / len(paragraphs) if paragraphs else 0.0
    if max(facts.repeated_line_share, repeated_paragraphs) > 0.3:
        return False
    if max(facts.repeated_line_chars, facts.repeated_paragraph_chars) > 0.2:
        return False
    grams = facts.grams
    if any(grams.top_share(n) > limit for n, limit in _GOPHER_TOP):
        return False
    if grams.repeated_share(5) <= 0.10:  # longer repeats lie inside repeated 5-grams: all limits are kept
        return True
    return all(grams.repeated_share(n) <= limit for n, limit in _GOPHER_REPEATED)


def _passes_fineweb(facts: _Facts) -> bool:
    """FineWeb's own rules (Penedo et al. 2024, section 3.6).

    More than 12 % of lines end in punctuation, less than 10 % of characters are in repeated lines, and less than
    67 % of lines are shorter than 30 characters.
    """
    if not facts.lines:
        return False
    short = sum(len(line) < SHORT_LINE_CHARS for line in facts.lines) / len(facts.lines)
    return facts.line_punctuation_share > 0.12 and facts.repeated_line_chars < 0.1 and short < 0.67
