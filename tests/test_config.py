"""Configuration: validated once, named errors, one fingerprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.config import Config, ConfigError, load_config
from pipeline.records import SPAM_REASONS, Reason

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"extracto": 1}, "extracto"),
        ({"spam": {"threshold": "high"}}, "spam.threshold"),
        ({"spam": {"threshold": 2}}, "spam.threshold"),
        ({"limits": {"max_bytes": 0}}, "limits.max_bytes"),
        ({"languages": "de"}, "languages"),
        ({"extractor": "magic"}, "extractor"),
        ({"spam": {"remove": ["fake_news"]}}, "spam.remove"),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, object], named: str) -> None:
    """Unknown keys, wrong types and values out of range are refused by name."""
    with pytest.raises(ConfigError, match=named):
        Config.from_options(**options)


def test_a_file_says_what_arguments_say(tmp_path: Path) -> None:
    """TOML and keyword arguments give equal objects with equal fingerprints."""
    path = tmp_path / "pagewinnow.toml"
    path.write_text('extractor = "rules"\n[spam]\nremove = ["fake_profile"]\n', encoding="utf-8")
    config = load_config(path)
    assert config == Config.from_options(extractor="rules", spam={"remove": ["fake_profile"]})
    assert (
        config.fingerprint() == Config.from_options(extractor="rules", spam={"remove": ["fake_profile"]}).fingerprint()
    )


def test_any_option_changes_the_fingerprint() -> None:
    """Two configurations that may give other output never share a fingerprint."""
    variants = [
        Config(),
        Config.from_options(drop_farm_pages=True),
        Config.from_options(spam={"threshold": 0.6}),
        Config.from_options(output={"links": True}),
    ]
    assert len({config.fingerprint() for config in variants}) == len(variants)


@pytest.mark.parametrize("content", ["= nonsense", "\xff"])
def test_a_broken_file_is_one_clear_error(tmp_path: Path, content: str) -> None:
    """A file that is no TOML is refused by name."""
    path = tmp_path / "broken.toml"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"broken\.toml"):
        load_config(path)
    with pytest.raises(ConfigError, match="missing"):
        load_config(tmp_path / "missing.toml")


def test_every_spam_reason_can_be_switched_off() -> None:
    """The list in the configuration is the list of spam reasons."""
    assert Config().spam.remove == tuple(reason.value for reason in SPAM_REASONS)
    assert Config().removes(Reason.FAKE_BIO, 0.5)
    assert not Config().removes(Reason.FAKE_BIO, 0.49)
    assert not Config.from_options(spam={"remove": []}).removes(Reason.FAKE_BIO, 1.0)
