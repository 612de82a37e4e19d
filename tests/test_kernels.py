"""Kernels: one source, compiled or not, and the suite never tests a stale one."""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

import pipeline

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(pipeline.__file__).parent
KERNELS = sorted(path.relative_to(ROOT).with_suffix("") for path in ROOT.glob("pipeline/**/*.pxd"))
COMPILER = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cl")[0]
CAN_COMPILE = (
    shutil.which(COMPILER) is not None
    and Path(sysconfig.get_path("include"), "Python.h").exists()
    and not os.environ.get("PAGEWINNOW_PURE")
)

PRINT_ROWS = """
import sys
from pathlib import Path
import pipeline
from pipeline import RawPage, clean_page, clean_text
print(Path(pipeline.__file__).parent, [n for n, m in sys.modules.items() if m and n.startswith("pipeline.")
      and not (m.__file__ or "").endswith(".py")], file=sys.stderr)
for path in sorted(Path(sys.argv[1]).rglob("*.html")):
    print(path.name, clean_page(RawPage(f"https://example.org/{path.name}", path.read_bytes(), "text/html")))
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    print(path.name, clean_text(path.read_text(encoding="utf-8")))
"""


def rows_of(folder: Path) -> tuple[str, str]:
    """Rows of the shipped sample from the package in `folder`, and where it ran with which compiled modules."""
    run = subprocess.run(
        [sys.executable, "-c", PRINT_ROWS, str(ROOT / "fixtures/sample")],
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return run.stdout, run.stderr.strip()


def test_rows_are_the_same_without_any_compiled_file(tmp_path: Path) -> None:
    """A copy of the package without compiled files gives the rows of the installed one, to the last digit."""
    shutil.copytree(PACKAGE, tmp_path / "pipeline", ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__"))
    plain, where = rows_of(tmp_path)
    assert where == f"{tmp_path / 'pipeline'} []"
    installed, _ = rows_of(PACKAGE.parent)
    assert plain.count("\n") >= 12
    assert plain == installed


@pytest.mark.skipif(not CAN_COMPILE, reason="no C compiler, no headers or not wanted here")
@pytest.mark.parametrize("kernel", KERNELS, ids=str)
def test_every_kernel_is_compiled_from_its_present_source(kernel: Path) -> None:
    """Where a compiler is at hand, each module with a `.pxd` is imported as machine code younger than its source."""
    found = importlib.util.find_spec(".".join(kernel.parts))
    origin = Path(found.origin) if found and found.origin else Path()
    assert origin.name.endswith(tuple(EXTENSION_SUFFIXES)), "not compiled: run `make kernels`"
    built = origin.stat().st_mtime
    changed = [s for s in (".py", ".pxd") if (ROOT / kernel).with_suffix(s).stat().st_mtime > built]
    assert not changed, f"{kernel}: {changed} changed since it was compiled: run `make kernels`"


def test_no_compiled_file_is_left_of_a_kernel_that_is_gone() -> None:
    """A compiled file goes before a `.py` of its name, so that one without a `.pxd` would hide its source."""
    compiled = {path.with_name(path.name.partition(".")[0]) for s in ("so", "pyd") for path in PACKAGE.rglob(f"*.{s}")}
    assert {path.relative_to(PACKAGE.parent) for path in compiled} <= set(KERNELS)
