"""The spine: one page's journey from bytes to record, in one straight line of verbs. Read this first."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pipeline.blocks import segment
from pipeline.config import DEFAULT_CONFIG
from pipeline.content import score_page
from pipeline.content.hidden_text import find_hidden_text
from pipeline.decode import decode
from pipeline.keep import keep_blocks, keep_lines
from pipeline.language import detect_language
from pipeline.lines import lines_of_page, lines_of_text
from pipeline.markdown import join_text, write_markdown
from pipeline.metadata import find_metadata
from pipeline.normalize import are_normal_code, is_normal, normalize_code, normalize_text, tidy_lines
from pipeline.records import SPAM_REASONS, Article, CleanedText, Drop, Dropped, DropReason, RawText, Reason
from pipeline.signals import content_hash, count_sentences, count_words, measure_signals, quality_verdict, simhash
from pipeline.spam import farm_score, mark_spam

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.blocks import Page
    from pipeline.config import Config
    from pipeline.content import ContentScores
    from pipeline.content.hidden_text import HiddenText
    from pipeline.decode import Decoded
    from pipeline.keep import Kept
    from pipeline.lines import Lines
    from pipeline.metadata import Metadata
    from pipeline.records import Mark, RawPage, Removal

WORDS_A_MINUTE = 230  # adults reading silently in English (Brysbaert 2019: 238)


@dataclass(slots=True)
class Journey:
    """Everything a page became on its way, for `explain`; the outcome is `article` or `dropped`."""

    raw: RawPage
    decoded: Decoded | None = None
    page: Page | None = None
    lines: Lines | None = None
    scores: ContentScores | None = None
    marks: list[Mark] | None = None
    kept: Kept | None = None
    article: Article | None = None
    dropped: Dropped | None = None


def clean_page(page: RawPage, config: Config | None = None) -> Article | Dropped:
    """Turn a fetched page into a clean article record, or say why there is none.

    Args:
        page: URL, body and what else is known of the fetch.
        config: what to keep; the defaults when None.

    Returns:
        The article with its ledger in `removed`, or a dropped row. Never raises on account of a page.
    """
    journey = explain_page(page, config)
    outcome = journey.article or journey.dropped
    assert outcome is not None  # noqa: S101 - explain_page sets one of the two
    return outcome


def explain_page(raw: RawPage, config: Config | None = None) -> Journey:
    """Do what `clean_page` does and hand out every step's result."""
    journey = Journey(raw)
    try:
        _travel(journey, config or DEFAULT_CONFIG)
    except Drop as drop:
        journey.dropped = _dropped(raw, drop.reason, drop.detail)
    except MemoryError:
        journey.dropped = _dropped(raw, DropReason.OUT_OF_MEMORY, "not enough memory for this page")
    except Exception as error:  # noqa: BLE001 - a page costs at most itself; the row names the error
        journey.dropped = _dropped(raw, DropReason.CRASHED, f"{type(error).__name__}: {error}"[:300])
    return journey


def _travel(journey: Journey, config: Config) -> None:
    raw = journey.raw
    decoded = journey.decoded = decode(raw, config.limits)
    page = journey.page = segment(decoded.html, config.limits)
    if config.extractor == "trafilatura":
        _travel_by_reference(journey, config)
        return
    scores = journey.scores = score_page(page, config)
    lines = journey.lines = lines_of_page(page, scores.probability, page.head.title or "")
    marks = journey.marks = _fitting(mark_spam(lines), scores) + _site_repeats(lines, raw.url, config)
    kept = journey.kept = keep_blocks(page, lines, scores, marks, config)
    metadata = find_metadata(page, set(kept.text), kept.spam, raw.url, raw.fetched_at)
    text, source = join_text(page, kept), "dom"
    markdown = write_markdown(page, kept, links=config.output.links, base_url=raw.url) if config.output.markdown else ""
    if hidden := find_hidden_text(page, count_words(text)):
        unseen, source = _keep_hidden(hidden, len(page), kept, config), hidden.source
        text, markdown = (f"{seen}\n\n{unseen}".strip() if seen or unseen else "" for seen in (text, markdown))
    article = Article(
        id=raw.id,
        text=normalize_text(text),
        markdown=_normalize_markdown(markdown, text, config),
        text_source=source,
        page_type=scores.page_type,
        confidence=scores.confidence,
        blocks_total=len(page),
        blocks_kept=len(kept.text),
        farm_score=farm_score(lines, marks),
        extractor=config.extractor,
        **_evidence(decoded),
        **_origin(raw),
        **_fields(metadata),
    )
    journey.article = finish_record(article, kept.removed, config)


