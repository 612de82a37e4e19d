"""Which language a text is written in, measured in the text itself; docs/language.md compares the detectors.

The detector is py3langid (naive Bayes over byte n-grams, 97 languages; Lui and Baldwin 2012): its model lies in
the package, nothing is downloaded. It is loaded on first use (about half a second).
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from pipeline import byte_grams
from pipeline.characters import non_ascii

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from py3langid.langid import LanguageIdentifier

SAMPLE_CHARS = 900  # more text changes no answer and costs time
SAMPLE_PIECES = 3  # taken from the beginning, the middle and the last third

MIN_CONFIDENCE = 0.1  # below it, a guess on a word or two is no better than none


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language with its confidence; code is None where none is likely, script where there are no letters."""

    code: str | None  # ISO 639-1, or 639-3 where there is none
    confidence: float  # 0..1; 0 where there is no guess
    script: str | None  # Unicode name: "Latin", "Cyrillic", "Han" …; "Kana" and "Hangul" win over Han beside them


def detect_language(text: str) -> LanguageGuess:
    """Name the language most of a text is written in.

    Wrong for texts of a few words, and where close relatives share them (Bosnian, Croatian, Serbian in Latin script).

    >>> detect_language("Der schnelle braune Fuchs springt über den faulen Hund.").code
    'de'
    """
    sample = _sample(text)
    script = dominant_script(sample)
    if script is None:
        return LanguageGuess(None, 0.0, None)
    code, confidence = _load_classifier().classify(sample)
    if code == "zxx" or confidence < MIN_CONFIDENCE:
        return LanguageGuess(None, 0.0, script)
    return LanguageGuess(CODES.get(code, code), round(confidence, 4), script)


def dominant_script(text: str) -> str | None:
    """Name the Unicode script of most letters; None where there is no letter.

    >>> dominant_script("Привет, world и мир")
    'Cyrillic'
    """
    if text.isascii():
        return "Latin" if any(map(str.isalpha, text)) else None
    latin = text.encode("ascii", "ignore")
    counts = Counter({"Latin": len(latin) - len(latin.translate(None, _ASCII_LETTERS))})
    for char, n in Counter(non_ascii(text)).items():
        if char.isalpha():
            counts[_SCRIPTS[bisect_right(_STARTS, ord(char)) - 1]] += n
    if not counts.total():
        return None
    if counts["Kana"] * 10 > counts["Han"] and counts["Kana"] + counts["Han"] > sum(counts.values()) / 2:
        return "Kana"  # Japanese prose is mostly Han by letters
    return counts.most_common(1)[0][0]


def _sample(text: str) -> str:
    """Take pieces from all over a long text: a quotation or a list of names at the top must not decide."""
    if len(text) <= SAMPLE_CHARS:
        return text
    size = SAMPLE_CHARS // SAMPLE_PIECES
    step = (len(text) - size) // (SAMPLE_PIECES - 1)
    return "\n".join(text[i * step : i * step + size] for i in range(SAMPLE_PIECES))


class _Classifier:
    """py3langid's model, asked with a few numpy calls instead of a Python loop over bytes; its answers to the bit.

    Its automaton (Aho and Corasick 1975) stands, after any byte, where the last `WARM_UP` bytes alone would bring it.
    So a text is cut into strips that are walked side by side, each from a little before its beginning: by a kernel,
    or by numpy where there is none.
    """

    WARM_UP = 6  # bytes: the longest n-gram of the model
    STRIP = 12  # bytes of a strip

    def __init__(self, model: LanguageIdentifier) -> None:
        self.next_state: NDArray[np.uint32] = np.asarray(model.tk_nextmove)
        self.row: NDArray[np.int64] = np.asarray(model.tk_row, dtype=np.int64) << 8  # where a state's moves begin
        self.feature: NDArray[np.int32] = np.asarray(model.tk_output, dtype=np.int32)  # that a state tells, or -1
        self.automaton = (self.next_state.data, self.row.data, self.feature.data)
        # Widened once: float16 rows would be at every call.
        self.table: NDArray[np.float32] = model.nb_ptc.astype(np.float32)  # (features, classes)
        self.prior: NDArray[np.float32] = model.nb_pc
        self.classes: list[str] = model.nb_classes
        first = {name: i for i, name in reversed(list(enumerate(self.classes)))}
        self.doubles = [(first[name], i) for i, name in enumerate(self.classes) if first[name] != i]

    def classify(self, text: str) -> tuple[str, float]:
        """Give the likeliest class and its probability, as py3langid's `classify` with normal probabilities."""
        text = unicodedata.normalize("NFC", text.lower() if text.isupper() else text)
        data = text.encode("utf-8", "surrogatepass")
        features, counts = self._count_features(data)
        scores = np.zeros(len(self.classes), dtype=np.float32)
        if len(features):
            scores = np.log1p(counts) @ self.table.take(features, axis=0) + self.prior
        scores *= 1.0 / math.sqrt(len(data) or 1)
        np.exp(scores - scores.max(), out=scores)
        scores /= scores.sum()
        for i, j in self.doubles:  # one language in two scripts
            scores[i] += scores[j]
            scores[j] = 0.0
        best = int(scores.argmax())
        return self.classes[best], float(scores[best])

    def _count_features(self, data: bytes) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Features in the order of their first coming, and how often each comes."""
        if not byte_grams.COMPILED:
            return self._count_in_strips(data)
        features, counts = byte_grams.count_grams(data, *self.automaton, self.WARM_UP)
        return np.array(features, dtype=np.int32), np.array(counts, dtype=np.float32)

    def _count_in_strips(self, data: bytes) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The same without a kernel: the strips are walked by a few numpy calls for each of their bytes."""
        strips = -(-len(data) // self.STRIP)
        padded = np.zeros(self.WARM_UP + strips * self.STRIP, dtype=np.uint8)
        padded[self.WARM_UP : self.WARM_UP + len(data)] = np.frombuffer(data, dtype=np.uint8)
        begins = np.arange(strips) * self.STRIP
        states = np.zeros((self.STRIP, strips), dtype=np.uint32)
        state = np.zeros(strips, dtype=np.uint32)
        for step in range(self.WARM_UP + self.STRIP):
            if step == self.WARM_UP:
                state[:1] = 0  # before the first strip there is nothing
            state = self.next_state[self.row[state] + padded[begins + step]]
            if step >= self.WARM_UP:
                states[step - self.WARM_UP] = state
        found = self.feature[states.T.reshape(-1)[: len(data)]]
        features, first, counts = np.unique(found[found >= 0], return_index=True, return_counts=True)
        order = np.argsort(first)
        return features[order], counts[order].astype(np.float32)


@cache
def _load_classifier() -> _Classifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads only where a text is judged

    return _Classifier(LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))


