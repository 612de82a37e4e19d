"""The exam for spam removal: its pages hold what its truth says, and its marking sees what was kept."""

from __future__ import annotations

import random

import pytest

from benchmarks.spam.exam import sit_lookalike_exam, sit_spam_exam
from benchmarks.spam.hosts import make_article
from benchmarks.spam.labels import choose_labels
from benchmarks.spam.lookalikes import make_lookalike, sketches
from benchmarks.spam.marking import kept_units
from benchmarks.spam.nodes import Doc, Node, Unit, units_of
from benchmarks.spam.persona import LOCALES_OPEN, LOCALES_SEALED, make_persona
from benchmarks.spam.report import FAMILIES, family_table, lookalike_table
from benchmarks.spam.spamming import plant_spam
from benchmarks.spam.templates import TEMPLATES_OPEN, TEMPLATES_SEALED, render_html
from benchmarks.spam.textforms import FORMS_OPEN, FORMS_SEALED, render_text
from pipeline.blocks import segment
from pipeline.config import DEFAULT_CONFIG


def _farm_page(seed: int, *, sealed: bool = False) -> Doc:
    rng = random.Random(seed)
    doc = make_article(rng)
    plant_spam(rng, doc, sealed=sealed)
    return doc


@pytest.mark.parametrize("form", FORMS_OPEN + FORMS_SEALED)
def test_text_holds_every_unit(form: str) -> None:
    """Whatever the form, marking finds all units in the uncleaned text, so that a miss is the cleaner's doing."""
    for seed in range(5):
        doc = _farm_page(seed, sealed=form in FORMS_SEALED)
        units = units_of(doc)
        kept = kept_units(units, render_text(doc, form, random.Random(seed)))
        assert [unit for unit, found in zip(units, kept, strict=True) if not found] == []


@pytest.mark.parametrize("template", TEMPLATES_OPEN + TEMPLATES_SEALED)
def test_html_holds_every_unit(template: str) -> None:
    """Whatever the template, marking finds all units in the text of all blocks."""
    for seed in range(5):
        doc = _farm_page(seed, sealed=template in TEMPLATES_SEALED)
        page = segment(render_html(doc, template, random.Random(seed)), DEFAULT_CONFIG.limits)
        units = units_of(doc)
        kept = kept_units(units, "\n".join(page.text))
        assert [unit for unit, found in zip(units, kept, strict=True) if not found] == []


def test_same_seed_same_page() -> None:
    """The exam can be sat again: a seed gives the same page."""
    assert _farm_page(7) == _farm_page(7)
    assert _farm_page(7) != _farm_page(8)


def test_every_family_is_asked() -> None:
    """A few dozen pages have all families of spam."""
    found = {node.family for seed in range(40) for node in _farm_page(seed).nodes}
    assert found == {"", *FAMILIES}


def test_halves_share_nothing() -> None:
    """Locales, templates, text forms and label languages of the sealed half are not in the open one."""
    assert not set(LOCALES_OPEN) & set(LOCALES_SEALED)
    assert not set(TEMPLATES_OPEN + FORMS_OPEN) & set(TEMPLATES_SEALED + FORMS_SEALED)
    open_labels = {choose_labels(random.Random(seed), sealed=False).language for seed in range(300)}
    sealed_labels = {choose_labels(random.Random(seed), sealed=True).language for seed in range(300)}
    assert open_labels & sealed_labels == {"none"}
    assert len(open_labels | sealed_labels) >= 30


def test_personas_have_all_fields() -> None:
    """No style or locale leaves a field of a profile empty."""
    for seed in range(60):
        person = make_persona(random.Random(seed), sealed=bool(seed % 2))
        assert all(value.strip() for value in person.fields.values()), person


def test_thirty_kinds_of_lookalikes() -> None:
    """At least thirty kinds of honest pages, some in other languages, none with a family of spam."""
    docs = [make_lookalike(random.Random(1), sketch) for sketch in sketches()]
    assert len({doc.traits["kind"] for doc in docs}) >= 30
    assert len({doc.language for doc in docs}) >= 8
    assert all(not node.family for doc in docs for node in doc.nodes)
    assert "{" not in "".join(cell for doc in docs for node in doc.nodes for row in node.rows for cell in row)


@pytest.mark.parametrize(
    ("unit", "text", "kept"),
    [
        (Unit("fake_profile", "pairs", ("Name", "Otto")), "A\n- Name : Otto\nB", True),
        (Unit("fake_profile", "pairs", ("Name", "Otto")), "Otto said his name was not in the book, and left.", False),
        (Unit("fake_profile", "table2", ("Name", "Otto")), "| Name | Otto |", True),
        (Unit("fake_socials", "pairs", ("user", "fatima.langworth")), "mail fatima.langworth@example.org", False),
        (Unit("", "p", ("A whole paragraph of text.",)), "x\nA whole  paragraph of\ntext.", True),
        (Unit("tag_cloud", "tags", ("one", "two", "three")), "one, two, three", True),
        (Unit("tag_cloud", "tags", ("one", "two", "three")), "one and two are three in this sentence of mine", False),
        (Unit("orphan_toc", "p", ("Contents",)), "The contents of the box", False),
    ],
)
def test_marking(unit: Unit, text: str, kept: bool) -> None:
    """Short values count only as lines of their own or beside their label."""
    assert kept_units([unit], text) == [kept]


def test_marking_counts_repeated_lines() -> None:
    """A heading that the article has once and the text has once is the article's."""
    units = [Unit("orphan_toc", "ul", ("How it began",)), Unit("", "h2", ("How it began",))]
    assert kept_units(units, "How it began\nText.") == [False, True]
    assert kept_units(units, "How it began\nHow it began\nText.") == [True, True]


def test_running_pairs_are_one_unit() -> None:
    """Pairs in one paragraph are kept or removed together."""
    node = Node("running", [("Name", "Otto"), ("Job", "Smith")], "fake_profile", ": ")
    assert units_of(Doc("T", "en", [node])) == [Unit("fake_profile", "running", ("Name: Otto, Job: Smith",))]


def test_exam_fills_its_tables() -> None:
    """Both exams run on both modes, and each family and kind of look-alike has its row."""
    farm = [paper for mode in ("html", "text") for paper in sit_spam_exam(mode, 4, sealed=False, data=None)]
    honest = list(sit_lookalike_exam("text", 1, sealed=True))
    assert [row.split()[0] for row in family_table(farm)[1:-2]] == list(FAMILIES)
    assert len(lookalike_table(honest)) == 2 + len({sketch.kind for sketch in sketches()})
