"""Evidence adds up: each detector names what it saw, and one table says what each sight is worth.

A finding's score is the logistic function of its weights' sum less `DOUBT`: at 0.5 the sum is `DOUBT`. No single
sight reaches it, except the few that are conjunctions of their own (the note beside them says so).
Tuned on generated spam and on true texts; re-run `make spam-report` after a change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from pipeline.records import Reason

DOUBT = 4.0
"""What evidence must outweigh before a line may go."""

WEIGHTS: dict[Reason, dict[str, float]] = {
    Reason.FAKE_PROFILE: {
        "breadth": 0.4,  # each personal type beyond the third, up to six
        "user_name": 0.8,  # a user name beside personal data
        "user_name_unlike_name": 0.8,
        "generated_user_name": 0.4,  # "langworth.darius", "arvel62"
        "mail_unlike_name": 1.0,
        "accounts_agree": -1.0,  # the user name and the mail address are both made of the name
        "mail_unlike_user_name": 0.4,
        "example_domain": 1.0,  # RFC 2606
        "surname_domain": 0.4,  # "crist.com": one word, named nowhere else on the page
        "birth_date": 0.5,
        "machine_date": 0.9,  # with a time zone, as programs print it
        "birth_date_and_account": 0.9,  # a full date, a user name and a way to reach the person
        "street_address": 0.3,
        "phone_extension": 0.4,  # "x245"
        "partners_company": 0.5,  # "Green, Block and Okuneva", "Rath-Kuhn"
        "job": 0.2,
        "pseudo_latin": 2.2,
        "one_line_biography": 1.2,  # "coffee trailblazer, student"
        "filler": 0.8,  # sentences without function words
        "followers": 0.8,  # two counts beside a user name
        "codes": 0.6,  # card or social security numbers, coordinates, addresses of machines
        "author_cue": 1.7,  # under a heading that speaks of an author, with a user name or an odd biography
        "author_heading": 0.5,  # the same without
        "vital_data": 0.9,  # a birth date, a street address and a phone number together
        "one_line": 0.6,  # all of it in one line
        "at_end": 0.6,
        "near_spam": 1.5,
        "directory": -3.0,  # several people of one pattern
        "named_in_text": -2.5,  # the article speaks of this person
        "named_in_title": -3.0,
        "shared_domain": -1.5,  # the mail's domain is named elsewhere on the page
        "company_in_text": -1.5,
        "no_article": -1.5,  # the page has no text beside the profile
        "about_test_data": -8.0,  # the article is about invented data or false profiles
        "about_fraud": -3.5,
        "quoted": -1.0,  # keys and values in quotes: data in a program, shown as such
        "settings": -2.0,  # "port=8080"
        "liked": -0.5,
        "disliked": 0.6,
    },
    Reason.FAKE_BIO: {
        "pseudo_latin": 2.6,
        "one_line_biography": 2.2,  # "Coffee trailblazer. Student."
        "boasts": 0.9,  # each part beyond the first that only a generator writes, up to two
        "named_in_text": -2.5,
        "long": 0.5,  # ten words or more
        "two_sentences": 0.6,
        "foreign": 0.7,  # the article is not Latin
        "after_name": 0.8,  # a name or author's heading right before
        "at_end": 0.8,
        "near_spam": 2.0,
        "mixed_in": -1.5,  # other lines of the page are pseudo-Latin as well: an unfinished page
        "about_test_data": -8.0,
        "no_article": -2.0,
        "liked": -0.5,
        "disliked": 0.6,
    },
    Reason.FAKE_SOCIALS: {
        "network_blocks": 0.9,  # each network with a user name or address of its own, up to three
        "followers": 1.0,  # each block with two counts, up to two
        "different_users": 0.8,  # "fatima.anderson" here, "anderson2013" there
        "full_account": 1.4,  # an address, the same user name, and two counts
        "user_equals_address": 0.4,  # the address's last part is repeated as user name
        "pseudo_latin": 2.2,
        "one_line_biography": 1.2,
        "empty_network": 0.5,
        "follow_cue": 0.3,
        "at_end": 0.6,
        "near_spam": 2.5,
        "farm_page": 2.4,
        "named_in_text": -2.0,
        "no_article": -1.5,
        "about_test_data": -6.0,
        "many_people": -3.0,  # a table of accounts
        "liked": -0.5,
        "disliked": 0.6,
    },
    Reason.CAPTION_PAIRS: {
        "pairs": 1.6,  # each pair in a row, up to three
        "far": 1.4,  # shares next to nothing with the article
        "title_like": 0.6,
        "cut_off": 0.4,
        "site_suffix": 0.6,  # "… | YourDictionary"
        "at_end": 0.9,
        "near_spam": 1.6,
        "farm_page": 1.2,
        "near_topic": -1.5,
        "refrain": -2.5,  # the same words come back elsewhere: verse, a form, a list
        "no_article": -3.0,
        "verse": -3.5,  # lines like these all over the page
        "liked": -1.2,
        "disliked": 0.6,
    },
    Reason.ORPHAN_TOC: {
        "toc_cue": 2.6,
        "unmistakable": 1.2,  # "Table of contents", not "Contents"
        "nothing_under": 1.8,  # a heading follows at once
        "text_under": 0.5,
        "repeats_headings": 2.4,  # share of its lines that come back as headings, when three or more do
        "in_order": 0.3,
        "linked": 1.2,  # HTML: its entries are links, or its classes say "toc"
        "before_text": 0.4,
        "farm_page": 1.4,
        "one_word": -0.8,  # "Contents" may be those of a box
        "about_contents": -2.0,
        "no_headings": -1.5,
        "liked": -1.0,
        "disliked": 0.5,
    },
    Reason.CALL_TO_ACTION: {
        "prompts": 2.2,  # share of the paragraph's sentences that ask the reader for something
        "plain_words": 1.6,  # a deed and a thing that requests are made of
        "exclaims": 0.4,  # such a paragraph ends in an exclamation mark
        "channel": 0.9,  # a network's name and "channel" or "follow"
        "families": 0.9,  # each kind of request beyond the first: comment, share, subscribe …
        "question": 0.5,  # a question to the reader
        "strong_cue": 1.2,  # the whole line is a cue, or begins with one
        "sentence": 0.8,  # nothing but prompts, in whole sentences
        "at_end": 1.4,
        "near_spam": 0.8,
        "farm_page": 0.8,
        "near_topic": -0.4,
        "on_subject": -5.0,  # the article speaks of newsletters, comments …
        "in_list": -1.5,
        "verse": -1.2,
        "no_article": -2.0,
        "liked": -1.0,
        "disliked": 0.8,
    },
    Reason.RELATED_LINKS: {
        "cue_line": 2.2,  # "Read also: a title"
        "cue_heading": 1.6,  # "You may also like" over a list
        "pointer": 2.0,  # the same in words of no cue
        "pointer_heading": 1.3,
        "loose_cue": -0.8,  # "See also", "Learn more": manuals say so too
        "verse": -1.5,  # more lists than text
        "separated": 0.5,
        "title_after": 0.5,
        "titles": 1.0,  # share of three
        "title_like": 0.5,
        "linked": 1.8,
        "between": 0.8,  # a line between two paragraphs
        "site_suffix": 0.4,
        "far": 0.8,
        "at_end": 1.0,
        "near_spam": 1.5,
        "farm_page": 1.0,
        "nothing_under": -1.2,
        "sentence": -1.5,
        "no_article": -3.0,
        "liked": -1.2,
        "disliked": 0.8,
    },
    Reason.PROMOTED: {
        "cue": 2.0,
        "whole": 1.6,
        "separated": 0.8,
        "brief": 0.5,
        "teaser": 1.0,
        "linked": 1.0,
        "at_end": 0.4,
        "near_spam": 1.0,
        "farm_page": 1.0,
        "inline": -0.8,
        "on_subject": -3.0,
        "verse": -2.0,
        "no_article": -1.0,
        "liked": -1.0,
        "disliked": 0.8,
    },
    Reason.UNRELATED_TITLES: {
        "titles": 0.8,  # share of five
        "many": 0.4,
        "lower": -0.7,  # share of lines without capitals, where the script has them
        "before_text": -2.0,  # the page's own headline may be among them
        "few": -0.8,  # two lines
        "dates": -2.5,  # share of lines that are dates: a list of events, a forum
        "fields": -2.2,  # share of lines that look like "label: value"
        "works": -1.5,  # share of lines that are books, films or people
        "plain_list": -0.8,  # HTML: items without links
        "title_words": -1.8,  # share of lines with a telling word of the page's own headline
        "far": 2.2,
        "capitals": 0.9,
        "site_suffix": 0.9,
        "bait": 1.4,
        "cut_off": 0.2,
        "keyword": 0.3,
        "foreign_keyword": 0.6,  # the word they share is nowhere in the article
        "linked": 0.8,
        "doubled": 1.2,
        "at_end": 0.9,
        "near_spam": 1.4,
        "farm_page": 0.8,
        "near_topic": -2.0,
        "introduced": -1.5,  # by a line with a colon, or a heading of the article
        "verse": -3.5,
        "list_like": -1.0,  # most are shorter than titles are
        "no_article": -4.0,
        "liked": -1.5,
        "disliked": 0.8,
    },
    Reason.GALLERY: {
        "images": 2.0,  # share of the lines that speak of pictures or are file names
        "phrase": 1.4,  # most lines share two words in a row
        "numbered": 1.0,  # "red door 1", "red door 2"
        "inside": -1.2,  # no word of pictures, and running text follows
        "lower": 0.6,  # share of lines without any capital
        "titles": 1.0,
        "far": 1.0,
        "capitals": 0.3,
        "site_suffix": 0.5,
        "keyword": 0.8,
        "cut_off": 0.2,
        "linked": 0.4,
        "doubled": 1.2,
        "at_end": 0.8,
        "near_spam": 1.5,
        "farm_page": 0.6,
        "near_topic": -0.8,
        "introduced": -1.0,
        "verse": -3.5,
        "no_article": -4.0,
        "liked": -1.2,
        "disliked": 0.8,
    },
    Reason.TAG_CLOUD: {
        "cue": 2.4,
        "terms": 0.9,
        "many": 0.7,
        "linked": 1.2,
        "bare": 0.8,  # keywords in small letters with nothing in common
        "far": 0.6,  # no word of them in the article
        "near_topic": -1.2,
        "farm_page": 1.4,
        "hashtags": 3.4,  # a line of three or more and nothing else
        "stuffed": 2.6,  # share of keywords with the same word in them
        "at_end": 0.9,
        "near_spam": 1.0,
        "nothing": -0.5,
        "list": -0.6,  # terms on lines of their own: other lists look like that
        "verse": -2.0,
        "no_article": -2.0,
        "liked": -1.0,
        "disliked": 0.8,
    },
    Reason.COMMENTS: {
        "cue": 2.0,
        "dated": 0.7,
        "replies": 0.6,
        "classes": 1.5,
        "forum": -3.0,
        "number": 0.4,
        "at_end": 0.4,
        "no_article": -4.0,
        "liked": -3.5,
        "disliked": 0.8,
    },
}
"""Reason -> sight -> weight. Negative weights speak for an honest page.

`liked` and `disliked` are the content scorer's opinion, twice its distance from 0.5; text has none."""


@dataclass(slots=True)
class Finding:
    """Lines that a detector holds for spam of one kind, with what it saw there."""

    lines: list[int]  # indices, rising
    reason: Reason
    by: str
    evidence: dict[str, float] = field(default_factory=dict)  # sight -> amount, 1 for plain presence

    def score(self) -> float:
        """Weigh the evidence: 0..1."""
        weights = WEIGHTS[self.reason]
        return logistic(sum(weights.get(name, 0.0) * amount for name, amount in self.evidence.items()) - DOUBT)


def logistic(x: float) -> float:
    """Map a sum of weights to 0..1."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, x))))
