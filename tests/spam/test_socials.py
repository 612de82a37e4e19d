"""Invented accounts."""

from __future__ import annotations

from pipeline.spam.profiles import find_profiles
from tests.spam.harbour import see

BLOCKS = [
    "instagram:", "url: https://instagram.com/fatima.anderson", "username: fatima.anderson", "followers: 635",
    "following: 239", "tiktok:", "facebook:", "url: https://facebook.com/anderson2013", "username: anderson2013",
    "followers: 3822", "following: 2719",
]  # fmt: skip


def test_blocks_are_found_with_the_empty_network() -> None:
    """Different users, counts and a network without anything."""
    (finding,) = find_profiles(see("Socials", *BLOCKS))
    assert finding.reason.value == "fake_socials"
    assert finding.lines == list(range(4, 16))
    assert finding.evidence["empty_network"] == 1
    assert finding.evidence["different_users"] == 1


def test_an_authors_links_are_no_blocks() -> None:
    """One user everywhere and no counts: somebody's real accounts."""
    rows = ["Twitter: @norafields", "Instagram: @norafields", "Website: https://norafields.com"]
    assert [finding for finding in find_profiles(see(*rows)) if finding.score() >= 0.5] == []
