"""Names of persons: cleaned of what stands around them, refused when they are anything else."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from pathlib import Path

from pipeline.metadata.months import MONTHS

MAX_NAME_CHARS = 60
MAX_NAME_WORDS = 6

BY = (
    r"(?:(?:written|posted|submitted|published|authored|created|words|story|text|article|post|reported|started|recipe|insights|photos)"
    r"\s+(?:and\s+\w+\s+)?(?:by|from)|by|via|author|thread\s+starter|von|par|por|di|da|door|av|af|od|autor|autora|auteur"
    r"|autore|verfasst\s+von|geschrieben\s+von|écrit\s+par|escrito\s+por|scritto\s+da|geschreven\s+door|yazan|przez|napsal"
    r"|írta|skrevet\s+av|автор|от|作者|文|글|記者)"
)
"""What stands before a name in a by-line, as a pattern."""

_BY = re.compile(rf"{BY}(?:\s*[:：|]\s*|\s+|$)|[Bb]y(?-i:(?=[A-ZÀ-Þ]))", re.IGNORECASE)
_BY_ALONE = re.compile(rf"(?:{BY})\s*[:：]?", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:[|•·⋅●–—<\[/\n»]|\s-\s|,?\s+\d|(?<=\w)\s+(?:on|updated|published|posted|last|reviewed|in|at|for|wrote)\s"
    r"|(?<=[a-z])(?:January|February|March|April|May|June|July|August|September|October|November|December)\b).*$",
    re.DOTALL,
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BETWEEN = re.compile(r"\s*(?:[,;、]|\s[&+|]\s|\b(?:and|und|et|y|og|och|en|и)\b)\s*")
_REFUSED_SIGNS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|io|co)\b", re.IGNORECASE)
_REFUSED_WORDS = frozenset(
    (
        "about account admin administrator agencies agency ago all anonymous are article articles association "
        "author authors basics best bio blog bureau category checked city clinic college comment comments company "
        "contributor contributors copyright corp correspondent default department desk director edited editor "
        "editorial editors expert experts follow foundation founder free gmbh group guest guide health home "
        "hospital how inc institute is it journalist licensed llc log login ltd magazine manager marketing member "
        "members menu min mins minute minutes moderator more my news newsdesk newsroom none null officer our "
        "partner post posts press prevention privacy profile published ranking read redacción redactie redaktion "
        "redazione redação reporter reuters review reviewed reviews rédaction school search services share sign "
        "society solutions specialist sponsored staff strategist subscribe support team the this today top "
        "undefined university unknown updated verified view we webmaster wellness what why wordpress writer "
        "writers yesterday you your"
    ).split()
)
_NEWSROOM = re.compile(
    r"编辑部|編集部|編輯部|編輯|编辑|小编|本报|本報|本社|综合|網友|网友|佚名|匿名|未知|管理员|管理人|運営|事務局|편집부|관리자|운영자|온라인"
    r"|редакци|администратор|админ|гость|редакція|محرر|تحرير|إدارة|الموقع|متابعات|وكالات|מערכת|संपादक|डेस्क|กองบรรณาธิการ|ทีมงาน",
    re.IGNORECASE,
)
"""Newsrooms and keepers of a site in other languages than English, whatever stands around the word."""

_ALSO_SURNAMES = frozenset("best guest press read post member reporter school city college".split())
_CREDENTIAL = re.compile(
    r"(?:(?i:ph\.?\s?d|m\.?d|d\.?o|r\.?n|rdn?|ldn|m\.?b\.?a|m\.?a|m\.?s|m\.?sc|b\.?a|b\.?s|b\.?sc|d\.?v\.?m|v\.?m\.?d|j\.?d"
    r"|esq|cfa|cfp|cpa|lcsw|dds|np|jr|sr|ii|iii)|[A-Z][A-Za-z]?[A-Z]{1,5}(?:-[A-Z]+)?)\.?"
)
_HONORIFIC = re.compile(r"(?:dr|prof|mr|mrs|ms)\.?\s+", re.IGNORECASE)
_DAYS = frozenset(
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday".split()
)
_LETTER = re.compile(r"[^\W\d_]")
_PARTICLES = frozenset(
    "de da do dos das del della der den di du la le van von zu ter ten af al el bin ibn y e d' o'".split()
)
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:['’.-][^\W\d_]*)*")
_WORDS = re.compile(r"\w+")


def clean_name(text: str) -> str:
    """Take "By …" off the front; dates, roles and separators off the end.

    >>> clean_name("Written by: Dr. Ann Lee • 3 min read")
    'Dr. Ann Lee'
    """
    text = " ".join((html.unescape(text) if "&" in text else text)[:300].split()).strip("\"'“” ")
    for _ in range(2):
        text = text[len(found[0]) :] if (found := _BY.match(text)) else text
    return _TAIL.sub("", _BRACKETS.sub("", text)).strip(" ,;:.-–—|•·")


def split_names(text: str) -> list[str]:
    """Cut "A, B and C" into names; degrees and what follows a degree fall away.

    >>> split_names("Ann Lee, PhD, Bob Ray and Cy Doe")
    ['Ann Lee', 'Bob Ray', 'Cy Doe']
    """
    first, *others = _BETWEEN.split(text)
    parts = [first, *(part for part in others if not _CREDENTIAL.fullmatch(part))]
    names = [_drop_degrees(name) for part in parts if (name := part.strip(" ."))]
    if len(names) > 1 and len(names[0].split()) == 1 and len(names) == 2 and "," in text:
        last, first = names  # "Lee, Ann": turned only where both are single words or the first is a family name
        if len(first.split()) <= 2 and " and " not in text and is_given_name(first.split()[0]):
            return [f"{first} {last}"]
    return names


def is_name(text: str, site: frozenset[str]) -> bool:
    """Tell whether a declared text may be a person's name: short, letters, no role, address or name of the site."""
    if not 2 <= len(text) <= MAX_NAME_CHARS or len(text.split()) > MAX_NAME_WORDS:
        return False
    if not _LETTER.search(text) or _REFUSED_SIGNS.search(text) or _NEWSROOM.search(text):
        return False
    words = _WORDS.findall(text.casefold())
    if words and words[-1] in _ALSO_SURNAMES and looks_personal(text):
        return _REFUSED_WORDS.isdisjoint(words[:-1])
    return _REFUSED_WORDS.isdisjoint(words) and (" ".join(words) not in site or looks_personal(text))


