"""Other versions of a training page: with spam or honest records planted in it, in another style or another script.

Spam is labelled 0 and honest records 1, and the words of the page stay what they were. The shapes of both overlap on
purpose: what tells them apart is the company they keep. An invented profile among other farm blocks is labelled 0; one
that stands alone has no label, for nothing in its shape says that it is invented, and the spam detectors read values.
"""

from __future__ import annotations

from html import escape
from math import nan
from typing import TYPE_CHECKING

from fixtures.dice import LOCALES
from fixtures.spam import FAMILIES, spam_html
from pipeline.cues import PROMPT_FAMILIES, prompt_languages, prompts
from training import honest
from training.restyle import STYLES, restyle
from training.scripts import SCRIPTS, in_script
from training.splice import blocks_from, blocks_until, parse_snippet, splice

if TYPE_CHECKING:
    from random import Random

    from pipeline.blocks import Page

WRAPPERS = (
    "<p>{}</p>", "<p>{}</p>", "<p><em>{}</em></p>", "<p><strong>{}</strong></p>", "<div>{}</div>", "<h3>{}</h3>",
    '<p><a href="/{slug}">{}</a></p>', '<p><strong><a href="/{slug}">{}</a></strong></p>', "<h4>{}</h4>",
    "<blockquote><p>{}</p></blockquote>", "<div><div><p>{}</p></div></div>", "<aside><p>{}</p></aside>",
    '<ul><li><a href="/{slug}">{}</a></li></ul>',
)  # fmt: skip
SPAM_OUTSIDE_FORUMS = tuple(sorted(FAMILIES))
SPAM_ON_FORUMS = tuple(name for name in SPAM_OUTSIDE_FORUMS if name != "comments")
PROFILES = frozenset({"fake_profile", "fake_socials", "fake_bio"})
MIN_HOST_WORDS = 12

WITHOUT_RECORDS = frozenset({"product", "collection", "listing"})
"""Page types on which rows of labels and values are as often another thing's as the page's own: nothing to teach."""

SHARE_FARM, SHARE_HONEST = 0.35, 0.45  # the rest of the variants has nothing planted
SHARE_STYLED, SHARE_SCRIPT = 0.3, 0.4


def vary(page: Page, labels: list[float], rng: Random, page_type: str) -> tuple[Page, Page, list[float]]:
    """Make one variant of a page: something planted, another style, another script, or several of these.

    Returns:
        The variant, the same before its letters changed (words and cues are counted there), and its labels; NaN
        where a block has none.
    """
    fate = rng.random()
    if fate < SHARE_FARM:
        page, labels = plant_farm(page, labels, rng, page_type)
    elif fate < SHARE_FARM + SHARE_HONEST and page_type not in WITHOUT_RECORDS:
        page, labels = plant_honest(page, labels, rng)
    if rng.random() < SHARE_STYLED:
        page = restyle(page, rng.choice(tuple(STYLES)), rng)
    return (in_script(page, rng.choice(SCRIPTS)) if rng.random() < SHARE_SCRIPT else page), page, labels


def plant_farm(page: Page, labels: list[float], rng: Random, page_type: str) -> tuple[Page, list[float]]:
    """Plant prompts in many languages and blocks of farm spam between and behind the text's blocks."""
    families = SPAM_ON_FORUMS if page_type == "forum" else SPAM_OUTSIDE_FORUMS
    chosen = rng.sample(families, rng.choice((0, 1, 1, 2, 3, 4)))
    snippets = [("prompt", prompt_html(rng)) for _ in range(rng.randint(0 if chosen else 1, 3))]
    locale = rng.choice(LOCALES["train"])
    snippets += [(family, spam_html(family, rng, locale, "train")) for family in chosen]
    rng.shuffle(snippets)
    alone = len(snippets) == 1
    together = rng.random() < 0.5
    for family, html in snippets:
        label = nan if alone and family in PROFILES else 0.0
        behind = together or rng.random() < 0.4
        page, labels = _plant(page, labels, html, label, "last" if behind else rng.choice(("any", "any", "first")), rng)
    return page, labels


def plant_honest(page: Page, labels: list[float], rng: Random) -> tuple[Page, list[float]]:
    """Plant honest records and lists in the text, and now and then a prompt that does not belong."""
    phrases = honest.Phrases([text for text, label in zip(page.text, labels, strict=True) if label > 0.7])
    writer = honest.Writer(rng, rng.choice(honest.LOCALES), phrases)
    for _ in range(rng.choice((1, 1, 2, 3))):
        where = rng.choice(("last", "last", "first", "any", "any"))
        page, labels = _plant(page, labels, honest.honest_html(writer), 1.0, where, rng)
    if rng.random() < 0.25:
        page, labels = _plant(page, labels, prompt_html(rng), 0.0, "any", rng)
    return page, labels


def _plant(
    page: Page, labels: list[float], html: str, label: float, where: str, rng: Random
) -> tuple[Page, list[float]]:
    """Put a snippet beside a long block of the text: before the first, behind the last, or behind any."""
    snippet = parse_snippet(html)
    hosts = [b for b, known in enumerate(labels) if known > 0.7 and len(page.text[b].split()) >= MIN_HOST_WORDS]
    hosts = [b for b in hosts if page.owner[b] > 2 and page.tag[page.owner[b]] not in ("td", "th", "body")]
    if not hosts or not snippet.text:
        return page, labels
    before = where == "first"
    anchor = {"first": hosts[0], "last": hosts[-1], "any": rng.choice(hosts)}[where]
    at = blocks_from(page, anchor) if before else blocks_until(page, anchor)
    planted = splice(page, snippet, anchor, before=before)
    return planted, [*labels[:at], *[label] * len(snippet.text), *labels[at:]]


def prompt_html(rng: Random) -> str:
    """Write a prompt to the reader, in a language of the table, in plain markup without telling classes."""
    languages = prompt_languages()
    if not languages:
        return spam_html("call_to_action", rng, rng.choice(LOCALES["train"]), "train")
    sentences: tuple[str, ...] = ()
    while not sentences:
        family = rng.choice(PROMPT_FAMILIES)
        sentences = prompts(family, rng.choice(languages))
    title = " ".join(rng.choice(TITLE_WORDS) for _ in range(rng.randint(3, 9))).capitalize()
    text = rng.choice(sentences).replace("{title}", title)
    html = rng.choice(WRAPPERS)
    return html.replace("{slug}", f"{rng.randrange(10**6)}").replace("{}", escape(text))


TITLE_WORDS = (
    "the best ways how what new world city river market guide story ten things travel green future people house winter "
    "summer school music game team budget light garden history war peace food water city energy price film"
).split()
"""Words for titles of other pages; the scorer sees no words, only shapes."""
