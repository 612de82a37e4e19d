"""What every reason means, in words for people: the legend of reports and of docs/reasons.md.

Tables only. The reasons themselves are `records.Reason` and `records.DropReason`.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.records import DropReason, Reason


class RemovalWords(NamedTuple):
    """How a reason for removing a block is shown and explained."""

    label: str  # short name on screen
    meaning: str  # what such a block is
    spared: str  # what looks alike and stays
    hue: int  # 0..359, its colour in OKLCH


class DropWords(NamedTuple):
    """How a reason for dropping a page is explained."""

    meaning: str
    advice: str  # what to do about it


REMOVALS: dict[Reason, RemovalWords] = {
    Reason.FAKE_PROFILE: RemovalWords(
        "Invented profile",
        "Labelled personal data made up by a generator: name, birthday, address, phone, job, company, hobbies.",
        "Contact pages, staff lists, vacancies, infoboxes, and articles that show one such profile as an example.",
        12,
    ),
    Reason.FAKE_BIO: RemovalWords(
        "Invented biography",
        "Pseudo-Latin, generator filler or one-line slogans that stand for a person's biography.",
        "Biographies in prose, real Latin, obituaries.",
        350,
    ),
    Reason.FAKE_SOCIALS: RemovalWords(
        "Invented social accounts",
        "Blocks per network with user name, pseudo-Latin bio and counts of followers, some of them empty.",
        "An author's real accounts, tables of followers that the article is about.",
        325,
    ),
    Reason.CAPTION_PAIRS: RemovalWords(
        "Doubled captions",
        "Captions or titles of unrelated images, often the same line twice in a row, cut off in mid-phrase.",
        "Photo essays whose captions are the content.",
        45,
    ),
    Reason.UNRELATED_TITLES: RemovalWords(
        "Titles of other pages",
        "Bare titles of other pages in a row, far from the article's topic, with or without links.",
        "Reading lists, references, round-ups of links.",
        70,
    ),
    Reason.RELATED_LINKS: RemovalWords(
        "Related links",
        "“You may also like”, “Read also”, previous and next, recent posts.",
        "Annotated lists of sources and links that are part of the article.",
        250,
    ),
    Reason.PROMOTED: RemovalWords(
        "Sponsored teasers",
        "Teasers of an advertising network: a source, a bait headline, a picture.",
        "Articles about advertising.",
        275,
    ),
    Reason.TAG_CLOUD: RemovalWords(
        "Tag cloud", "Keywords as links, one after the other.", "Glossaries and indexes in the text.", 218
    ),
    Reason.GALLERY: RemovalWords(
        "Keyword gallery",
        "Lists of images named by stuffed keywords.",
        "Galleries whose captions tell something.",
        28,
    ),
    Reason.ORPHAN_TOC: RemovalWords(
        "Empty table of contents",
        "The heading of a table of contents with nothing under it, or a list that only repeats the page's headings.",
        "A list of contents that is the content.",
        300,
    ),
    Reason.CALL_TO_ACTION: RemovalWords(
        "Call to action",
        "A whole paragraph that asks to share, subscribe, comment or tell what you think.",
        "Such words inside a paragraph, and articles about them.",
        95,
    ),
    Reason.COMMENTS: RemovalWords(
        "Comments", "Readers' comments on an article page.", "The posts of a forum, where they are the content.", 195
    ),
    Reason.SITE_REPEAT: RemovalWords(
        "Repeated on the site",
        "The same block on many pages of one host.",
        "Short headings that many articles share.",
        118,
    ),
    Reason.BOILERPLATE: RemovalWords(
        "Layout",
        "Menus, headers, footers, consent notices, forms: what the content scorer holds for no content.",
        "Lists, tables, captions and notes that belong to the text.",
        60,
    ),
    Reason.HEADLINE: RemovalWords(
        "Moved to title", "The headline; the record has it as its title.", "Headings inside the text.", 225
    ),
    Reason.BYLINE: RemovalWords(
        "Moved to author and date",
        "The line with author and date; the record has them in fields of their own.",
        "Interviews that open with a name.",
        235,
    ),
}

DROPS: dict[DropReason, DropWords] = {
    DropReason.EMPTY: DropWords("No bytes, or only blanks.", "Fetch the page again."),
    DropReason.NOT_HTML: DropWords(
        "PDF, image, archive, JSON …, told by the first bytes or the media type.", "Nothing: such pages hold no HTML."
    ),
    DropReason.TOO_LARGE: DropWords(
        "Over one of `limits.max_bytes`, `max_nodes`, `max_blocks`, `max_text_chars`.",
        "Raise that limit if pages of this size are wanted.",
    ),
    DropReason.TOO_DEEP: DropWords("Over `limits.max_depth` open elements.", "Nothing: such pages are broken."),
    DropReason.UNDECODABLE: DropWords(
        "No character encoding gives readable text.", "Look at the first bytes: the body may be still compressed."
    ),
    DropReason.NO_CONTENT: DropWords(
        "No block was judged content, or all of it was spam.",
        "Look at it with `pagewinnow explain`; pages drawn by scripts carry no text in their HTML.",
    ),
    DropReason.LANGUAGE: DropWords("The language is not one of `languages`.", "Add the language, or leave it."),
    DropReason.FARM_PAGE: DropWords(
        "The farm score reaches `farm_threshold`, and `drop_farm_pages` is set.", "Nothing, or raise the threshold."
    ),
    DropReason.QUALITY: DropWords(
        "A filter of `quality_filters` refused the text; the detail names it.", "Nothing, or take the filter out."
    ),
    DropReason.CRASHED: DropWords(
        "The worker died or raised on this page, alone.", "Report it with the page: this is a defect of ours."
    ),
    DropReason.TIMED_OUT: DropWords(
        "Over `limits.page_seconds`, alone.", "Raise the limit on a slow machine; else report the page."
    ),
    DropReason.OUT_OF_MEMORY: DropWords(
        "Over `limits.worker_memory_mb`, alone.", "Raise the limit, or lower `limits.max_bytes`."
    ),
    DropReason.BAD_RECORD: DropWords(
        "A record of the input file that cannot be read.", "Check the file: it may be cut off or damaged."
    ),
}
