"""Values of honest records: people, places, measures and phrases, in a locale and in the words of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from fixtures.dice import LOCALES as SIDES
from fixtures.persona import faker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from faker import Faker

LOCALES = (*SIDES["train"], "cs_CZ", "ro_RO", "hu_HU", "bg_BG", "da_DK", "th_TH")
"""Faker locales: those of the generator's training side, and some that neither of its sides has."""

UNITS = ("kg", "g", "cm", "mm", "m²", "km²", "km", "W", "kW", "V", "l", "ml", "°C", "GB", "%", "dB", "Hz", "ha")
CURRENCIES = ("€ {}", "{} €", "${}", "£{}", "{} zł", "{} kr", "{} ₽", "¥{}", "USD {}", "{} EUR")
TITLES_BEFORE = ("", "", "", "Dr. ", "Prof. ", "Mr ", "Ms ", "Dipl.-Ing. ")
SENTENCE_END = re.compile(r"(?<=[.!?。؟।])\s+|\n")
SHORT_WORDS, LONG_WORDS = 5, 45


class Phrases:
    """Sentences and scraps of a page's own text, so that records speak of what the page speaks of."""

    def __init__(self, texts: Sequence[str]) -> None:
        found = [part.strip() for text in texts for part in SENTENCE_END.split(text)]
        self.sentences = [part for part in found if SHORT_WORDS <= len(part.split()) <= LONG_WORDS] or list(SPARE)

    def sentence(self, rng: Random) -> str:
        """One whole sentence."""
        return rng.choice(self.sentences)

    def scrap(self, rng: Random, fewest: int, most: int) -> str:
        """Some words in a row, the first with a capital."""
        words = rng.choice(self.sentences).split()
        count = rng.randint(fewest, most)
        at = rng.randrange(max(len(words) - count, 0) + 1)
        text = " ".join(words[at : at + count]).strip(" ,;:.!?\"'()“”–—-")
        return text[:1].upper() + text[1:] if text else "Notes"


SPARE = ("The survey of the old harbour was finished in spring and printed a year later.",)


@dataclass(frozen=True, slots=True)
class Writer:
    """What a record is drawn from."""

    rng: Random
    locale: str
    phrases: Phrases

    @property
    def fake(self) -> Faker:
        """Faker of the locale, drawing from `rng`."""
        return faker(self.locale, self.rng)

    def label(self, field: str) -> str:
        """Label of a field in the locale's language; sometimes words of the page."""
        kind, labels = label_table().get(field, (field, {}))
        if kind == field or not labels or self.rng.random() < 0.2:
            return self.phrases.scrap(self.rng, 1, 3)
        return labels.get(self.locale[:2], labels["en"])

    def value(self, field: str) -> str:
        """A value for a field, or for a kind of value."""
        kind, _ = label_table().get(field, (field, {}))
        return " ".join(VALUES[kind](self).split())


