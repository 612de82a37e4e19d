"""One function a family of spam: nodes to plant in a host page, and where farms plant them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.spam import titles, vocabulary
from benchmarks.spam.labels import choose_labels
from benchmarks.spam.nodes import Doc, Node, Row, list_node, text_node
from benchmarks.spam.persona import latin, make_persona

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

SEPARATORS_OPEN = (" : ", ": ", ": ", " - ", " – ", " | ", "\t")
SEPARATORS_SEALED = (" = ", " → ", "：", " :: ", " » ", ": ", " ~ ")


def plant_spam(rng: random.Random, doc: Doc, *, sealed: bool) -> None:
    """Plant two to five families in a page, in place."""
    chosen = [add for add, share in PLANTERS if rng.random() < share] or [plant_profile]
    for add in chosen:
        add(rng, doc, sealed)


def plant_profile(rng: random.Random, doc: Doc, sealed: bool) -> None:
    """A profile, with or without heading and socials, at the end."""
    person, labels = make_persona(rng, sealed=sealed), choose_labels(rng, sealed=sealed)
    doc.traits |= {"style": person.style, "locale": person.locale, "labels": labels.language}
    separator = rng.choice(SEPARATORS_SEALED if sealed else SEPARATORS_OPEN) if labels.language != "none" else ""
    names = list(person.fields)
    if rng.random() < 0.3:
        names = [name for name in names if name in {"name", "bio"} or rng.random() < 0.75]
    if rng.random() < 0.25:
        rng.shuffle(names)
    if labels.heading and rng.random() < 0.8:
        heading = labels.heading + rng.choice((":", "", ":"))
        doc.nodes.append(text_node(rng.choice(("h3", "h2", "p")), heading, "fake_profile"))
    rows: list[Row] = [(labels.profile[name], person.fields[name]) for name in names]
    doc.nodes.append(Node(_profile_kind(rng), rows, "fake_profile", separator))
    if rng.random() < 0.75:
        if labels.social_heading and rng.random() < 0.8:
            doc.nodes.append(text_node(rng.choice(("h3", "h2", "p")), labels.social_heading, "fake_socials"))
        kind = _profile_kind(rng)
        for network, fields in person.socials:
            shown = network if rng.random() < 0.7 else network.title()
            doc.nodes.append(text_node("h3" if kind == "pairs" else "p", shown + rng.choice((":", "")), "fake_socials"))
            if fields:
                social: list[Row] = [(labels.social[key], value) for key, value in fields.items()]
                doc.nodes.append(Node(kind, social, "fake_socials", separator))


def plant_bio(rng: random.Random, doc: Doc, sealed: bool) -> None:
    """A name and a pseudo-Latin biography under it, no labels."""
    person = make_persona(rng, sealed=sealed)
    source = vocabulary.LATIN_JS if rng.random() < 0.3 else vocabulary.LATIN_PHP
    doc.nodes.append(text_node("p", latin(rng, source, rng.randint(2, 4)), "fake_bio"))
    if rng.random() < 0.4:
        doc.nodes.insert(len(doc.nodes) - 1, text_node("h3", person.fields["name"], "fake_bio"))


def plant_captions(rng: random.Random, doc: Doc, sealed: bool) -> None:  # noqa: ARG001
    """Captions of unrelated images, each twice, one after the other."""
    keyword = rng.choice(titles.KEYWORDS)
    rows: list[Row] = []
    for _ in range(rng.randint(3, 8)):
        title = titles.junk_title(rng, keyword, cut=True)
        rows += [(title,), (title,)]
    node = Node(rng.choice(("figs", "figs", "lines")), rows, "caption_pairs")
    doc.nodes.insert(len(doc.nodes) if rng.random() < 0.8 else rng.randint(3, len(doc.nodes)), node)


def plant_titles(rng: random.Random, doc: Doc, sealed: bool) -> None:  # noqa: ARG001
    """Bare titles of other pages, as lines or a list."""
    keyword = rng.choice(titles.KEYWORDS)
    made = list(dict.fromkeys(titles.junk_title(rng, keyword, cut=False) for _ in range(rng.randint(5, 11))))
    doc.nodes.append(list_node(rng.choice(("lines", "ul", "links")), made, "unrelated_titles"))


def plant_related(rng: random.Random, doc: Doc, sealed: bool) -> None:  # noqa: ARG001
    """A list of links under a heading, or "read also" between paragraphs."""
    wording = titles.wordings()[doc.language]
    if rng.random() < 0.5:
        doc.nodes.append(text_node(rng.choice(("h3", "h2")), wording.related, "related_links"))
        made = [titles.junk_title(rng, rng.choice(titles.KEYWORDS), cut=False) for _ in range(rng.randint(3, 6))]
        doc.nodes.append(list_node("links", made, "related_links"))
    else:
        for _ in range(rng.randint(1, 3)):
            title = (
                wording.also
                + ("" if wording.also[-1] == "：" else " ")
                + titles.junk_title(rng, rng.choice(titles.KEYWORDS), cut=False)
            )
            doc.nodes.insert(rng.randint(2, len(doc.nodes)), text_node("link", title, "related_links"))


def plant_promoted(rng: random.Random, doc: Doc, sealed: bool) -> None:  # noqa: ARG001
    """Sponsored teasers: headline and source."""
    heading = rng.choice(("Sponsored", "From Around The Web", "Promoted Stories", "Paid Content"))
    rows: list[Row] = list({titles.teaser(rng) for _ in range(rng.randint(3, 6))})
    doc.nodes += [text_node("h3", heading, "promoted"), Node("teasers", rows, "promoted")]


def plant_tags(rng: random.Random, doc: Doc, sealed: bool) -> None:  # noqa: ARG001
    """Keywords as links, in a list or a line."""
    tags = rng.sample(titles.KEYWORDS, rng.randint(6, 14))
    if rng.random() < 0.5:
        doc.nodes.append(list_node("tags", [f"#{tag.replace(' ', '')}" for tag in tags], "tag_cloud"))
    else:
        doc.nodes.append(list_node("tags", tags, "tag_cloud"))


def plant_gallery(rng: random.Random, doc: Doc, sealed: bool) -> None:  # noqa: ARG001
    """Images with numbered, keyword-stuffed captions."""
    doc.nodes.append(list_node("figs", titles.gallery_captions(rng, rng.randint(5, 14)), "gallery"))


def plant_toc(rng: random.Random, doc: Doc, sealed: bool) -> None:  # noqa: ARG001
    """A heading of a table of contents with nothing under it, or with the page's own headings."""
    made = [text_node(rng.choice(("h2", "h3", "p")), titles.wordings()[doc.language].toc, "orphan_toc")]
    headings = [node.rows[0][0] for node in doc.nodes if node.kind == "h2" and not node.family]
    if len(headings) > 1 and rng.random() < 0.5:
        made.append(list_node(rng.choice(("toc", "ul", "ol")), headings, "orphan_toc"))
    place = rng.randint(1, 3)
    doc.nodes[place:place] = made


