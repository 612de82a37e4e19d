"""Invented accounts: blocks per social network with user name, address, biography and counts, some of them empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.spam import values as v
from pipeline.spam.fields import INLINE_CHARS, Item, read_item, read_tokens
from pipeline.spam.value_words import NETWORKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.spam.runs import Group
    from pipeline.spam.view import View

ACCOUNT_LINES = 14  # lines below a network's name that may belong to it
BETWEEN_BLOCKS = 3  # lines from the last value to the next network's name
MAX_STRANGE = 6  # lines from one known value to the next: labels and a biography in any words
MAX_ACCOUNT_CHARS = 300


def find_networks(view: View, group: Group) -> int:
    """Give the line where a group's account blocks begin; its end when it has none.

    A network's name alone on a line begins one, or two lines in a row with an address or user name on a network.
    """
    named = [item for item in group.items if _is_network_line(view, item)]
    later = [item.line for item in named if item.types & v.NETWORK or not item.value]
    if later:
        return later[0]
    run = [item.line for item in named]
    if len(run) >= 2 and run[-1] == group.items[-1].line:
        return run[0]
    if all(item.types & (v.URL_T | v.HANDLE | v.COUNT_T | v.LATIN | v.BIO | v.WORD_HANDLE) for item in group.items):
        return group.first if any(v.network_of(item.value) for item in group.items) else group.last
    return group.last


def _is_network_line(view: View, item: Item) -> bool:
    label = (item.label or view.text[item.line]).casefold().strip(" :：-–|*#")
    if label in NETWORKS:
        return True
    return bool(item.types & v.URL_T and v.network_of(item.value)) and not item.label


def find_accounts(view: View) -> Iterator[list[Item]]:
    """Find blocks that a network's name begins, one below the other, whatever stands between their values."""
    names = view.network_names
    run: list[Item] = []
    for i, stop in zip(names, [*names[1:], len(view)], strict=False):
        if run and i - run[-1].line > BETWEEN_BLOCKS:
            yield run
            run = []
        run.append(Item(i, view.text[i].strip(" :：*#"), "", v.NETWORK))
        run += _read_account(view, i + 1, min(stop, i + 1 + ACCOUNT_LINES))
    if run:
        yield run


def _read_account(view: View, first: int, stop: int) -> list[Item]:
    """Read what an account has below its network's name, up to the last address, user name or count."""
    items: list[Item] = []
    known = 0
    for i in range(first, stop):
        text = view.text[i]
        if view.kind[i] == "pre" or view.kind[i][0] == "h" or (i - known > MAX_STRANGE and known):
            break
        if len(text) > INLINE_CHARS[0] and "://" in text:
            found = read_tokens(i, text)
        elif len(text) <= MAX_ACCOUNT_CHARS:
            found = [read_item(i, text)]
        else:
            break
        items += found
        if any(item.types & (v.URL_T | v.HANDLE | v.WORD_HANDLE | v.COUNT_T) for item in found):
            known = i
    return [item for item in items if item.line <= known]


def weigh_networks(view: View, items: list[Item]) -> dict[str, float]:
    """Collect the evidence for account blocks; empty when they are no more than links."""
    networks: set[str] = set()
    users: list[str] = []
    addresses: set[str] = set()
    counts = latin = one_line = empty = equal = repeated = 0
    previous: Item | None = None
    for item in items:
        label = (item.label or view.text[item.line]).casefold().strip(" :：-–|*#")
        if label in NETWORKS:
            networks.add(label)
            if previous is not None and not previous.value and previous.types & v.NETWORK and not item.value:
                empty += 1
        host = v.network_of(item.value) if item.types & v.URL_T else None
        user = item.value.rstrip("/").rsplit("/", 1)[-1].lstrip("@") if host else ""
        if host:
            networks.add(host.split(".")[0])
        elif item.types & (v.HANDLE | v.WORD_HANDLE):
            user = item.value.lstrip("@")
        if host:
            addresses.add(user)
        elif user:
            repeated += user in addresses
        if user:
            equal += user in users
            users.append(user)
        counts += bool(item.types & v.COUNT_T)
        latin += bool(item.types & v.LATIN)
        one_line += bool(item.types & v.BIO)
        previous = item
    if previous is not None and previous.types & v.NETWORK and not previous.value:
        empty += 1
    if not networks or not users:
        return {}
    distinct = set(users)
    own = view.own_words({item.line for item in items})
    evidence = {
        "network_blocks": float(min(len(networks), 3)),
        "followers": float(min(counts // 2, 2)),
        "different_users": float(len(distinct) > 1),
        "user_equals_address": float(equal > 0),
        "full_account": float(repeated > 0 and counts >= 2),
        "pseudo_latin": float(latin > 0),
        "one_line_biography": float(one_line > 0),
        "empty_network": float(empty > 0),
        "many_people": float(len(distinct) > 6),
        "named_in_text": float(any(view.words_of_prose.get(user, 0) > own[user] for user in distinct if len(user) > 3)),
        "about_test_data": float(view.about_test_data),
    }
    if any("follow" in view.cues(i) for i in range(max(0, items[0].line - 2), items[0].line)):
        evidence["follow_cue"] = 1.0
    return {name: amount for name, amount in evidence.items() if amount}
