"""The same page under other markup: class words that tell nothing, and elements without a meaning.

Blocks, their texts and their order stay; only names change. Sites built from utility classes, hashed classes or bare
divs give a scorer no words to lean on, and are rare among the training pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from pipeline.blocks import Page
    from pipeline.tree.attributes import Attributed

NAMING = frozenset({"class", "id"})
UTILITIES = (
    "flex grid block hidden-xs relative absolute container mx-auto my-4 mt-2 mt-4 mt-8 mb-2 mb-6 p-2 p-4 px-4 px-6 "
    "py-2 py-8 pt-6 w-full max-w-3xl max-w-prose min-h-screen h-full gap-2 gap-4 gap-8 space-y-4 items-center "
    "items-start justify-between justify-center flex-col flex-row flex-wrap md:flex lg:grid-cols-3 md:w-2/3 row "
    "col-12 col-md-8 text-sm text-base text-lg text-xl font-medium font-bold leading-relaxed tracking-tight "
    "text-gray-500 bg-white border border-t rounded shadow overflow-hidden antialiased z-10 order-1 u-mb-3"
).split()
MEANINGLESS = {
    "p": "div", "h2": "div", "h3": "div", "h4": "div", "article": "div", "section": "div", "main": "div",
    "header": "div", "footer": "div", "aside": "div", "nav": "div", "figure": "div", "figcaption": "div", "ul": "div",
    "li": "div", "time": "span", "address": "div",
}  # fmt: skip
SHARE_OF_LOST_TAGS = 0.6


@dataclass(frozen=True, slots=True)
class Styled:
    """An element with other attributes than the parser's."""

    attrs: dict[str, str]

    def attr(self, name: str, /) -> str | None:
        """Value of an attribute, None when absent."""
        return self.attrs.get(name)


def restyle(page: Page, style: str, rng: Random) -> Page:
    """The page in another style: one of `STYLES`."""
    return STYLES[style](page, rng)


def with_utilities(page: Page, rng: Random) -> Page:
    """Class words become utility classes, the same ones for the same class."""
    return _renamed(page, lambda: " ".join(rng.sample(UTILITIES, rng.randint(1, 6))))


def with_hashes(page: Page, rng: Random) -> Page:
    """Class words become hashes."""
    form = rng.choice(("css-{}", "sc-{} {}", "_{}", "{}", "jsx-{}", "styles_{}__{}"))
    return _renamed(page, lambda: form.format(f"{rng.randrange(16**6):x}", f"{rng.randrange(16**5):x}"))


def without_names(page: Page, _rng: Random) -> Page:
    """No classes and ids at all."""
    return replace(page, nodes=[Styled(_others(node)) for node in page.nodes])


def without_meaning(page: Page, rng: Random) -> Page:
    """Some elements that mean something become divs, and class words go as in another style."""
    lost = {tag: other for tag, other in sorted(MEANINGLESS.items()) if rng.random() < SHARE_OF_LOST_TAGS}
    renamed = rng.choice((with_utilities, with_hashes, without_names))(page, rng)
    return replace(renamed, tag=[lost.get(tag, tag) for tag in page.tag])


STYLES = {
    "utilities": with_utilities,
    "hashes": with_hashes,
    "bare": without_names,
    "divs": without_meaning,
}


def _renamed(page: Page, invent: Callable[[], str]) -> Page:
    known: dict[str, str] = {}

    def renamed(node: Attributed) -> Styled:
        value = node.attr("class")
        if not value:
            return Styled(_others(node))
        if value not in known:
            known[value] = invent()
        return Styled({"class": known[value], **_others(node)})

    return replace(page, nodes=[renamed(node) for node in page.nodes])


def _others(node: Attributed) -> dict[str, str]:
    """Attributes that are no names."""
    return {name: node.attr(name) or "" for name in node.attrs if name not in NAMING}
