"""Keyword-stuffed image lists: `gallery`. Alternative texts and file names that were left when the pictures went.

Wrong for a list of products or courses that all begin with the same words; those stand in the text, not behind it,
and pages that consist of such lists have little running text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.records import Reason
from pipeline.spam.evidence import Finding
from pipeline.spam.facts import CAPTION, CELL, PRE, PROSE
from pipeline.spam.shapes import is_cut_off
from pipeline.spam.topic import terms_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.spam.view import View

BY = "spam.galleries/1"
MIN_LINES = 3
MAX_LINES = 80
FAR, NEAR = 0.35, 0.75  # closeness to the article
SHARED = 0.7  # of the lines have the keyword, or the phrase of two words
IMAGE_SHARE = 0.5
BARRED = PROSE | PRE | CELL
HOPED = 0.5  # of the lines share a word, or nothing is worked out
IMAGE_WORDS = frozenset(
    "image images photo photos picture pictures pic pics wallpaper wallpapers png jpg jpeg svg gif clipart "
    "vector gallery hd 4k illustration drawing template templates printable meme memes aesthetic bild bilder "
    "foto fotos imagen imágenes imagem imagens fond fonds immagini immagine sfondi fondos hintergrundbild "
    "hintergrundbilder фото картинки обои картинка изображение изображения 画像 写真 壁紙 图片 照片 壁纸 사진 "
    "이미지 배경화면 صور صورة خلفيات תמונה תמונות zdjęcie zdjęcia tapety obraz obrazy obrázky resim resimleri "
    "görsel afbeelding afbeeldingen gambar ảnh hình รูป ภาพ चित्र फोटो φωτογραφία φωτογραφίες bilete poze kép "
    "képek kuva kuvat bilde bilder billeder".split()
)
WORD = re.compile(r"\w+")
DIGIT = re.compile(r"\d")
LAST_NUMBER = re.compile(r"(?<!\d)\d{1,3}$")
FILE_NAME = re.compile(
    r"\b[\w-]{3,60}\.(?:jpe?g|png|gif|webp|svg)\b|\b(?:IMG|DSC)[_-]?\d{3,}|\(\d{1,3} of \d{1,3}\)", re.IGNORECASE
)
FILE_PARTS = (".", "mg", "dsc", " of ")
"""Folded pieces, one of which a line holds that `FILE_NAME` finds something in."""


def find_galleries(view: View) -> Iterator[Finding]:
    """Find runs of short lines that speak of pictures, or repeat one phrase."""
    for stretch in _stretches(view.choose(CAPTION, BARRED)):
        # Most lists of an honest page stand inside it and show nothing: no word of theirs must be compared.
        if view.suspect or view.is_at_end(stretch[-1]) or _may_show_pictures([view.text[i] for i in stretch]):
            for run in _runs(view, stretch):
                yield from _judge(view, run)


def _stretches(lines: list[int]) -> Iterator[list[int]]:
    """Give lines in a row, of a number that is worth a look."""
    start = 0
    for k in range(1, len(lines) + 1):
        if k == len(lines) or lines[k] != lines[k - 1] + 1:
            if k - start >= MIN_LINES:
                yield lines[start:k]
            start = k


def _may_show_pictures(texts: list[str]) -> bool:
    """Tell whether some of the lines speak of pictures."""
    whole = "\n".join(texts)
    if IMAGE_WORDS.isdisjoint(words_of(whole)) and not any(part in whole.casefold() for part in FILE_PARTS):
        return False
    return sum(map(is_image_line, texts)) >= MIN_LINES


def _runs(view: View, stretch: list[int]) -> Iterator[list[int]]:
    """Cut a stretch where two lines do not go together; give parts of size."""
    run: list[int] = []
    for i in stretch:
        if len(run) == MAX_LINES:
            yield run
            run = []
        elif run and not _go_together(view, i):
            if len(run) >= MIN_LINES:
                yield run
            run = [i]
        else:
            run.append(i)
    if len(run) >= MIN_LINES:
        yield run


def _go_together(view: View, i: int) -> bool:
    """Tell whether a line and the one above may be of one list: both speak of pictures, or share a longer word."""
    above, text = view.text[i - 1], view.text[i]
    if above[:4] == text[:4] or not view.telling_terms(i - 1).isdisjoint(view.telling_terms(i)):
        return True
    return is_image_line(above) and is_image_line(text)


@lru_cache(maxsize=1 << 12)
def is_image_line(text: str) -> bool:
    """Tell whether a line speaks of a picture or is a file's name."""
    words = WORD.findall(text.casefold()) if "_" in text else words_of(text)
    if not IMAGE_WORDS.isdisjoint(words):
        return True
    return ("." in text or DIGIT.search(text) is not None) and FILE_NAME.search(text) is not None


