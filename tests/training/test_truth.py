"""Labels of blocks from a plain true text."""

from __future__ import annotations

from training.truth import label_blocks

ONE = "The river rose again last night and the bridge stayed closed until the early morning."
TWO = "Nobody was hurt, the mayor said, although three boats broke loose and drifted out to sea."
TRUTH = f"{ONE}\n\nWhat next\n\n{TWO}\n\nContact the harbour office for news"


def test_blocks_of_the_truth_count_and_others_do_not() -> None:
    """Paragraphs and headings that stand in the truth are 1, other paragraphs 0."""
    labels = label_blocks([ONE, "What next", TWO, "Subscribe to our newsletter for more of this every week"], TRUTH)
    assert labels[:3] == [1.0, 1.0, 1.0]
    assert labels[3] < 0.2


def test_a_menu_word_does_not_count_because_the_text_has_it_elsewhere() -> None:
    """A menu's "Contact" is no line of the truth at that place."""
    labels = label_blocks(["Contact", ONE, "What next", TWO], TRUTH)
    assert labels[0] < 0.5


def test_a_heading_out_of_its_place_is_doubted() -> None:
    """A short line of the truth counts between the anchors that surround it there, not far from them."""
    labels = label_blocks([ONE, "What next", TWO, *["filler"] * 3, "What next"], TRUTH)
    assert labels[1] == 1.0
    assert labels[-1] < 0.5


def test_the_second_copy_of_a_paragraph_does_not_count() -> None:
    """A paragraph that the truth has once counts once on the page."""
    labels = label_blocks([ONE, "What next", TWO, ONE], TRUTH)
    assert labels[0] == 1.0
    assert labels[3] < 0.5


def test_scripts_without_blanks_are_matched_by_letters() -> None:
    """A Chinese block is found in a Chinese truth."""
    labels = label_blocks(
        ["灯台守在防波堤上数了四十只鹭。", "订阅我们的新闻邮件"], "灯台守在防波堤上数了四十只鹭。然后回家了。"
    )
    assert labels[0] > 0.9
    assert labels[1] < 0.2


def test_no_truth_and_no_blocks() -> None:
    """Empty input gives empty or zero labels."""
    assert label_blocks([], "x") == []
    assert label_blocks(["words here"], "") == [0.0]
