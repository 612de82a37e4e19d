"""The page rules of C4, Gopher and FineWeb, as booleans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.signals.words import count_lettered, count_line, folded_bytes
from pipeline.stop_words import STOP_WORDS

if TYPE_CHECKING:
    from pipeline.signals.facts import Facts

GOPHER_ENGLISH = frozenset({"the", "be", "to", "of", "and", "that", "have", "with"})


def passes_c4(facts: Facts) -> bool:
    """C4's rules for pages (Raffel et al. 2020, section 2.2), without the list of bad words.

    No "lorem ipsum", no curly bracket, and at least 3 sentences in the lines that C4 keeps: those of at least
    5 words that end in a terminal punctuation mark and do not speak of JavaScript.
    """
    if "{" in facts.text or _holds_lorem_ipsum(facts.text):
        return False
    sentences = 0
    for line in facts.shapes.ended:
        words, ends = count_line(line)
        if words >= 5 and "javascript" not in line.lower():
            sentences += ends
            if sentences >= 3:
                return True
    return False


def _holds_lorem_ipsum(text: str) -> bool:
    # Two words behind one another are so among the folded words too, which are at hand.
    return b"lorem ipsum" in folded_bytes(text) and b"lorem ipsum" in text.encode("utf-8", "surrogatepass").lower()


def passes_gopher_quality(facts: Facts) -> bool:
    """Gopher's quality rules (Rae et al. 2021, appendix A1.1).

    50 to 100,000 words; mean word length 3 to 10; at most 1 hash or ellipsis in 10 words; at most 90 % of lines
    start with a bullet, 30 % end in an ellipsis; 80 % of words hold a letter; 2 different stop words. Outside
    English the language's own stop words stand in; the length rule is left out for scripts without blanks.
    """
    words, lines = facts.words, len(facts.lines)
    if not 50 <= words <= 100_000:
        return False
    if not facts.is_spaceless and not 3 <= facts.mean_word_chars <= 10:
        return False
    text = facts.text
    if text.count("#") + text.count("…") + text.count("...") > 0.1 * words:
        return False
    if facts.shapes.bulleted > 0.9 * lines or facts.shapes.elided > 0.3 * lines:
        return False
    if count_lettered(text) < 0.8 * words:
        return False
    stop_words = GOPHER_ENGLISH if facts.language == "en" else STOP_WORDS.get(facts.language or "")
    return stop_words is None or len(stop_words & facts.stop_words[1].keys()) >= 2


_GOPHER_TOP = ((2, 0.20), (3, 0.18), (4, 0.16))
_GOPHER_REPEATED = ((5, 0.15), (6, 0.14), (7, 0.13), (8, 0.12), (9, 0.11), (10, 0.10))


def passes_gopher_repetition(facts: Facts) -> bool:
    """Gopher's repetition rules (Rae et al. 2021, table A1): repeated lines, paragraphs and word n-grams."""
    if max(facts.repeated_line_share, facts.repeated_paragraph_share) > 0.3:
        return False
    if max(facts.repeated_line_chars, facts.repeated_paragraph_chars) > 0.2:
        return False
    grams = facts.grams
    if any(grams.top_share(n) > limit for n, limit in _GOPHER_TOP):
        return False
    if grams.repeated_share(5) <= 0.10:  # longer repeats lie inside repeated 5-grams: all limits are kept
        return True
    return all(grams.repeated_share(n) <= limit for n, limit in _GOPHER_REPEATED)


def passes_fineweb(facts: Facts) -> bool:
    """FineWeb's own rules (Penedo et al. 2024, section 3.6).

    More than 12 % of lines end in punctuation, less than 10 % of characters are in repeated lines, and less than
    67 % of lines are shorter than 30 characters.
    """
    if not facts.lines:
        return False
    shorter = facts.shapes.shorter / len(facts.lines)
    return facts.line_punctuation_share > 0.12 and facts.repeated_line_chars < 0.1 and shorter < 0.67
