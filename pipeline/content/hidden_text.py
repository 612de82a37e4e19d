"""Text that a page carries but does not show: JSON-LD, and the state of single-page apps.

Only for pages whose visible text is thin: what the page shows is judged block by block and needs no second source.
Text inside `<noscript>` is visible text here (no script runs), so it is among the blocks already.
How it errs: a paywalled page may carry the whole article while it shows a teaser; that text is taken, and marked by
its source. A state that holds several articles gives the one with the most prose.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.blocks import segment
from pipeline.config import Limits
from pipeline.records import Drop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.blocks import Page

    Found = tuple[str, str]  # path of keys without indices, text

MIN_WORDS = 30  # a hidden text shorter than this is a description, not a text
MAX_KEPT_SHARE = 0.35  # the DOM is thin when it kept less than this share of the hidden text's words …
MAX_KEPT_WORDS = {"json_ld": 200, "app_state": 30}  # … and no more words than this
MAX_SHELL_WORDS = 200  # an app's state is asked only where the whole page shows no more words than this
# On the WCXB pages a laxer rule made every page it touched worse: states hold other pages, settings and code.
MAX_VISIBLE_SHARE = 0.6  # the hidden text is not hidden when more of its words stand on the page
MAX_SCRIPT_CHARS = 3_000_000
MAX_NODES = 200_000  # of one script's JSON
PROSE_CHARS = 60  # shortest string of an app's state that may be prose

BODY_KEYS = ("articleBody", "text", "description")
"""Keys of JSON-LD that hold a text, best first; "description" counts only for the types below."""
DESCRIBED_TYPES = frozenset({
    "Product", "ProductGroup", "Recipe", "JobPosting", "Event", "Course", "Book", "Movie", "VideoObject", "Service",
    "LocalBusiness", "SoftwareApplication", "TouristAttraction", "Place", "RealEstateListing", "Vehicle", "Car",
})  # fmt: skip
TEXT_TYPES = frozenset({"DiscussionForumPosting", "SocialMediaPosting", "Question", "Answer", "Article", "BlogPosting"})

WORD = re.compile(r"\w+")
TAG = re.compile(r"<[a-zA-Z/!]")
BLOCK_TAG = re.compile(r"<(?:p|br|div|li|h[1-6]|td|section|article)\b", re.IGNORECASE)
NOT_PROSE = re.compile(
    r"^(?:https?:|data:|[{\[.#@]|function\b|var\b)|[{};]\s|\\u00|base64,|\"[:,]\"|\[\"\$\"|^\w{1,4}:[IT\[{]"
)
ASSIGNMENT = re.compile(r"[=(]\s{0,20}(?=[{\[])")


@dataclass(frozen=True, slots=True)
class HiddenText:
    """A text from outside the visible page."""

    paragraphs: tuple[str, ...]
    source: str  # "json_ld" or "app_state": the record's `text_source`


def find_hidden_text(page: Page, kept_words: int) -> HiddenText | None:
    """Find the text that a thin page carries in its scripts.

    Args:
        page: the page.
        kept_words: words of the text that the scorer kept.

    Returns:
        The text, or None when the page shows what it has, or carries nothing longer.
    """
    if kept_words > max(MAX_KEPT_WORDS.values()) or not (page.head.json_ld or page.head.app_state):
        return None
    visible: set[str] | None = None
    for source, find_texts in (("json_ld", _json_ld_texts), ("app_state", _app_state_texts)):
        if kept_words > MAX_KEPT_WORDS[source] or (source == "app_state" and _visible_words(page) > MAX_SHELL_WORDS):
            continue
        paragraphs = [paragraph for text in find_texts(page) for paragraph in _paragraphs(text)]
        words = [word for paragraph in paragraphs for word in WORD.findall(paragraph.lower())]
        size = max(len(words), sum(map(len, paragraphs)) // 12)  # scripts without blanks have few, long words
        if size < MIN_WORDS or kept_words >= MAX_KEPT_SHARE * size:
            continue
        if visible is None:
            visible = {word for text in page.text for word in WORD.findall(text.lower())}
        if sum(word in visible for word in words) < MAX_VISIBLE_SHARE * len(words):
            return HiddenText(tuple(paragraphs), source)
    return None


def _visible_words(page: Page) -> int:
    return sum(text.count(" ") + 1 for text in page.text)


def _json_ld_texts(page: Page) -> list[str]:
    """Give the longest text under the best key of the page's JSON-LD."""
    by_key: dict[str, list[str]] = {key: [] for key in BODY_KEYS}
    for value in _values(page.head.json_ld):
        for node in _dicts(value):
            types = node.get("@type")
            names = (
                {types}
                if isinstance(types, str)
                else {t for t in types if isinstance(t, str)}
                if isinstance(types, list)
                else set()
            )
            for key in BODY_KEYS:
                text = node.get(key)
                if isinstance(text, str) and _key_counts(key, names):
                    by_key[key].append(text)
    for key in BODY_KEYS:
        if by_key[key]:
            return [max(by_key[key], key=len)]
    return []


