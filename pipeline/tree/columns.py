"""Columns over a page's elements and blocks: depths, links, characters in links. A kernel: see `setup.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from pipeline.tree.attributes import Attributed


def depths(parent: Sequence[int]) -> NDArray[np.int32]:
    """Count the elements open around each of E elements, given their parents (C ints, -1 for none): (E,)."""
    n = len(parent)
    out = np.zeros(n, dtype=np.int32)
    depth = out
    for e in range(n):
        if parent[e] >= 0:
            depth[e] = depth[parent[e]] + 1
    return out


def links(tag: list[str], nodes: list[Attributed]) -> tuple[list[int], list[str]]:
    """Find the `<a>` elements that carry an href, and each one's href as written."""
    elements: list[int] = []
    addresses: list[str] = []
    for e in range(len(tag)):
        if tag[e] == "a":
            href = nodes[e].attr("href")
            if href is not None:
                elements.append(e)
                addresses.append(href)
    return elements, addresses


def count_characters(
    pieces: list[str], blocks: tuple[Sequence[int], Sequence[int]], linked: tuple[Sequence[int], Sequence[int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the characters of each block as written, and those of them inside links.

    Args:
        pieces: the page's pieces.
        blocks: first piece of each of B blocks and the one behind its last, in order (arrays of C ints).
        linked: the same of each link, in any order; -1 behind a link that never ends.

    Returns:
        Two arrays (B,): all characters, and those in links.
    """
    first, last = blocks
    begins, ends = linked
    n = len(pieces)
    edges = np.zeros(n + 1, dtype=np.int32)
    edge = edges
    for i in range(len(begins)):
        edge[begins[i]] += 1
        edge[ends[i] if ends[i] >= 0 else n] -= 1
    written, in_links = np.zeros(len(first), dtype=np.int64), np.zeros(len(first), dtype=np.int64)
    all_chars, link_chars = written, in_links
    p = opened = 0
    for b in range(len(first)):
        while p < first[b]:
            opened += edge[p]
            p += 1
        while p < last[b]:
            opened += edge[p]
            size = len(pieces[p])
            all_chars[b] += size
            if opened > 0:
                link_chars[b] += size
            p += 1
    return written, in_links
