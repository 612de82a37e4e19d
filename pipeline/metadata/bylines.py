"""By-lines that name the author after a word of their language: "作者：李明", "Автор: Анна Ли", "홍길동 기자".

Only words that stand for the writer: editors, sources, photographers and translators have labels of their own. Words
of Latin script are read only on pages that declare their language ("Text:" is a by-line in German, a heading in
English); words of other scripts speak for themselves.
"""

from __future__ import annotations

import re
from functools import cache

LABELS_BY_LANGUAGE: dict[str, str] = {
    "ca": "Autor|Autora|Text|Escrit per",
    "cs": "Autor|Autorka|Napsal|Napsala|Text",
    "da": "Tekst|Skrevet af|Forfatter",
    "de": "Autor|Autorin|Text|Text von|Verfasser|Verfasserin",
    "es": "Autor|Autora|Texto|Escrito por|Redactado por",
    "et": "Autor|Tekst|Kirjutas",
    "fi": "Kirjoittaja|Kirjoittanut|Teksti|Toimittaja",
    "fr": "Auteur|Autrice|Auteure|Texte|Rédigé par|Propos recueillis par",
    "hr": "Autor|Autorica|Piše|Tekst|Napisao|Napisala",
    "hu": "Szerző|Írta|Szöveg",
    "id": "Penulis|Oleh|Ditulis oleh|Reporter",
    "it": "Autore|Autrice|Testo|A cura di|Scritto da",
    "lt": "Autorius|Autorė|Parašė|Tekstas",
    "lv": "Autors|Autore|Teksts",
    "ms": "Penulis|Oleh|Ditulis oleh",
    "nl": "Auteur|Tekst|Door|Geschreven door",
    "no": "Tekst|Skrevet av|Forfatter",
    "pl": "Autor|Autorka|Tekst|Napisał|Napisała",
    "pt": "Autor|Autora|Texto|Escrito por|Postado por",
    "ro": "Autor|Autoare|Text|Scris de",
    "sk": "Autor|Autorka|Napísal|Napísala|Text",
    "sl": "Avtor|Avtorica|Piše|Besedilo",
    "sv": "Text|Skriven av|Författare|Reporter",
    "tr": "Yazar|Yazan|Haber",
    "vi": "Tác giả|Người viết|Viết bởi|Bởi",
}
"""Words before a colon that name the writer, by the primary subtag of the page's language."""

LABELS_OF_OTHER_SCRIPTS = (
    "作者|撰文|撰稿|撰稿人|图文|記者|记者|著者|執筆|執筆者|筆者|ライター|取材・文|文・写真|文|작성자|저자|글쓴이|글"
    "|Автор|Автор текста|Авторка|Текст|Аутор|Пише|Συντάκτης|Κείμενο|Γράφει|Γράφει ο|Γράφει η"
    "|بقلم|كتب|كتبت|كتبه|كتبته|الكاتب|الكاتبة|نویسنده|نوشته|به قلم|خبرنگار|מאת|הכותב|הכותבת"
    "|लेखक|लेखिका|रिपोर्टर|লেখক|প্রতিবেদক|โดย|ผู้เขียน|เขียนโดย|เรื่อง|ავტორი|Հեղինակ"
)
"""The same in scripts where a word belongs to few languages; read on any page."""

OPENINGS_OF_OTHER_SCRIPTS = "بقلم|كتبت|كتبه|نوشته|به قلم|מאת|Γράφει ο|Γράφει η|Автор|Авторка|Аутор|เขียนโดย|記者|记者"
"""Words that stand before a name without a colon, at the beginning of a line."""

_COLON = r"\s?[:：／/|｜]\s?"
_BEFORE = r"(?:^|[\s|•·（(【\[])"
_OPENING = re.compile(rf"^(?:{OPENINGS_OF_OTHER_SCRIPTS})\s+(?=[^\W\d_])")
_KOREAN_REPORTER = re.compile(r"(?:^|[\s|•·=])([가-힣]{2,4})\s?(?:선임)?(?:기자|특파원|에디터)(?![가-힣])")
_NEXT_FIELD = re.compile(r"\s+[^\s:：/]{1,14}\s?[:：/].*$|[）)】\]].*$", re.DOTALL)
_HAN_OR_HANGUL = re.compile(r"[\u3400-\u9fff가-힣]{9,}")  # nobody's name; those in kana are longer


def read_byline(text: str, language: str) -> str:
    """Give what stands where a by-line has its name, or "".

    Args:
        text: a short line near the headline.
        language: primary subtag of the page's declared language; "" when unknown.

    >>> read_byline("2023-12-05 09:30 来源：东方网 作者：李明 责任编辑：王芳", "zh")
    '李明'
    """
    if found := _labels(language).search(text) or _OPENING.match(text):
        name = _NEXT_FIELD.sub("", text[found.end() :])
    elif found := _KOREAN_REPORTER.search(text):
        name = found[1]
    else:
        return ""
    return "" if _HAN_OR_HANGUL.search(name) else name.strip()


@cache
def _labels(language: str) -> re.Pattern[str]:
    """Labels that count on a page of this language."""
    latin = LABELS_BY_LANGUAGE.get(language)
    words = f"{latin}|{LABELS_OF_OTHER_SCRIPTS}" if latin else LABELS_OF_OTHER_SCRIPTS
    longest_first = "|".join(sorted(words.split("|"), key=len, reverse=True))
    return re.compile(rf"{_BEFORE}(?:{longest_first}){_COLON}(?=[^\W\d_])", re.IGNORECASE)
