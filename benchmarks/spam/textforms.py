"""Made pages as plain text: the shapes in which extractors and datasets leave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from benchmarks.spam.nodes import Doc, Node

FORMS_OPEN: tuple[str, ...] = ("paragraphs", "lines", "markdown", "hyphens", "trailing")
FORMS_SEALED: tuple[str, ...] = ("bullets_tight", "crlf", "numbered", "mixed_blank")


def render_text(doc: Doc, form: str, rng: random.Random) -> str:
    """Write a page as text in one of the forms."""
    blocks: list[list[str]] = [[doc.title if form != "markdown" else f"# {doc.title}"]]
    for node in doc.nodes:
        blocks += _lines(node, form)
    blocks = [[line.replace("\n", " ") for line in block] for block in blocks]
    if form in {"lines", "hyphens", "bullets_tight"}:
        return "\n".join(line for block in blocks for line in block) + "\n"
    if form == "trailing":
        return "\n\n".join("\n".join(f"{line}{' ' * rng.randint(0, 3)}" for line in block) for block in blocks) + "  \n"
    if form == "crlf":
        return "\r\n\r\n".join("\r\n".join(block) for block in blocks)
    if form == "mixed_blank":
        return "".join("\n".join(block) + "\n" * rng.randint(1, 4) for block in blocks)
    return "\n\n".join("\n".join(block) for block in blocks)


def _lines(node: Node, form: str) -> list[list[str]]:
    texts = [row[0] for row in node.rows]
    bullet = {"markdown": "- ", "hyphens": "- ", "bullets_tight": "• ", "numbered": ""}.get(form, "  • ")
    if node.kind in {"h2", "h3"}:
        return [[f"{'#' * int(node.kind[1])} {texts[0]}" if form == "markdown" else texts[0]]]
    if node.kind == "quote" and form == "markdown":
        return [[f"> {texts[0]}"]]
    if node.kind in {"p", "quote", "link", "pre", "figs", "lines"}:
        return [[text] for text in texts]
    if node.kind in {"br", "tags"}:
        return [texts if node.kind == "br" else [", ".join(texts)]]
    if node.kind in {"ul", "ol", "toc", "links"}:
        return [_items(texts, bullet, form, numbered=node.kind == "ol")]
    if node.kind in {"teasers", "comment"}:
        return [[cell] for row in node.rows for cell in row]
    if node.kind == "table":
        bar = " | " if form in {"markdown", "hyphens", "numbered"} else "\t"
        return [[bar.join(row) for row in node.rows]]
    return _pair_lines(node, bullet, form)


def _items(texts: list[str], bullet: str, form: str, *, numbered: bool) -> list[str]:
    if numbered or form == "numbered":
        return [f"{at}. {text}" for at, text in enumerate(texts, 1)]
    return [bullet + text for text in texts]


def _pair_lines(node: Node, bullet: str, form: str) -> list[list[str]]:
    joined = [f"{label}{node.separator}{value}" if label else value for label, value in node.rows]
    if node.kind == "running":
        return [[", ".join(joined)]]
    if node.kind == "dl":
        return [[cell] for row in node.rows for cell in row if cell]
    if node.kind == "table2":
        bar = " | " if form in {"markdown", "hyphens", "numbered"} else "\t"
        return [[bar.join(cell for cell in row if cell) for row in node.rows]]
    if node.kind == "pairbr":
        return [joined]
    if node.kind == "pairlines":
        return [[text] for text in joined]
    return [_items(joined, bullet, form, numbered=False)]
