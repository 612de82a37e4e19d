"""Other people's runs over the pages of `benchmarks.runs`: `python -m benchmarks.run_peers NAME IN OUT N`.

`IN` holds the pages as `html/*.html` and as `warc/*.warc.gz`. Both write JSON Lines or JSON on N processes:

- `trafilatura`: its own command over the folder, in parallel, with metadata;
- `datatrove`: WarcReader, the Trafilatura extractor with its own settings, JsonlWriter.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run_trafilatura(pages: Path, out: Path, workers: int) -> None:
    """Run the command that comes with it."""
    command = [str(Path(sys.executable).with_name("trafilatura")), "--input-dir", str(pages / "html")]
    out.mkdir(parents=True)
    options = ["--output-dir", str(out), "--output-format", "json", "--with-metadata", "--parallel", str(workers)]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def run_datatrove(pages: Path, out: Path, workers: int) -> None:
    """Run the pipeline that its examples build for Common Crawl, without filters."""
    from datatrove.executor import LocalPipelineExecutor  # noqa: PLC0415 - of the bench extra
    from datatrove.pipeline.extractors import Trafilatura  # noqa: PLC0415
    from datatrove.pipeline.readers import WarcReader  # noqa: PLC0415
    from datatrove.pipeline.writers import JsonlWriter  # noqa: PLC0415

    steps = [WarcReader(str(pages / "warc"), glob_pattern="*.warc.gz"), Trafilatura(), JsonlWriter(str(out / "data"))]
    LocalPipelineExecutor(steps, tasks=workers, workers=workers, logging_dir=str(out / "logs")).run()


PEERS = {"trafilatura": run_trafilatura, "datatrove": run_datatrove}


def main() -> None:
    """Run one of them."""
    name, pages, out, workers = sys.argv[1:]
    PEERS[name](Path(pages), Path(out), int(workers))


if __name__ == "__main__":
    main()
