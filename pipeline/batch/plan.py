"""What is to be done: the shards of the inputs, less those that are done; and the refusal to mix outputs.

State on disk (`out/_state/`): `job.json` says what the output is made with, `plan.jsonl` lists its shards, `done/`
holds a marker a finished shard. All of it is written atomically; what is damaged is planned or done again.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline import __version__
from pipeline.batch.failures import RunError
from pipeline.batch.layout import TABLE_NAMES
from pipeline.batch.markers import is_intact, read_marker
from pipeline.config import Config, Limits
from pipeline.readers import Shard, fingerprint_files, plan_shards
from pipeline.records import SCHEMA_VERSION
from pipeline.writers.atomic import TMP_SUFFIX, write_atomic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.batch.layout import Layout
    from pipeline.batch.reports import ShardReport
    from pipeline.readers import Format, Mode


FEWEST_SHARDS = 16  # of an input that is not tiny: work for some workers, and an even end
LEAST_PAGES = 25  # of a shard: below, its files cost more time than its pages


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """What an output is made with. Two runs share an output only when all but the inputs is equal."""

    version: str
    schema_version: int
    mode: str
    config: dict[str, Any]
    config_fingerprint: str
    keeps: str  # fingerprint without limits: those only decide which pages are dropped, and a retry may raise them
    input_format: str | None
    extra: dict[str, str] = {}  # pass-through columns
    inputs: list[str] = []

    @property
    def stamp(self) -> str:
        """16 hex digits that change with anything that changes what is kept."""
        facts = (self.version, self.schema_version, self.mode, self.keeps, self.input_format, self.extra)
        return hashlib.blake2b(msgspec.json.encode(facts, order="sorted"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller asks to be cleaned."""

    inputs: tuple[str, ...]
    config: Config
    mode: Mode = "html"
    input_format: Format | None = None


@dataclass(slots=True)
class Plan:
    """The shards of an output and what is known of them."""

    shards: list[Shard]
    new: list[Shard] = field(default_factory=list)  # those of the shards that no earlier run has planned
    done: dict[str, ShardReport] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)  # for the log: what was found and is done again

    @property
    def todo(self) -> list[Shard]:
        """Shards that are not done, large ones first, so that the last to end is a small one."""
        return sorted((s for s in self.shards if s.key not in self.done), key=lambda s: (-s.size, -s.pages, s.index))


def identify(request: Request, extra: dict[str, str]) -> Identity:
    """Take down what a request's output is made with."""
    return Identity(
        version=__version__,
        schema_version=SCHEMA_VERSION,
        mode=request.mode,
        config=msgspec.json.decode(msgspec.json.encode(request.config)),
        config_fingerprint=request.config.fingerprint(),
        keeps=msgspec.structs.replace(request.config, limits=Limits()).fingerprint(),
        input_format=request.input_format,
        extra=extra,
        inputs=sorted(set(request.inputs)),
    )


def read_identity(layout: Layout) -> Identity | None:
    """Read what an output is made with; None when there is no output yet.

    Raises:
        RunError: the file is damaged.
    """
    try:
        return msgspec.json.decode(layout.job.read_bytes(), type=Identity)
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise RunError(f"{layout.job} is damaged ({error}): give --overwrite to start anew") from error


def stored_config(identity: Identity) -> Config:
    """Give the configuration that an output was made with.

    Raises:
        RunError: it was made by a version with other options.
    """
    try:
        return msgspec.convert(identity.config, Config)
    except msgspec.ValidationError as error:
        raise RunError(f"the output was made by another version ({identity.version}): {error}") from error


def refuse_other(layout: Layout, old: Identity | None, new: Identity) -> None:
    """Refuse to add to an output that was made with something else.

    Raises:
        RunError: says what differs, and the ways out.
    """
    if old is None:
        if any(next(layout.table(table).glob("part-*"), None) for table in TABLE_NAMES):
            raise RunError(f"{layout.out} holds parts of a run but not its state: give --overwrite, or another --out")
        return
    differences = [
        name
        for name in ("version", "schema_version", "mode", "input_format")
        if getattr(old, name) != getattr(new, name)
    ]
    differences += [f"config {key}" for key in differing_keys(old.config, new.config)]
    if not differences and old.keeps != new.keeps:
        differences.append("a file that the configuration names")
    if not differences and old.config_fingerprint != new.config_fingerprint:
        differences.append("the content of the sites table")
    differences += [f"column {name}" for name in sorted(dict(old.extra.items() ^ new.extra.items()))]
    if differences:
        listed = ", ".join(differences)
        raise RunError(f"{layout.out} was made with other settings ({listed}): give --overwrite, or another --out")
    if gone := sorted(set(old.inputs) - set(new.inputs)):
        more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
        raise RunError(
            f"{layout.out} was made from other inputs ({gone[0]}{more}): name them again beside the new ones, "
            "give --overwrite, or another --out"
        )


def differing_keys(old: dict[str, Any], new: dict[str, Any], prefix: str = "") -> list[str]:
    """Name the options in which two configurations differ, nested ones with a dot."""
    keys: list[str] = []
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if isinstance(before, dict) and isinstance(after, dict):
            keys += differing_keys(before, after, f"{prefix}{key}.")
        elif before != after:
            keys.append(prefix + key)
    return keys


