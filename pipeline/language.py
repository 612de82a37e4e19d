"""Which language a text is written in, measured in the text itself; docs/language.md has the comparison.

The detector is turbohtml's (trigram profiles in the parser's own wheel): nothing to download, nothing to load.
"""

from __future__ import annotations

from dataclasses import dataclass

from turbohtml.detect import detect_language as detect_trigrams

SAMPLE_CHARS = 4_000  # more text changes no answer and costs time


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language with its confidence; code and script are None where the text has no letters."""

    code: str | None  # ISO 639-1, or 639-3 where there is none
    confidence: float  # 0..1; 0 where there is no guess
    script: str | None  # Unicode name: "Latin", "Cyrillic", "Han" …


def detect_language(text: str) -> LanguageGuess:
    """Name the language most of a text is written in.

    >>> detect_language("Der schnelle braune Fuchs springt über den faulen Hund.").code
    'de'
    """
    match = detect_trigrams(text[:SAMPLE_CHARS])
    if match.language is None:
        return LanguageGuess(None, 0.0, None)
    code = SHORT_CODES.get(match.language, match.language)
    return LanguageGuess(code, round(match.confidence, 4), SCRIPTS.get(match.script or "", match.script))


SCRIPTS = {"Mandarin": "Han", "Hiragana": "Kana", "Katakana": "Kana"}

SHORT_CODES = {
    "afr": "af", "aka": "ak", "amh": "am", "ara": "ar", "aze": "az", "bel": "be", "ben": "bn", "bul": "bg", "cat": "ca",
    "ces": "cs", "cmn": "zh", "dan": "da", "deu": "de", "ell": "el", "eng": "en", "epo": "eo", "est": "et", "fas": "fa",
    "fin": "fi", "fra": "fr", "guj": "gu", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "hye": "hy", "ind": "id",
    "ita": "it", "jav": "jv", "jpn": "ja", "kan": "kn", "kat": "ka", "khm": "km", "kor": "ko", "lat": "la", "lav": "lv",
    "lit": "lt", "mal": "ml", "mar": "mr", "mkd": "mk", "mya": "my", "nep": "ne", "nld": "nl", "nob": "nb", "ori": "or",
    "pan": "pa", "pes": "fa", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "sin": "si", "slk": "sk", "slv": "sl",
    "sna": "sn", "spa": "es", "srp": "sr", "swe": "sv", "tam": "ta", "tel": "te", "tgl": "tl", "tha": "th", "tuk": "tk",
    "tur": "tr", "ukr": "uk", "urd": "ur", "uzb": "uz", "vie": "vi", "yid": "yi", "zho": "zh", "zul": "zu",
}  # fmt: skip