def _key_counts(key: str, types: set[str]) -> bool:
    if key == "articleBody":
        return True
    return bool(types & (TEXT_TYPES if key == "text" else DESCRIBED_TYPES))


def _app_state_texts(page: Page) -> list[str]:
    """Give the prose of the place in the app's state that holds most of it, in order."""
    groups: dict[str, list[str]] = {}
    for value in _values(page.head.app_state):
        for path, text in _prose(value):
            texts = groups.setdefault(path, [])
            if text not in texts[-1:]:
                texts.append(text)
    return max(groups.values(), key=lambda texts: sum(map(len, texts)), default=[])


def _values(scripts: Iterable[str]) -> Iterator[object]:
    """Read the JSON of scripts: the whole script, or what is assigned in it."""
    decoder = json.JSONDecoder(strict=False)
    for script in scripts:
        text = script[:MAX_SCRIPT_CHARS].strip().removeprefix("<!--").removesuffix("-->").strip()
        starts = [0] if text[:1] in ("{", "[") else [match.end() for match in islice(ASSIGNMENT.finditer(text), 3)]
        for start in starts:
            try:
                value, _ = decoder.raw_decode(text, start)
            except (ValueError, RecursionError):
                continue
            yield value
            break


def _dicts(value: object) -> Iterator[dict[str, object]]:
    """Every object of a JSON value, in document order."""
    stack = [value]
    for _ in range(MAX_NODES):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack.extend(reversed(node.values()))
        elif isinstance(node, list):
            stack.extend(reversed(node))


def _prose(value: object) -> Iterator[Found]:
    """Every string that reads like prose, with its path of keys."""
    stack: list[tuple[str, object]] = [("", value)]
    for _ in range(MAX_NODES):
        if not stack:
            return
        path, node = stack.pop()
        if isinstance(node, dict):
            stack.extend((f"{path}.{key}"[:400], child) for key, child in reversed(node.items()))
        elif isinstance(node, list):
            stack.extend((path, child) for child in reversed(node))
        elif isinstance(node, str) and len(node) >= PROSE_CHARS and _is_prose(node):
            yield path, node


def _is_prose(text: str) -> bool:
    if NOT_PROSE.search(text[:300]) and not TAG.match(text):
        return False
    words = text.split()
    letters = sum(map(str.isalpha, text[:1000]))
    return letters >= 0.6 * min(len(text), 1000) and (len(words) >= 8 or not text.isascii())


def _paragraphs(text: str) -> list[str]:
    """Split into paragraphs; markup inside strings is parsed as markup, line feeds count where it has no blocks."""
    if TAG.search(text):
        try:
            return segment(text if BLOCK_TAG.search(text) else text.replace("\n", "<br><br>"), Limits()).text
        except Drop:
            return []
    return [" ".join(line.split()) for line in unescape(text).splitlines() if line.strip()]
