"""Learning what recurs on a host, on pages written as a crawl."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from faker import Faker

from pipeline.batch.learn_sites import learn_sites
from pipeline.clean import clean_page
from pipeline.config import Config, ConfigError
from pipeline.records import Article, RawPage, Reason
from pipeline.sites import load_sites
from pipeline.sites.table import SiteTableError
from tests.batch.corpus import site, spill_dangerously, write_jsonl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DISCLAIMER = "Everything on these pages is written by volunteers who love the valley and its many rivers and hills."


def prose(fake: Faker, paragraphs: int = 5) -> list[str]:
    """Paragraphs no two pages share."""
    return [" ".join(fake.sentence(14) for _ in range(4)) for _ in range(paragraphs)]


def farm_page(fake: Faker) -> str:
    """A page whose template ends in a standing line and a slot-filled frame of new values, without any label."""
    slots = [fake.name(), fake.email(), str(fake.date()), f"https://{fake.domain_name()}/{fake.user_name()}"]
    tail = "".join(f"<div>{slot}</div>" for slot in slots)
    body = "".join(f"<p>{text}</p>" for text in prose(fake))
    return f"<h1>{fake.sentence(5)}</h1>{body}<p>{DISCLAIMER}</p><div>{tail}</div>"


def recipe_page(fake: Faker) -> str:
    """An honest page: the same headings and labels on every page of the site, its own words under them."""
    steps = "".join(f"<li>{fake.sentence(9)}</li>" for _ in range(6))
    body = "".join(f"<p>{text}</p>" for text in prose(fake))
    end = f"<h2>Ingredients</h2><ul>{steps}</ul><h2>Conclusion</h2><p>{fake.sentence(20)}</p>"
    return f"<h1>{fake.sentence(4)}</h1>{body}{end}"


def write_crawl(path: Path, farms: int = 1, cooks: int = 1) -> Path:
    """Write hosts of two dozen pages each; the first two pages stand there seven times, under other URLs."""
    fake = Faker("en_US")
    fake.seed_instance(7)
    names = ["", *map(str, range(1, farms + cooks))]
    rows: list[dict[str, str]] = []
    for number in range(24):
        rows += [{"url": f"https://farm{name}.example/{number}", "html": farm_page(fake)} for name in names[:farms]]
        rows += [{"url": f"https://cook{name}.example/{number}", "html": recipe_page(fake)} for name in names[:cooks]]
    rows += [{**row, "url": row["url"] + f"?copy={i}"} for row in rows[:2] for i in range(6)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hosts of two dozen pages; two pages stand there seven times, under other URLs."""
    return write_crawl(tmp_path_factory.mktemp("crawl") / "pages.jsonl")


@pytest.fixture(scope="module")
def sites(crawl: Path) -> Path:
    """The table learned from the crawl."""
    out = crawl.with_name("sites.parquet")
    report = learn_sites([str(crawl)], out, workers=1)
    assert report.pages == 60
    return out


def articles(crawl: Path, host: str, config: Config) -> Iterator[tuple[str, Article]]:
    """Clean the pages of a host."""
    for line in crawl.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if host in row["url"]:
            outcome = clean_page(RawPage(row["url"], row["html"].encode()), config)
            assert isinstance(outcome, Article)
            yield row["html"], outcome


def test_copies_of_a_page_count_once(sites: Path) -> None:
    """A page that stands under seven URLs is one page, so that its paragraphs do not look repeated."""
    table = load_sites(str(sites))
    for host in ("farm.example", "cook.example"):
        repeats = table.of_host(host)
        assert repeats is not None
        assert repeats.host_pages == 24


def test_what_recurs_goes_and_says_why(crawl: Path, sites: Path) -> None:
    """The standing line and the slot-filled frame go as `site_repeat`, on every page of the farm; prose stays."""
    config = Config.from_options(extractor="rules", sites=str(sites), spam={"remove": ["site_repeat"]})
    for html, article in articles(crawl, "farm.example", config):
        removed = " ".join(r.text for r in article.removed if r.reason is Reason.SITE_REPEAT)
        assert DISCLAIMER in removed
        assert "@" in removed
        assert "@" not in article.text
        assert all(text.split("</p>")[0] in article.text for text in html.split("<p>")[1:6])


def test_honest_habits_stay(crawl: Path, sites: Path) -> None:
    """Headings every page of an honest site carries, and what stands under them, stay."""
    config = Config.from_options(extractor="rules", sites=str(sites))
    for _, article in articles(crawl, "cook.example", config):
        assert Reason.SITE_REPEAT not in {removal.reason for removal in article.removed}
        assert "Ingredients" in article.text
        assert "Conclusion" in article.text


def test_the_same_table_from_any_order(crawl: Path, sites: Path, tmp_path: Path) -> None:
    """Pages in another order, in other shards, on more workers, give the same bytes."""
    lines = crawl.read_text(encoding="utf-8").splitlines()
    other = tmp_path / "pages.jsonl"
    other.write_text("\n".join(reversed(lines)), encoding="utf-8")
    config = Config.from_options(output={"shard_pages": 5})
    learn_sites([str(other)], tmp_path / "sites.parquet", config, workers=2)
    assert (tmp_path / "sites.parquet").read_bytes() == sites.read_bytes()


def test_a_page_that_does_harm_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is learned is what is learned without the pages that end their worker; they are counted as read no more."""
    monkeypatch.setattr("pipeline.batch.learn_sites.spill", spill_dangerously)
    harmless = write_jsonl(tmp_path / "harmless.jsonl", site(40))
    rows = harmless.read_text().splitlines()
    for word, index in (("segfault", 3), ("leave", 17), ("raise", 18), ("gulp", 30)):
        rows.insert(index, json.dumps({"url": f"https://example.org/{word}/1", "html": "<p>Rain all night, it says."}))
    harmful = tmp_path / "harmful.jsonl"
    harmful.write_text("\n".join(rows))
    report = learn_sites([str(harmful)], tmp_path / "with.parquet", workers=2)
    assert report.pages == 40 + 2  # two of the four end their worker
    learn_sites([str(harmless)], tmp_path / "without.parquet", workers=1)
    assert (tmp_path / "with.parquet").read_bytes() == (tmp_path / "without.parquet").read_bytes()


def test_a_wrong_table_is_refused(tmp_path: Path, crawl: Path, sites: Path) -> None:
    """A missing table and a file that is none are clear errors; another table is another fingerprint."""
    with pytest.raises(SiteTableError, match="missing"):
        load_sites(str(tmp_path / "missing.parquet"))
    with pytest.raises(SiteTableError, match=r"pages\.jsonl"):
        load_sites(str(crawl))
    with pytest.raises(ConfigError, match="missing"):
        Config.from_options(sites=str(tmp_path / "missing.parquet")).fingerprint()
    assert Config.from_options(sites=str(sites)).fingerprint() != Config.from_options(sites=str(crawl)).fingerprint()
