"""All hostile pages, class by class, in one visible table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.hostile.bait import bait_pages, media_pages
from tests.hostile.charsets import charset_pages, mojibake_pages, noise_pages, wide_pages
from tests.hostile.facts import entity_pages, metadata_pages, url_pages
from tests.hostile.markup import damaged_pages, hidden_pages, odd_pages, size_pages, unclosed_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.hostile.case import HostilePage

CLASSES: tuple[Callable[[], Iterator[HostilePage]], ...] = (
    media_pages,
    charset_pages,
    wide_pages,
    mojibake_pages,
    noise_pages,
    entity_pages,
    unclosed_pages,
    odd_pages,
    hidden_pages,
    size_pages,
    metadata_pages,
    url_pages,
    bait_pages,
    damaged_pages,
)


def hostile_pages(*, heavy: bool = True) -> list[HostilePage]:
    """List the pages, without the heavy ones when asked so. Names are unique in their group."""
    seen: dict[tuple[str, str], int] = {}
    pages = []
    for case in (case for make in CLASSES for case in make()):
        key = (case.group, case.name)
        seen[key] = seen.get(key, 0) + 1
        named = replace(case, name=f"{case.name}-{seen[key]}") if seen[key] > 1 else case
        if heavy or not case.heavy:
            pages.append(named)
    return pages
