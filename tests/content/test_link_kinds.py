"""Where a link leads, told by its address."""

from __future__ import annotations

import pytest

from pipeline.content.link_kinds import LINK_KINDS, kind_by_patterns, link_kind

ADDRESSES = {
    "#top": "fragment", "mailto:a@b.example": "contact", "JavaScript:void(0)": "contact",
    "https://www.facebook.com/sharer?u=x": "share", "//m.facebook.com/a": "share", "https://t.me/abc": "share",
    "https://youtube.com/watch?v=1": "absolute", "https://youtube.com/@abc": "share", "/author/ann-lee": "author",
    "/u/ann": "author", "https://news.example/tags/rain.html": "topic", "/Category?id=7": "topic",
    "/sign-in": "account",
    "/reply=5": "comment", "/news/page/2": "page", "/news/p12": "page", "/p": None, "/people.php": "author",
    "/users-guide": None, "/a/b/c": None, "story.html": None, "": None, "  /my/ ": "account", "?next=/login": "account",
    "https://news.example/2024/a-story": "absolute", "HTTPS://news.example/": None, "http": None, "//": "absolute",
    "/étiquette/tags": "topic", "https://ru.example/новости": "absolute", "/profilе": None,
}  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_tells_its_kind(address: str) -> None:
    """Read by characters or by patterns, an address is of the same kind."""
    kind = ADDRESSES[address]
    expected = -1 if kind is None else LINK_KINDS.index(kind)
    assert link_kind(address) == expected
    assert kind_by_patterns(address.strip()) == expected
