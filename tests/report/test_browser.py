"""The pages in a real browser: nothing loads, nothing runs that is not ours, all of it usable and legible."""

from __future__ import annotations

import importlib.util
import json
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.diff import compare_runs
from pipeline.explain import explain_html
from pipeline.records import RawPage, Reason, Removal
from pipeline.report import write_report
from pipeline.report.diff_page import render_diff
from pipeline.report.explain_page import render_explanation
from pipeline.report.render import write_page
from tests.made_output import make_article, make_dropped, write_output

if TYPE_CHECKING:
    from collections.abc import Iterator

webdriver = pytest.importorskip("selenium.webdriver", reason="needs the extra `browser`")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
CHROMEDRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and CHROMEDRIVER), reason="needs chromium and chromedriver")

HOSTILE = (
    "</title></style></script><script>document.body.id='owned'</script>"
    '"><img src=x onerror="document.body.id=\'owned\'"> {{7*7}}'
)
HOSTILE_PAGE = (
    f"<title>{HOSTILE}</title><h1>x</h1><p>{'A hostile page has honest text as well. ' * 9}</p>"
    "<p>&lt;script&gt;document.body.id='owned'&lt;/script&gt;</p>"
)
HOSTS = """return [...document.querySelectorAll('#host-table tbody tr')].filter((row) => !row.hidden)
    .map((row) => row.cells[arguments[0]].innerText)"""
SAMPLE = Path(__file__).parents[2] / "fixtures" / "sample" / "seed_like.html"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless Chromium that logs its console and every request."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(CHROMEDRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A report, an explanation and a comparison of hostile and of ordinary pages."""
    folder = tmp_path_factory.mktemp("pages")
    removed = (Removal(1, Reason.FAKE_PROFILE, 0.6, HOSTILE, f"{HOSTILE} and some more honest words.", HOSTILE),)
    hostile = {
        "title": HOSTILE,
        "url": f"https://{HOSTILE}",
        "host": HOSTILE,
        "authors": (HOSTILE,),
        "removed": removed,
    }
    articles = [make_article(n) for n in range(30)]
    dropped = [make_dropped(1), make_dropped(2)]
    a = write_output(folder / "a", [*articles, make_article(99, text=f"{HOSTILE} A.", **hostile)], dropped)
    b = write_output(folder / "b", [*articles[3:], make_article(99, text=f"{HOSTILE} B.", **hostile)], dropped)
    explained = explain_html(RawPage(f"https://x.example/{HOSTILE}", HOSTILE_PAGE.encode()))
    ordinary = explain_html(RawPage("https://x.example/", SAMPLE.read_bytes()))
    for name, page in (("hostile", explained), ("explain", ordinary)):
        write_page(folder / f"{name}.html", render_explanation(page))
    write_page(folder / "diff.html", render_diff(compare_runs(a, b)))
    return {name: folder / f"{name}.html" for name in ("hostile", "explain", "diff")} | {"report": write_report(a)}


PAGES = ("report", "explain", "hostile", "diff")


def _open(browser: Any, path: Path, width: int = 1200) -> None:
    browser.set_window_size(width, 900)
    browser.get("about:blank")  # what the page before still had to log is logged now
    for log in ("browser", "performance"):
        browser.get_log(log)
    browser.get(path.as_uri())


