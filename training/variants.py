"""Other versions of a training page: with prompts and farm spam planted in it, or as if in another script.

Planted blocks are labelled 0, and the words of the page stay what they were; so a scorer learns what such blocks
look like in the middle of real text, in many languages, and that letters without capitals or blanks are text too.
"""

from __future__ import annotations

import copy
import re
from html import escape
from typing import TYPE_CHECKING
from zlib import crc32

from fixtures.dice import LOCALES
from fixtures.spam import FAMILIES, spam_html
from pipeline.blocks import BREAK, Head, Page
from pipeline.cues import PROMPT_FAMILIES, prompt_languages, prompts
from training.splice import blocks_until, parse_snippet, splice

if TYPE_CHECKING:
    from random import Random

WRAPPERS = (
    "<p>{}</p>", "<p>{}</p>", "<p><em>{}</em></p>", "<p><strong>{}</strong></p>", "<div>{}</div>", "<h3>{}</h3>",
    '<p><a href="/{slug}">{}</a></p>', '<p><strong><a href="/{slug}">{}</a></strong></p>', "<h4>{}</h4>",
    "<blockquote><p>{}</p></blockquote>", "<div><div><p>{}</p></div></div>", "<aside><p>{}</p></aside>",
    '<ul><li><a href="/{slug}">{}</a></li></ul>',
)  # fmt: skip
SPAM_OUTSIDE_FORUMS = tuple(sorted(FAMILIES))
SPAM_ON_FORUMS = tuple(name for name in SPAM_OUTSIDE_FORUMS if name != "comments")
MIN_HOST_WORDS = 12
SCRIPTS = ("han", "caseless", "compound")

LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ']+")
HAN_MARKS = str.maketrans({".": "。", ",": "，", "?": "？", "!": "！", ":": "：", ";": "；", "(": "（", ")": "）"})
ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
CASELESS = str.maketrans(
    {chr(code): ARABIC_LETTERS[(code * 7) % len(ARABIC_LETTERS)] for code in range(97, 123)}
    | {chr(code): ARABIC_LETTERS[((code + 32) * 7) % len(ARABIC_LETTERS)] for code in range(65, 91)}
    | {",": "،", "?": "؟", ";": "؛"}
)


def plant(page: Page, labels: list[float], rng: Random, *, forum: bool) -> tuple[Page, list[float]]:
    """Plant prompts in many languages and blocks of farm spam between and behind the text's blocks."""
    snippets = [prompt_html(rng) for _ in range(rng.randint(1, 4))]
    families = SPAM_ON_FORUMS if forum else SPAM_OUTSIDE_FORUMS
    snippets += [
        spam_html(rng.choice(families), rng, rng.choice(LOCALES["train"]), "train")
        for _ in range(rng.choice((0, 0, 1, 1, 2, 3)))
    ]
    for html in snippets:
        snippet = parse_snippet(html)
        hosts = [b for b, label in enumerate(labels) if label > 0.7 and len(page.text[b].split()) >= MIN_HOST_WORDS]
        hosts = [b for b in hosts if page.owner[b] > 2 and page.tag[page.owner[b]] not in ("td", "th", "body")]
        if not hosts or not snippet.text:
            continue
        anchor = hosts[-1] if rng.random() < 0.4 else rng.choice(hosts)
        at = blocks_until(page, anchor)
        page = splice(page, snippet, anchor)
        labels = [*labels[:at], *[0.0] * len(snippet.text), *labels[at:]]
    return page, labels


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


def in_script(page: Page, script: str) -> Page:
    """The page as if written in another script: "han" (no blanks), "caseless", "compound" (long words)."""
    change = {"han": to_han, "caseless": to_caseless, "compound": to_compound}[script]
    copied = copy.copy(page)
    copied.__dict__ = {k: v for k, v in page.__dict__.items() if k in Page.__dataclass_fields__}
    copied.text = [change(text) or text for text in page.text]
    copied.pieces = [piece if piece is BREAK else change(piece) for piece in page.pieces]
    head = page.head
    copied.head = Head(
        change(head.title) if head.title else head.title, head.lang, head.base,
        [{k: change(v) if k == "content" and " " in v else v for k, v in meta.items()} for meta in head.metas],
        head.links, head.json_ld, head.app_state,
    )  # fmt: skip
    return copied


def to_han(text: str) -> str:
    """Each word becomes one to four Han letters, always the same ones; blanks between them go."""
    written = LATIN_WORD.sub(_han_word, text).translate(HAN_MARKS)
    return re.sub(r"(?<=[\u4e00-\u9fff。，？！：；]) (?=[\u4e00-\u9fff])", "", written)


def _han_word(match: re.Match[str]) -> str:
    word = match[0].lower()
    number = crc32(word.encode())
    return "".join(chr(0x4E00 + (number >> (4 * i)) % 3000) for i in range(1 + len(word) // 4))


def to_caseless(text: str) -> str:
    """Latin letters become Arabic ones."""
    return text.translate(CASELESS)


def to_compound(text: str) -> str:
    """A third of the words grow together with the next one."""
    return re.sub(r"(?<=[a-z]{4}) (?=[a-z]{5})", lambda m: "" if (m.start() * 7919) % 3 else " ", text)


def vary(page: Page, labels: list[float], rng: Random, *, forum: bool) -> tuple[Page, Page, list[float]]:
    """Make one variant of a page: planted blocks, another script, or both.

    Returns:
        The variant, the same before its letters changed (words are counted there), and its labels.
    """
    in_other_script = rng.random() < 0.4
    if not in_other_script or rng.random() < 0.4:
        page, labels = plant(page, labels, rng, forum=forum)
    return (in_script(page, rng.choice(SCRIPTS)) if in_other_script else page), page, labels