def plant_prompt(rng: random.Random, doc: Doc, sealed: bool) -> None:  # noqa: ARG001
    """A paragraph that asks the reader to comment, share or subscribe, behind the last paragraph of the article."""
    last = max(at for at, node in enumerate(doc.nodes) if not node.family)
    prompt = rng.choice(titles.wordings()[doc.language].prompts)
    doc.nodes.insert(last + 1, text_node("p", prompt, "call_to_action"))


def plant_comments(rng: random.Random, doc: Doc, sealed: bool) -> None:  # noqa: ARG001
    """A thread of readers' comments."""
    bodies = rng.sample(titles.REMARKS, rng.randint(2, 5))
    head = titles.wordings()[doc.language].comments.format(n=len(bodies))
    day, clock = f"{rng.randint(1, 12)}/{rng.randint(1, 28)}", f"{rng.randint(1, 12)}:{rng.randint(10, 59)} pm"
    date = f"{day}/{rng.randint(2016, 2025)} at {clock}"
    rows: list[Row] = [(rng.choice(titles.NICKS), date, body) for body in bodies]
    doc.nodes += [text_node("h3", head, "comments"), Node("comment", rows, "comments")]


def _profile_kind(rng: random.Random) -> str:
    return rng.choice(("pairs", "pairs", "pairs", "table2", "dl", "pairbr", "pairlines", "running"))


PLANTERS: tuple[tuple[Callable[[random.Random, Doc, bool], None], float], ...] = (
    (plant_toc, 0.3),
    (plant_prompt, 0.4),
    (plant_captions, 0.45),
    (plant_titles, 0.2),
    (plant_gallery, 0.15),
    (plant_profile, 0.6),
    (plant_bio, 0.12),
    (plant_related, 0.3),
    (plant_promoted, 0.15),
    (plant_tags, 0.15),
    (plant_comments, 0.15),
)  # in the order in which they stand on a farm's page
