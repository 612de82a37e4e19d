"""What learning a site's repeats adds: `python -m benchmarks.sites --data ../shared/data`.

Farm sites whose template carries no other tell-tale: values of an invented person without labels and pseudo-Latin, a
standing promotion, titles drawn from the site's own pool; honest sites with headings and boxes of their own. Prints the
share of spam lines removed by the detectors alone and with the learned table, and the paragraphs of articles lost. With
`--data` also what the table learned from WCXB's own hosts changes in WCXB's texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from faker import Faker

from pipeline import Config, RawPage, clean_page
from pipeline.batch.learn_sites import learn_sites
from pipeline.records import Article, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

LOCALES = ("en_US", "de_DE", "fr_FR", "es_ES", "pl_PL", "it_IT")


@dataclass
class Page:
    """A page with its truth."""

    url: str
    html: str
    paragraphs: list[str]  # must stay
    spam: list[str]  # must go


def sentences(rng: random.Random, words: list[str], count: int) -> str:
    """Prose of made-up words, so that no language's cues are in it."""
    said = []
    for _ in range(count):
        chosen = rng.choices(words, k=rng.randrange(8, 18))
        said.append(chosen[0].capitalize() + " " + " ".join(chosen[1:]) + ".")
    return " ".join(said)


def vocabulary(rng: random.Random) -> list[str]:
    """Words of one site."""
    letters = "abdefgiklmnoprstuvz"
    return ["".join(rng.choices(letters, k=rng.randrange(2, 9))) for _ in range(600)]


def farm_site(number: int, pages: int) -> list[Page]:
    """Pages of one content farm; every site has its own order of slots, promotion and pool of titles."""
    rng, fake = random.Random(f"farm{number}"), Faker(LOCALES[number % len(LOCALES)])
    fake.seed_instance(number)
    words = vocabulary(rng)
    standing = [sentences(rng, words, 2), sentences(rng, words, 1)]
    pool = [sentences(rng, words, 1).rstrip(".").title()[:60] for _ in range(12)]
    makers: list[Callable[[], str]] = [
        fake.name,
        fake.email,
        fake.date,
        fake.city,
        lambda: fake.url() + fake.user_name(),
    ]
    rng.shuffle(makers)
    made = []
    for n in range(pages):
        body = [sentences(rng, words, rng.randrange(3, 6)) for _ in range(rng.randrange(5, 9))]
        slots = [maker() for maker in makers]
        spam = [*slots, *standing, *rng.sample(pool, 4)]
        rows = "".join(f"<div>{line}</div>" for line in spam)
        html = f"<h1>{sentences(rng, words, 1)}</h1>{''.join(f'<p>{p}</p>' for p in body)}{rows}"
        made.append(Page(f"https://farm{number}.example/{n}", html, body, spam))
    return made


def honest_site(number: int, pages: int) -> list[Page]:
    """Pages of an honest site: the same headings and labels on every page, its own words under them."""
    rng = random.Random(f"honest{number}")
    words = vocabulary(rng)
    heads = [sentences(rng, words, 1)[:24] for _ in range(3)]
    labels = [word.title() for word in rng.sample(words, 4)]
    made = []
    for n in range(pages):
        body = [sentences(rng, words, rng.randrange(3, 6)) for _ in range(6)]
        facts = [f"{label}: {rng.randrange(5, 90)} {rng.choice(words)}" for label in labels]
        parts = [
            f"<h2>{head}</h2><p>{a}</p><p>{b}</p>" for head, a, b in zip(heads, body[::2], body[1::2], strict=True)
        ]
        html = f"<h1>{sentences(rng, words, 1)}</h1><ul>{''.join(f'<li>{f}</li>' for f in facts)}</ul>{''.join(parts)}"
        made.append(Page(f"https://honest{number}.example/{n}", html, [*body, *facts], []))
    return made


def measure(pages: list[Page], config: Config) -> tuple[float, float]:
    """Share of spam lines removed, and of paragraphs that stay word for word."""
    spam = gone = paragraphs = kept = 0
    for page in pages:
        outcome = clean_page(RawPage(page.url, page.html.encode(), "text/html; charset=utf-8"), config)
        text = outcome.text if isinstance(outcome, Article) else ""
        spam += len(page.spam)
        gone += sum(line not in text for line in page.spam)
        paragraphs += len(page.paragraphs)
        kept += sum(" ".join(p.split()) in text for p in page.paragraphs)
    return gone / max(spam, 1), kept / max(paragraphs, 1)


def measure_wcxb(data: Path, folder: Path) -> str:
    """What a table learned from WCXB's pages changes in WCXB's texts."""
    rows = []
    for truth in sorted((data / "wcxb" / "ground-truth").glob("*.json")):
        body = gzip.decompress((data / "wcxb" / "html" / f"{truth.stem}.html.gz").read_bytes())
        rows.append(
            {"url": json.loads(truth.read_text())["url"], "html": body.decode("utf-8", "replace"), "id": truth.stem}
        )
    crawl = folder / "wcxb.jsonl"
    crawl.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    report = learn_sites([str(crawl)], folder / "wcxb.parquet")
    config = Config.from_options(extractor="rules", sites=str(folder / "wcxb.parquet"))
    marked = wrong = 0
    for row in rows:
        truth = json.loads((data / "wcxb" / "ground-truth" / f"{row['id']}.json").read_text())
        content = truth["ground_truth"]["main_content"] or ""
        outcome = clean_page(RawPage(row["url"], row["html"].encode()), config)
        for removal in outcome.removed if isinstance(outcome, Article) else ():
            if removal.reason is Reason.SITE_REPEAT:
                marked += 1
                wrong += len(removal.text) > 20 and removal.text in content
    return f"WCXB: {report.hosts} hosts with repeats, {marked} blocks marked, {wrong} of them in the true texts"


def main() -> None:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--sites", type=int, default=6)
    parser.add_argument("--pages", type=int, default=25, help="pages a site")
    args = parser.parse_args()
    farm = [page for number in range(args.sites) for page in farm_site(number, args.pages)]
    honest = [page for number in range(args.sites) for page in honest_site(number, args.pages)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        crawl = folder / "crawl.jsonl"
        crawl.write_text("\n".join(json.dumps({"url": p.url, "html": p.html}) for p in farm + honest), encoding="utf-8")
        learn_sites([str(crawl)], folder / "sites.parquet")
        for label, sites in (("detectors alone", None), ("with the learned table", str(folder / "sites.parquet"))):
            config = Config.from_options(sites=sites)
            gone, kept = measure(farm, config)
            _, whole = measure(honest, config)
            print(f"{label:<24} spam removed {gone:.4f}; farm articles kept {kept:.4f}; honest {whole:.4f}")
        if args.data and args.data.is_dir():
            print(measure_wcxb(args.data, folder))


if __name__ == "__main__":
    main()
