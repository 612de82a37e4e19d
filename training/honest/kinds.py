"""Kinds of honest records and lists, one visible table; each gives a snippet of HTML."""

from __future__ import annotations

import tomllib
from functools import cache, partial
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.cues import PROMPT_FAMILIES, prompt_languages, prompts
from training.honest.layouts import RECORD_LAYOUTS, write_heading, write_lines, write_table, write_value
from training.honest.values import draw_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from training.honest.values import Writer

QUOTES = ("“{}”", '"{}"', "„{}“", "«{}»", "« {} »", "「{}」", "'{}'")
FREE_KINDS = frozenset({"phrase", "person", "job", "city", "latin"})


def honest_html(writer: Writer, kind: str = "") -> str:
    """Write one honest record or list (any kind when `kind` is empty)."""
    return KINDS[kind or writer.rng.choice(tuple(KINDS))](writer)


def records(w: Writer, name: str) -> str:
    """One or several label–value records of a kind of `tables/kinds.toml`, in one layout."""
    kind = _record_kinds()[name]
    fields: list[str] = kind["fields"]
    chosen = sorted(w.rng.sample(range(len(fields)), w.rng.randint(kind["least"], len(fields))))
    layout, state = w.rng.choice(RECORD_LAYOUTS), w.rng.random()
    heading = w.rng.choice(kind["heading"])
    html = ""
    for number in range(w.rng.randint(*kind["records"])):
        if heading in FREE_KINDS:
            html += write_heading(w.rng, w.value(heading))
        elif heading != "none" and number == 0:
            html += write_heading(w.rng, w.label(heading))
        rows = [(w.label(fields[i]), w.value(fields[i])) for i in chosen]
        style = type(w.rng)(state)  # records in a row look alike
        html += layout(style, rows)
    return html


