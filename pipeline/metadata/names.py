"""Names of persons: cleaned of what stands around them, refused when they are anything else."""

from __future__ import annotations

import html
import re

MAX_NAME_CHARS = 60
MAX_NAME_WORDS = 6

_BY = re.compile(
    r"^\s*(?:(?:written|posted|published|reviewed|medically reviewed|authored|created|words|story|text|article|post|reported|"
    r"edited)\s+(?:and\s+\w+\s+)?by|by|author|posted by|written by|von|par|por|di|da|door|av|af|od|autor|autora|auteur|autore|"
    r"redactie|text|verfasst von|geschrieben von|écrit par|escrito por|scritto da|geschreven door|автор|от|作者|文|글|基者|記者|"
    r"yazan|przez|napsal|írta|skrevet av|kirjoittaja)\b\s*[:：\-–—|]?\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[|•·–—(\[/]|,?\s+\d|\s-\s|\b(?:on|updated|published|posted|last|reviewed|in)\b\s+(?:\w+\s+)?\d|@\w).*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b|\ben\b|\bи\b|\bi\b|、|\|)\s*")
_REFUSED = re.compile(
    r"https?:|www\.|@|\.(?:com|org|net|io|co)\b|\d{3,}|\b(?:admin|administrator|editor|editors|editorial|staff|team|redaktion|"
    r"redaction|rédaction|redacción|redazione|newsroom|newsdesk|news desk|desk|webmaster|guest|anonymous|unknown|user|contributor|"
    r"contributors|author|authors|writer|copyright|all rights|privacy|subscribe|sign in|log in|login|read more|share|follow|"
    r"comments?|minutes?|min read|view all|posts by|about|department|university|inc|llc|ltd|gmbh|corp|company|press release|"
    r"agency|agencies|reuters|associated press|bureau|magazine|none|null|undefined|default|wordpress|support|marketing)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(r"^(?:dr|prof|mr|mrs|ms|md|phd)\.?\s+", re.IGNORECASE)
_CREDENTIALS = re.compile(
    r"^(?:ph\.?d|m\.?d|rn|rd|rdn|ldn|mba|ma|ms|msc|ba|bs|bsc|dvm|jd|esq|cfa|cfp|cpa|lcsw|dds|do|np|jr|sr|ii|iii|[A-Z]{2,6})\.?$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


def clean_name(text: str) -> str:
    """Take "By …" off the front, dates, roles and separators off the end."""
    text = " ".join((html.unescape(text) if "&" in text else text).split())
    for _ in range(2):
        text = _BY.sub("", text, count=1)
    return _TAIL.sub("", text).strip(" ,;:.-–—|•·")


def split_names(text: str) -> list[str]:
    """Cut "A, B and C" into names; degrees behind a comma fall away."""
    return [
        name for name in (part.strip(" .") for part in _BETWEEN.split(text)) if name and not _CREDENTIALS.match(name)
    ]


def is_name(text: str, site: set[str]) -> bool:
    """Tell whether a text may be a person's name: short, letters, no role, address or name of the site."""
    if not 2 <= len(text) <= MAX_NAME_CHARS or len(text.split()) > MAX_NAME_WORDS:
        return False
    if not _LETTER.search(text) or _REFUSED.search(text):
        return False
    return " ".join(re.findall(r"\w+", text.casefold())) not in site
