"""The README and the documents are true: commands that are shown exist, examples work, links lead somewhere."""

from __future__ import annotations

import configparser
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest

from pipeline.cli.main import group, run_command
from pipeline.config import load_config

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
RUN = [DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md")), DOCS / "loading.md"]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?:\$ |    )(pagewinnow [a-z].*?)(?:\s{2,}#.*)?$", re.MULTILINE)
SCHEDULING = DOCS / "scheduling"
ALL_SCHEDULES = sorted(path for path in SCHEDULING.iterdir() if path.suffix != ".md")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _parse(line: str) -> None:
    """Parse a command line as click would, without running it."""
    words = shlex.split(re.split(r" 2?>+ ", line)[0])
    assert words[0] == "pagewinnow"
    command = group.get_command(click.Context(group), words[1])
    assert command is not None, f"there is no command {words[1]!r}"
    command.make_context(words[1], words[2:]).close()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_command_that_is_shown_exists(page: Path) -> None:
    """Commands and options in a document are those of the program."""
    for line in COMMAND.findall(page.read_text(encoding="utf-8")):
        if "[OPTIONS]" not in line:
            _parse(line)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    """Relative links and pictures are there."""
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the sample beside it, an extracted corpus, and two runs that the recipes speak of."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "fixtures").mkdir()
    shutil.copytree(ROOT / "fixtures" / "sample", folder / "fixtures" / "sample")
    text = (folder / "fixtures" / "sample" / "seed_like.txt").read_text(encoding="utf-8")
    rows = [
        {"url": "https://a.example/", "content": text, "crawl": "may"},
        {"url": None, "content": "Some words here."},
    ]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "careful.toml").write_text("[spam]\nthreshold = 0.8\n")
    before = Path.cwd()
    os.chdir(folder)
    sample = ["fixtures/sample/pages.warc.gz", "--quiet", "--workers", "1"]
    assert run_command(["run", *sample, "--out", "clean/"]) == 0
    assert run_command(["run", *sample, "--out", "careful/", "--config", "careful.toml"]) == 0
    yield folder
    os.chdir(before)


