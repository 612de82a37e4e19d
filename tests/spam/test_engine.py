"""The engine: marks, positions, neighbours, farm score."""

from __future__ import annotations

from pipeline.lines import Lines, lines_of_page, lines_of_text
from pipeline.records import SPAM_REASONS, Mark, Reason
from pipeline.spam import DETECTORS, farm_score, find_spam, mark_spam
from pipeline.spam.evidence import DOUBT, WEIGHTS, Finding, logistic
from tests.conftest import parse
from tests.spam.harbour import ARTICLE as TOWN

ARTICLE = TOWN[:3]

PROFILE = [
    "Name: Dr. Destin Williamson",
    "Username: arvel62",
    "Email: langworth.darius@crist.com",
    "Birthdate: 2000-07-08",
    "Bio: Qui provident vel atque nihil repellat exercitationem.",
]


def text(*rows: str) -> Lines:
    """See rows as lines of text."""
    return lines_of_text("\n\n".join(rows))


def test_marks_rise_and_no_line_has_two() -> None:
    """Marks come by rising line, one a line at most, with scores between 0 and 1."""
    marks = mark_spam(text(*ARTICLE, *PROFILE))
    assert [mark.line for mark in marks] == sorted({mark.line for mark in marks})
    assert all(0 <= mark.score <= 1 for mark in marks)
    assert [mark.line for mark in marks if mark.score >= 0.5] == list(range(3, 8))


def test_every_judge_has_a_name_of_its_own() -> None:
    """Judges are told apart in the ledger."""
    names = [detector.by for detector in DETECTORS]
    assert len(set(names)) == len(names)


def test_every_family_has_weights() -> None:
    """Each reason a detector may give can be weighed; the one counted over a run has none."""
    assert set(WEIGHTS) == set(SPAM_REASONS) - {Reason.SITE_REPEAT}


def test_no_single_sight_deletes() -> None:
    """No weight alone outweighs the doubt."""
    assert all(weight < DOUBT for table in WEIGHTS.values() for weight in table.values())


def test_evidence_adds_up() -> None:
    """At as much evidence as doubt the score is one half, and each sight moves it its way."""
    finding = Finding([0], Reason.FAKE_PROFILE, "test/1", {"breadth": DOUBT / 0.4})
    assert abs(finding.score() - 0.5) < 1e-9
    finding.evidence["named_in_text"] = 1.0
    assert finding.score() < 0.5
    assert logistic(-1000.0) < 0.001
    assert logistic(1000.0) > 0.999


def test_a_neighbour_of_certain_spam_needs_less() -> None:
    """Two doubled titles stay alone in the middle of a text and go beside an invented profile."""
    pair = ["Hair Colour Ideas for Autumn You Should Try"] * 2
    alone = mark_spam(text(*ARTICLE[:2], *pair, ARTICLE[2]))
    beside = mark_spam(text(*ARTICLE[:2], *pair, *PROFILE, ARTICLE[2]))
    assert [mark.line for mark in alone if mark.score >= 0.5] == []
    assert [mark.line for mark in beside if mark.score >= 0.5] == list(range(2, 9))


def test_the_scorers_opinion_counts_in_html_only() -> None:
    """The same list weighs more where the content scorer doubts it too."""
    titles = "".join(f"<p>{title}</p>" for title in ("Shoes That Survive the Dance", "Cheap Flights to Oslo This May"))
    page = parse("".join(f"<p>{row}</p>" for row in ARTICLE) + titles)

    def score(probability: float) -> float:
        findings = find_spam(lines_of_page(page, [0.9] * 3 + [probability] * 2))
        return max(finding.score() for finding in findings if finding.lines[0] == 3)

    assert score(0.05) > score(0.5) > score(0.95)


def test_farm_score_rises_with_sure_families() -> None:
    """Related links say nothing of a farm; a profile alone is nearly enough; doubts do not count."""
    lines = text(*ARTICLE)
    assert farm_score(lines, []) == 0.0
    assert farm_score(lines, [Mark(0, Reason.RELATED_LINKS, 0.99, "x/1")]) == 0.0
    assert farm_score(lines, [Mark(0, Reason.FAKE_PROFILE, 0.4, "x/1")]) == 0.0
    assert farm_score(lines, [Mark(0, Reason.FAKE_PROFILE, 0.99, "x/1")]) > 0.9


def test_odd_texts_have_no_marks() -> None:
    """Nothing, blanks, lone bullets and lone marks are no reason to fail."""
    for odd in ("", " \n\n ", "- \n* \n# ", ":\n：\n|", "@", "\x00\ud800 \u200b", "#" * 5000):
        assert mark_spam(lines_of_text(odd)) == []
