"""The one configuration object: frozen, validated, from TOML or keyword arguments, with a fingerprint.

Options live here once. Command-line flags only choose input, output, configuration and engine.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from pipeline.records import SPAM_REASONS, Reason

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
PositiveInt = Annotated[int, msgspec.Meta(ge=1)]
PositiveFloat = Annotated[float, msgspec.Meta(gt=0)]
SpamReason = Literal[
    "fake_profile",
    "fake_bio",
    "fake_socials",
    "caption_pairs",
    "unrelated_titles",
    "related_links",
    "promoted",
    "tag_cloud",
    "gallery",
    "orphan_toc",
    "call_to_action",
    "comments",
    "site_repeat",
]
QualityFilter = Literal["c4", "gopher_quality", "gopher_repetition", "fineweb"]


class ConfigError(ValueError):
    """A configuration that cannot be used; the message names the key."""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Work budgets checked before work is done (same result on any machine), and last-resort guards."""

    max_bytes: PositiveInt = 20_000_000  # bytes of a page's body
    max_nodes: PositiveInt = 400_000  # elements of the parsed page
    max_depth: PositiveInt = 1_000  # open elements around a text; the parser, as browsers do, nests 512 at most
    max_blocks: PositiveInt = 50_000  # text blocks of a page; some 100 microseconds each
    max_text_chars: PositiveInt = 10_000_000  # visible characters of a page
    max_record_bytes: PositiveInt = 100_000_000  # one record of a container, decompressed
    page_seconds: PositiveFloat = 60.0  # a page alone in a worker
    worker_memory_mb: PositiveInt = 2_000  # address space a worker may grow to


class Spam(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is removed as spam."""

    remove: tuple[SpamReason, ...] = tuple(r.value for r in SPAM_REASONS)  # type: ignore[misc]
    threshold: Share = 0.5  # marks below this score stay in the text


class Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Names of the fields or columns that JSON Lines and Parquet inputs hold."""

    url: str = "url"  # where the page was fetched from
    html: str = "html"  # the page, as text or bytes
    text: str = "text"  # extracted text, for `pagewinnow text`
    fetched_at: str = "fetched_at"  # ISO 8601 or a timestamp; UTC when it has no zone


class Output(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the output tables are written."""

    format: Literal["parquet", "jsonl"] = "parquet"  # of the three tables
    ledger: Literal["all", "spam", "none"] = "all"  # which removals are written to removed/
    markdown: bool = True  # fill the markdown column
    links: bool = False  # keep link targets in markdown
    signals: bool = True  # fill the quality signal columns
    shard_pages: PositiveInt = 1_000  # pages of one shard inside a big file (the unit of resume)


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that decides what comes out for a given page.

    Build one with `Config()`, `Config.from_options(extractor="rules")` or `load_config("pagewinnow.toml")`.
    """

    extractor: Literal["learned", "rules", "trafilatura"] = "learned"  # who finds the main text
    languages: tuple[str, ...] = ()  # keep only these ISO 639-1 codes; empty keeps all
    drop_farm_pages: bool = False  # drop whole pages whose farm score reaches the threshold
    farm_threshold: Share = 0.5  # farm score from which a page counts as a content farm's
    quality_filters: tuple[QualityFilter, ...] = ()  # drop pages that fail one of these
    min_words: Annotated[int, msgspec.Meta(ge=0)] = 1  # fewer words in the article: dropped as no_content
    sites: str | None = None  # table learned by `pagewinnow learn-sites`; its blocks go as site_repeat
    spam: Spam = Spam()
    limits: Limits = Limits()
    fields: Fields = Fields()
    output: Output = Output()

    @classmethod
    def from_options(cls, **options: object) -> Config:
        """Build a validated configuration from keyword arguments (nested tables as dicts).

        Raises:
            ConfigError: an unknown key, a wrong type or a value out of range; the message names the key.
        """
        return _convert(options, "options")

    def fingerprint(self) -> str:
        """16 hex digits that change whenever any option does, or the sites table it names."""
        digest = hashlib.blake2b(msgspec.json.encode(self, order="deterministic"), digest_size=8)
        if self.sites is not None:
            try:
                digest.update(hashlib.blake2b(Path(self.sites).read_bytes()).digest())
            except OSError as error:
                raise ConfigError(f"`sites`: cannot read {self.sites}: {error.strerror}") from error
        return digest.hexdigest()

    def removes(self, reason: Reason, score: float) -> bool:
        """Tell whether a spam mark of this reason and score deletes."""
        return score >= self.spam.threshold and reason.value in self.spam.remove


DEFAULT_CONFIG = Config()


def load_config(path: str | Path) -> Config:
    """Read a TOML file.

    Raises:
        ConfigError: the file is missing or not TOML, or a key is unknown or has a wrong type.
    """
    try:
        options = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read the configuration {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error
    options.pop("check", None)  # the rules of `pagewinnow check` may stand in the same file
    return _convert(options, str(path))


def _convert(options: object, where: str) -> Config:
    try:
        return msgspec.convert(options, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{where}: {error}".replace("`$.", "`").replace(" - at `$`", "")) from error
