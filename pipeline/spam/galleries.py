"""Keyword-stuffed image lists: `gallery`. Alternative texts and file names that were left when the pictures went.

Wrong for a list of products or courses that all begin with the same words; those stand in the text, not behind it,
and pages that consist of such lists have little running text.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.records import Reason
from pipeline.spam.evidence import Finding
from pipeline.spam.shapes import DATA, is_cut_off
from pipeline.spam.topic import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.spam.view import View

BY = "spam.galleries/1"
MIN_LINES = 3
MAX_LINES = 80
CHARS = (5, 140)
FAR, NEAR = 0.35, 0.75  # closeness to the article
SHARED = 0.7  # of the lines have the keyword, or the phrase of two words
IMAGE_SHARE = 0.5
IMAGE_WORDS = frozenset(
    "image images photo photos picture pictures pic pics wallpaper wallpapers png jpg jpeg svg gif clipart vector "
    "gallery hd 4k illustration drawing template templates printable meme memes aesthetic bild bilder foto fotos "
    "imagen imágenes imagem imagens fond fonds immagini immagine sfondi fondos hintergrundbild hintergrundbilder "
    "фото картинки обои картинка изображение изображения 画像 写真 壁紙 图片 照片 壁纸 사진 이미지 배경화면 صور صورة خلفيات "
    "תמונה תמונות zdjęcie zdjęcia tapety obraz obrazy obrázky resim resimleri görsel afbeelding afbeeldingen gambar ảnh "
    "hình รูป ภาพ चित्र फोटो φωτογραφία φωτογραφίες bilete poze kép képek kuva kuvat bilde bilder billeder".split()
)
FILE_LINE = re.compile(r"[\w() %+-]{3,120}\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)", re.IGNORECASE)
FILE_NAME = re.compile(
    r"\b[\w-]{3,60}\.(?:jpe?g|png|gif|webp|svg)\b|\b(?:IMG|DSC)[_-]?\d{3,}|\(\d{1,3} of \d{1,3}\)", re.IGNORECASE
)


def find_galleries(view: View) -> Iterator[Finding]:
    """Find runs of short lines that speak of pictures, or repeat one phrase."""
    run: list[int] = []
    for i in range(len(view) + 1):
        if i < len(view) and len(run) < MAX_LINES and _may_be_caption(view, i):
            run.append(i)
            continue
        if len(run) >= MIN_LINES:
            yield from _judge(view, run)
        run = []


def is_image_line(text: str) -> bool:
    """Tell whether a line speaks of a picture or is a file's name."""
    return FILE_NAME.search(text) is not None or not IMAGE_WORDS.isdisjoint(re.findall(r"\w+", text.casefold()))


def _may_be_caption(view: View, i: int) -> bool:
    text, (low, high) = view.text[i], CHARS
    if not low <= len(text) <= high or view.prose[i] or view.kind[i] in ("pre", "td", "th") or text[-1] in ".:;,。：":
        return False
    if " " not in text and text.isascii():
        return FILE_LINE.fullmatch(text) is not None
    return not DATA.search(text)


def _judge(view: View, run: list[int]) -> Iterator[Finding]:
    texts = [view.text[i] for i in run]
    keyword = _commonest(terms_of(t) for t in texts)
    phrase = _commonest(pairwise(terms_of(t)) for t in texts)
    common = phrase is not None and sum(_has(t, None, phrase) for t in texts) >= SHARED * len(texts)
    belongs = [is_image_line(t) or _has(t, None if common else keyword, phrase) for t in texts]
    following = run[-1] + 1
    if following < len(view) and view.prose[following] and not is_image_line(texts[-1]) and view.announces(run[-1]):
        belongs[-1] = False
    while run and not belongs[-1]:
        del run[-1], belongs[-1]
    while run and not belongs[0]:
        del run[0], belongs[0]
    if len(run) < MIN_LINES:
        return
    texts = [view.text[i] for i in run]
    images = sum(map(is_image_line, texts)) / len(texts)
    shares_phrase = phrase is not None and sum(_has(t, None, phrase) for t in texts) >= SHARED * len(texts)
    if images < IMAGE_SHARE and not (shares_phrase and len(texts) > MIN_LINES):
        return
    closeness = sum(view.topic.closeness(t) for t in texts) / len(texts)
    above = view.text[run[0] - 1] if run[0] else ""
    evidence = {
        "images": images if images >= IMAGE_SHARE else 0.0,
        "phrase": float(shares_phrase),
        "keyword": float(keyword is not None and sum(_has(t, keyword, None) for t in texts) >= SHARED * len(texts)),
        "titles": min(len(texts) - 1, 4) / 4,
        "lower": sum(t.islower() for t in texts) / len(texts),
        "far": max(0.0, min(1.0, (NEAR - closeness) / (NEAR - FAR))),
        "near_topic": float(closeness > NEAR),
        "cut_off": float(any(is_cut_off(t) for t in texts)),
        "doubled": float(len(set(texts)) <= 0.6 * len(texts)),
        "introduced": float(above.endswith((":", "：")) or (run[0] > 0 and view.kind[run[0] - 1][0] == "h")),
        "inside": float(images < IMAGE_SHARE and not view.is_at_end(run[-1])),
        "verse": view.verse,
    }
    yield Finding(run, Reason.GALLERY, BY, {name: amount for name, amount in evidence.items() if amount})


def _commonest(bags: Iterable[Iterable[object]]) -> object:
    """Give what most bags have; None when there is nothing of some length."""
    counts: Counter[object] = Counter()
    for bag in bags:
        counts.update(item for item in set(bag) if len(str(item)) >= 4)
    return counts.most_common(1)[0][0] if counts else None


def _has(text: str, keyword: object, phrase: object) -> bool:
    terms = terms_of(text)
    return keyword in terms or (phrase is not None and phrase in pairwise(terms))
