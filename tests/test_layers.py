"""The import rule: one way, no cycles, nothing heavy before it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "pipeline"
LAYERS = [
    {"records", "charsets", "tags", "characters", "untidy_kinds", "byte_grams"},
    {"config", "schema", "reasons", "untidy"},
    {"cues", "stop_words"},
    {"tree"},
    {"blocks"},
    {"decode", "lines", "positions"},
    {"content", "spam", "metadata", "normalize", "language", "signals", "reference", "sites"},
    {"keep"},
    {"markdown"},
    {"clean"},
    {"arrow"},
    {"readers", "writers"},
    {"loading", "explain", "text_diff"},
    {"lookup"},
    {"dedup", "diff", "card"},
    {"engines"},
    {"report", "check"},
    {"batch"},
    {"cli"},
    {"manual"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("pandas", "pyarrow", "torch", "trafilatura", "faker", "bs4", "ray", "pyspark", "duckdb")


def room_of(module: str) -> str | None:
    """Name the room of a dotted module of the package; None for the package root and foreign modules."""
    parts = module.split(".")
    return parts[1] if parts[0] == "pipeline" and len(parts) > 1 else None


def imports_of(path: Path) -> set[str]:
    """Modules of the package a file imports, at run time or for types."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "pipeline")
            found.discard("pipeline.__version__")
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {module for module in found if room_of(module)}


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(PACKAGE)) for path in MODULES])
def test_imports_point_one_way(path: Path) -> None:
    """A room imports from rooms before it, or from itself; the package root is for users only."""
    relative = path.relative_to(PACKAGE)
    room = relative.parts[0].removesuffix(".py")
    if room in ("__init__", "__main__"):
        return
    assert room in LEVEL, f"{room} has no place in LAYERS"
    for module in imports_of(path):
        other = room_of(module)
        assert other == room or (other in LEVEL and LEVEL[other] < LEVEL[room]), f"{relative} imports {module}"


@pytest.mark.parametrize(
    "statement", ["import pipeline", "import pipeline.cli.main", "from pipeline import clean_page"]
)
def test_nothing_heavy_is_loaded_early(statement: str) -> None:
    """Importing the package, the command or the cleaner loads no table library, no model runtime, no generator."""
    code = f"import sys\n{statement}\nprint(*sorted(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
