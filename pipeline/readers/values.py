"""Values of JSON Lines and Parquet rows as parts of records: bodies, texts, URLs and times."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pipeline.records import RawPage, RawText, Source
from pipeline.schema import TABLES

if TYPE_CHECKING:
    from pipeline.config import Fields

UTF8_HTML = "text/html; charset=utf-8"
"""What text that came as Unicode says of its bytes, once encoded."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_OWN_NAMES = frozenset(column.name for column in TABLES["articles"])
_WARC_DATE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?Z?$")


def parse_time(value: object) -> datetime | None:
    """Read a time as UTC: ISO 8601 text, seconds since 1970, or a datetime; None for what is no possible time."""
    try:
        if isinstance(value, datetime):
            moment = value
        elif isinstance(value, date):
            moment = datetime(value.year, value.month, value.day, tzinfo=UTC)
        elif isinstance(value, str):
            moment = datetime.fromisoformat(_short_fraction(value.strip()))
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            moment = datetime.fromtimestamp(value, UTC)
        else:
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _short_fraction(text: str) -> str:
    """Cut a WARC date's nanoseconds to the microseconds that Python knows."""
    match = _WARC_DATE.match(text)
    return f"{match[1]}{(match[2] or '')[:7]}+00:00" if match else text


def text_of(value: str) -> str:
    """Give text without lone surrogates, which have no UTF-8."""
    return value if is_encodable(value) else _SURROGATE.sub("\ufffd", value)


def is_encodable(value: str) -> bool:
    """Tell whether text has no lone surrogate (trying to encode is faster than looking for one)."""
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def url_of(value: object) -> str | None:
    """Give a URL as text; a value of another type is none."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return (text_of(value.strip()) or None) if isinstance(value, str) else None


def page_of(html: str | bytes, url: object, fetched_at: object, source: Source) -> RawPage:
    """Make a page of an `html` value: text becomes UTF-8 and says so, bytes stay as they are."""
    if isinstance(html, str):
        return RawPage(url_of(url), text_of(html).encode(), UTF8_HTML, parse_time(fetched_at), source)
    return RawPage(url_of(url), html, None, parse_time(fetched_at), source)


def raw_text_of(text: str, row: dict[str, object], fields: Fields, source: Source) -> RawText:
    """Make a text record; the other columns travel along, and so do a URL and a time that cannot be understood."""
    url, fetched_at = url_of(row.get(fields.url)), parse_time(row.get(fields.fetched_at))
    taken = {fields.text, fields.url if url else "", fields.fetched_at if fetched_at else ""}
    columns = {column_name(name): value for name, value in row.items() if name not in taken}
    return RawText(text_of(text), url, fetched_at, source, columns)


def column_name(name: str) -> str:
    """Name a pass-through column: a name of our own table gets the prefix `input_`."""
    name = text_of(name)
    return f"input_{name}" if name in _OWN_NAMES else name
