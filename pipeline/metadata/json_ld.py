"""JSON-LD as pages write it: any shape, often broken -> the one node that is this page's main thing.

Cards of other articles (`itemListElement`, `relatedLink` …) are never looked at.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = dict[str, object]

MAX_SCRIPT_CHARS = 2_000_000
MAX_NODES = 2_000
MAX_DEPTH = 8

ARTICLE_TYPES = frozenset(
    (
        "Article NewsArticle BlogPosting Report ScholarlyArticle TechArticle OpinionNewsArticle "
        "AnalysisNewsArticle ReportageNewsArticle ReviewNewsArticle BackgroundNewsArticle AskPublicNewsArticle "
        "LiveBlogPosting SocialMediaPosting DiscussionForumPosting AdvertiserContentArticle SatiricalArticle "
        "MedicalScholarlyArticle APIReference BlogPost MedicalWebPage HowTo Recipe Review PodcastEpisode Question "
        "CreativeWork Course LearningResource"
    ).split()
)
_WRAPPERS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_NESTED_MAIN = ("mainEntity", "mainEntityOfPage")


def read_scripts(scripts: list[str]) -> list[Node]:
    """Read every script, repair what can be, and list the nodes that speak for the page, in page order."""
    nodes: list[Node] = []
    for script in scripts:
        for value in _parse(script):
            for node in _flatten(value, 0):
                nodes.append(node)
                if len(nodes) >= MAX_NODES:
                    return nodes
    return nodes


def types_of(node: Node) -> list[str]:
    """Names of a node's types, without the vocabulary's address."""
    return [name.rsplit("/", 1)[-1].removeprefix("schema:") for name in strings_of(node.get("@type"))]


def strings_of(value: object) -> list[str]:
    """Strings in a value that may be one, a list of them, or a `@value` object."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value[:50] for text in strings_of(item)]
    if isinstance(value, dict):
        return strings_of(value.get("@value"))
    return []


def nodes_of(value: object, by_id: dict[str, Node]) -> list[Node]:
    """Objects in a value that may be one or a list of them; references are followed."""
    if isinstance(value, list):
        return [node for item in value[:50] for node in nodes_of(item, by_id)]
    if not isinstance(value, dict):
        return []
    identity = value.get("@id")
    if len(value) <= 2 and "name" not in value and isinstance(identity, str) and identity in by_id:
        return [by_id[identity]]
    return [value]


def index_by_id(nodes: list[Node]) -> dict[str, Node]:
    """Index nodes by their `@id`; where two share one, the fuller counts."""
    by_id: dict[str, Node] = {}
    for node in nodes:
        identity = node.get("@id")
        if isinstance(identity, str) and len(node) > len(by_id.get(identity, ())):
            by_id[identity] = node
    return by_id


def _parse(script: str) -> list[object]:
    if not script or len(script) > MAX_SCRIPT_CHARS or "{" not in script:
        return []
    try:
        return [msgspec.json.decode(script)]
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        pass
    return list(_repair(script))


def _repair(script: str) -> Iterator[object]:
    """Read JSON with raw control characters, comments around it, trailing commas, or several objects in a row."""
    text = _WRAPPERS.sub("", _WRAPPERS.sub("", script)).strip().strip(";")
    decoder = json.JSONDecoder(strict=False)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        values: list[object] = []
        position = 0
        while position < len(attempt) and len(values) < 50:
            start = min((i for i in (attempt.find("{", position), attempt.find("[", position)) if i >= 0), default=-1)
            if start < 0:
                break
            try:
                value, position = decoder.raw_decode(attempt, start)
            except (ValueError, RecursionError):
                break
            values.append(value)
        if values:
            yield from values
            return


def _flatten(value: object, depth: int) -> Iterator[Node]:
    """Yield a node and those in its graph or main entity."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _flatten(value.get("@graph"), depth + 1)
        for name in _NESTED_MAIN if "FAQPage" not in types_of(value) else ():  # its questions are no articles
            nested = value.get(name)
            if isinstance(nested, (dict, list)):
                yield from _flatten(nested, depth + 1)