def _normalize_markdown(markdown: str, text: str, config: Config) -> str:
    """Bring Markdown into normal form: where its text is normal, only its own lines and blanks need a look."""
    if config.output.links or not is_normal(text):  # link targets are not in the text
        return normalize_text(markdown)
    return tidy_lines(markdown)


def _keep_hidden(hidden: HiddenText, block: int, kept: Kept, config: Config) -> str:
    """Take spam out of a text from the page's scripts; its ledger rows stand behind the last block."""
    text = "\n\n".join(hidden.paragraphs)
    lines = lines_of_text(text)
    cleaned = keep_lines(text, lines, mark_spam(lines), config)
    path = f"script ({hidden.source})"
    kept.removed += [r._replace(block=block, path=path, start=None, end=None) for r in cleaned.removed]
    return cleaned.text


def _fitting(marks: list[Mark], scores: ContentScores) -> list[Mark]:
    """Leave out the marks that the kind of page speaks against: comments are what a forum is made of."""
    if scores.page_type != "forum":
        return marks
    return [mark for mark in marks if mark.reason is not Reason.COMMENTS]


def _site_repeats(lines: Lines, url: str | None, config: Config) -> list[Mark]:
    """Ask the learned table of the host, where the configuration names one."""
    if config.sites is None:
        return []
    from pipeline.sites import load_sites, mark_site_repeats  # noqa: PLC0415 - loads Arrow, which most calls do without

    return mark_site_repeats(lines, load_sites(config.sites), host_of(url))


def _travel_by_reference(journey: Journey, config: Config) -> None:
    """Take trafilatura's text the rest of the way: its lines are the blocks."""
    from pipeline.reference import extract_text  # noqa: PLC0415 - trafilatura is an extra

    raw, decoded, page = journey.raw, journey.decoded, journey.page
    assert decoded is not None and page is not None  # noqa: S101, PT018 - set by the caller
    text = extract_text(decoded.html, raw.url)
    lines = journey.lines = lines_of_text(text, page.head.title or "")
    marks = journey.marks = mark_spam(lines)
    cleaned = keep_lines(text, lines, marks, config)
    metadata = find_metadata(page, set(range(len(page))), set(), raw.url, raw.fetched_at)
    article = Article(
        id=raw.id,
        text=normalize_text(cleaned.text),
        markdown=normalize_text(cleaned.text) if config.output.markdown else "",
        farm_score=farm_score(lines, marks),
        extractor=config.extractor,
        **_block_counts(lines, cleaned),
        **_evidence(decoded),
        **_origin(raw),
        **_fields(metadata),
    )
    journey.article = finish_record(article, cleaned.removed, config)


def clean_text(text: str, url: str | None = None, config: Config | None = None) -> CleanedText:
    """Take farm spam out of text that somebody already extracted.

    Args:
        text: lines are the blocks; blank lines, bullets and Markdown marks may be there or not.
        url: where the text came from, if known.
        config: which reasons are removed; the defaults when None.

    Returns:
        What stays, byte for byte (line breaks at the seams aside), and the ledger with offsets into `text`.
    """
    del url  # part of the public signature; no detector needs it yet
    lines = lines_of_text(text)
    marks = mark_spam(lines)
    cleaned = keep_lines(text, lines, marks, config or DEFAULT_CONFIG)
    return replace(cleaned, farm_score=farm_score(lines, marks))


def clean_raw_text(raw: RawText, config: Config | None = None) -> Article | Dropped:
    """Turn a row of an extracted-text dataset into a record. Never raises on account of a text."""
    try:
        return _record_of_text(raw, config or DEFAULT_CONFIG)
    except Drop as drop:
        return _dropped(raw, drop.reason, drop.detail)
    except MemoryError:
        return _dropped(raw, DropReason.OUT_OF_MEMORY, "not enough memory for this text")
    except Exception as error:  # noqa: BLE001 - a text costs at most itself; the row names the error
        return _dropped(raw, DropReason.CRASHED, f"{type(error).__name__}: {error}"[:300])


def _record_of_text(raw: RawText, config: Config) -> Article:
    if len(raw.text) > config.limits.max_text_chars:
        raise Drop(DropReason.TOO_LARGE, f"over {config.limits.max_text_chars} characters of text")
    if not raw.text.strip():
        raise Drop(DropReason.EMPTY, "no text")
    lines = lines_of_text(raw.text)
    marks = mark_spam(lines)
    cleaned = keep_lines(raw.text, lines, marks, config)
    article = Article(
        id=raw.id,
        text=normalize_text(cleaned.text),
        farm_score=farm_score(lines, marks),
        text_source="text",
        extractor="text",
        **_block_counts(lines, cleaned),
        **_origin(raw),
    )
    return finish_record(article, cleaned.removed, config)


