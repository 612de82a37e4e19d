"""Dates as pages write them -> days. Only full dates count: a year or a month alone is no day.

The day is the one the page states: a time zone is not converted. Relative dates ("3 days ago") are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pipeline.metadata.months import CROATIAN_MONTHS, MONTHS


@dataclass(frozen=True, slots=True)
class Locale:
    """What decides between readings of the same digits."""

    language: str = "en"  # primary subtag of the page's declared language
    month_first: bool = False  # 03/04/2025 is March 4th


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day with the words it was read from."""

    day: date
    raw: str
    start: int  # offset in the text that was searched


_YEAR_FIRST = re.compile(
    r"(?<![\d.])(\d{4})(?:\s?[-/.]\s?|\s?[年년]\s?)(\d{1,2})(?:\s?[-/.]\s?|\s?[月월]\s?)(\d{1,2})(?![\d.]\d|\d)"
)
_DAY_MONTH_YEAR = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?(?:\s|-|/|\xa0)\s?(?:de\s|of\s|del\s)?([^\s\d,/()|•·⋅●:;–—-]{2,20}?)\.?"
    r"(?:\s|-|/|,)\s?(?:de\s|del\s|of\s|г\.\s)?(\d{4})(?!\d)"
)
_MONTH_DAY_YEAR = re.compile(
    r"(?<!\w)([^\s\d,/()|•·⋅●:;–—-]{3,20}?)\.?[\s-]\s?(\d{1,2})(?:st|nd|rd|th)?(?:\s?,\s?|\s|-)(\d{4})(?!\d)"
)
_YEAR_MONTH_DAY = re.compile(  # "2023. március 5.", "2023 m. kovo 5 d."
    r"(?<![\d.])(\d{4})(?:\.|,|ko)?\s(?:m\.\s)?([^\s\d,/()|•·⋅●:;–—-]{3,20}?)\.?\s(\d{1,2})(?!\d|:|\.\d)"
)
_YEAR_DAY_MONTH = re.compile(  # "2023. gada 5. marts", "2023 жылғы 5 наурыз", "2023-yil 5-mart"
    r"(?<![\d.])(\d{4})(?:\. gada|\sжыл\w*|\sж\.|[-\s]yil\w*)[\s,]\s?(\d{1,2})(?:\.?\s|-)([^\s\d,/()|•·⋅●:;–—-]{3,20})"
)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?![\d])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?Z?")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_HAS_YEAR = re.compile(r"\d{4}")

_BUDDHIST_YEARS = 543
MAX_SEARCHED_CHARS = 300


def parse_day(raw: str, locale: Locale) -> date | None:
    """Read a value that is meant to be a date: ISO 8601, RFC 2822, digits only, Unix time, or prose."""
    raw = raw.strip()[:MAX_SEARCHED_CHARS]
    if match := _ISO.match(raw):
        return make_day(int(match[1]), int(match[2]), int(match[3]))
    if _EPOCH.fullmatch(raw):
        return datetime.fromtimestamp(int(raw[:10]), UTC).date()
    if match := _COMPACT.fullmatch(raw):
        return make_day(int(match[1]), int(match[2]), int(match[3]))
    found = find_day(raw, locale)
    return found.day if found else None


def find_day(text: str, locale: Locale) -> FoundDay | None:
    """Find the first full date in running text."""
    text = text[:MAX_SEARCHED_CHARS]
    if not has_year(text):
        return None
    found = [day for pattern, read in _READINGS for match in pattern.finditer(text) if (day := read(match, locale))]
    return min(found, key=lambda day: day.start, default=None)


def has_year(text: str) -> bool:
    """Tell whether a text may hold a full date: it has four digits in a row."""
    return _HAS_YEAR.search(text) is not None


def make_day(year: int, month: int, day: int) -> date | None:
    """Build a date; None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_year_first(match: re.Match[str], locale: Locale) -> FoundDay | None:
    return _found(match, int(match[1]), int(match[2]), int(match[3]), locale)


def _read_day_month_year(match: re.Match[str], locale: Locale) -> FoundDay | None:
    month = month_number(match[2], locale)
    return _found(match, int(match[3]), month, int(match[1]), locale) if month else None


def _read_month_day_year(match: re.Match[str], locale: Locale) -> FoundDay | None:
    month = month_number(match[1], locale)
    return _found(match, int(match[3]), month, int(match[2]), locale) if month else None


def _read_year_month_day(match: re.Match[str], locale: Locale) -> FoundDay | None:
    month = month_number(match[2], locale)
    return _found(match, int(match[1]), month, int(match[3]), locale) if month else None


def _read_year_day_month(match: re.Match[str], locale: Locale) -> FoundDay | None:
    month = month_number(match[3], locale)
    return _found(match, int(match[1]), month, int(match[2]), locale) if month else None


def _read_numeric(match: re.Match[str], locale: Locale) -> FoundDay | None:
    first, second = int(match[1]), int(match[3])
    if first <= 12 < second or (first <= 12 and match[2] == "/" and locale.month_first):
        first, second = second, first
    return _found(match, int(match[4]), second, first, locale)


_READINGS = (
    (_YEAR_FIRST, _read_year_first),
    (_DAY_MONTH_YEAR, _read_day_month_year),
    (_MONTH_DAY_YEAR, _read_month_day_year),
    (_YEAR_MONTH_DAY, _read_year_month_day),
    (_YEAR_DAY_MONTH, _read_year_day_month),
    (_NUMERIC, _read_numeric),
)


def _found(match: re.Match[str], year: int, month: int, day: int, locale: Locale) -> FoundDay | None:
    if locale.language == "th" and year > 2400:
        year -= _BUDDHIST_YEARS
    made = make_day(year, month, day)
    return FoundDay(made, match[0], match.start()) if made else None


def month_number(name: str, locale: Locale) -> int | None:
    """Give the number of a month by its full or short name in any of the languages of `months`."""
    folded = name.casefold().strip(".’'")
    if locale.language == "hr" and folded in CROATIAN_MONTHS:
        return CROATIAN_MONTHS[folded]
    return MONTHS.get(folded) or (MONTHS.get(folded[1:]) if folded[:1] == "ב" else None)  # Hebrew "in"
