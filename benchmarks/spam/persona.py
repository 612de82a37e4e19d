"""Invented people: own grammars after PHP Faker and faker.js, Python's Faker in many locales, and bare scrambles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from faker import Faker

from benchmarks.spam import vocabulary as words

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

LOCALES_OPEN: tuple[str, ...] = (
    "en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "pt_BR", "nl_NL", "pl_PL", "ru_RU", "tr_TR", "cs_CZ",
    "sv_SE", "ja_JP", "zh_CN", "ar_SA", "hi_IN", "ro_RO", "es_MX", "en_IN",
)  # fmt: skip
LOCALES_SEALED: tuple[str, ...] = (
    "en_AU", "de_AT", "fr_CA", "es_AR", "pt_PT", "nl_BE", "da_DK", "fi_FI", "hu_HU", "uk_UA", "el_GR", "ko_KR", "zh_TW",
    "he_IL", "fa_IR", "id_ID", "vi_VN", "hr_HR", "bg_BG", "lt_LT",
)  # fmt: skip
STYLES: tuple[str, ...] = ("php", "js", "python")


@dataclass(slots=True)
class Persona:
    """One invented person; `fields` in the order of a profile, values ready to print."""

    style: str
    locale: str
    fields: dict[str, str]
    socials: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # network, its fields; {} when empty


def make_persona(rng: random.Random, *, sealed: bool) -> Persona:
    """Invent a person of a random style. The sealed half has locales of its own."""
    style = rng.choice(("php", "php", "js", "python", "python"))
    if style == "python":
        locale = rng.choice(LOCALES_SEALED if sealed else LOCALES_OPEN)
        fields = _python_fields(rng, locale)
    else:
        locale = "en_US"
        fields = _php_fields(rng) if style == "php" else _js_fields(rng)
    person = Persona(style, locale, fields)
    for network in rng.sample(words.NETWORKS, rng.randint(2, 5)):
        empty = rng.random() < 0.2
        person.socials.append((network, {} if empty else _social_fields(rng, network, person)))
    return person


def latin(rng: random.Random, source: Sequence[str], sentences: int) -> str:
    """Pseudo-Latin sentences of a closed vocabulary."""
    made = []
    for _ in range(sentences):
        chosen = [rng.choice(source) for _ in range(rng.randint(4, 9))]
        made.append(" ".join(chosen).capitalize() + ".")
    return " ".join(made)


def scrambled_alice(rng: random.Random, length: int) -> str:
    """Walk a bigram chain over a passage of Alice, as PHP's realText does."""
    chain: dict[str, list[str]] = {}
    for left, right in zip(words.ALICE, words.ALICE[1:], strict=False):
        chain.setdefault(left, []).append(right)
    made = [rng.choice([word for word in words.ALICE if word[0].isupper()])]
    while len(made) < length:
        made.append(rng.choice(chain.get(made[-1]) or list(words.ALICE)))
    return " ".join(made).rstrip(",:") + "."


def _php_fields(rng: random.Random) -> dict[str, str]:
    first, last = rng.choice(words.FIRST), rng.choice(words.LAST)
    name = f"{first} {last}"
    if rng.random() < 0.4:
        name = f"{rng.choice(words.TITLES)} {name}"
    elif rng.random() < 0.2:
        name = f"{name} {rng.choice(words.SUFFIXES)}"
    city = rng.choice(words.FIRST) + rng.choice(words.CITY_ENDS)
    if rng.random() < 0.5:
        city = f"{rng.choice(words.CITY_STARTS)} {city}"
    street = f"{rng.randint(10, 99999)} {rng.choice(words.LAST)} {rng.choice(words.STREET_ENDS)}"
    if rng.random() < 0.4:
        street += f" {rng.choice(('Apt.', 'Suite'))} {rng.randint(100, 999)}"
    comma = rng.choice((", ", " ", "\n"))
    bio = scrambled_alice(rng, rng.randint(14, 28)) if rng.random() < 0.15 else latin(rng, words.LATIN_PHP, 3)
    return {
        "name": name,
        "username": _handle(rng, first, last),
        "email": f"{_handle(rng, first, last)}@{_domain(rng)}",
        "birthdate": _date(rng),
        "address": f"{street}{comma}{city}, {rng.choice(words.STATE_CODES)} {_zip(rng)}".replace("\n", " "),
        "phone": _american_phone(rng),
        "company": _company(rng),
        "job": rng.choice(words.JOBS_PHP),
        "bio": bio,
    }