_ASCII_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

CODES = {"no": "nb", "zh-cn": "zh", "fil": "tl"}
"""What the detector calls a language -> the code of the record."""

_RANGES: tuple[tuple[int, str], ...] = (
    (0x0000, "Latin"),
    (0x0370, "Greek"),
    (0x0400, "Cyrillic"),
    (0x0530, "Armenian"),
    (0x0590, "Hebrew"),
    (0x0600, "Arabic"),
    (0x0700, "Syriac"),
    (0x0750, "Arabic"),
    (0x0780, "Thaana"),
    (0x07C0, "Nko"),
    (0x0840, "Mandaic"),
    (0x0860, "Arabic"),
    (0x0900, "Devanagari"),
    (0x0980, "Bengali"),
    (0x0A00, "Gurmukhi"),
    (0x0A80, "Gujarati"),
    (0x0B00, "Oriya"),
    (0x0B80, "Tamil"),
    (0x0C00, "Telugu"),
    (0x0C80, "Kannada"),
    (0x0D00, "Malayalam"),
    (0x0D80, "Sinhala"),
    (0x0E00, "Thai"),
    (0x0E80, "Lao"),
    (0x0F00, "Tibetan"),
    (0x1000, "Myanmar"),
    (0x10A0, "Georgian"),
    (0x1100, "Hangul"),
    (0x1200, "Ethiopic"),
    (0x13A0, "Cherokee"),
    (0x1400, "Canadian Aboriginal"),
    (0x1680, "Ogham"),
    (0x1700, "Tagalog"),
    (0x1780, "Khmer"),
    (0x1800, "Mongolian"),
    (0x1900, "Limbu"),
    (0x1950, "Tai"),
    (0x1A00, "Buginese"),
    (0x1B00, "Balinese"),
    (0x1B80, "Sundanese"),
    (0x1C50, "Ol Chiki"),
    (0x1C80, "Cyrillic"),
    (0x1C90, "Georgian"),
    (0x1D00, "Latin"),
    (0x1F00, "Greek"),
    (0x2000, "Latin"),
    (0x2C80, "Coptic"),
    (0x2D00, "Georgian"),
    (0x2D30, "Tifinagh"),
    (0x2D80, "Ethiopic"),
    (0x2DE0, "Cyrillic"),
    (0x2E80, "Han"),
    (0x3041, "Kana"),
    (0x3105, "Bopomofo"),
    (0x3130, "Hangul"),
    (0x31F0, "Kana"),
    (0x3200, "Han"),
    (0xA000, "Yi"),
    (0xA4D0, "Lisu"),
    (0xA500, "Vai"),
    (0xA640, "Cyrillic"),
    (0xA6A0, "Bamum"),
    (0xA720, "Latin"),
    (0xA8E0, "Devanagari"),
    (0xA960, "Hangul"),
    (0xA980, "Javanese"),
    (0xA9E0, "Myanmar"),
    (0xAA00, "Cham"),
    (0xAA60, "Myanmar"),
    (0xAA80, "Tai"),
    (0xAB00, "Ethiopic"),
    (0xAB30, "Latin"),
    (0xAB70, "Cherokee"),
    (0xABC0, "Meetei Mayek"),
    (0xAC00, "Hangul"),
    (0xF900, "Han"),
    (0xFB00, "Latin"),
    (0xFB13, "Armenian"),
    (0xFB1D, "Hebrew"),
    (0xFB50, "Arabic"),
    (0xFF21, "Latin"),
    (0xFF66, "Kana"),
    (0xFFA0, "Hangul"),
    (0x10000, "other"),
    (0x20000, "Han"),
    (0x40000, "other"),
)
_STARTS = [start for start, _ in _RANGES]
_SCRIPTS = [name for _, name in _RANGES]
