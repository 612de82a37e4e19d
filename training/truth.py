"""Which blocks of a page belong to its true text: labels from 0 to 1.

Truth is a plain text without places, so each block is looked up in it: long blocks by their word 3-grams, then the
long blocks that agree on one order of the text become anchors (longest increasing run), and short blocks count only
where they stand between the same anchors on the page and in the truth. That keeps a menu's "Contact" from counting
because an article ends with the word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")

GRAM = 3
ANCHOR_TOKENS = 6  # shortest block that may be an anchor
SLACK = 12  # tokens by which a short block may lie outside its window
UNCERTAIN_ONE, UNCERTAIN_TWO = 0.3, 0.6  # labels of one- and two-word blocks found in the window but not as a line


@dataclass(slots=True)
class Truth:
    """A true text prepared for look-ups."""

    tokens: list[str]
    grams: dict[tuple[str, ...], list[int]]
    lines: dict[tuple[str, ...], list[int]]  # tokens of each line -> where they begin


def tokens_of(text: str) -> list[str]:
    """Words, and single letters of scripts without blanks."""
    return TOKEN.findall(text.lower())


def prepare_truth(text: str) -> Truth:
    """Index a true text."""
    tokens: list[str] = []
    lines: dict[tuple[str, ...], list[int]] = {}
    for line in text.split("\n"):
        found = tokens_of(line)
        if found:
            lines.setdefault(tuple(found), []).append(len(tokens))
            tokens.extend(found)
    grams: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(tokens) - GRAM + 1):
        grams.setdefault(tuple(tokens[i : i + GRAM]), []).append(i)
    return Truth(tokens, grams, lines)


def label_blocks(texts: list[str], truth_text: str) -> list[float]:
    """Share of each block that belongs to the true text, 0 to 1."""
    truth = prepare_truth(truth_text)
    blocks = [tokens_of(text) for text in texts]
    shares = [_gram_share(tokens, truth) for tokens in blocks]
    anchors = _anchors(blocks, shares, truth)
    places = sorted(anchors)
    labels: list[float] = []
    repeated = Counter(tuple(tokens) for tokens in blocks)
    for b, tokens in enumerate(blocks):
        if b in anchors:
            labels.append(shares[b])
            continue
        if not tokens:
            labels.append(0.0)
            continue
        low, high = _window(b, places, anchors, blocks, len(truth.tokens))
        label = _label_in_window(tokens, shares[b], truth, low, high)
        if (
            label > 0.5
            and repeated[tuple(tokens)] > max(len(truth.lines.get(tuple(tokens), ())), 1)
            and len(tokens) >= 4
        ):
            twins = [a for a in places if blocks[a] == tokens]
            label = 0.1 if twins else label
        labels.append(label)
    return labels


def _gram_share(tokens: list[str], truth: Truth) -> float:
    if len(tokens) < GRAM:
        return 1.0 if tuple(tokens) in truth.lines else 0.0
    grams = [tuple(tokens[i : i + GRAM]) for i in range(len(tokens) - GRAM + 1)]
    return sum(gram in truth.grams for gram in grams) / len(grams)


def _anchors(blocks: list[list[str]], shares: list[float], truth: Truth) -> dict[int, int]:
    """Blocks whose place in the truth is certain -> that place: the longest run in which both orders agree."""
    places: list[tuple[int, int]] = []
    for b, tokens in enumerate(blocks):
        if len(tokens) < ANCHOR_TOKENS or shares[b] < 0.6:
            continue
        for i in range(len(tokens) - GRAM + 1):
            found = truth.grams.get(tuple(tokens[i : i + GRAM]))
            if found and len(found) == 1:
                places.append((b, found[0] - i))
                break
    ends: list[int] = []  # smallest place that ends an increasing run of each length
    last: list[int] = []  # the entry that does
    before: list[int] = [-1] * len(places)
    for k, (_, place) in enumerate(places):
        at = bisect_left(ends, place)
        before[k] = last[at - 1] if at else -1
        if at == len(ends):
            ends.append(place)
            last.append(k)
        else:
            ends[at], last[at] = place, k
    run: dict[int, int] = {}
    k = last[-1] if last else -1
    while k >= 0:
        b, place = places[k]
        run[b] = place
        k = before[k]
    return run


def _window(b: int, places: list[int], anchors: dict[int, int], blocks: list[list[str]], size: int) -> tuple[int, int]:
    """The stretch of the truth in which block b must lie, if the page and the truth have one order."""
    at = bisect_left(places, b)
    low = anchors[places[at - 1]] + len(blocks[places[at - 1]]) - SLACK if at else -SLACK
    high = anchors[places[at]] + SLACK if at < len(places) else size + SLACK
    return low, high


def _label_in_window(tokens: list[str], share: float, truth: Truth, low: int, high: int) -> float:
    as_line = truth.lines.get(tuple(tokens), ())
    if any(low <= place < high for place in as_line):
        return 1.0
    if len(tokens) >= GRAM:
        inside = _share_inside(tokens, truth, low, high)
        if inside >= 0.5:
            return inside
        # In the truth, but elsewhere: texts may be reordered, or this is a teaser of what stands there.
        return share * (0.6 if len(tokens) >= ANCHOR_TOKENS else 0.3) if share >= 0.6 else min(inside, share)
    if any(truth.tokens[i : i + len(tokens)] == tokens for i in range(max(low, 0), min(high, low + 400))):
        return UNCERTAIN_ONE if len(tokens) == 1 else UNCERTAIN_TWO
    return 0.2 if as_line else 0.0


def _share_inside(tokens: list[str], truth: Truth, low: int, high: int) -> float:
    count = len(tokens) - GRAM + 1
    hits = sum(
        any(low <= place < high for place in truth.grams.get(tuple(tokens[i : i + GRAM]), ())) for i in range(count)
    )
    return hits / count