def _judge(view: View, run: list[int]) -> Iterator[Finding]:
    images = [is_image_line(view.text[i]) for i in run]
    if sum(images) < MIN_LINES and not (view.suspect or view.is_at_end(run[-1])):
        return
    terms = [terms_of(view.text[i]) for i in run]
    keyword, has_it = _commonest(terms)
    if sum(images) < MIN_LINES and has_it < max(MIN_LINES, HOPED * len(run)):
        return
    pairs = [list(pairwise(line)) for line in terms]
    phrase, _ = _commonest(pairs)
    lines: Sequence[Sequence[object]] = terms
    wanted = keyword
    if sum(phrase in line for line in pairs) >= SHARED * len(run):
        lines, wanted = pairs, phrase
    belongs = [image or wanted in line for image, line in zip(images, lines, strict=True)]
    following = run[-1] + 1
    if following < len(view) and view.prose[following] and not images[-1] and view.announces(run[-1]):
        belongs[-1] = False
    if not any(belongs):
        return
    first, last = belongs.index(True), len(belongs) - belongs[::-1].index(True)
    if last - first >= MIN_LINES:
        with_keyword = sum(keyword in line for line in terms[first:last]) / (last - first)
        with_phrase = sum(phrase in line for line in pairs[first:last]) / (last - first)
        yield from _weigh(view, run[first:last], with_keyword, with_phrase)


def _weigh(view: View, run: list[int], with_keyword: float, with_phrase: float) -> Iterator[Finding]:
    texts = [view.text[i] for i in run]
    images = sum(map(is_image_line, texts)) / len(texts)
    alike = len(set(texts)) > 1 and with_phrase >= SHARED and len(texts) > MIN_LINES
    if images < IMAGE_SHARE and not alike:
        return
    closeness = sum(map(view.topic.closeness, texts)) / len(texts)
    above = view.text[run[0] - 1] if run[0] else ""
    evidence = {
        "images": images if images >= IMAGE_SHARE else 0.0,
        "phrase": float(with_phrase >= SHARED),
        "numbered": float(_counts_up(texts)),
        "keyword": float(with_keyword >= SHARED),
        "titles": min(len(texts) - 1, 4) / 4,
        "lower": sum(t.islower() for t in texts) / len(texts),
        "far": max(0.0, min(1.0, (NEAR - closeness) / (NEAR - FAR))),
        "near_topic": float(closeness > NEAR),
        "cut_off": float(any(map(is_cut_off, texts))),
        "doubled": float(len(set(texts)) <= 0.6 * len(texts)),
        "introduced": float(above.endswith((":", "：")) or (run[0] > 0 and view.kind[run[0] - 1][0] == "h")),
        "inside": float(images < IMAGE_SHARE and not view.is_at_end(run[-1])),
        "verse": view.verse_beside(run),
    }
    yield Finding(run, Reason.GALLERY, BY, {name: amount for name, amount in evidence.items() if amount})


def _counts_up(texts: list[str]) -> bool:
    """Tell whether lines that are alike otherwise carry rising numbers: "red door 1", "red door 2"."""
    if not texts[0][-1].isdecimal():
        return False
    numbers = [int(found[0]) for t in texts if (found := LAST_NUMBER.search(t))]
    return len(numbers) >= SHARED * len(texts) and all(a < b for a, b in pairwise(numbers))


def _commonest(bags: Sequence[Iterable[object]]) -> tuple[object, int]:
    """Give what most bags have, and how many; None and 0 when there is nothing of some length."""
    counts: Counter[object] = Counter()
    for bag in bags:
        counts.update(
            [item for item in dict.fromkeys(bag) if not isinstance(item, str) or len(item) >= 4 or not item.isascii()]
        )
    return counts.most_common(1)[0] if counts else (None, 0)
