"""Attributes of elements, as the parser knows them: read where somebody asks. A kernel: see `setup.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    Attrs = tuple[tuple[str, str], ...]


class Attributed(Protocol):
    """An element as the parser knows it."""

    @property
    def attrs(self) -> Collection[str]:
        """Names of the attributes, in the order written."""

    def attr(self, name: str, /) -> str | None:
        """Value of an attribute; "" for one without a value, None when absent."""


def values_of(nodes: Sequence[Attributed], name: str) -> list[str | None]:
    """Value of one attribute of each element; "" for one without a value, None when absent."""
    values = []
    for node in nodes:
        values.append(node.attr(name))  # noqa: PERF401 - compiled, a loop is faster
    return values


def all_of(node: Attributed) -> dict[str, str]:
    """All attributes of an element, in the order written."""
    values = {}
    for name in node.attrs:
        values[name] = node.attr(name) or ""
    return values


def labels_of(node: Attributed) -> Attrs:
    """Class and id of an element, in the order written, where they are not empty."""
    css, name = node.attr("class"), node.attr("id")
    if not name:
        return (("class", css),) if css else ()
    if not css:
        return (("id", name),)
    for key in node.attrs:
        if key == "class":
            return (("class", css), ("id", name))
        if key == "id":
            break
    return (("id", name), ("class", css))