@cache
def _record_kinds() -> dict[str, dict[str, Any]]:
    text = files("training.honest").joinpath("tables", "kinds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def directory(w: Writer) -> str:
    """A table of people or things with several columns."""
    fields = w.rng.sample(("role", "phone", "email", "unit", "city", "count", "date", "handle", "result"), 3)
    rows = [[w.label("name"), *(w.label(field) for field in fields)]]
    rows += [[w.value("person"), *(w.value(field) for field in fields)] for _ in range(w.rng.randint(3, 9))]
    return write_table(w.rng, rows)


def timetable(w: Writer) -> str:
    """Times beside what happens, with a name now and then."""
    lines = []
    for _ in range(w.rng.randint(4, 10)):
        what = w.value(w.rng.choice(("phrase", "words", "person")))
        lines.append(escape(f"{w.value('clock')} {w.rng.choice(('', '– ', 'h '))}{what}"))
    return write_lines(w.rng, lines)


def books(w: Writer) -> str:
    """Titles with author, year and publisher."""
    form = w.rng.choice((
        "<em>{t}</em>, {p} ({y})", "{p}: <i>{t}</i>. {c}, {y}", "{p}, “{t}”, {y}", "<strong>{t}</strong> – {p}",
        "{p} ({y}). {t}. <em>{c}</em>, {n}, {n}–{n}.", "{t} | {p} | {y}", "{y} – <em>{t}</em> ({c})", "{t} ({y})",
    ))  # fmt: skip
    return write_lines(w.rng, [_fill(w, form) for _ in range(w.rng.randint(3, 10))])


def _fill(w: Writer, form: str) -> str:
    values = {
        "t": w.phrases.scrap(w.rng, 2, 8), "p": w.value("person"), "y": w.value("year"), "c": w.value("company"),
        "n": str(w.rng.randint(1, 400)),
    }  # fmt: skip
    return form.format(**{key: escape(value) for key, value in values.items()})


def titles(w: Writer) -> str:
    """Bare titles or names in a row, under a heading or a sentence that announces them."""
    kind = w.rng.choice(("phrase", "person", "words", "city", "latin"))
    lines = [escape(w.value(kind)) for _ in range(w.rng.randint(3, 12))]
    above = write_heading(w.rng, w.value("phrase")) if w.rng.random() < 0.5 else f"<p>{escape(w.value('sentence'))}</p>"
    return above + write_lines(w.rng, lines)


def glossary(w: Writer) -> str:
    """Terms with what they mean."""
    layout = w.rng.choice(RECORD_LAYOUTS)
    term, meaning = w.rng.choice(("words", "latin")), w.rng.choice(("sentence", "phrase", "phrase"))
    return layout(w.rng, [(w.value(term), w.value(meaning)) for _ in range(w.rng.randint(3, 9))])


def changelog(w: Writer) -> str:
    """Versions and what changed in each."""
    html, minor = "", w.rng.randint(5, 30)
    level = w.rng.choice(("h2", "h3", "p"))
    for number in range(w.rng.randint(2, 5)):
        html += f"<{level}>{w.rng.choice(('', 'v', 'Version '))}2.{minor - number}.{w.rng.randint(0, 9)} "
        html += f"{w.rng.choice(('', f'({draw_day(w)})', f'– {draw_day(w)}'))}</{level}>"
        html += write_lines(w.rng, [escape(w.value("phrase")) for _ in range(w.rng.randint(1, 5))])
    return html


def questions(w: Writer) -> str:
    """Questions, each with a short answer; or the lines of a conversation."""
    html, speakers = "", (w.fake.last_name(), w.fake.first_name())
    shape = w.rng.choice(("heading", "strong", "speaker", "dl"))
    for _ in range(w.rng.randint(2, 7)):
        asked, said = escape(w.value("phrase")) + "?", escape(w.value("sentence"))
        html += {
            "heading": f"<h3>{asked}</h3><p>{said}</p>",
            "strong": f"<p><strong>{asked}</strong></p><p>{said}</p>",
            "speaker": f"<p><b>{escape(speakers[0])}:</b> {asked}</p><p><b>{escape(speakers[1])}:</b> {said}</p>",
            "dl": f"<dl><dt>{asked}</dt><dd>{said}</dd></dl>",
        }[shape]
    return html


def quotations(w: Writer) -> str:
    """Sentences in quotes, with or without the name of who said them."""
    html = ""
    quote = w.rng.choice(QUOTES)
    for _ in range(w.rng.randint(1, 5)):
        text = escape(quote.format(w.value("sentence")))
        name = f" — {escape(w.value('person'))}" if w.rng.random() < 0.6 else ""
        html += w.rng.choice((f"<p>{text}{name}</p>", f"<blockquote><p>{text}</p><p>{name[1:]}</p></blockquote>"))
    return html


def quoted_prompts(w: Writer) -> str:
    """Paragraphs and lists that speak of prompts and quote them."""
    quote = w.rng.choice(QUOTES)
    lines = []
    for _ in range(w.rng.randint(1, 4)):
        before, behind = w.value("sentence"), w.value("sentence")
        prompt = quote.format(_prompt(w))
        form = w.rng.choice(("{a} {q} {b}", "{q} {a} {b}", "{a} {b} {q}", "{s}: {q}", "{q} – {a}", "{a} {q}"))
        lines.append(escape(form.format(a=before, b=behind, q=prompt, s=w.value("words"))))
    return write_lines(w.rng, lines)


def _prompt(w: Writer) -> str:
    languages = prompt_languages()
    language = w.locale[:2] if w.locale[:2] in languages else "en"
    found: tuple[str, ...] = ()
    while not found:
        found = prompts(w.rng.choice(PROMPT_FAMILIES), language)
        language = "en" if not found and w.rng.random() < 0.3 else language
    return w.rng.choice(found).replace("{title}", w.phrases.scrap(w.rng, 2, 6))


def portraits(w: Writer) -> str:
    """People in short sections: a name, what they do, a sentence, perhaps where to find them."""
    html = ""
    parts = w.rng.sample(("job", "sentence", "handle", "email", "phone", "sentence"), w.rng.randint(1, 4))
    for _ in range(w.rng.randint(1, 6)):
        html += write_heading(w.rng, w.value("person"))
        html += "".join(f"<p>{write_value(w.rng, w.value(part))}</p>" for part in parts)
    return html


def author_note(w: Writer) -> str:
    """A line about a person at an article's end, as magazines print it."""
    name, words = escape(w.value("person")), escape(w.value("phrase"))
    job, place = escape(w.value("job")), escape(w.value("city"))
    return w.rng.choice((
        f"<p><em>{name}, {job}, {place}. {words}.</em></p>", f"<p>{name} – {job} ({place})</p>",
        f"<p><strong>{name}</strong>, {words}, {place}.</p>", f"<p><i>{words}: {name}</i></p>",
    ))  # fmt: skip


def verses(w: Writer) -> str:
    """Short lines without a full stop, in stanzas."""
    stanzas = [[escape(w.value("phrase")) for _ in range(w.rng.randint(2, 6))] for _ in range(w.rng.randint(1, 4))]
    return "".join(f"<p>{'<br>'.join(lines)}</p>" for lines in stanzas)


def captions(w: Writer) -> str:
    """Pictures with what they show below."""
    html = ""
    shape = w.rng.choice(("figure", "p", "div"))
    for number in range(w.rng.randint(1, 6)):
        image = f'<img src="/images/{number}-{w.rng.randrange(999)}.jpg" alt="">'
        text = escape(w.value(w.rng.choice(("sentence", "phrase"))))
        html += f"<figure>{image}<figcaption>{text}</figcaption></figure>" if shape == "figure" else (
            f"<{shape}>{image}</{shape}><{shape}>{text}</{shape}>"
        )  # fmt: skip
    return html


def sources(w: Writer) -> str:
    """Links to other sites, each with a sentence about it."""
    lines = []
    for _ in range(w.rng.randint(3, 8)):
        name = escape(w.value("phrase"))
        link = f'<a href="https://{w.fake.domain_name()}/{w.rng.randrange(9999)}">{name}</a>'
        lines.append(f"{link} – {escape(w.value('sentence'))}")
    return write_lines(w.rng, lines)


def short_sections(w: Writer) -> str:
    """Headings with hardly any text below."""
    html = ""
    level = w.rng.choice(("h2", "h3"))
    for _ in range(w.rng.randint(2, 4)):
        html += f"<{level}>{escape(w.phrases.scrap(w.rng, 2, 5))}</{level}><p>{escape(w.value('sentence'))}</p>"
    return html


RECORD_KINDS: dict[str, Callable[[Writer], str]] = {name: partial(records, name=name) for name in _record_kinds()}
LIST_KINDS: dict[str, Callable[[Writer], str]] = {
    "directory": directory,
    "timetable": timetable,
    "books": books,
    "titles": titles,
    "glossary": glossary,
    "changelog": changelog,
    "questions": questions,
    "quotations": quotations,
    "quoted_prompts": quoted_prompts,
    "portraits": portraits,
    "author_note": author_note,
    "verses": verses,
    "captions": captions,
    "sources": sources,
    "short_sections": short_sections,
}
KINDS: dict[str, Callable[[Writer], str]] = RECORD_KINDS | LIST_KINDS
"""Name -> maker."""
