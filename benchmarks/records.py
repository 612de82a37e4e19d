"""Whether a change leaves every record as it was.

`python -m benchmarks.records --data ../shared/data save FILE`, then `… compare FILE` on the changed code.
Each real page and each true text becomes one row of digests, a field at a time; `compare` names the fields that
changed, on how many pages, and the first pages of each.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import RawPage, clean_page, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = 3  # pages named for each changed field


def digests_of(data: Path, every: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Clean each page and text of the corpora and digest every field of what comes out."""
    for corpus in ("wcxb", "aeb"):
        for path in sorted((data / corpus / "html").glob("*.html.gz"))[::every]:
            body = gzip.decompress(path.read_bytes())
            outcome = clean_page(RawPage(f"https://example.org/{path.name}", body, "text/html"))
            yield f"{corpus}/{path.name}", _digest(asdict(outcome))
    for path in sorted((data / "wcxb" / "ground-truth").glob("*.json"))[::every]:
        text = json.loads(path.read_text(encoding="utf-8"))["ground_truth"]["main_content"] or ""
        yield f"text/{path.name}", _digest(asdict(clean_text(text)))


def _digest(row: dict[str, object]) -> dict[str, str]:
    return {name: hashlib.blake2b(repr(value).encode(), digest_size=8).hexdigest() for name, value in row.items()}


def compare(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> int:
    """Print what changed; the number of changed records."""
    changed: dict[str, list[str]] = defaultdict(list)
    rows = 0
    for name, row in after.items():
        old = before.get(name, {})
        fields = [field for field in row if old.get(field) != row[field]]
        rows += bool(fields)
        for field in fields:
            changed[field].append(name)
    for field, names in sorted(changed.items(), key=lambda item: -len(item[1])):
        print(f"{field:24} {len(names):5} {', '.join(names[:SHOWN])}")
    print(f"{rows} of {len(after)} records changed")
    return rows


def main() -> int:
    """Save the records' digests, or compare them with saved ones; exit status 1 when some differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of real pages")
    parser.add_argument("--every", type=int, default=1, help="take only every n-th page")
    parser.add_argument("action", choices=["save", "compare"])
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    rows = dict(digests_of(options.data, options.every))
    if options.action == "save":
        options.file.write_text(json.dumps(rows), encoding="utf-8")
        print(f"{len(rows)} records saved")
        return 0
    return min(compare(json.loads(options.file.read_text(encoding="utf-8")), rows), 1)


if __name__ == "__main__":
    raise SystemExit(main())
