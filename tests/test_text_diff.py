"""What changed between two texts."""

from __future__ import annotations

from pipeline.text_diff import diff_texts

BEFORE = "One.\n\nTwo is here.\n\nThree.\n\nFour.\n\nFive."


def test_equal_texts_have_no_hunks() -> None:
    """Nothing is shown of what did not change."""
    assert diff_texts(BEFORE, BEFORE) == []


def test_a_paragraph_taken_out_is_shown_with_its_neighbours() -> None:
    """A hunk has the change and one paragraph around it."""
    (hunk,) = diff_texts(BEFORE, BEFORE.replace("Three.\n\n", ""))
    assert [line.sign + line.text for line in hunk] == [" Two is here.", "-Three.", " Four."]


def test_changed_words_are_marked_inside_their_paragraph() -> None:
    """Of a changed paragraph, only the words that differ are marked."""
    (hunk,) = diff_texts(BEFORE, BEFORE.replace("is here", "was there"))
    minus, plus = (line for line in hunk if line.sign != " ")
    assert [span.text for span in minus.spans if span.sign == "-"] == ["is", "here."]
    assert [span.text for span in plus.spans if span.sign == "+"] == ["was", "there."]
    assert (minus.text, plus.text) == ("Two is here.", "Two was there.")


def test_changes_far_apart_are_hunks_of_their_own() -> None:
    """Two changes with more between them than context give two hunks."""
    long = "\n".join(f"Paragraph {n}." for n in range(40))
    assert len(diff_texts(long, long.replace(" 3.", " three.").replace(" 33.", " 33rd."))) == 2
