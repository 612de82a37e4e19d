"""Invented personal data: `fake_profile`, `fake_socials`, and `fake_bio` where a biography stands alone.

What tells an invented person from an honest directory is the conjunction: a user name and a mail address made of
other people's names, a birth date beside both, a biography in pseudo-Latin, nobody the article speaks of.
Wrong for a real person with such a collection of accounts who is named nowhere in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.cues import BITS
from pipeline.records import Reason
from pipeline.spam import values as v
from pipeline.spam.bios import boasts
from pipeline.spam.evidence import Finding
from pipeline.spam.facts import PRE, RECORD
from pipeline.spam.fields import INLINE_FIELDS, Item, is_filler, read_inline, read_tokens
from pipeline.spam.record_headings import is_introduced, with_heading
from pipeline.spam.runs import Group, find_groups
from pipeline.spam.socials import find_accounts, find_networks, weigh_networks
from pipeline.spam.value_words import AND_WORDS, EXAMPLE_DOMAINS, MAIL_PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.spam.view import View

BY = "spam.profiles/1"
MACHINE_DATE = re.compile(r"\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|\s?GMT|\+00:?00)")
SURE = 0.5  # from this score on, a record's lines are its own
QUOTES = frozenset("\"'")
TOKENS_CHARS = 900  # a record without separators is no longer
MIN_TOKEN_KINDS, MAX_TOKENS = 3, 12
AUTHOR_MASK = 1 << BITS["about_author"] | 1 << BITS["byline"]
AUTHOR_LINES = 4  # below an author's heading
LAST_LINES = 12
MIN_BREADTH = 3
PRIMARY = (
    v.EMAIL_T, v.HANDLE, v.DATE, v.PHONE_T, v.ADDRESS, v.CODE, v.LATIN, v.BIO, v.URL_T, v.COUNT_T, v.COMPANY, v.JOB,
    v.NAME, v.WORD_HANDLE, v.SENTENCE,
)  # fmt: skip
"""The first of these that a value has is what it is taken for."""


def find_profiles(view: View) -> Iterator[Finding]:
    """Find invented profiles and accounts, as lists of lines or within one line."""
    in_records: set[int] = set()
    for group in reversed(find_groups(view)):
        for finding in _judge_group(view, group):
            finding.lines = [i for i in finding.lines if i not in in_records]
            if finding.lines:
                in_records.update(finding.lines if finding.score() >= SURE else ())
                yield finding
    for items in find_accounts(view):
        evidence = weigh_networks(view, items)
        if evidence and any(item.line not in in_records for item in items):
            yield Finding(with_heading(view, items[0].line, items[-1].line + 1), Reason.FAKE_SOCIALS, BY, evidence)
    for i in view.choose(RECORD, PRE):
        yield from _judge_inline(view, i, view.text[i])
    yield from _lone_biographies(view, in_records)
    yield from _author_lines(view, in_records)


def _judge_inline(view: View, i: int, text: str) -> Iterator[Finding]:
    """Judge a line that may hold a whole record: cut into fields, or by the values that show in it."""
    readings = []
    items = read_inline(i, text)
    if len(items) >= INLINE_FIELDS and _covers(items, text):
        readings.append(weigh_profile(view, items, labelled=True, first=i))
    if "@" in text and len(text) <= TOKENS_CHARS:
        items = read_tokens(i, text)
        kinds = {item.types for item in items}
        if {v.EMAIL_T, v.HANDLE} <= kinds and len(kinds) >= MIN_TOKEN_KINDS and len(items) <= MAX_TOKENS:
            readings.append(weigh_profile(view, items, labelled=False, first=i))
    lines = with_heading(view, i, i + 1) if any(readings) else []
    found = [Finding(lines, Reason.FAKE_PROFILE, BY, reading | {"one_line": 1.0}) for reading in readings if reading]
    if found:
        yield max(found, key=Finding.score)


def _judge_group(view: View, group: Group) -> Iterator[Finding]:
    cut = end = find_networks(view, group)
    accounts = [item for item in group.items if item.line >= cut]
    if accounts and (evidence := weigh_networks(view, accounts)):
        lines = with_heading(view, cut, group.last)
        end = lines[0]
        yield Finding(lines, Reason.FAKE_SOCIALS, BY, evidence)
    person = [item for item in group.items if item.line < end]
    if person and (evidence := weigh_profile(view, person, labelled=group.labelled, first=group.first)):
        yield Finding(with_heading(view, group.first, end), Reason.FAKE_PROFILE, BY, evidence)


def weigh_profile(view: View, items: list[Item], *, labelled: bool, first: int) -> dict[str, float]:
    """Collect the evidence for one record that begins at line `first`; empty when too little of a person is there."""
    by_type, plain_user = _sort_by_type(items, labelled=labelled)
    breadth = len([t for t in by_type if t & (v.PERSONAL | v.URL_T)])
    account = v.EMAIL_T in by_type or v.HANDLE in by_type
    odd = {v.HANDLE, v.LATIN, v.BIO, v.CODE} & by_type.keys()
    dated = {v.EMAIL_T, v.DATE} <= by_type.keys()
    mail = by_type[v.EMAIL_T][0].value.strip("<>()[]").removeprefix("mailto:") if v.EMAIL_T in by_type else ""
    authored = is_introduced(view, first)
    if plain_user and odd == {v.HANDLE} and not (authored or dated) and _fits(by_type, mail):
        return {}
    vital = authored and {v.DATE, v.ADDRESS, v.PHONE_T} <= by_type.keys()
    if authored and mail and v.NAME in by_type and v.looks_alike(by_type[v.NAME][0].value, mail) is False:
        dated = True  # another person's address says as much as a birth date beside one's own
    if breadth < MIN_BREADTH or not (account or vital or v.LATIN in by_type):
        return {}
    if not (authored and account) and not by_type.keys() & {v.EMAIL_T, v.LATIN, v.BIO, v.PHONE_T, v.ADDRESS}:
        return {}
    if not (odd or dated or vital) and mail.rpartition("@")[2].casefold() not in EXAMPLE_DOMAINS:
        return {}
    untyped = sum(bool(item.label and not item.types and item.value.count(" ") < 6) for item in items)
    evidence = {"breadth": min(breadth - 3 + 0.5 * min(untyped, 4), 6.0)}
    evidence |= _account_evidence(view, by_type, mail)
    evidence |= _value_evidence(by_type)
    evidence |= _page_evidence(view, items, by_type)
    if authored:
        evidence["author_cue" if odd or dated else "author_heading"] = 1.0
    if vital:
        evidence["vital_data"] = 1.0
    if not authored and sum(view.text[item.line][:1] in QUOTES for item in items) * 2 > len(items):
        evidence["quoted"] = 1.0
    if not authored and sum(item.separator == "=" and item.label.islower() for item in items) * 2 > len(items):
        evidence["settings"] = 1.0
    return evidence


def _sort_by_type(items: list[Item], *, labelled: bool) -> tuple[dict[int, list[Item]], bool]:
    """Sort items by what each is taken for; also whether the only user names are plain words behind a label."""
    by_type: dict[int, list[Item]] = {}
    for item in items:
        kind = next((t for t in PRIMARY if item.types & t), 0)
        if kind != v.WORD_HANDLE or (labelled and item.label):
            by_type.setdefault(kind, []).append(item)
    words = by_type.pop(v.WORD_HANDLE, [])
    plain = bool(words) and v.HANDLE not in by_type
    if words:
        by_type.setdefault(v.HANDLE, []).extend(words)
    return by_type, plain


def _fits(by_type: dict[int, list[Item]], mail: str) -> bool:
    """Tell whether a record's mail address is its person's own: a plain word beside it is no user name then."""
    name = by_type[v.NAME][0].value if v.NAME in by_type else ""
    local, _, domain = mail.partition("@")
    return bool(mail) and domain.casefold() not in EXAMPLE_DOMAINS and (not name or v.looks_alike(name, local) is True)


def _account_evidence(view: View, by_type: dict[int, list[Item]], mail: str) -> dict[str, float]:
    evidence: dict[str, float] = {}
    name = by_type[v.NAME][0].value if v.NAME in by_type else ""
    users = [item.value.lstrip("@") for item in by_type.get(v.HANDLE, ())]
    local, _, domain = mail.casefold().partition("@")
    if users:
        evidence["user_name"] = 1.0
        if re.search(r"\d|[._]", users[0]):
            evidence["generated_user_name"] = 1.0
        if v.looks_alike(name, users[0]) is False:
            evidence["user_name_unlike_name"] = 1.0
        reachable = mail or v.PHONE_T in by_type or (v.ADDRESS in by_type and v.NAME in by_type)
        if v.DATE in by_type and reachable:
            evidence["birth_date_and_account"] = 1.0
        if local and not _share_letters(users[0], local):
            evidence["mail_unlike_user_name"] = 1.0
    if mail:
        if v.DATE in by_type and not users and (v.PHONE_T in by_type or v.ADDRESS in by_type):
            evidence["birth_date_and_account"] = 0.5
        if v.looks_alike(name, local) is False:
            evidence["mail_unlike_name"] = 1.0
        elif users and v.looks_alike(name, local) and v.looks_alike(name, users[0]) and domain not in EXAMPLE_DOMAINS:
            evidence["accounts_agree"] = 1.0
        site = domain.split(".", 1)[0]
        if domain in EXAMPLE_DOMAINS or domain.endswith((".example", ".test")):
            evidence["example_domain"] = 1.0
        elif site not in MAIL_PROVIDERS:
            own = sum(site in item.value.casefold() for items in by_type.values() for item in items)
            shared = view.words.get(site, 0) > own
            evidence["shared_domain" if shared else "surname_domain"] = 1.0
    return evidence


def _share_letters(user: str, local: str) -> bool:
    a, b = re.sub(r"[^a-z]", "", user.casefold()), re.sub(r"[^a-z]", "", local)
    return len(a) < 3 or len(b) < 3 or a[:4] in b or b[:4] in a or a[-4:] in b or b[-4:] in a


def _value_evidence(by_type: dict[int, list[Item]]) -> dict[str, float]:
    evidence: dict[str, float] = {}
    if v.DATE in by_type:
        evidence["birth_date"] = 1.0
        if any(MACHINE_DATE.search(item.value) for item in by_type[v.DATE]):
            evidence["machine_date"] = 1.0
    if v.ADDRESS in by_type:
        evidence["street_address"] = 1.0
    if any(v.EXTENSION.search(item.value) for item in by_type.get(v.PHONE_T, ())):
        evidence["phone_extension"] = 1.0
    if any(_is_partners(item.value) for item in by_type.get(v.COMPANY, ())):
        evidence["partners_company"] = 1.0
    for kind, name in ((v.JOB, "job"), (v.LATIN, "pseudo_latin"), (v.BIO, "one_line_biography"), (v.CODE, "codes")):
        if kind in by_type:
            evidence[name] = 1.0
    if len(by_type.get(v.COUNT_T, ())) >= 2 and v.HANDLE in by_type:
        evidence["followers"] = 1.0
    if any(is_filler(item.value) for item in by_type.get(v.SENTENCE, ())):
        evidence["filler"] = 1.0
    return evidence


def _is_partners(company: str) -> bool:
    words = company.split()
    return ("," in company and len(words) >= 4 and words[-2] in AND_WORDS) or (len(words) == 1 and "-" in company)


def _page_evidence(view: View, items: list[Item], by_type: dict[int, list[Item]]) -> dict[str, float]:
    evidence: dict[str, float] = {}
    repeated = max((len(by_type.get(t, ())) for t in (v.EMAIL_T, v.PHONE_T, v.DATE)), default=0)
    if repeated >= 3:
        evidence["directory"] = 1.0
    own = view.own_words(sorted({item.line for item in items}))
    names = by_type.get(v.NAME, ())
    if names:
        evidence["named_in_text"] = max(view.named_in_text(item.value, own) for item in names[:2])
        evidence["named_in_title"] = float(view.named_in_title(names[0].value))
    if any(view.company_in_text(item.value, own) for item in by_type.get(v.COMPANY, ())[:2]):
        evidence["company_in_text"] = 1.0
    if view.about_test_data:
        evidence["about_test_data"] = 1.0
    elif view.about_fraud:
        evidence["about_fraud"] = 1.0
    return {name: amount for name, amount in evidence.items() if amount}


def _covers(items: list[Item], text: str) -> bool:
    """Tell whether typed values and labels make up most of a line."""
    typed = [item for item in items if item.types & ~v.SENTENCE]
    plain = sum(len(item.value) for item in items if item.types & v.SENTENCE)
    return len(typed) >= max(MIN_BREADTH, 0.5 * len(items)) and plain <= 0.5 * len(text)


def _stands_alone(view: View, i: int) -> bool:
    """Tell whether a name over a biography is nobody that the article speaks of."""
    return len(view.text[i]) <= 60 and not view.named_in_text(view.text[i], Counter())


def _lone_biographies(view: View, in_records: set[int]) -> Iterator[Finding]:
    """Find paragraphs of pseudo-Latin outside records."""
    latin = sorted(i for i in view.latins if view.kind[i] != "pre" and i not in in_records)
    for i in latin:
        text = view.text[i]
        words = text.count(" ") + 1
        if words < 6:
            continue
        evidence = {
            "pseudo_latin": 1.0,
            "long": float(words >= 10),
            "two_sentences": float(text.rstrip(".").count(". ") > 0),
        }
        evidence["foreign"] = float(not view.prose_is_latin)
        above = i - 1
        if above >= 0 and not view.prose[above]:
            near = v.types_of(view.text[above]) & (v.NAME | v.JOB | v.HANDLE)
            evidence["after_name"] = float(bool(near) or "about_author" in view.cues(above))
        evidence["mixed_in"] = float(len(latin) > 8)
        evidence["about_test_data"] = float(view.about_test_data)
        lines = (
            [above, i] if "after_name" in evidence and evidence["after_name"] and _stands_alone(view, above) else [i]
        )
        yield Finding(lines, Reason.FAKE_BIO, BY, {name: amount for name, amount in evidence.items() if amount})


def _author_lines(view: View, in_records: set[int]) -> Iterator[Finding]:
    """Find one-line biographies under a name or an author's heading, or near the end of the page."""
    headed = {i + k for i, mask in enumerate(view.masks) if mask & AUTHOR_MASK for k in range(1, AUTHOR_LINES)}
    for i in sorted(headed | set(range(max(1, len(view) - LAST_LINES), len(view)))):
        if i >= len(view) or i in in_records or view.kind[i] == "pre" or not (wit := boasts(view.text[i])):
            continue
        above = view.text[i - 1]
        first = i - 1 if v.types_of(above) & v.NAME and _stands_alone(view, i - 1) else i
        evidence = {
            "one_line_biography": 1.0,
            "boasts": float(min(wit - 1, 2)),
            "after_name": float(first < i or is_introduced(view, first)),
            "named_in_text": float(not _stands_alone(view, i - 1) and v.types_of(above) & v.NAME > 0),
            "about_test_data": float(view.about_test_data),
        }
        lines = with_heading(view, first, i + 1) if first < i or is_introduced(view, first) else [i]
        yield Finding(lines, Reason.FAKE_BIO, BY, {name: amount for name, amount in evidence.items() if amount})