def _js_fields(rng: random.Random) -> dict[str, str]:
    first, last = rng.choice(words.FIRST), rng.choice(words.LAST)
    user = rng.choice((f"{first}_{last}{rng.randint(1, 99)}", f"{first}.{last}", f"{first}{rng.randint(1, 99)}"))
    street = f"{rng.randint(10, 9999)} {last} {rng.choice(words.STREET_ENDS)}"
    city = rng.choice(words.CITY_STARTS) + " " + rng.choice(words.FIRST)
    state = rng.choice(words.STATES).replace("_", " ")
    bio = rng.choice((_js_bio(rng), latin(rng, words.LATIN_JS, 2), latin(rng, words.LATIN_PHP, 2), _catch(rng)))
    return {
        "name": f"{first} {last}",
        "username": user,
        "email": f"{user}{rng.choice(('', str(rng.randint(1, 99))))}@{rng.choice(words.FREE_MAIL)}",
        "birthdate": _date(rng),
        "address": f"{street}, {city}, {state} {_zip(rng)}, {rng.choice(words.COUNTRIES)}",
        "phone": _american_phone(rng),
        "company": rng.choice((f"{last} - {rng.choice(words.LAST)}", _company(rng))),
        "job": " ".join(rng.choice(part) for part in words.JOB_JS),
        "bio": bio,
    }


def _python_fields(rng: random.Random, locale: str) -> dict[str, str]:
    fake = _faker(locale)
    fake.seed_instance(rng.randrange(1 << 30))
    bio = fake.text(max_nb_chars=rng.randint(70, 180)).replace("\n", " ")
    if rng.random() < 0.2:
        bio = latin(rng, words.LATIN_PHP, 3)
    elif rng.random() < 0.15:
        bio = " ".join(rng.choice(words.PEN_WORDS) for _ in range(14)).capitalize() + "."
    date = fake.date_of_birth(minimum_age=17, maximum_age=70)
    return {
        "name": fake.name(),
        "username": fake.user_name(),
        "email": fake.email(),
        "birthdate": date.strftime(rng.choice(("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d %B %Y"))),
        "address": fake.address().replace("\n", rng.choice((", ", " "))),
        "phone": fake.phone_number(),
        "company": fake.company(),
        "job": fake.job(),
        "bio": bio,
    }


@cache
def _faker(locale: str) -> Faker:
    return Faker(locale)


def _social_fields(rng: random.Random, network: str, person: Persona) -> dict[str, str]:
    parts = person.fields["email"].split("@")[0]
    last = unicodedata.normalize("NFKD", person.fields["name"]).encode("ascii", "ignore").decode().split()
    handle = rng.choice((parts, f"{last[-1].lower()}{rng.randint(1960, 2020)}" if last else parts)).strip(".")
    bio = latin(rng, words.LATIN_PHP, 2) if person.style != "js" else _js_bio(rng)
    if person.style == "python" and rng.random() < 0.5:
        bio = _faker(person.locale).sentence()
    prefix = {"linkedin": "in/", "tiktok": "@", "threads": "@", "youtube": "@"}.get(network, "")
    domain = {"telegram": "t.me", "threads": "threads.net"}.get(network, f"{network}.com")
    return {
        "url": f"https://{domain}/{prefix}{handle}",
        "username": handle,
        "bio": bio,
        "followers": str(rng.randint(5, 7000)),
        "following": str(rng.randint(5, 3000)),
    }


def _js_bio(rng: random.Random) -> str:
    parts = [rng.choice(words.BIO_JS) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.5:
        fan = rng.choice(("lover", "enthusiast", "fan", "advocate", "junkie"))
        parts[0] = f"{rng.choice(words.BIO_JS_NOUNS)} {fan}"
    return ", ".join(parts) + rng.choice(("", " 🌟", " 🐸", " 🎷"))


def _catch(rng: random.Random) -> str:
    return " ".join(rng.choice(part) for part in words.CATCH)


def _handle(rng: random.Random, first: str, last: str) -> str:
    first, last, other = first.lower(), last.lower(), rng.choice(words.FIRST).lower()
    plain = (f"{first}{rng.randint(10, 99)}", f"{last}.{first}", f"{first}.{last}")
    return rng.choice((*plain, f"{first[0]}{last}", f"{last}.{other}"))


def _domain(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return rng.choice(words.FREE_MAIL + words.EXAMPLE_MAIL)
    return f"{rng.choice(words.LAST).lower()}.{rng.choice(words.TLDS)}"


def _company(rng: random.Random) -> str:
    one, two, three = rng.sample(words.LAST, 3)
    end = rng.choice(("Inc", "Ltd", "LLC", "Group", "PLC", "and Sons"))
    return rng.choice((f"{one}, {two} and {three}", f"{one}-{two}", f"{one} {end}"))


def _date(rng: random.Random) -> str:
    year, month, day = rng.randint(1955, 2006), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice((f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}", f"{month}/{day}/{year}"))


def _zip(rng: random.Random) -> str:
    return f"{rng.randint(501, 99950):05}" + (f"-{rng.randint(1, 9999):04}" if rng.random() < 0.5 else "")


def _american_phone(rng: random.Random) -> str:
    a, b, c = rng.randint(201, 989), rng.randint(201, 989), f"{rng.randint(0, 9999):04}"
    local = (f"({a}) {b}-{c}", f"{a}-{b}-{c}", f"{a}.{b}.{c}")
    abroad = (f"+1 ({a}) {b}-{c}", f"+1-{a}-{b}-{c}", f"+1{a}{b}{c}")
    return rng.choice((*local, *abroad, f"1-{a}-{b}-{c} x{rng.randint(100, 99999)}"))