def read_shards(layout: Layout) -> list[Shard]:
    """Read the planned shards; none when the plan is missing or damaged (it is then made again)."""
    try:
        return [Shard.from_json(line) for line in layout.plan.read_text().splitlines()]
    except (OSError, ValueError):
        return []


def write_shards(layout: Layout, shards: Sequence[Shard]) -> None:
    """Write the plan down."""
    write_atomic(str(layout.plan), "".join(shard.to_json() + "\n" for shard in shards).encode())


def cut_inputs(request: Request, known: Sequence[Shard] = ()) -> list[Shard]:
    """Cut inputs into shards: of `shard_pages`, or less where there are few pages, so that all workers have some.

    The cut depends on the inputs alone, never on the number of workers.

    Raises:
        InputError: an input is missing or cannot be used.
    """
    config = request.config
    shards = plan_shards(request.inputs, config, mode=request.mode, format=request.input_format, known=known)
    pages = max(LEAST_PAGES, -(-sum(shard.pages for shard in shards) // FEWEST_SHARDS))
    if pages >= config.output.shard_pages:
        return shards
    output = msgspec.structs.replace(config.output, shard_pages=pages)
    finer = msgspec.structs.replace(config, output=output)
    return plan_shards(request.inputs, finer, mode=request.mode, format=request.input_format, known=known)


def settle_plan(layout: Layout, request: Request, stamp: str, fresh: list[Shard] | None = None) -> Plan:
    """Bring the plan of an output up to date with its inputs: what is done stays, what is new or has changed is added.

    `fresh` is a plan of all inputs, if one was made already; it is used when nothing is known yet.

    Raises:
        InputError: an input is missing or cannot be used.
    """
    plan = Plan([])
    for shard in read_shards(layout):
        _sort_in(plan, layout, shard, stamp)
    plan.notes = list(dict.fromkeys(plan.notes))  # a file of many shards is named once
    known = plan.shards
    new = fresh if fresh is not None and not known else cut_inputs(request, known)
    plan.shards, plan.new = [*known, *new], new
    for shard in new:  # their markers, should the plan alone have been lost
        if report := _report_of(layout, shard, stamp, shard.fingerprint):
            plan.done[shard.key] = report
    return plan


def _sort_in(plan: Plan, layout: Layout, shard: Shard, stamp: str) -> None:
    """Take a shard of the old plan over, unless its input has changed since."""
    report = _report_of(layout, shard, stamp, shard.fingerprint)
    if fingerprint_files(shard.paths) != shard.fingerprint:
        if report is None or all(_is_there(path) for path in shard.paths):
            plan.notes.append(f"changed since it was planned, done again: {_name(shard)}")
            return
        plan.notes.append(f"gone since it was cleaned, its records stay: {_name(shard)}")
    plan.shards.append(shard)
    if report:
        plan.done[shard.key] = report
    elif layout.marker(shard.key).exists():
        plan.notes.append(f"marker or parts are damaged, done again: {_name(shard)}")


def _report_of(layout: Layout, shard: Shard, stamp: str, fingerprint: str) -> ShardReport | None:
    marker = read_marker(layout, shard.key)
    if marker is None or marker.stamp != stamp or marker.fingerprint != fingerprint or not is_intact(layout, marker):
        return None
    return marker.report


def _is_there(path: str) -> bool:
    return "://" in path or Path(path).exists()


def _name(shard: Shard) -> str:
    return shard.paths[0] if len(shard.paths) == 1 else f"{len(shard.paths)} files from {shard.paths[0]}"


def sweep(layout: Layout, plan: Plan) -> None:
    """Delete what an interrupted run left: temporary files, parts and markers that no done shard stands behind."""
    planned = {shard.key for shard in plan.shards}
    sweep_temporaries(layout)
    for path in layout.done.glob("*.json"):
        if path.stem not in plan.done:
            path.unlink(missing_ok=True)
    for path in layout.journals.glob("*.journal"):
        if path.stem not in planned or path.stem in plan.done:
            path.unlink(missing_ok=True)
    for table in TABLE_NAMES:
        believed = {report.parts[table].name for report in plan.done.values() if table in report.parts}
        for path in layout.table(table).glob("part-*"):
            if path.name not in believed:
                path.unlink(missing_ok=True)


def sweep_temporaries(layout: Layout) -> None:
    """Delete the temporary files of workers that are no more; only while the lock is held and no worker works."""
    for folder in layout.folders:
        _delete(folder, f".*{TMP_SUFFIX}")
    for own in (layout.summary, layout.report):  # other files of the folder may not be ours
        _delete(layout.out, f".{own.name}.*{TMP_SUFFIX}")


def wipe(layout: Layout) -> None:
    """Delete an output of ours, and nothing else that may lie in the folder."""
    for table in TABLE_NAMES:
        _delete(layout.table(table), "part-*", f".*{TMP_SUFFIX}")
    _delete(layout.done, "*.json", f".*{TMP_SUFFIX}")
    _delete(layout.journals, "*.journal")
    _delete(layout.state, "job.json", "plan.jsonl", f".*{TMP_SUFFIX}")
    _delete(layout.out, "run.json", "report.html")


def _delete(folder: Path, *patterns: str) -> None:
    for pattern in patterns:
        for path in folder.glob(pattern):
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
