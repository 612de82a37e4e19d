"""Finding cues: what counts as one, and what must not."""

from __future__ import annotations

import pytest

from pipeline.cues import BITS, FAMILIES, cue_families, find_cues
from pipeline.cues.find import MAX_CHARS


@pytest.mark.parametrize(
    ("text", "family", "kind"),
    [
        ("Related Articles", "related", "whole"),
        ("COMMENTS (3)", "comment", "whole"),
        ("💬 12 comments", "comment", "whole"),
        ("12 Kommentare", "comment", "whole"),
        ("共3条评论", "comment", "whole"),
        ("3条评论", "comment", "whole"),
        ("ความคิดเห็น (2)", "comment", "whole"),
        ("ΣΧΟΛΙΑ", "comment", "whole"),
        ("İLGİLİ HABERLER", "related", "whole"),
        ("A LIRE AUSSI", "read_also", "whole"),
        ("Read also: Why cats purr", "read_also", "prefix"),
        ("» Lire aussi : Pourquoi les chats ronronnent", "read_also", "prefix"),
        ("相关阅读：猫为什么打呼噜", "read_also", "prefix"),
        ("यह भी पढ़ें: बिल्ली", "read_also", "prefix"),
        ("Tags: cats, dogs", "tags", "prefix"),
        ("Foto: Anna Muster / dpa", "picture_credit", "prefix"),
        ("Lees ook Waarom katten spinnen", "read_also", "start"),
        ("By Anna Smith", "byline", "start"),
        ("Published on 12 May 2020", "published", "start"),
        ("Was it any good? Share this with your friends!", "share", "start"),
        ("Subscribe to our newsletter to get the best of the week.", "newsletter", "start"),
        ("Note that this page contains affiliate links.", "advertising", "inline"),
        ("觉得怎么样？欢迎在评论区留言", "comment", "start"),
        ("5 min read", "reading_time", "whole"),
        ("Share on Facebook", "share", "whole"),
    ],
)
def test_cue_is_found(text: str, family: str, kind: str) -> None:
    """Case, accents, counters, emoji and scripts without blanks do not hide a cue."""
    assert (family, kind) in {(cue.family, cue.kind) for cue in find_cues(text)}


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("How newsletters came back is a story of three editors who had nothing left to lose.", "newsletter"),
        ("The newsletter reached ten thousand readers within a year of its start in Leeds.", "newsletter"),
        ("By then it was late, and nobody answered.", "byline"),
        ("By 1900 the town had grown to 40,000 people, and the two mills employed most of them all year.", "byline"),
        ("Published in Paris, the book made its author famous overnight.", "published"),
        ("Comments made by the minister were criticised.", "comment"),
        ("They share a border with three countries.", "share"),
        ("The table of contents was invented by Pliny the Elder.", "toc"),
        ("Members of the club had to donate a tenth of their income.", "donate"),
        ("He tagged the whale near the coast.", "tags"),
        ("Comments without a number", "comment"),
    ],
)
def test_prose_about_it_is_no_cue(text: str, family: str) -> None:
    """A sentence that merely contains a cue's words has no cue of that family."""
    assert family not in {cue.family for cue in find_cues(text)}


def test_long_blocks_have_no_cues() -> None:
    """A paragraph that begins like a prompt is still a paragraph."""
    text = "Subscribe to our newsletter. " * 20
    assert len(text) > MAX_CHARS
    assert find_cues(text) == ()
    assert cue_families(text) == 0


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("  Related posts ", "Related posts"),
        ("Read also: Why cats purr", "Read also:"),
        ("Lees ook Waarom katten spinnen", "Lees ook"),
        ("12 comments on “Why cats purr”", "12 comments on"),
        ("Note that it contains affiliate links, dear reader.", "contains affiliate links"),
        ("如果觉得好，欢迎在评论区留言", "如果觉得"),
    ],
)
def test_offsets_point_at_the_cue(text: str, covered: str) -> None:
    """The span covers the phrase (and a prefix's separator) in the text as given."""
    assert covered in {text[cue.start : cue.end] for cue in find_cues(text)}


def test_a_row_of_cues_counts_as_all_of_them() -> None:
    """Cues between bars are found together."""
    families = {cue.family for cue in find_cues("Share | Comments (2) | Related posts")}
    assert {"share", "comment", "related"} <= families


@pytest.mark.parametrize("text", ["", " ", "!!!", "123", "\u0301", "…" * 200, "a" * 299, "：：：", "\ud800"])
def test_odd_text_has_no_cue(text: str) -> None:
    """Blanks, marks, digits and lone surrogates are no reason to fail."""
    assert find_cues(text) == ()
    assert cue_families(text) == 0


@pytest.mark.parametrize("text", ["Read also: Why cats purr", "Comments (3)", "Just a line of text", "相关文章"])
def test_mask_and_cues_agree(text: str) -> None:
    """Bit i of the mask stands for family i."""
    assert cue_families(text) == sum(1 << BITS[cue.family] for cue in find_cues(text))


def test_order_of_families_is_fixed() -> None:
    """Trained weights depend on the bits: new families are appended, and the version raised."""
    assert FAMILIES[:4] == ("related", "read_also", "comment", "share")
    assert FAMILIES[-1] == "tools"
    assert len(FAMILIES) == 27
