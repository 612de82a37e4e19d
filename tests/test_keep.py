"""Keeping: the only place that deletes, and nothing goes without a row in the ledger."""

from __future__ import annotations

from pipeline.config import Config
from pipeline.content import ContentScores
from pipeline.keep import keep_blocks, keep_lines
from pipeline.lines import lines_of_page, lines_of_text
from pipeline.records import Mark, Reason
from tests.conftest import parse

PAGE = parse(
    "<body><nav class='top menu'>Menu</nav><div id=post><p>Content one.<p>Kept line<br>Name : X<br>Email : Y</div>"
    "<p>Footer</p></body>"
)
SCORES = ContentScores(probability=[0.1, 0.9, 0.8, 0.2], cut=0.5, page_type=None, confidence=None, fields={}, by="t/1")


def test_kept_and_removed_are_all_visible_text() -> None:
    """Scorer and spam judges each take their own; every word is in the text or in the ledger."""
    lines = lines_of_page(PAGE, SCORES.probability)
    marks = [Mark(3, Reason.FAKE_PROFILE, 0.9, "p/1"), Mark(4, Reason.FAKE_PROFILE, 0.9, "p/1")]
    kept = keep_blocks(PAGE, lines, SCORES, marks, Config())
    assert kept.text == {1: "Content one.", 2: "Kept line"}
    assert kept.whole == {1}
    assert kept.spam == {2}
    assert [(r.block, r.reason, r.text, r.path) for r in kept.removed] == [
        (0, Reason.BOILERPLATE, "Menu", "body > nav.top"),
        (2, Reason.FAKE_PROFILE, "Name : X\nEmail : Y", "body > div#post > p"),
        (3, Reason.BOILERPLATE, "Footer", "body > p"),
    ]
    words = " ".join([*kept.text.values(), *(r.text for r in kept.removed)]).split()
    assert sorted(words) == sorted(" ".join(PAGE.text).split())


def test_the_configuration_decides_what_a_mark_is_worth() -> None:
    """A mark below the threshold, or of a reason switched off, deletes nothing."""
    lines = lines_of_page(PAGE, SCORES.probability)
    weak = [Mark(1, Reason.FAKE_BIO, 0.4, "b/1")]
    sure = [Mark(1, Reason.FAKE_BIO, 0.9, "b/1")]
    off = Config.from_options(spam={"remove": ["fake_profile"]})
    assert 1 in keep_blocks(PAGE, lines, SCORES, weak, Config()).text
    assert 1 in keep_blocks(PAGE, lines, SCORES, sure, off).text
    assert 1 not in keep_blocks(PAGE, lines, SCORES, sure, Config()).text


def test_the_surest_mark_names_the_reason() -> None:
    """Of several marks on a line the ledger shows the one with the highest score."""
    lines = lines_of_text("a\nb")
    marks = [Mark(0, Reason.RELATED_LINKS, 0.6, "r/1"), Mark(0, Reason.CAPTION_PAIRS, 0.8, "c/1")]
    assert [r.reason for r in keep_lines("a\nb", lines, marks, Config()).removed] == [Reason.CAPTION_PAIRS]


def removed_from(text: str, *gone: int) -> str:
    """Take lines out of a text as a spam judge would."""
    marks = [Mark(i, Reason.FAKE_PROFILE, 0.9, "p/1") for i in gone]
    cleaned = keep_lines(text, lines_of_text(text), marks, Config())
    for removal in cleaned.removed:
        assert removal.start is not None
        assert text[removal.start : removal.end] == removal.text
    return cleaned.text


def test_what_stays_of_a_text_is_byte_for_byte() -> None:
    """Blanks, bullets and line ends of kept lines stay as given; only breaks at the seams go."""
    assert removed_from("  a \r\n\r\n* b\r\n\r\nc\t") == "  a \r\n\r\n* b\r\n\r\nc\t"
    assert removed_from("  a \r\n\r\n* b\r\n\r\nc\t", 1) == "  a \r\n\r\nc\t"
    assert removed_from("a\n\nb\n\n\nc\n", 2) == "a\n\nb\n"
    assert removed_from("a\n\nb\n\nc", 0) == "b\n\nc"
    assert removed_from("a\nb\n", 0, 1) == ""
    assert removed_from("a  \n\nb \t\n\nc\n\nd\n", 2, 3) == "a  \n\nb \t\n"
    assert removed_from("a \nb", 1) == "a "
    assert removed_from("a\nb\nc\nd", 1, 3) == "a\nc"