@pytest.mark.parametrize("page", RUN, ids=_name)
def test_what_is_shown_works(page: Path, workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Blocks of a document work one after the other: options load, commands end with 0, Python runs."""
    names: dict[str, Any] = {}
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "toml":
            (workspace / "pagewinnow.toml").write_text(block, encoding="utf-8")
            load_config(workspace / "pagewinnow.toml")
            if page.name == "decide-what-is-removed.md":
                shutil.rmtree(workspace / "careful", ignore_errors=True)
        elif kind == "console":
            for line in COMMAND.findall(block):
                assert run_command(shlex.split(line)[1:]) == 0, f"{line}: {capsys.readouterr().err}"
        elif kind == "python" and not _is_missing(block):
            exec(compile(block, _name(page), "exec"), names)  # noqa: S102 - our own documents


def _is_missing(block: str) -> bool:
    """Tell whether a block needs a package that is not installed here."""
    modules = re.findall(r"^(?:import|from) (\w+)", block, re.MULTILINE)
    return any(importlib.util.find_spec(module) is None for module in modules)


def test_readme_python_runs(workspace: Path) -> None:
    """The README's Python examples run, its page in place of an abbreviated one."""
    names: dict[str, Any] = {}
    page = (workspace / "fixtures" / "sample" / "seed_like.html").read_bytes()
    for kind, block in BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        if kind == "python":
            exec(compile(block.replace('b"<html>..."', repr(page)), "README.md", "exec"), names)  # noqa: S102 - ours
    assert names["article"].title


def test_schedules_are_all_tried() -> None:
    """Every example of scheduling has its test below."""
    tried = {
        "crontab",
        "pagewinnow.service",
        "pagewinnow.timer",
        "airflow_dag.py",
        "github-actions.yml",
        "pagewinnow.mk",
    }
    assert {path.name for path in ALL_SCHEDULES} == tried


def test_the_crontab_is_one() -> None:
    """Five fields of time, then commands that exist."""
    lines = [line for line in (SCHEDULING / "crontab").read_text().splitlines() if line and line[0] not in "#SP"]
    for line in lines:
        fields = line.split(None, 5)
        assert all(re.fullmatch(r"[\d*,/-]+", field) for field in fields[:5])
        for command in fields[5].split(" && "):
            _parse(command.strip())
    assert lines


def test_the_systemd_units_are_valid() -> None:
    """Units parse, start commands that exist, and agree with systemd where it is here."""
    service, timer = configparser.RawConfigParser(strict=False), configparser.RawConfigParser(strict=False)
    service.optionxform = timer.optionxform = str  # type: ignore[assignment,method-assign]  # the documented way
    service.read(SCHEDULING / "pagewinnow.service")
    timer.read(SCHEDULING / "pagewinnow.timer")
    assert service["Service"]["Type"] == "oneshot"
    assert timer["Timer"]["OnCalendar"]
    starts = re.findall(
        r"^ExecStart=/usr/local/bin/(.*)$", (SCHEDULING / "pagewinnow.service").read_text(), re.MULTILINE
    )
    assert len(starts) == 2
    for line in starts:
        _parse(line)
    if shutil.which("systemd-analyze"):
        calendar = ["systemd-analyze", "calendar", timer["Timer"]["OnCalendar"]]
        subprocess.run(calendar, check=True, capture_output=True, timeout=240)


def test_the_workflow_runs_commands_that_exist() -> None:
    """Every step of the GitHub Actions job that calls the program parses."""
    text = (SCHEDULING / "github-actions.yml").read_text()
    commands = re.findall(r"run: (pagewinnow .*)$", text, re.MULTILINE)
    assert len(commands) == 2
    for line in commands:
        _parse(line)
    yaml = pytest.importorskip("yaml")
    steps = yaml.safe_load(text)["jobs"]["clean"]["steps"]
    assert [step["run"] for step in steps if str(step.get("run", "")).startswith("pagewinnow")] == commands


def test_the_make_snippet_runs_commands_that_exist(tmp_path: Path) -> None:
    """`make -n` shows the commands in their order."""
    if not shutil.which("make"):
        pytest.skip("needs make")
    (tmp_path / "Makefile").write_text(f"include {SCHEDULING / 'pagewinnow.mk'}\n")
    done = subprocess.run(
        ["make", "-n", "check-data"], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=240
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("pagewinnow")]
    assert [line.split()[1] for line in lines] == ["run", "check"]
    for line in lines:
        _parse(line)


AIRFLOW_STUB = """
import sys, types
class Operator:
    def __init__(self, **options): self.options = options; TASKS.append(self)
    def set_downstream(self, other): EDGES.append((self, other))
class DAG:
    def __init__(self, **options): self.options = options
    def __enter__(self): return self
    def __exit__(self, *_): return None
TASKS, EDGES = [], []
for name, members in {
    "airflow": {"DAG": DAG}, "airflow.exceptions": {"AirflowFailException": type("Fail", (Exception,), {})},
    "airflow.operators": {}, "airflow.operators.python": {"PythonOperator": Operator},
}.items():
    module = types.ModuleType(name); module.__dict__.update(members); sys.modules[name] = module
"""


def test_the_dag_has_a_gate_behind_the_run() -> None:
    """The DAG loads under Airflow's names; its tasks call commands that exist; wrong use is not retried."""
    code = AIRFLOW_STUB + "\n".join(
        [
            "import json, subprocess",
            f"exec(compile(open({str(SCHEDULING / 'airflow_dag.py')!r}).read(), 'dag', 'exec'))",
            "print(json.dumps({t.options['task_id']: t.options['op_args'] for t in TASKS}))",
            "print([(a.options['task_id'], b.options['task_id']) for a, b in EDGES])",
            "for status in (0, 1, 2):",
            "    subprocess.run = lambda *_, **__: types.SimpleNamespace(returncode=status)",
            "    try: pagewinnow('run'); print('fine')",
            "    except Exception as error: print(type(error).__name__)",
        ]
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=240)
    tasks, edges, *outcomes = done.stdout.splitlines()
    for arguments in json.loads(tasks).values():
        _parse(shlex.join(["pagewinnow", *arguments]))
    assert edges == "[('clean', 'gate')]"
    assert outcomes == ["fine", "RuntimeError", "Fail"]


def test_the_dag_loads_in_airflow(tmp_path: Path) -> None:
    """Where Airflow is installed, its own loader finds the DAG without an import error."""
    if importlib.util.find_spec("airflow") is None:
        pytest.skip("needs Airflow")
    code = (
        "try: from airflow.dag_processing.dagbag import DagBag\n"
        "except ImportError: from airflow.models import DagBag\n"
        f"bag = DagBag({str(SCHEDULING)!r}); print(bag.import_errors, sorted(bag.dags))"
    )
    environment = {**os.environ, "AIRFLOW_HOME": str(tmp_path), "AIRFLOW__CORE__LOAD_EXAMPLES": "False"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment, timeout=240
    )
    assert "{} ['pagewinnow']" in done.stdout
