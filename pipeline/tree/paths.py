"""Where elements stand in the page, in words: "body > div.post > p". A kernel: see `setup.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.tree.attributes import labels_of

if TYPE_CHECKING:
    from array import array

    from pipeline.tree.attributes import Attributed

    Ints = array[int]
    Names = list[str | None]

MAX_STEPS = 13  # of a path; of a longer one the last come behind a sign of omission
MAX_WORD_CHARS = 40  # of a class or id


class Paths:
    """Paths of a page's elements; steps and paths are remembered, as blocks share ancestors."""

    def __init__(self, tag: list[str], parent: Ints, nodes: list[Attributed], names: tuple[Names, Names]) -> None:
        self.tag = tag
        self.parent = parent
        self.nodes = nodes
        self.classes, self.ids = names
        self.steps: list[str | None] = [None] * len(tag)
        self.known: list[str | None] = [None] * len(tag)

    def of(self, e: int) -> str:
        """Path of an element, outermost first; it begins with the page's body where that is not too far."""
        if e < 0:
            return ""
        path = self.known[e]
        if path is None:
            path = self.known[e] = self._path(e)
        return path

    def _path(self, e: int) -> str:
        steps: list[str] = []
        while e >= 0:
            if len(steps) == MAX_STEPS:
                steps[MAX_STEPS - 1] = "…"
                break
            step = self.steps[e]
            if step is None:
                step = self.steps[e] = self._step(e)
            steps.append(step)
            e = self.parent[e] if self.tag[e] != "body" else -1
        steps.reverse()
        return " > ".join(steps)

    def _step(self, e: int) -> str:
        """Tag of an element and the first word of its class or id, whichever is written first."""
        tag, css, name = self.tag[e], self.classes[e], self.ids[e]
        if css and name:
            first, value = labels_of(self.nodes[e])[0]
            if word := _first_word(value):
                return f"{tag}{'#' if first == 'id' else '.'}{word}"
            css, name = (css, None) if first == "id" else (None, name)
        if css and (word := _first_word(css)):
            return f"{tag}.{word}"
        if name and (word := _first_word(name)):
            return f"{tag}#{word}"
        return tag


def _first_word(text: str) -> str:
    start, n = 0, len(text)
    while start < n and text[start].isspace():
        start += 1
    stop = start
    while stop < n and stop < start + MAX_WORD_CHARS and not text[stop].isspace():
        stop += 1
    return text[start:stop]