def finish_record(article: Article, removed: Sequence[Removal], config: Config) -> Article:
    """Fill the columns that are measured on the final text, and refuse the pages the configuration refuses.

    Raises:
        Drop: `no_content`, `farm_page`, `language` or `quality`.
    """
    words = count_words(article.text)
    if words < max(config.min_words, 1):
        raise Drop(DropReason.NO_CONTENT, f"{words} words of content in {article.blocks_total} blocks")
    if config.drop_farm_pages and article.farm_score >= config.farm_threshold:
        raise Drop(DropReason.FARM_PAGE, f"farm score {article.farm_score:.2f}")
    guess = detect_language(article.text)
    if config.languages and guess.code not in config.languages:
        raise Drop(DropReason.LANGUAGE, f"{guess.code or 'unknown'} ({guess.confidence:.2f})")
    signals = measure_signals(article.text, guess.code) if config.output.signals or config.quality_filters else {}
    if config.quality_filters and (failed := quality_verdict(signals, config.quality_filters)):
        raise Drop(DropReason.QUALITY, failed)
    ledger = _storable(removed)
    spam = {removal.reason for removal in ledger} & set(SPAM_REASONS)
    return replace(
        article,
        word_count=words,
        sentence_count=count_sentences(article.text),
        reading_minutes=round(words / WORDS_A_MINUTE, 1),
        language=guess.code,
        language_confidence=guess.confidence,
        script=guess.script,
        signals=signals,
        content_hash=content_hash(article.text),
        simhash=_signed(simhash(article.text)),
        blocks_removed=len(ledger),
        removed_reasons=tuple(sorted(reason.value for reason in spam)),
        removed=ledger,
    )


def _signed(bits: int) -> int:
    """Read 64 bits as a signed integer: Spark and JSON readers have no unsigned one."""
    return bits - (1 << 64) if bits >> 63 else bits


def _storable(removed: Sequence[Removal]) -> tuple[Removal, ...]:
    """Take NUL, control characters and lone surrogates out of the ledger, so that any table can hold it."""
    # One look at all of it: pages have hundreds of rows, and hardly one in a thousand needs this.
    if are_normal_code([r.text for r in removed]) and are_normal_code([r.path for r in removed]):
        return tuple(removed)
    return tuple(r._replace(text=normalize_code(r.text), path=normalize_code(r.path)) for r in removed)


def host_of(url: str | None) -> str | None:
    """Host name of a URL, lower case, without port; None when there is none."""
    try:
        return (urlsplit(url or "").hostname or None) if url else None
    except ValueError:
        return None


def _fields(metadata: Metadata) -> dict[str, Any]:
    """The record's fields that finders fill, fit for any table: no NUL, no control characters, no lone surrogates."""
    return {name: _clean_value(getattr(metadata, name)) for name in metadata.__slots__}


def _clean_value(value: object) -> object:
    if isinstance(value, str):
        return normalize_code(value)
    if isinstance(value, tuple):
        return tuple(normalize_code(item) for item in value)
    return value


def _block_counts(lines: Lines, cleaned: CleanedText) -> dict[str, Any]:
    gone = {line for r in cleaned.removed for line in range(*_line_range(lines, r))}
    staying = {block for i, block in enumerate(lines.block) if i not in gone}
    return {"blocks_total": len(set(lines.block)), "blocks_kept": len(staying)}


def _line_range(lines: Lines, removal: Removal) -> tuple[int, int]:
    """Lines a removal of text mode covers, from its offsets."""
    return bisect_left(lines.start, removal.start or 0), bisect_left(lines.start, removal.end or 0)


def _evidence(decoded: Decoded) -> dict[str, Any]:
    return {
        "encoding": decoded.encoding,
        "encoding_source": decoded.source,
        "replacement_count": decoded.replacements,
    }


def _origin(raw: RawPage | RawText) -> dict[str, Any]:
    return {
        "url": normalize_code(raw.url) if raw.url else None,
        "host": host_of(normalize_code(raw.url)) if raw.url else None,
        "source_file": raw.source.file if raw.source else None,
        "source_position": raw.source.position if raw.source else None,
        "fetched_at": raw.fetched_at,
    }


def _dropped(raw: RawPage | RawText, reason: DropReason, detail: str) -> Dropped:
    length = raw.source.length if raw.source else None
    return Dropped(id=raw.id, reason=reason, detail=normalize_code(detail), source_length=length, **_origin(raw))
