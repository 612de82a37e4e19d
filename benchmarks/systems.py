"""The systems that the benchmark of quality compares: page in, text out. Those not installed are left out."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Extract = Callable[[bytes, str], str]


def trafilatura(**options: Any) -> Extract:  # noqa: ANN401 - its own options
    """Run trafilatura with its own defaults but for `options`."""
    from trafilatura import extract  # noqa: PLC0415 - a peer of the bench extra

    return lambda body, url: extract(body, url=url or None, **options) or ""


def resiliparse() -> Extract:
    """Resiliparse's main content."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - a peer of the bench extra
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415 - a peer of the bench extra

    return lambda body, _url: str(extract_plain_text(HTMLTree.parse_from_bytes(body), main_content=True))


def readability() -> Extract:
    """readability-lxml; its HTML is turned to text block by block."""
    from lxml.html import fromstring  # noqa: PLC0415 - a peer of the bench extra
    from readability import Document  # noqa: PLC0415 - a peer of the bench extra

    def run(body: bytes, _url: str) -> str:
        summary = Document(body).summary(html_partial=True)
        return "\n".join(fromstring(summary).itertext()) if summary.strip() else ""

    return run


def justext() -> Extract:
    """Paragraphs that jusText takes for good, with its English stop list as its users call it."""
    import justext as package  # noqa: PLC0415 - a peer of the bench extra

    words = package.get_stoplist("English")
    return lambda body, _url: "\n".join(p.text for p in package.justext(body, words) if not p.is_boilerplate)


def newspaper() -> Extract:
    """newspaper4k's article text."""
    from newspaper import Article  # noqa: PLC0415 - a peer of the bench extra

    def run(body: bytes, url: str) -> str:
        article = Article(url or "https://example.com/", fetch_images=False)
        article.download(input_html=body.decode("utf-8", "replace"))
        article.parse()
        return str(article.text)

    return run


def pagesift() -> Extract:
    """Run pagesift; the marks of its Markdown stay in."""
    from pagesift import convert  # noqa: PLC0415 - a peer of the bench extra

    return lambda body, url: str(convert(body.decode("utf-8", "replace"), url=url or None).markdown)


def chromerag() -> Extract:
    """Run chromerag; the marks of its Markdown stay in."""
    from chromerag import ChromeRAG  # noqa: PLC0415 - a peer of the bench extra

    engine = ChromeRAG()
    return lambda body, url: str(engine.extract(body.decode("utf-8", "replace"), url or None).markdown)


SYSTEMS: dict[str, tuple[str, Callable[[], Extract]]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura fast": ("trafilatura", lambda: trafilatura(fast=True)),
    "trafilatura precision": ("trafilatura", lambda: trafilatura(favor_precision=True)),
    "resiliparse": ("resiliparse", resiliparse),
    "readability-lxml": ("readability", readability),
    "jusText": ("justext", justext),
    "newspaper4k": ("newspaper", newspaper),
    "pagesift": ("pagesift", pagesift),
    "chromerag": ("chromerag", chromerag),
}
"""Name -> (module it needs, maker)."""


def installed_systems() -> tuple[dict[str, Extract], list[str]]:
    """Give the systems that are installed, and the names of those that are not."""
    missing = [name for name, (module, _) in SYSTEMS.items() if importlib.util.find_spec(module) is None]
    return {name: make() for name, (_, make) in SYSTEMS.items() if name not in missing}, missing
