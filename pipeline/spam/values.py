"""Typed values: what a short piece of text looks like (e-mail, date, phone, company …), in any language.

Profiles are known by the types of their values, as labels can be in any language or missing. A type is an
impression, not a proof: "Green, Block and Okuneva" may be a company, a list of names or a law firm's ad.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.spam.bios import is_one_liner
from pipeline.spam.latin import is_pseudo_latin
from pipeline.spam.value_words import (
    ADDRESS_CJK,
    AND_WORDS,
    COMPANY_CJK,
    COMPANY_FORMS,
    JOB_CJK,
    JOB_WORDS,
    NAME_PARTICLES,
    NETWORK_HOSTS,
    NETWORKS,
    STREET_ENDINGS,
    STREET_WORDS,
    TITLES,
)

EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
URL = re.compile(r"(?:https?://|www\.)\S{3,300}", re.IGNORECASE)
TOKEN = re.compile(r"[^\s,;|()<>\[\]]+")
DIGIT = re.compile(r"\d")
DIGITS = re.compile(r"\d+")
PHONE = re.compile(r"(?:\+|00)?[\d(][\d\s().\-/–·]{5,24}\d(?:\s{0,2}(?:x|ext\.?|#|доб\.?)\s?\d{1,6})?", re.IGNORECASE)
EXTENSION = re.compile(r"\d\s?(?:x|ext\.?)\s?\d{2,6}$", re.IGNORECASE)
COUNT = re.compile(r"\d{1,3}(?:[.,\s]?\d{3}){0,3}(?:[.,]\d)?\s?(?:[kKmMbB]|тыс\.?|万|mil)?\+?")
YEAR = re.compile(r"(?<!\d)(?:1[89]\d\d|20[0-4]\d|2[45]\d\d|1[34]\d\d)(?!\d)")
NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,4})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
CJK_DATE = re.compile(r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?")
ZONE_NAME = re.compile(r"\([^()]{3,60}\)$")
CLOCK = re.compile(
    r"[T ,]{0,3}\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:Z|[AaPp]\.?[Mm]\.?|GMT[+-]?\d{0,4}|UTC|[+-]\d\d:?\d\d)?"
)
PHP_HANDLE = re.compile(r"[a-z]{2,20}(?:[._-][a-z]{1,20}){1,2}\d{0,4}|[a-z]{3,24}\d{1,4}")
JS_HANDLE = re.compile(r"[A-Z][A-Za-z'-]{1,29}(?:[._][A-Za-z'-]{1,30}\d{0,4}|\d{1,4})")
CODE_HANDLE = re.compile(r"(?=[a-z0-9._-]*[a-z])(?=[a-z._-]*[0-9])[a-z0-9._-]{5,60}")
MIXED_HANDLE = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,29}[._][A-Za-z0-9-]{2,30}")
WORLD_HANDLE = re.compile(r"[^\W\d_][\w'-]{1,29}(?:[._][\w'-]{2,30}|(?<=[^\W\d_])\d{1,4})")
PLAIN_HANDLE = re.compile(r"[a-z][a-z'-]{2,24}")
AT_HANDLE = re.compile(r"@[A-Za-z0-9_][\w.\-]{1,30}")
TOP_LEVEL = frozenset(
    "com org net edu gov info biz io co uk de fr es it pl ru jp cn br nl se tv me app dev html pdf jpg png".split()
)
HAN = re.compile(r"[ぁ-ヿ㐀-鿿가-힣]")
CASED = re.compile(r"[A-Za-zÀ-ɏͰ-ϿЀ-ӿԱ-֏Ḁ-ỿ]")
STREET_TAILS = frozenset(ending[-2:] for ending in STREET_ENDINGS)
INNER_DOT = re.compile(r"[.!?。！？]\s")

(
    NAME,
    EMAIL_T,
    URL_T,
    HANDLE,
    WORD_HANDLE,
    DATE,
    PHONE_T,
    ADDRESS,
    COMPANY,
    JOB,
    COUNT_T,
    LATIN,
    BIO,
    SENTENCE,
    NETWORK,
) = (1 << bit for bit in range(15))
CODE = 1 << 15  # social security numbers, card numbers, coordinates, IP addresses, blood groups
PERSONAL = (
    NAME | EMAIL_T | HANDLE | WORD_HANDLE | DATE | PHONE_T | ADDRESS | COMPANY | JOB | COUNT_T | LATIN | BIO | CODE
)
"""Types that a profile is made of."""

MAX_CHARS = 300
BIO_WORDS = 24
MAX_DATE_CHARS = 40  # less its clock
CODES = re.compile(
    r"\d{3}-\d{2}-\d{4}|(?:\d{4}[ -]){3}\d{1,4}|\d{13,19}|[A-Z]{2}\d{2}[A-Z0-9]{10,30}|(?:AB|A|B|O)[+-]"
    r"|(?:\d{1,3}\.){3}\d{1,3}|-?\d{1,3}\.\d{3,8}\s?,\s?-?\d{1,3}\.\d{3,8}|(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|#[0-9a-f]{6}"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.IGNORECASE,
)


def types_of(value: str) -> int:
    """Give the types a value may have, as a bit mask; 0 for none.

    Args:
        value: a whole value, blanks stripped; over `MAX_CHARS` only running text is looked for.
    """
    if not value:
        return 0
    if len(value) > MAX_CHARS:
        return LATIN if is_pseudo_latin(value) else SENTENCE
    if "@" in value and (found := _mail_or_handle(value)):
        return found
    if "://" in value or value.startswith("www."):
        return URL_T if URL.fullmatch(value.strip("<>()")) else SENTENCE if len(value.split()) > 8 else 0
    has_digit = DIGITS.search(value) is not None
    found = _numbers(value) if has_digit or value[-1] in "+-" else 0
    if not found & (DATE | PHONE_T | COUNT_T | CODE):
        found |= _words(value, has_digit)
    return found


def _mail_or_handle(value: str) -> int:
    bare = value.removeprefix("mailto:").strip("<>()[]")
    if EMAIL.fullmatch(bare):
        return EMAIL_T
    if AT_HANDLE.fullmatch(bare):
        return HANDLE
    return 0


def _numbers(value: str) -> int:
    if len(value) <= 80 and is_date(value):
        return DATE
    if CODES.fullmatch(value):
        return CODE
    if len(value) <= 9 and not (value.isdecimal() and len(value) > 6) and COUNT.fullmatch(value):
        return COUNT_T
    if len(value) <= 32 and PHONE.fullmatch(value):
        digits = sum(c.isdecimal() for c in value)
        return PHONE_T if 7 <= digits <= 18 else COUNT_T
    return 0


def is_date(value: str) -> bool:
    """Tell whether a value is one full date: a day, a month and a year, with or without a clock."""
    if CJK_DATE.match(value):
        return True
    bare = CLOCK.sub("", ZONE_NAME.sub("", value)).strip(" ,.") if ":" in value else value.strip(" ,.")
    numeric = NUMERIC_DATE.fullmatch(bare)
    if numeric:
        first, middle, last = int(numeric[1]), int(numeric[3]), int(numeric[4])
        long_first = len(numeric[1]) == 4
        return (
            middle <= 31
            and (long_first or len(numeric[4]) in (2, 4))
            and (long_first or first <= 31)
            and (not long_first or last <= 31)
        )
    if len(bare) > MAX_DATE_CHARS or not YEAR.search(bare):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", bare) if len(word) > 1 or not word.isascii()]
    numbers = DIGITS.findall(bare)
    return 1 <= len(words) <= 4 and len(numbers) == 2 and min(map(int, numbers)) <= 31


def _words(value: str, has_digit: bool) -> int:
    tokens = value.split()
    if len(tokens) == 1:
        found = _handle(value) if value.isascii() else _foreign_handle(value)
        if found:
            return found
    if len(value) <= 160 and has_digit and is_address(value, tokens):
        return ADDRESS
    if len(tokens) >= 4 and is_pseudo_latin(value):
        return LATIN
    if len(tokens) <= BIO_WORDS and is_one_liner(value):
        return BIO
    if len(tokens) > 14 or (len(tokens) > 5 and (INNER_DOT.search(value) or value[-1] in ".!?。")):
        return SENTENCE
    found = NETWORK if len(tokens) <= 2 and value.casefold().strip(" :-–|") in NETWORKS else 0
    if is_company(value, tokens):
        found |= COMPANY
    if not has_digit and len(tokens) <= 7 and _is_job(value, tokens):
        found |= JOB
    if not has_digit and is_name(value, tokens):
        found |= NAME
    return found


def _handle(value: str) -> int:
    if "." in value and value.rsplit(".", 1)[1].casefold() in TOP_LEVEL:
        return URL_T
    if any(shape.fullmatch(value) for shape in (PHP_HANDLE, JS_HANDLE, CODE_HANDLE, MIXED_HANDLE)):
        return HANDLE
    if PLAIN_HANDLE.fullmatch(value) and value not in NETWORKS:
        return WORD_HANDLE
    return 0


def _foreign_handle(value: str) -> int:
    """Recognise "Melissa.Ureña46": letters of any script with capitals, joined by a dot or ended by a number."""
    return HANDLE if CASED.match(value) and WORLD_HANDLE.fullmatch(value) else 0


def is_address(value: str, tokens: list[str]) -> bool:
    """Tell whether a value looks like a postal address: a number, and street words, a postal code or commas."""
    digits = len(DIGIT.findall(value))
    if digits > 16 or len(value) < 6 or (value[-1] in ".!?" and len(tokens) > 12):
        return False
    if not value.isascii() and HAN.search(value):
        return sum(mark in value for mark in ADDRESS_CJK) >= 2
    if len(tokens) < 2:
        return False
    folded = [token.strip(".,;()").casefold() for token in tokens]
    code = any(
        4 <= len(DIGIT.findall(token)) <= 9 and len(token) <= 11 and "," not in token
        for token in folded
        if token[-1:].isdecimal() or token[:1].isdecimal()
    )
    house = folded[0][:1].isdecimal() and len(tokens) >= 3 and tokens[1][:1].isupper()
    commas = value.count(", ") + value.count("، ")
    signs = code + house + (commas > 0) + (commas > 1)
    if signs >= 2 and (code or house):
        return True
    return signs >= 1 and any(map(_is_street, folded))


def _is_street(word: str) -> bool:
    return word in STREET_WORDS or (word[-2:] in STREET_TAILS and word.endswith(STREET_ENDINGS))


def is_company(value: str, tokens: list[str]) -> bool:
    """Tell whether a value looks like a company: a legal form, partners' names, or two names with a hyphen."""
    if len(value) > 80 or value[-1] in "!?":
        return False
    if not value.isascii() and any(mark in value for mark in COMPANY_CJK):
        return True
    ends = [token.strip(',()«»"').rstrip(".").casefold() for token in (tokens[0], tokens[-1])]
    if len(tokens) >= 2 and not COMPANY_FORMS.isdisjoint(ends):
        return value[0].isupper() or not CASED.match(value)
    if 3 <= len(tokens) <= 12 and "," in value:
        partners = [t for t in tokens if t not in AND_WORDS and t.casefold() not in NAME_PARTICLES]
        joined = any(t in AND_WORDS for t in tokens[2:-1])
        return joined and all(t[0].isupper() or not CASED.match(t) for t in partners)
    if len(tokens) in (1, 3) and value.count("-") == 1:
        left, _, right = value.partition("-")
        return bool(left and right) and left[0].isupper() and right.strip()[:1].isupper() and len(value) > 6
    return False