@cache
def label_table() -> dict[str, tuple[str, dict[str, str]]]:
    """Field -> kind of its values, labels by language."""
    text = files("training.honest").joinpath("tables", "labels.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    languages = rows[0][2:]
    return {row[0]: (row[1], dict(zip(languages, row[2:], strict=True))) for row in rows[1:]}


def person(w: Writer) -> str:
    """A name, now and then with a title or upside down."""
    first, last = w.fake.first_name(), w.fake.last_name()
    if w.locale[:2] == "ja":
        return f"{last} {first}"
    return f"{last}, {first}" if w.rng.random() < 0.08 else f"{w.rng.choice(TITLES_BEFORE)}{first} {last}"


def names(w: Writer) -> str:
    """Several people in a row, some with a minute or a role behind them."""
    marks = w.rng.choice(("", "", " ({}')", " {}'", " ({})"))
    glue = w.rng.choice((", ", ", ", " – ", "; ", " / "))
    return glue.join(
        w.rng.choice((w.fake.last_name(), person(w))) + marks.format(w.rng.randint(1, 93))
        for _ in range(w.rng.randint(2, 12))
    )


def email(w: Writer) -> str:
    """An address of an office or of a person."""
    login = w.rng.choice(("info", "press", "office", "contact", "service", w.fake.user_name(), w.fake.user_name()))
    return f"{login}@{w.fake.domain_name()}"


def a_date(w: Writer) -> str:
    """A day in one of many forms; some with a place behind."""
    day = draw_day(w)
    form = w.rng.choice(("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%B %d, %Y", "%d %B %Y", "%d %b %Y", "%Y"))
    return day.strftime(form) + (f", {w.fake.city()}" if w.rng.random() < 0.2 else "")


def draw_day(w: Writer) -> date:
    """A day from 1900 to 2023, independent of the clock."""
    return date(1900, 1, 1) + timedelta(days=w.rng.randrange(45_000))


def years(w: Writer) -> str:
    """A span of years."""
    start = w.rng.randint(1850, 2015)
    return f"{start}–{w.rng.choice((str(start + w.rng.randint(1, 60)), ''))}"


def hours(w: Writer) -> str:
    """Opening hours."""
    days = w.rng.choice(("Mo–Fr", "Mon–Fri", "Mo-Sa", "Lun-Ven", "Пн–Пт", "月〜金", "Sat, Sun"))
    opens = w.rng.randint(7, 11)
    return f"{days} {opens}:{w.rng.choice(('00', '30'))}–{opens + w.rng.randint(4, 11)}:00"


def money(w: Writer) -> str:
    """An amount in some currency."""
    amount = w.rng.choice((f"{w.rng.randint(2, 99)}.{w.rng.randint(0, 99):02}", f"{w.rng.randint(100, 990_000):,}"))
    return w.rng.choice(CURRENCIES).format(amount)


def duration(w: Writer) -> str:
    """Minutes, or hours and minutes."""
    return w.rng.choice((f"{w.rng.randint(5, 95)} min", f"{w.rng.randint(1, 3)} h {w.rng.randint(0, 59)} min"))


def size(w: Writer) -> str:
    """Two or three lengths."""
    lengths = [str(w.rng.randint(4, 900)) for _ in range(w.rng.randint(2, 3))]
    return f"{' × '.join(lengths)} {w.rng.choice(('mm', 'cm', 'm', 'in'))}"


def latin(w: Writer) -> str:
    """Words that end as Latin ones do."""
    stems = w.rng.sample(("alb", "rub", "marin", "silvestr", "montan", "officinal", "palustr", "vulgar", "aquatic"), 2)
    ends = w.rng.sample(("us", "a", "is", "um", "ensis", "aceae"), 2)
    return f"{stems[0].capitalize()}{ends[0]} {stems[1]}{ends[1]}"


VALUES: dict[str, Callable[[Writer], str]] = {
    "person": person,
    "names": names,
    "job": lambda w: w.fake.job(),
    "jobs": lambda w: ", ".join(w.fake.job().lower() for _ in range(w.rng.randint(1, 3))),
    "phone": lambda w: w.fake.phone_number(),
    "email": email,
    "address": lambda w: w.fake.address().replace("\n", ", "),
    "company": lambda w: w.fake.company(),
    "city": lambda w: w.fake.city(),
    "country": lambda w: w.fake.country() if hasattr(w.fake, "country") else w.fake.city(),
    "place": lambda w: w.rng.choice((w.fake.city(), f"{w.phrases.scrap(w.rng, 1, 3)}, {w.fake.city()}")),
    "url": lambda w: w.rng.choice(("www.{}", "https://{}/", "{}")).format(w.fake.domain_name()),
    "date": a_date,
    "year": lambda w: str(w.rng.randint(1780, 2024)),
    "years": years,
    "hours": hours,
    "clock": lambda w: f"{w.rng.randint(7, 22)}:{w.rng.choice(('00', '15', '30', '45'))}",
    "time": duration,
    "money": money,
    "count": lambda w: w.rng.choice((f"{w.rng.randint(12, 9_000_000):,}", f"{w.rng.randint(12, 9_000_000)}")),
    "small": lambda w: str(w.rng.randint(1, 9)),
    "measure": lambda w: f"{w.rng.randint(1, 990)}{w.rng.choice(('', '.5', ',2'))} {w.rng.choice(UNITS)}",
    "size": size,
    "code": lambda w: f"{w.fake.last_name()} {w.rng.choice('ABCDKMTX')}{w.rng.randint(10, 990)}",
    "score": lambda w: f"{w.rng.randint(0, 6)}{w.rng.choice((':', '–', '-'))}{w.rng.randint(0, 6)}",
    "isbn": lambda w: f"978-{w.rng.randint(0, 9)}-{w.rng.randint(100, 999)}-{w.rng.randint(10000, 99999)}-1",
    "latin": latin,
    "words": lambda w: w.phrases.scrap(w.rng, 1, 4),
    "phrase": lambda w: w.phrases.scrap(w.rng, 3, 9),
    "sentence": lambda w: w.phrases.sentence(w.rng),
    "handle": lambda w: f"@{w.fake.user_name()}",
}
"""Kind of value -> how one is drawn."""
