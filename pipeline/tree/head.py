"""What a page says of itself outside its visible text: title, metas, links, scripts that hold data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.tree.attributes import all_of

if TYPE_CHECKING:
    from turbohtml import Element


@dataclass
class Head:
    """What a page says of itself outside its visible text."""

    title: str | None = None  # text of the first <title>
    lang: str | None = None  # <html lang>
    base: str | None = None  # <base href>
    metas: list[dict[str, str]] = field(default_factory=list)  # attributes of every <meta>, wherever it stands
    links: list[dict[str, str]] = field(default_factory=list)  # attributes of every <link>
    json_ld: list[str] = field(default_factory=list)  # raw text of every application/ld+json script
    scripts: list[Element] = field(default_factory=list)  # other scripts that may hold data

    @cached_property
    def app_state(self) -> list[str]:
        """Raw text of scripts that may hold an app's state; copied where somebody asks: scripts are most of a page."""
        texts = [(node, node.text) for node in self.scripts]
        return [text for node, text in texts if "json" in _kind(node) or "__" in text[:200]]

    def note(self, node: Element, tag: str) -> None:
        """Take note of an element, wherever it stands, that may say something of the page."""
        if tag == "script":
            self._note_script(node)
        elif tag == "title":
            if self.title is None:
                self.title = " ".join(node.text.split())
        elif tag in ("meta", "link", "base"):
            values = all_of(node)
            if tag == "meta":
                self.metas.append(values)
            elif tag == "link":
                self.links.append(values)
            elif self.base is None:
                self.base = values.get("href")

    def _note_script(self, node: Element) -> None:
        kind = _kind(node)
        if "ld+json" in kind:
            self.json_ld.append(node.text)
        elif not kind or "json" in kind or "javascript" in kind:
            self.scripts.append(node)


def _kind(script: Element) -> str:
    return (script.attr("type") or "").lower()