def _is_job(value: str, tokens: list[str]) -> bool:
    if any(token.strip("(),./").casefold() in JOB_WORDS for token in tokens):
        return True
    return not value.isascii() and value.endswith(JOB_CJK) and len(value) <= 16


def is_name(value: str, tokens: list[str]) -> bool:
    """Tell whether a value could be a person's name: two to five capitalised words, or a few Han characters."""
    if len(value) > 60 or not 1 <= len(tokens) <= 6 or value[-1] in "!?:;。":
        return False
    if HAN.search(value):
        return 2 <= sum(c.isalpha() for c in value) <= 8 and len(tokens) <= 2
    if len(tokens) < 2:
        return False
    words = 0
    for token in tokens:
        bare = token.strip('.,()"“”')
        if not bare:
            return False
        if bare.casefold() in TITLES or bare.casefold() in NAME_PARTICLES:
            continue
        if not all(
            c.isalpha() or c in "'’-." or unicodedata.combining(c) or unicodedata.category(c) == "Mc" for c in bare
        ):
            return False
        if CASED.match(bare) and not bare[0].isupper():
            return False
        words += 1
    return 1 <= words <= 4


def fold_ascii(text: str) -> str:
    """Give a text's Latin letters and digits, lower case, accents gone; other scripts vanish."""
    if not text.isascii():
        text = unicodedata.normalize(
            "NFKD", text.replace("ł", "l").replace("ß", "ss").replace("ø", "o").replace("đ", "d")
        )
    return "".join(c for c in text.casefold() if c.isascii() and c.isalnum())


def name_words(name: str) -> list[str]:
    """Give the folded words of a name that could stand in an address or user name: no titles, three letters or more."""
    words = [fold_ascii(word) for word in re.split(r"[\s.\-]+", name)]
    return [word for word in words if len(word) >= 3 and word not in TITLES]


def looks_alike(name: str, account: str) -> bool | None:
    """Tell whether an account name is made from a person's name; None when scripts or lengths forbid a verdict."""
    words = name_words(name)
    letters = fold_ascii(account)
    if not words or not letters:
        return None
    if any(word in letters or (len(word) >= 5 and word[:4] in letters) for word in words):
        return True
    return any(part in word for part in re.split(r"[^a-z]+", account.casefold()) if len(part) >= 4 for word in words)


def network_of(url: str) -> str | None:
    """Name the social network a URL leads to, as its host; None for another site."""
    host = re.sub(r"^(?:https?:)?/*(?:www\.|m\.)?", "", url.casefold()).split("/", 1)[0]
    return next((known for known in NETWORK_HOSTS if host == known or host.endswith("." + known)), None)