def is_written_name(text: str) -> bool:
    """Tell whether running text has the shape of a name: one to five words, each with a capital or a particle."""
    words = text.split()
    if not 1 <= len(words) <= 5:
        return False
    capitals = 0
    for word in words:
        if word in _PARTICLES and capitals:
            continue
        if not _NAME_WORD.fullmatch(_without_marks(word)) or word[0].islower() or word.casefold().strip(".") in MONTHS:
            return False
        capitals += 1
    return capitals > 0


def _without_marks(word: str) -> str:
    """Take combining marks out: vowel signs of Thai or Hindi are no letters to `re`."""
    return (
        word if word.isascii() else "".join([char for char in word if not unicodedata.category(char).startswith("M")])
    )


def looks_personal(text: str) -> bool:
    """Tell whether a text is surely a person's name: two to four words, the first a known given name."""
    words = _HONORIFIC.sub("", text).split()
    return 2 <= len(words) <= 4 and is_written_name(" ".join(words)) and is_given_name(words[0])


def is_handle(text: str) -> bool:
    """Tell whether a text may be a user's name: one word that is neither a number nor a month."""
    folded = text.casefold().strip(".")
    return (
        " " not in text and 3 <= len(text) <= 30 and not text.isdigit() and folded not in MONTHS and folded not in _DAYS
    )


def is_by_alone(text: str) -> bool:
    """Tell whether a text is only the word before a name: "By", "Written by:"."""
    return _BY_ALONE.fullmatch(text.strip()) is not None


def is_given_name(word: str) -> bool:
    """Tell whether a word is among the given names of some twenty countries."""
    return word.casefold().strip(".'’") in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").split())


def _drop_degrees(name: str) -> str:
    words = name.split()
    while len(words) > 2 and _CREDENTIAL.fullmatch(words[-1]) and not words[-1].istitle():
        words.pop()
    return " ".join(words)
