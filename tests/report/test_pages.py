"""The pages as text: self-contained, strict, complete. How they behave is tried in test_browser."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.diff import compare_runs
from pipeline.explain import explain_html
from pipeline.reasons import DROPS, REMOVALS
from pipeline.records import DropReason, RawPage, Reason, Removal
from pipeline.report import render_report, write_report
from pipeline.report.charts import Part, build_histogram, split_parts
from pipeline.report.diff_page import render_diff
from pipeline.report.explain_page import render_explanation
from pipeline.report.render import write_page
from tests.made_output import make_article, make_dropped, write_output

SAMPLE = Path(__file__).parents[2] / "fixtures" / "sample" / "seed_like.html"
VOID = {"meta", "link", "input", "br", "rect"}


class Outline(HTMLParser):
    """Collects what could load or run, and checks that tags are closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, ids and inline handlers or styles."""
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in {"href", "src", "action"}:
                self.links.append(value or "")
            elif name == "id":
                self.ids.append(value or "")
            elif name.startswith("on") or name == "style":
                self.handlers.append(name)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that is open."""
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One page of each kind."""
    folder = tmp_path_factory.mktemp("outs")
    articles = [make_article(n) for n in range(12)]
    a = write_output(folder / "a", articles, [make_dropped(1), make_dropped(2, DropReason.CRASHED)])
    b = write_output(folder / "b", [make_article(3, text="Other."), *articles[5:]])
    empty = write_output(folder / "empty", [])
    return {
        "report": render_report(a),
        "empty": render_report(empty),
        "explain": render_explanation(explain_html(RawPage("https://x.example/", SAMPLE.read_bytes()))),
        "dropped": render_explanation(explain_html(RawPage(None, b""))),
        "diff": render_diff(compare_runs(a, b)),
        "same": render_diff(compare_runs(a, a)),
    }


KINDS = ("report", "empty", "explain", "dropped", "diff", "same")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_whole_and_loads_nothing(pages: dict[str, str], kind: str) -> None:
    """Tags are closed, ids are single, links stay inside the page, no handlers and no inline styles."""
    outline = Outline(pages[kind])
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.handlers == []
    assert {link for link in outline.links if not link.startswith(("#", "data:,"))} == set()
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)


@pytest.mark.parametrize("kind", KINDS)
def test_the_policy_names_style_and_script_by_hash(pages: dict[str, str], kind: str) -> None:
    """The policy allows the page's own style and script, and nothing else."""
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', pages[kind])
    assert policy is not None
    allowed = policy[1].replace("&#39;", "'")
    assert allowed.startswith("default-src 'none'")
    assert "unsafe" not in allowed
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", pages[kind], re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in allowed


def test_the_report_tells_the_story(pages: dict[str, str]) -> None:
    """Funnel, reasons, hosts, risk and configuration are there, with their numbers."""
    text = pages["report"]
    for part in ("funnel", "removed", "dropped", "risk", "samples", "hosts", "shape", "run"):
        assert f'id="{part}"' in text
    assert "Invented profile" in text
    assert "host1.example" in text
    assert "articles of 14 pages" in text
    assert "Balanced" in text


def test_an_unbalanced_run_is_called_so(tmp_path: Path) -> None:
    """When the files do not hold what run.json counts, the report says it."""
    out = write_output(tmp_path / "out", [make_article(n) for n in range(4)])
    (out / "articles" / "part-00000.parquet").unlink()
    assert "Unbalanced" in render_report(out)


def test_a_run_without_run_json_still_has_a_report(tmp_path: Path) -> None:
    """A run that has not finished is reported from its tables."""
    out = write_output(tmp_path / "out", [make_article(1)])
    (out / "run.json").unlink()
    assert "not finished yet" in render_report(out)


def test_everything_of_pages_is_escaped(tmp_path: Path) -> None:
    """No field of a page reaches the report as markup."""
    bad = "<b onclick=x>\"'&"
    removed = (Removal(1, Reason.FAKE_PROFILE, 0.6, bad, f"{bad} and five more honest words.", bad),)
    page = make_article(1, title=bad, url=bad, host=bad, text=bad, language=bad, removed=removed)
    html = render_report(write_output(tmp_path / "out", [page], [make_dropped(1)]))
    assert "<b onclick" not in html
    assert "&lt;b onclick=x&gt;" in html


def test_lone_surrogates_do_not_stop_the_writing(tmp_path: Path) -> None:
    """A character that UTF-8 cannot hold is replaced; no temporary file stays."""
    write_page(tmp_path / "x.html", "a\ud800b")
    assert (tmp_path / "x.html").read_text(encoding="utf-8") == "a?b"
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"]


def test_the_report_lies_in_the_output(tmp_path: Path) -> None:
    """`write_report` gives the path of what it wrote."""
    out = write_output(tmp_path / "out", [make_article(1)])
    assert write_report(out) == out / "report.html"


def test_long_layout_is_folded_and_spam_is_open(pages: dict[str, str]) -> None:
    """Spam groups show their blocks at once; the groups tell what they are."""
    assert REMOVALS[Reason.FAKE_PROFILE].meaning in pages["explain"]
    assert re.search(r'<section class="gone r-fake_profile"[^>]*>\s*<header>', pages["explain"])


def test_a_dropped_page_shows_what_to_do(pages: dict[str, str]) -> None:
    """The reason's meaning and advice are on the page."""
    assert DROPS[DropReason.EMPTY].advice in pages["dropped"]


def test_every_reason_has_words() -> None:
    """No reason can appear without a label, a meaning and a colour."""
    assert list(REMOVALS) == list(Reason)
    assert list(DROPS) == list(DropReason)
    assert len({words.label for words in REMOVALS.values()}) == len(Reason)


def test_parts_fill_the_bar() -> None:
    """Shares lie end to end on a bar of length 1; what is 0 is left out; what is small is seen."""
    shares = split_parts([Part("a", 999, ""), Part("b", 0, ""), Part("c", 0.1, "")])
    assert [share.label for share in shares] == ["a", "c"]
    assert shares[0].start == 0.0
    assert shares[1].start == pytest.approx(shares[0].size)
    assert sum(share.size for share in shares) == pytest.approx(1.0)
    assert shares[1].size > 0.003 > shares[1].share
    assert split_parts([]) == []


def test_histograms_are_scaled_to_the_highest() -> None:
    """The highest column has size 1, and the axis names the ends."""
    histogram = build_histogram({"a": 1, "b": 4, "c": 0, "d": 2})
    assert [column.size for column in histogram.bins] == [0.25, 1.0, 0.0, 0.5]
    assert histogram.axis == ["a", "c", "d"]
    assert build_histogram({}).bins == []
