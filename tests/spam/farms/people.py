"""Invented persons in the manners of Python's, PHP's and JavaScript's Faker, in many locales."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from faker import Faker

if TYPE_CHECKING:
    from random import Random

LOCALES = {
    "work": (
        "en_US en_GB en_AU de_DE fr_FR es_ES ru_RU id_ID vi_VN ja_JP ar_SA fi_FI nl_NL cs_CZ da_DK bg_BG hi_IN th_TH "
        "ro_RO pt_BR hr_HR fa_IR"
    ).split(),
    "held": (
        "en_IN en_CA en_IE en_NZ it_IT pt_PT pl_PL tr_TR uk_UA el_GR zh_CN zh_TW ko_KR he_IL sv_SE hu_HU no_NO de_AT "
        "fr_CH es_MX sk_SK sl_SI lv_LV et_EE ka_GE az_AZ ne_NP"
    ).split(),
}
FIELDS = ("name", "username", "email", "birth", "address", "phone", "company", "job", "bio")
NETWORKS = ("facebook", "instagram", "twitter", "tiktok", "linkedin", "youtube", "pinterest", "telegram")
HOSTS = {"telegram": "t.me"}
EMPTY_SHARE = 0.15  # accounts of which only the network's name is there
OWN_USER_SHARE = 0.6  # accounts under the profile's user name

LAST = {
    "work": "Romaguera Crona Deckow O'Kon Hagenes Prohaska Reichert Schamberger Bergnaum Turcotte Kessler".split(),
    "held": "Jerde Kertzmann Schowalter Zulauf Effertz Hudson Considine McDermott D'Amore Blick Toy Wiegand".split(),
}
FIRST = {
    "work": "Bette Lessie Ervin Clementine Patricia Chelsey Kurtis Nicholas Glenna Leanne Moriah Telly".split(),
    "held": "Aurelio Tressa Kaylin Dovie Emmet Gerhard Jettie Maximo Orval Sincere Vella Wilhelm".split(),
}
ALICE = (
    "Alice thought to herself, 'I wish you were never even spoke to Time!'|I should think it was,' said the March Hare"
    "|Queen, 'and take this child away with me,' thought Alice, 'as all the jurymen are writing|However, she got up "
    "and picked the daisies, when suddenly a White Rabbit with pink eyes|Mock Turtle in a deep sigh, 'I was a most "
    "extraordinary noise going on within"
).split("|")
LATIN = {
    "work": (
        "et magnam aut quia dolores voluptatem qui neque ut itaque nisi sit eius vel omnis repellat non eos harum "
        "nulla occaecati fugit natus placeat delectus minus perferendis autem beatae illum tempore sapiente ratione"
    ).split(),
    "held": (
        "dolorem ab esse rerum praesentium cupiditate velit modi consequatur sed alias inventore odio asperiores quasi "
        "error molestiae in expedita soluta incidunt tenetur quis laudantium possimus vero dicta ullam earum ea"
    ).split(),
}
BIO_JS = {
    "work": "student|veteran|foodie|gamer|coach|film lover|model|public speaker|nerd|friend".split("|"),
    "held": "patriot|teacher|photographer|musician|parent|founder|scientist|streamer|activist|designer".split("|"),
}
THINGS = {"work": "cabin cue teepee hub bend vein".split(), "held": "sesame hose rosemary mallard pigpen dial".split()}
JOBS = {
    "work": "Geologist|Mental Health Counselor|Senior Brand Associate|Forward Data Agent|Marine Oiler|Tax Preparer",
    "held": "Crane Operator|Human Usability Planner|Lead Web Liaison|Nuclear Engineer|Wind Instrument Repairer|Usher",
}
PITCH = {
    "work": "Multi-layered client-server neural-net|harness real-time e-markets|Proactive didactic contingency",
    "held": "Synchronised bottom-line interface|synergize scalable supply-chains|Face to face bifurcated projection",
}


class Person(NamedTuple):
    """An invented person and the accounts."""

    manner: str  # "python", "php" or "js"
    locale: str
    fields: dict[str, str]
    accounts: list[tuple[str, dict[str, str]]]  # network, its fields; none for an empty block


@cache
def faker(locale: str) -> Faker:
    """One generator a locale."""
    return Faker(locale)


def make_person(rng: Random, side: str) -> Person:
    """Invent a person in one of the manners."""
    manner = rng.choice(("python", "python", "php", "js"))
    locale = rng.choice(LOCALES[side]) if manner == "python" else "en_US"
    make = {"python": _python, "php": _php, "js": _js}[manner]
    fields = make(rng, locale, side)
    accounts = [
        (network, {} if rng.random() < EMPTY_SHARE else _account(rng, network, fields, manner, side))
        for network in rng.sample(NETWORKS, rng.randint(2, 5))
    ]
    return Person(manner, locale, fields, accounts)


def latin(rng: Random, side: str, sentences: int) -> str:
    """Sentences of pseudo-Latin."""
    made = (" ".join(rng.sample(LATIN[side], rng.randint(4, 8))).capitalize() + "." for _ in range(sentences))
    return " ".join(made)


def _python(rng: Random, locale: str, side: str) -> dict[str, str]:
    fake = faker(locale)
    fake.seed_instance(rng.randrange(1 << 30))
    day = fake.date_of_birth(minimum_age=17, maximum_age=80)
    bio = rng.choice((fake.text(120), fake.paragraph(2), latin(rng, side, 2), fake.sentence(9)))
    return {
        "name": fake.name(),
        "username": fake.user_name(),
        "email": rng.choice((fake.email, fake.free_email, fake.safe_email, fake.company_email))(),
        "birth": day.strftime(rng.choice(("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%B %d, %Y", "%d %b %Y"))),
        "address": ", ".join(fake.address().splitlines()),
        "phone": fake.phone_number(),
        "company": fake.company(),
        "job": fake.job(),
        "bio": " ".join(bio.split()),
    }


def _php(rng: Random, locale: str, side: str) -> dict[str, str]:  # noqa: ARG001 - one signature for all manners
    first, (last, other, third) = rng.choice(FIRST[side]), rng.sample(LAST[side], 3)
    user = rng.choice(
        (f"{first}{rng.randint(1, 99):02}", f"{_plain(last)}.{_plain(other)}", f"{first[0]}{_plain(last)}")
    )
    domain = rng.choice(("gmail.com", "example.org", "hotmail.com", f"{_plain(other)}.com", f"{_plain(other)}.info"))
    street = f"{rng.randint(10, 99999)} {other} {rng.choice(('Turnpike', 'Islands', 'Knolls', 'Unions', 'Fords'))}"
    city = f"{rng.choice(('Lake', 'Port', 'New'))} {last}ville, {rng.choice(('WI', 'TX', 'ME'))} {_digits(rng, 5)}"
    clock = rng.choice(("", "", f" {rng.randint(10, 23)}:{rng.randint(10, 59)}:11"))
    return {
        "name": rng.choice(("", "", "Dr. ", "Prof. ", "Mrs. "))
        + f"{first} {last}"
        + rng.choice(("", "", " DVM", " III")),
        "username": user.lower(),
        "email": f"{_plain(third)}.{first.lower()}@{domain}",
        "birth": f"{rng.randint(1970, 2022)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}{clock}",
        "address": f"{street}{rng.choice(('', ' Suite 411', ' Apt. 802'))}{rng.choice((', ', ' '))}{city}",
        "phone": _phone(rng, rng.choice(("+1 ({}) {}-{}", "+1{}{}{}", "1-{}-{}-{}", "{}.{}.{}"))),
        "company": rng.choice((f"{last}-{other}", f"{last}, {other} and {third}", f"{other} Group", f"{other} PLC")),
        "job": rng.choice(JOBS[side].split("|")),
        "bio": rng.choice((latin(rng, side, rng.randint(1, 4)), latin(rng, side, 2), rng.choice(ALICE))),
    }


def _js(rng: Random, locale: str, side: str) -> dict[str, str]:  # noqa: ARG001 - one signature for all manners
    first, last = rng.choice(FIRST[side]), rng.choice(LAST[side])
    other = rng.choice(LAST[side]).replace("'", "")
    parts = rng.sample(BIO_JS[side], 3)
    fan = f"{rng.choice(THINGS[side])} {rng.choice(('enthusiast', 'supporter', 'devotee', 'fan'))}, {parts[0]}"
    domain = rng.choice(("yahoo.com", "gmail.com", "hotmail.com", f"{other.lower()}.biz"))
    day = f"{rng.randint(1950, 2006)}-0{rng.randint(1, 9)}-17T08:{rng.randint(10, 59)}:41.120Z"
    street = f"{_digits(rng, 4)} {other} {rng.choice(('Extensions', 'Walks', 'Shores'))}"
    city = f"{rng.choice(('West', 'North'))} {first}borough, {rng.choice(('Idaho', 'Ohio'))}"
    users = (f"{first}_{other}{rng.randint(1, 99)}", f"{first}.{other}", f"{first}{rng.randint(1, 99)}")
    return {
        "name": f"{first} {last}",
        "username": rng.choice(users),
        "email": f"{first}{rng.choice('._')}{other}{rng.randint(1, 99)}@{domain}",
        "birth": rng.choice((day, f"{rng.randint(1, 12)}/{rng.randint(1, 28)}/{rng.randint(1950, 2006)}")),
        "address": f"{street}, {city} {_digits(rng, 5)}-{_digits(rng, 4)}",
        "phone": _phone(rng, rng.choice(("1-{}-{}-{} x56442", "1-{}-{}-{}", "({}) {}-{}"))),
        "company": rng.choice((f"{last} - {other}", f"{last}, {other} and Sons", *PITCH[side].split("|"))),
        "job": rng.choice(JOBS[side].split("|")),
        "bio": rng.choice((fan, f"{fan} 🎷", ", ".join(parts), latin(rng, side, 1), *PITCH[side].split("|"))),
    }


def _digits(rng: Random, count: int) -> str:
    return str(rng.randint(10 ** (count - 1), 10**count - 1))


def _phone(rng: Random, pattern: str) -> str:
    return pattern.format(rng.randint(200, 989), rng.randint(200, 989), _digits(rng, 4))


def _account(rng: Random, network: str, fields: dict[str, str], manner: str, side: str) -> dict[str, str]:
    last = _plain(fields["name"].split()[-1]) or "user"
    handle = fields["username"] if rng.random() < OWN_USER_SHARE else f"{last}{rng.randint(1, 9999)}"
    prefix = {"linkedin": "in/", "tiktok": "@", "youtube": "@"}.get(network, "")
    bio = fields["bio"] if manner == "js" and rng.random() < 0.5 else latin(rng, side, rng.randint(1, 2))
    return {
        "url": f"https://{HOSTS.get(network, network + '.com')}/{prefix}{handle}",
        "username": handle,
        "bio": bio,
        "followers": str(rng.randint(3, 7000)),
        "following": str(rng.randint(3, 3000)),
    }


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(c for c in folded.lower() if c.isalnum())
