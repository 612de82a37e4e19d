"""Requests to the reader: `call_to_action`. A whole paragraph goes, or nothing.

Wrong for articles about newsletters, comments or donations: there the same words come back in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.cues import BITS, cue_mask, find_cues
from pipeline.cues.fold import UNSPACED, words_of
from pipeline.records import Reason
from pipeline.spam.evidence import Finding
from pipeline.spam.facts import CALL
from pipeline.spam.gate import ASKING, asking_words, may_ask
from pipeline.spam.prompt_words import CHANNELS, MARKETING, REQUEST_STEMS, SHARE_STEMS, STRONG_STEMS, SUBJECTS
from pipeline.spam.request_words import ANY_DEEDS, ANY_THINGS, NARRATION, SURE_DEEDS, SURE_THINGS, THANKS_STEMS
from pipeline.spam.stems import StemSets
from pipeline.spam.topic import terms_of
from pipeline.spam.value_words import NETWORKS
from pipeline.spam.view import MAX_CUE_CHARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.cues import Cue
    from pipeline.spam.view import View

BY = "spam.prompts/1"
WORD = re.compile(r"[^\W\d_]+")
SENTENCE = re.compile(r"[^.!?。！？؟।]+[.!?。！？؟।…]*[\"”'’)]*")
SENTENCE_STOP = re.compile(r"[.!?。！？؟।]")
SPOKEN_OF = re.compile(r"[\"”’'»]?\s(?:is|are|was|were|has|means|ist|war|hat|est|était|es|era|è|é|jest|är)\s")
MENTION = re.compile(
    r"[“„«\"]|(?:newsletter|comments?|list|button|friends?|below)[’']?\s(?:is|are|was|were|has|have|that)\s"
)
"""A sentence that quotes or speaks of a request makes none."""

ENDS = ".!。！।"
GREEK_QUESTION = re.compile(r"[Α-ώ]\s?;$")
MIN_CHARS, MAX_CHARS = 12, 700
MAX_INNER_CHARS = 450  # a longer paragraph between others is no request
MAX_SENTENCES = 8
ONE_SENTENCE_CHARS = 25  # a shorter line is not cut into sentences
REQUEST_CHARS = 160  # a longer sentence is no request in its own words
PLAIN_CHARS = 320  # a paragraph of such sentences is no longer
PLAIN_SENTENCES = 3
THANKS_CHARS = 80
CHANNEL_CHARS = 200
ASKING_MASK = sum(1 << BITS[family] for family in ASKING)
NETWORK_NAMES = NETWORKS - {"x", "line", "medium", "discord", "threads", "quora"}  # words with another meaning
SURE_DEED, ANY_DEED, SURE_THING, ANY_THING, THANKS, TURNING, SUPPORT, CHANNEL = (1 << bit for bit in range(8))
STEMS = StemSets(
    {
        SURE_DEED: SURE_DEEDS,
        ANY_DEED: ANY_DEEDS,
        SURE_THING: SURE_THINGS,
        ANY_THING: ANY_THINGS,
        THANKS: THANKS_STEMS,
        TURNING: (*STRONG_STEMS, *SHARE_STEMS),
        SUPPORT: REQUEST_STEMS,
        CHANNEL: CHANNELS,
    }
)
SUBJECT_SHARE = 0.25
ON_SUBJECT, ON_SUBJECT_SHARE = 3, 0.15  # passages elsewhere that use the same words


def find_calls_to_action(view: View) -> Iterator[Finding]:
    """Find paragraphs that do nothing but ask the reader to comment, share, subscribe, follow or give."""
    for i in range(len(view)):
        at_end = i >= view.end
        if not at_end and not _may_be_asked_inside(view, i):
            continue
        text = view.text[i]
        if MIN_CHARS <= len(text) <= MAX_CHARS and view.kind[i] != "pre" and text[-1] not in ":：":
            finding = _judge(view, i, at_end=at_end)
            if finding:
                yield finding


def _may_be_asked_inside(view: View, i: int) -> bool:
    """Pre-check for paragraphs between others: cue words, or a short one that asks or exclaims."""
    text = view.text[i]
    size = len(text)
    if size <= MAX_CUE_CHARS and not view.masks[i] & ASKING_MASK:
        return view.facts[i] & CALL != 0
    if size > MAX_INNER_CHARS:
        return False
    return (size <= PLAIN_CHARS and view.facts[i] & CALL != 0) or may_ask(text)


def _judge(view: View, i: int, *, at_end: bool) -> Finding | None:
    text = view.text[i]
    stems = STEMS.find(text.casefold())
    own = _may_ask_plainly(stems)
    if not (own or (at_end and stems & (TURNING | CHANNEL)) or view.masks[i] & ASKING_MASK or _may_have_cue(text)):
        return None
    sentences = (
        [s.strip() for s in SENTENCE.findall(text) if len(s.strip()) > 2] if len(text) > ONE_SENTENCE_CHARS else [text]
    )
    if not 1 <= len(sentences) <= MAX_SENTENCES:
        return None
    cues = [_requests(s) for s in sentences]
    plain = own and _asks_plainly(text, sentences)
    hopeful = at_end and (_mixes_questions(sentences) or _is_channel(sentences, text))
    if not (any(cues) or plain or hopeful):
        return None
    support = [_supports(s) or (plain and _thanks(s)) for s in sentences]
    more = {"plain_words": 1.0, "exclaims": float(text[-1] in "!！")} if plain else {}
    if any(cues) or plain or _asks_without_cue(sentences, support):
        return Finding([i], Reason.CALL_TO_ACTION, BY, _weigh(view, i, sentences, cues, support) | more)
    if view.kind[i] != "li" and all(support) and _is_channel(sentences, text):
        return Finding([i], Reason.CALL_TO_ACTION, BY, _weigh(view, i, sentences, cues, support) | {"channel": 1.0})
    return None


def _may_have_cue(text: str) -> bool:
    """Pre-check for sentences with cues that ask for something: words of theirs must be there.

    A line of one sentence has the cues of that sentence, so only those with a full stop inside are of interest.
    """
    if len(text) <= ONE_SENTENCE_CHARS or SENTENCE_STOP.search(text, 0, len(text) - 1) is None:
        return False
    return not asking_words().isdisjoint(words_of(text)) or (not text.isascii() and UNSPACED.search(text) is not None)


def _may_ask_plainly(stems: int) -> bool:
    """Tell whether stems are those of a deed and a thing that requests are made of, at least one of them certain."""
    return bool(stems & ANY_DEED if stems & SURE_THING else stems & SURE_DEED and stems & ANY_THING)


def _asks_plainly(text: str, sentences: list[str]) -> bool:
    """Tell whether a short paragraph is nothing but requests, questions and thanks, with one request at least."""
    if len(text) > PLAIN_CHARS or len(sentences) > PLAIN_SENTENCES:
        return False
    asks = [_asks_in_own_words(s) and not _is_question(s) for s in sentences]
    return any(asks) and all(
        ask or _is_question(s) or _supports(s) or _thanks(s) for ask, s in zip(asks, sentences, strict=True)
    )


def _thanks(sentence: str) -> bool:
    return len(sentence) <= THANKS_CHARS and STEMS.find(sentence.casefold()) & THANKS != 0


def _requests(sentence: str) -> list[Cue]:
    """Give the cues of a sentence that ask for something."""
    if not cue_mask(sentence) & ASKING_MASK:
        return []
    return [cue for cue in find_cues(sentence) if cue.family in ASKING and _is_request(sentence, cue)]


def _mixes_questions(sentences: list[str]) -> bool:
    return 0 < sum(map(_is_question, sentences)) < len(sentences)


def _asks_in_own_words(sentence: str) -> bool:
    """Tell whether a sentence names a deed and a thing that requests are made of, at least one of them certain."""
    folded = sentence.casefold()
    if len(sentence) > REQUEST_CHARS or not _may_ask_plainly(STEMS.find(folded)):
        return False
    return not folded.startswith(NARRATION) and MENTION.search(folded) is None


def _asks_without_cue(sentences: list[str], support: list[bool]) -> bool:
    """Tell whether a paragraph is a question and a request, by single words only: "Any tips? Add a comment!"."""
    if not all(support) or not _mixes_questions(sentences):
        return False
    return any(_turns_on_request(s) for s in sentences if not _is_question(s))


def _turns_on_request(sentence: str) -> bool:
    return len(sentence) <= CHANNEL_CHARS and STEMS.find(sentence.casefold()) & TURNING != 0


def _is_question(sentence: str) -> bool:
    return sentence.endswith(("?", "？", "؟", "\u037e")) or GREEK_QUESTION.search(sentence) is not None


def _supports(sentence: str) -> bool:
    """Tell whether a sentence without a cue may belong to a request."""
    folded = sentence.casefold()
    return _is_question(sentence) or STEMS.find(folded) & SUPPORT != 0 or _names_network(folded)


def _is_channel(sentences: list[str], text: str) -> bool:
    """Tell whether a short paragraph names a network to follow somebody on."""
    return len(text) <= CHANNEL_CHARS and any(map(_asks_to_follow, sentences))


def _asks_to_follow(sentence: str) -> bool:
    folded = sentence.casefold()
    return STEMS.find(folded) & CHANNEL != 0 and _names_network(folded)


def _names_network(folded: str) -> bool:
    if "/" in folded:  # an address is no request
        return False
    return " @" in f" {folded}" or not NETWORK_NAMES.isdisjoint(WORD.findall(folded))


def _is_request(sentence: str, cue: Cue) -> bool:
    """Tell whether a cue is more than a verb that any instruction may begin with ("Follow the steps below").

    A cue that is spoken of is none: "Subscribe to our newsletter is a sentence that …".
    """
    if SPOKEN_OF.match(sentence, cue.end) or MENTION.search(sentence.casefold()):
        return False
    if not any(map(str.isalpha, sentence[cue.start : cue.end].replace("x", ""))):  # a phone's extension, a size
        return False
    return cue.kind != "start" or " " in sentence[cue.start : cue.end].strip() or not sentence.isascii()


def _weigh(view: View, i: int, sentences: list[str], cues: list[list[Cue]], support: list[bool]) -> dict[str, float]:
    asking = sum(
        len(s)
        for s, found, helps in zip(sentences, cues, support, strict=True)
        if found or helps or _asks_in_own_words(s)
    )
    total = sum(map(len, sentences))
    families = {cue.family for found in cues for cue in found}
    strong = any(cue.kind in ("whole", "prefix", "start") for found in cues for cue in found)
    phrases = [s[cue.start : cue.end] for s, found in zip(sentences, cues, strict=True) for cue in found]
    evidence = {
        "prompts": asking / total,
        "families": float(max(0, min(len(families) - 1, 2))),
        "question": float(any(_is_question(s) for s in sentences)),
        "strong_cue": float(strong),
        "sentence": float(
            (strong or len(sentences) > 1)
            and asking >= 0.99 * total
            and len(view.text[i]) >= 40
            and view.text[i][-1] in ENDS
        ),
        "on_subject": float(_on_subject(view, [*phrases, *_request_words(sentences)])),
        "verse": view.verse,
        "in_list": float(view.kind[i] == "li"),
    }
    return {name: amount for name, amount in evidence.items() if amount}


def _is_about_requests(view: View) -> bool:
    """Tell whether a good part of the running text speaks of newsletters, comments, members or the like."""
    return view.topic.peak(SUBJECTS) >= max(ON_SUBJECT, SUBJECT_SHARE * view.topic.count)


def _request_words(sentences: list[str]) -> list[str]:
    """Give the words of a paragraph that are requests by their stems."""
    words = [word for s in sentences for word in WORD.findall(s.casefold())]
    return [word for word in words if word.startswith(REQUEST_STEMS)]


def _on_subject(view: View, phrases: list[str]) -> bool:
    """Tell whether the running text uses the cues' own words all the time."""
    terms = {term for phrase in phrases for term in terms_of(phrase) if len(term) >= 5}
    if not terms.isdisjoint(view.title_words) or view.mentions(MARKETING, 2):
        return True
    if any(word.startswith(SUBJECTS) for word in view.title_words) or _is_about_requests(view):
        return True
    seen = max((view.topic.passages.get(term, 0) for term in terms), default=0)
    return seen >= max(ON_SUBJECT, ON_SUBJECT_SHARE * view.topic.count)
