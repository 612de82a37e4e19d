"""What detectors see: the lines of a page and facts about them, worked out once and only when asked for."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.cues import cue_masks, find_cues
from pipeline.spam.facts import LATIN, NAME, PROSE, WIDE
from pipeline.spam.fields import is_network_name
from pipeline.spam.gate import may_open_cue
from pipeline.spam.latin import is_pseudo_latin
from pipeline.spam.line_facts import read_lines
from pipeline.spam.topic import Topic, terms_of
from pipeline.spam.value_words import COMPANY_FORMS, FRAUD_TERMS, TEST_DATA_TERMS, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.cues import Cue
    from pipeline.lines import Lines

WORD = re.compile(r"[^\W_]+")
MIN_CUE_CHARS, MAX_CUE_CHARS = 2, 300
END_SHARE = 0.04  # of the running text may follow what stands "at the end"
VERSE_SHARES = (0.45, 0.75)  # running text's share of characters: below the first a page is no article
WIDE_LETTERS = 3  # Latin letters that a letter of an unspaced script stands for
LIST_SHARES = (0.25, 0.5)  # the same beside one list on a page that has spam
TITLE_WORD_SHARE = 0.7  # a word of the headline in more of the passages is a function word
COMMON_SHARE = 0.25  # a word in more of the passages tells nothing
TELLING_CHARS = 4  # a shorter word tells nothing, unless it is not in Latin letters
MAX_NAMES = 50  # names looked for in full on one page
HARD_ENDS = frozenset(".!?…。！？؟।۔")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class View:
    """The lines of a page with lazily computed facts."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.text = lines.text
        self.kind = lines.kind
        self._names_sought = 0
        self.suspect = False  # whether a detector that ran before found something
        self.masks = lines.cues or cue_masks(lines.text)  # families of cue words in each line
        self.facts = read_lines(lines.text, lines.kind)  # bits of `facts`
        self.latins = self._find_latin()  # lines that are pseudo-Latin
        self.prose = [fact & PROSE != 0 for fact in self.facts]  # whether each is running text; pseudo-Latin is not
        self.held: set[int] = set()  # lines that detectors before are sure of
        self._held_chars = 0
        self._mentions: dict[tuple[str, ...], int] = {}
        self._cues: dict[int, dict[str, Cue]] = {}
        self._telling: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.text)

    @cached_property
    def prose_before(self) -> list[float]:
        """Characters of running text before each line, weighted by the content scorer; n + 1 long."""
        html, content = self.lines.from_html, self.lines.content
        chars = (
            len(text) * (content[i] if html else 1.0) if flag else 0.0
            for i, (text, flag) in enumerate(zip(self.text, self.prose, strict=True))
        )
        return list(accumulate(chars, initial=0.0))

    @cached_property
    def end(self) -> int:
        """The first line that next to no running text follows; the number of lines where there is no running text."""
        sums, first = self.prose_before, len(self)
        while first > 0 and sums[-1] > 0 and sums[-1] - sums[first] <= END_SHARE * sums[-1]:
            first -= 1
        return first

    def is_at_end(self, i: int) -> bool:
        """Tell whether next to no running text follows a line."""
        return i >= self.end

    @cached_property
    def topic(self) -> Topic:
        """What the page's running text is about."""
        return Topic([t for t, flag in zip(self.text, self.prose, strict=True) if flag], self.lines.title)

    @cached_property
    def line_counts(self) -> Counter[str]:
        """How often each line's text stands on the page."""
        return Counter(self.text)

    @cached_property
    def sizes(self) -> tuple[int, int]:
        """Characters of running text, and of all lines; scripts that write a word in one or two count for more."""
        prose = other = 0
        for text, fact in zip(self.text, self.facts, strict=True):
            if fact & PROSE:
                prose += len(text) * (WIDE_LETTERS if fact & WIDE else 1)
            else:
                other += len(text)
        return prose, prose + other

    @cached_property
    def verse(self) -> float:
        """How much the page is lines rather than running text: 0 for articles, 1 for lists, menus and verse."""
        prose, total = self.sizes
        return _verse(prose, total, VERSE_SHARES)

    def hold(self, lines: Iterable[int]) -> None:
        """Take note of lines that a detector is sure of."""
        for i in lines:
            if i not in self.held:
                self.held.add(i)
                self._held_chars += 0 if self.prose[i] else len(self.text[i])

    def verse_beside(self, lines: Sequence[int]) -> float:
        """The same without some lines and those held for spam so far: a farm's tail must not speak for itself.

        A long list beside little text speaks for itself all the same, most of all where no spam was found so far.
        """
        if not self.verse:
            return 0.0
        prose, total = self.sizes
        own = sum(len(self.text[i]) for i in lines if not self.prose[i])
        held = self._held_chars - sum(len(self.text[i]) for i in lines if i in self.held and not self.prose[i])
        shares = LIST_SHARES if self.held else VERSE_SHARES
        return max(_verse(prose, total - own - held, VERSE_SHARES), _verse(prose, prose + own, shares))

    @cached_property
    def words(self) -> Counter[str]:
        """Words of all lines, folded, and how often each stands there."""
        counts: Counter[str] = Counter()
        for text in self.text:
            counts.update(WORD.findall(text.casefold()))
        return counts

    @cached_property
    def words_of_prose(self) -> Counter[str]:
        """Words of the running text as written."""
        counts: Counter[str] = Counter()
        for text, flag in zip(self.text, self.prose, strict=True):
            if flag:
                counts.update(WORD.findall(text))
        return counts

    @cached_property
    def about_test_data(self) -> bool:
        """Whether the running text speaks of invented data or false profiles at least twice."""
        return self.mentions(TEST_DATA_TERMS, 2)

    @cached_property
    def about_fraud(self) -> bool:
        """Whether the running text speaks of false identities again and again."""
        return self.mentions(FRAUD_TERMS, 4)

    @cached_property
    def _folded_prose(self) -> list[str]:
        return [text.casefold() for text, flag in zip(self.text, self.prose, strict=True) if flag]

    def mentions(self, terms: tuple[str, ...], enough: int) -> bool:
        """Tell whether the running text has some of these phrases, folded, so many times in all."""
        if terms not in self._mentions:
            whole = "\n".join(self._folded_prose)
            present = [term for term in terms if term in whole]
            self._mentions[terms] = sum(term in text for text in self._folded_prose for term in present)
        return self._mentions[terms] >= enough

    @cached_property
    def prose_is_latin(self) -> bool:
        """Whether the running text has Latin function words throughout."""
        latin = sum(self.words_of_prose[word] for word in ("et", "est", "non", "ad", "quod", "cum", "sunt"))
        return latin > 0.06 * max(1, self.words_of_prose.total())

    def own_words(self, lines: Iterable[int]) -> Counter[str]:
        """Count the words of those of some lines that pass for running text."""
        counts: Counter[str] = Counter()
        for i in lines:
            if self.prose[i]:
                counts.update(WORD.findall(self.text[i]))
        return counts

    def named_in_text(self, name: str, own: Counter[str]) -> float:
        """Tell how surely the running text, a record's own words aside, speaks of a person: 0, 0.6 by surname, 1."""
        words = [word for word in WORD.findall(name) if word.casefold() not in TITLES and len(word) > 1]
        if not words:
            return 0.0
        counts = [self.words_of_prose[word] - own[word] for word in words]
        if all(counts):
            return 1.0 if len(words) == 1 or self._says(words) else 0.6
        return 0.6 if counts[-1] >= 3 and len(words[-1]) >= 5 else 0.0

    def _says(self, words: list[str]) -> bool:
        """Tell whether two words of a name stand together in some running text; after many names, take it for true."""
        self._names_sought += 1
        if self._names_sought > MAX_NAMES:
            return True
        full = f"{words[0]} {words[-1]}"
        labelled = re.compile(rf"[:：|,]\s*(?:\w+\.\s)?{re.escape(full)}")
        return any(full in t and not labelled.search(t) for t, flag in zip(self.text, self.prose, strict=True) if flag)

    def named_in_title(self, name: str) -> bool:
        """Tell whether the page's title or first line has a person's name."""
        words = [word.casefold() for word in WORD.findall(name) if word.casefold() not in TITLES and len(word) > 1]
        title = set(WORD.findall(f"{self.lines.title} {self.text[0][:200]}".casefold()))
        return len(words) >= 2 and words[-1] in title and words[0] in title

    def company_in_text(self, company: str, own: Counter[str]) -> bool:
        """Tell whether the running text names a company: all of its longer words but the legal form."""
        words = [word for word in WORD.findall(company) if len(word) >= 3 and word.casefold() not in COMPANY_FORMS]
        return bool(words) and all(self.words_of_prose[word] > own[word] for word in words)

    def cues(self, i: int) -> dict[str, Cue]:
        """Cues of a line by family."""
        if not self.masks[i]:
            return {}
        found = self._cues.get(i)
        if found is None:
            found = self._cues[i] = {cue.family: cue for cue in find_cues(self.text[i])}
        return found

    @cached_property
    def openers(self) -> dict[int, dict[str, Cue]]:
        """Lines that begin with a cue, and their cues."""
        found = {}
        for i, text in enumerate(self.text):
            if self.masks[i] and len(text) >= MIN_CUE_CHARS and may_open_cue(text) and self.kind[i] != "pre":
                cues = {family: cue for family, cue in self.cues(i).items() if cue.kind != "inline"}
                if cues:
                    found[i] = cues
        return found

    def _find_latin(self) -> frozenset[int]:
        """Find lines of pseudo-Latin, and take them out of the running text."""
        found = [i for i, fact in enumerate(self.facts) if fact & LATIN and is_pseudo_latin(self.text[i])]
        for i in found:
            self.facts[i] &= ~PROSE
        return frozenset(found)

    def choose(self, wanted: int, unwanted: int = 0) -> list[int]:
        """Give the lines that have one of some facts and none of others."""
        return [i for i, fact in enumerate(self.facts) if fact & wanted and not fact & unwanted]

    @cached_property
    def network_names(self) -> list[int]:
        """Lines that are a social network's name and nothing else."""
        return [i for i in self.choose(NAME) if is_network_name(self.text[i])]

    def latin(self, i: int) -> bool:
        """Tell whether a line is pseudo-Latin."""
        return i in self.latins

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Telling words of the page's headline (in text mode: of its first line) that come back in the text."""
        title = self.lines.title or (self.text[0] if self.text and len(self.text[0]) <= 200 else "")
        words = {t for t in terms_of(title) if len(t) >= TELLING_CHARS or not t.isascii()}
        return frozenset(
            t for t in words if 2 <= self.topic.passages.get(t, 0) <= TITLE_WORD_SHARE * self.topic.count + 2
        )

    def has_title_word(self, text: str) -> bool:
        """Tell whether a line has a telling word of the page's headline."""
        return bool(self.title_words) and not self.title_words.isdisjoint(terms_of(text))

    def telling_terms(self, i: int) -> frozenset[str]:
        """Give the terms of a line that are no short words."""
        found = self._telling.get(i)
        if found is None:
            terms = [term for term in terms_of(self.text[i]) if len(term) >= TELLING_CHARS or not term.isascii()]
            found = self._telling[i] = frozenset(terms)
        return found

    def announces(self, i: int) -> bool:
        """Tell whether a short line is the heading of the running text under it: they share a telling word."""
        below = [self.text[k] for k in range(i + 1, min(i + 3, len(self))) if self.prose[k]]
        if not below:
            return False
        common = max(2, COMMON_SHARE * self.topic.count)
        terms = self.telling_terms(i)
        telling = {t for t in terms if self.topic.passages.get(t, 0) <= common} or terms
        return not telling.isdisjoint(terms_of(" ".join(below)))

    def is_heading(self, i: int) -> bool:
        """Tell whether a line is marked up as a heading, or in text mode stands alone like one."""
        if self.kind[i] in HEADINGS:
            return True
        text = self.text[i]
        return not self.lines.from_html and 0 < len(text) <= 110 and text[-1] not in HARD_ENDS and self.kind[i] == "p"


def _verse(prose: int, total: int, shares: tuple[float, float]) -> float:
    """Map running text's share of the characters to how much a page is lines."""
    few, many = shares
    return max(0.0, min(1.0, (many - prose / max(1, total)) / (many - few)))