def _requests(browser: Any, own: str) -> set[str]:
    """Addresses that were asked for, once the page's own is in the log: on a busy machine it comes late."""
    urls: set[str] = set()
    for _ in range(2_400):
        messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
        urls |= {m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"}
        if own in urls:
            break
        time.sleep(0.1)
    return {url for url in urls if not url.startswith("data:")}


@pytest.mark.parametrize("name", PAGES)
def test_opens_without_errors_or_requests(browser: Any, pages: dict[str, Path], name: str) -> None:
    """From file://, no console message, no request but for the page itself, nothing of the page's own runs."""
    _open(browser, pages[name])
    assert browser.get_log("browser") == []
    assert _requests(browser, pages[name].as_uri()) == {pages[name].as_uri()}
    assert browser.execute_script("return document.body.id") == ""
    assert browser.execute_script("return document.images.length") == 0
    assert browser.execute_script("return document.scripts.length") == 1


@pytest.mark.parametrize("name", ["report", "diff"])
def test_a_hostile_title_stays_text(browser: Any, pages: dict[str, Path], name: str) -> None:
    """What looks like markup or a template in a page is shown letter by letter."""
    _open(browser, pages[name])
    assert "onerror=" in browser.execute_script("return document.body.textContent")
    assert "{{7*7}}" in browser.execute_script("return document.body.textContent")


@pytest.mark.parametrize("width", [400, 1600])
@pytest.mark.parametrize("name", PAGES)
def test_fits_the_window(browser: Any, pages: dict[str, Path], name: str, width: int) -> None:
    """Nothing sticks out sideways on a phone or on a wide screen."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    _open(browser, pages[name], width)
    assert browser.execute_script("return innerWidth") == width
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_reasons_and_views_filter_the_explanation(browser: Any, pages: dict[str, Path]) -> None:
    """Unticking a reason hides its blocks; the views show only what stayed or only what went."""
    _open(browser, pages["explain"])
    visible = "return [...document.querySelectorAll(arguments[0])].filter(e => e.offsetParent !== null).length"
    groups = ".gone[data-reason=fake_profile]"
    assert browser.execute_script(visible, groups) > 0
    browser.execute_script("document.querySelector('input[data-reason=fake_profile]').click()")
    assert browser.execute_script(visible, groups) == 0
    assert browser.execute_script(visible, ".gone") > 0
    browser.execute_script("document.querySelector('input[value=only-kept]').click()")
    assert browser.execute_script(visible, ".gone") == 0
    assert browser.execute_script(visible, ".stays .piece") > 0
    browser.execute_script("document.querySelector('input[value=only-gone]').click()")
    assert browser.execute_script(visible, ".stays .piece") == 0


def test_a_removed_block_opens_with_its_evidence(browser: Any, pages: dict[str, Path]) -> None:
    """A click on a removed block shows judge, score, evidence and the line in the source."""
    _open(browser, pages["explain"])
    block = browser.find_element("css selector", ".gone[data-reason=fake_profile] .piece")
    browser.execute_script("arguments[0].querySelector('summary').click()", block)
    facts = block.find_element("css selector", ".facts").text
    assert "spam.profiles/" in facts
    assert "line" in facts
    assert block.find_elements("css selector", ".evidence li")


def test_next_removal_moves_on(browser: Any, pages: dict[str, Path]) -> None:
    """The button brings the next removed group into the window."""
    _open(browser, pages["explain"])
    browser.execute_script("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 600)")
    browser.execute_script("document.getElementById('next').click()")
    assert browser.execute_script("return document.activeElement.closest('.gone') !== null")


def test_hosts_sort_and_filter(browser: Any, pages: dict[str, Path]) -> None:
    """A click on a head sorts by it, a second one turns it round; the field filters by name."""
    _open(browser, pages["report"])
    pages_column = [int(text) for text in browser.execute_script(HOSTS, 1)]
    assert pages_column == sorted(pages_column, reverse=True)
    browser.execute_script("document.querySelectorAll('#host-table th button')[1].click()")
    assert [int(text) for text in browser.execute_script(HOSTS, 1)] == sorted(pages_column)
    browser.execute_script("document.querySelectorAll('#host-table th button')[0].click()")
    names = browser.execute_script(HOSTS, 0)
    assert names == sorted(names, key=str.lower)
    field = browser.find_element("id", "host-filter")
    field.send_keys("HOST1")
    assert browser.execute_script(HOSTS, 0) == ["host1.example"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_passes_the_accessibility_audit(browser: Any, pages: dict[str, Path], name: str, scheme: str) -> None:
    """axe-core finds no fault in contrast, labels, roles or headings, in the light and in the dark."""
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("needs the extra `browser` (axe-core)")
    axe = Path(spec.origin).with_name("axe.min.js").read_text(encoding="utf-8")
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    _open(browser, pages[name])
    browser.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    browser.execute_script(axe)
    result = browser.execute_async_script("axe.run().then(arguments[0])")
    faults = [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0].get("failureSummary")) for v in result["violations"]]
    assert faults == []
    unsure = [v["nodes"] for v in result["incomplete"] if v["id"] == "color-contrast"]
    assert sum(len(nodes) for nodes in unsure) < 10, "contrast was not measured"
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
