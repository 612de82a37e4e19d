"""Inputs to files: folders, globs, links, URLs; every file once, in the order of sorted paths, with its format."""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, TypeVar

import fsspec

from pipeline.readers.files import (
    FoundFile,
    describe,
    display_name,
    found_local,
    found_remote,
    is_remote,
    local_path,
    open_input,
)
from pipeline.readers.magic import sniff_foreign, sniff_format
from pipeline.readers.shards import Format, InputError, Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")

FORMATS: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "txt",
    ".warc": "warc",
    ".wet": "warc",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}
"""Suffix (behind it .gz or .zst may stand) -> format."""

PACKED = frozenset(
    ".zip .tar .tgz .7z .rar .bz2 .xz .mht .mhtml .arrow .feather .avro .orc .sqlite .sqlite3 .docx .epub".split()
)
"""Suffixes of what may hold pages and is not read: such a file in a folder is reported, not passed over."""

_CODEC_SUFFIXES = (".gz", ".zst")
_MODE_FORMATS: dict[Mode, tuple[Format, ...]] = {
    "html": ("html", "warc", "jsonl", "parquet"),
    "text": ("txt", "warc", "jsonl", "parquet"),
}
_GLOB = frozenset("*?[")


@dataclass(slots=True)
class Found:
    """What the inputs hold."""

    files: dict[str, tuple[Format, FoundFile]] = field(default_factory=dict)  # identity -> format and file
    others: Counter[str] = field(default_factory=Counter)  # files that are no input, by suffix

    def add(self, format: Format, file: FoundFile, identity: str) -> None:  # noqa: A002 - the word users know
        """Take a file, once; of several names for it the first in sort order stays."""
        known = self.files.get(identity)
        if known is None or file.path < known[1].path:
            self.files[identity] = (format, file)


def find_files(inputs: Sequence[str], mode: Mode, forced: Format | None) -> list[tuple[Format, FoundFile]]:
    """Find all files of the inputs, sorted by path.

    Raises:
        InputError: a path is missing, holds nothing readable, or its format is not known.
    """
    if not inputs:
        raise InputError("no input was given: name a folder, a file, a glob or a URL")
    found = Found()
    for given in sorted({os.fspath(item) for item in inputs}):
        before, others = len(found.files), found.others.copy()
        seen = _find_remote(given, mode, forced, found) if is_remote(given) else _find_local(given, mode, forced, found)
        if not seen and all(is_packed(file.path) for _, file in list(found.files.values())[before:]):
            raise InputError(_nothing_in(given, mode, found.others - others))
    return sorted(found.files.values(), key=lambda item: item[1].path)


def format_of(path: str) -> Format | None:
    """Tell a format by suffix."""
    return FORMATS.get(_suffix_of(path))


def is_packed(path: str) -> bool:
    """Tell by its suffix whether a file may hold pages in a form that is not read."""
    return _suffix_of(path) in PACKED


def _suffix_of(path: str) -> str:
    name = path.rsplit("/", 1)[-1].lower()
    for suffix in _CODEC_SUFFIXES:
        name = name.removesuffix(suffix)
    return os.path.splitext(name)[1]  # noqa: PTH122 - also for URLs


def _find_local(given: str, mode: Mode, forced: Format | None, found: Found) -> int:
    """Add the files of a local path or glob; gives how many were seen, known ones too."""
    path = local_path(given)
    if os.path.lexists(path):
        return _add_local(path, mode, forced, found)
    matches = sorted(glob.glob(path, recursive=True)) if _GLOB & set(path) else []  # noqa: PTH207 - non-UTF-8 names
    if not matches:
        raise InputError(f"{display_name(given)}: no such file or folder")
    return sum(_add_match(match, mode, forced, found) for match in matches)


def _add_match(path: str, mode: Mode, forced: Format | None, found: Found) -> int:
    """Add what a glob matched: a folder whole, a file when its suffix says so."""
    if os.path.isdir(path):  # noqa: PTH112 - names need not be valid Unicode
        return _walk(path, mode, forced, found)
    folder, name = os.path.split(path)
    return _add_entry(path, os.path.join(os.path.realpath(folder), name), mode, forced, found)  # noqa: PTH118


def _add_local(path: str, mode: Mode, forced: Format | None, found: Found) -> int:
    """Add a file named by the user, or all files of a folder."""
    try:
        status = os.stat(path)  # noqa: PTH116 - names need not be valid Unicode
    except OSError as error:
        raise InputError(f"{display_name(path)}: {describe(error)}") from error
    if stat.S_ISDIR(status.st_mode):
        return _walk(path, mode, forced, found)
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{display_name(path)}: neither a file nor a folder (a pipe, socket or device)")
    found.add(forced or _format_or_sniff(path, mode), found_local(path, status), os.path.realpath(path))
    return 1


def _walk(top: str, mode: Mode, forced: Format | None, found: Found) -> int:
    """Add all files under a folder; folders are entered once, so links in circles end."""
    folders, entered, seen = [top], set[tuple[int, int]](), 0
    while folders:
        folder = folders.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            if folder == top:
                raise InputError(f"{display_name(folder)}: {describe(error)}") from error
            found.add(
                "html" if mode == "html" else "txt", FoundFile(folder, 0, "missing"), folder
            )  # reading reports it
            continue
        real = os.path.realpath(folder)
        for entry in entries:
            if _is_folder(entry):
                folders.append(entry.path)
            else:
                seen += _add_entry(entry.path, os.path.join(real, entry.name), mode, forced, found)  # noqa: PTH118
    return seen


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _add_entry(path: str, identity: str, mode: Mode, forced: Format | None, found: Found) -> int:
    """Add a file of a folder when its suffix, or the forced format, says so; `identity` is its path without links."""
    kind = forced or format_of(path) or _reported(path, mode)
    if kind is None or (forced is None and kind not in _MODE_FORMATS[mode]):
        found.others[os.path.splitext(path)[1].lower() or "without suffix"] += 1  # noqa: PTH122
        return 0
    try:
        status = os.stat(path)  # noqa: PTH116
        if os.path.islink(path):  # noqa: PTH114
            identity = os.path.realpath(path)
    except OSError:  # a link that leads nowhere: reading reports it
        found.add(kind, FoundFile(path, 0, "missing"), identity)
        return 1
    if not stat.S_ISREG(status.st_mode):
        found.others["pipes, sockets and devices"] += 1
        return 0
    found.add(kind, found_local(path, status), identity)
    return _count(path, found)


def _count(path: str, found: Found) -> int:
    """Count a file that was taken: 1 when it holds input, 0 when it is only to be reported."""
    if not is_packed(path):
        return 1
    found.others[_suffix_of(path)] += 1
    return 0


def _reported(path: str, mode: Mode) -> Format | None:
    """Give the format under which a packed file is reported by its reader, as one record that cannot be used."""
    if not is_packed(path):
        return None
    return "html" if mode == "html" else "txt"


def _find_remote(given: str, mode: Mode, forced: Format | None, found: Found) -> int:
    """Add the files of a URL: an object, a glob, or a prefix like a folder."""
    try:
        filesystem, inner = fsspec.core.url_to_fs(given)
        listing, explicit = _list_remote(filesystem, inner)
    except InputError:
        raise
    except Exception as error:
        raise InputError(f"{given}: {type(error).__name__}: {describe(error)}") from error
    if not listing:
        raise InputError(f"{given}: no such file or folder")
    seen = 0
    for name, info in listing:
        path = filesystem.unstrip_protocol(name)
        kind = forced or format_of(name)
        if kind is None:
            kind = _format_or_sniff(path, mode) if explicit else _reported(path, mode)
        if kind is None or (forced is None and kind not in _MODE_FORMATS[mode]):
            found.others[os.path.splitext(name)[1].lower() or "without suffix"] += 1  # noqa: PTH122
            continue
        found.add(kind, found_remote(path, info), path)
        seen += _count(path, found)
    return seen


def _list_remote(filesystem: Any, inner: str) -> tuple[Iterable[tuple[str, dict[str, object]]], bool]:  # noqa: ANN401
    """List objects with what the store tells of them; the flag says the user named them one by one."""
    if _GLOB & set(inner) and not filesystem.exists(inner):
        matches = filesystem.glob(inner, detail=True)
        return [item for item in matches.items() if item[1].get("type") != "directory"], True
    if filesystem.isdir(inner):
        return list(filesystem.find(inner, detail=True).items()), False
    return ([(inner, filesystem.info(inner))], True) if filesystem.exists(inner) else ([], True)


def _format_or_sniff(path: str, mode: Mode) -> Format:
    """Tell the format of a file that the user named: by suffix, else by its first bytes.

    Raises:
        InputError: the format is not known, or is one of the other command.
    """
    kind = format_of(path) or _sniff_named(path, sniff_format)
    if kind is None:
        words = _sniff_named(path, sniff_foreign) or f"format not known; say which with --format ({_known(mode)})"
        raise InputError(f"{display_name(path)}: {words}")
    if kind not in _MODE_FORMATS[mode]:
        other = "pagewinnow text" if mode == "html" else "pagewinnow run"
        raise InputError(f"{display_name(path)}: {kind} files are for `{other}`")
    return kind


def _sniff_named(path: str, sniff: Callable[[IO[bytes]], T]) -> T:
    """Look at the first bytes of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with open_input(path) as handle:
            return sniff(handle)
    except OSError as error:
        raise InputError(f"{display_name(path)}: {describe(error)}") from error


def _known(mode: Mode) -> str:
    return ", ".join(_MODE_FORMATS[mode])


def _nothing_in(given: str, mode: Mode, others: Counter[str]) -> str:
    suffixes = ", ".join(suffix for suffix, kind in FORMATS.items() if kind in _MODE_FORMATS[mode])
    held = ", ".join(f"{count} {suffix}" for suffix, count in others.most_common(5))
    return f"{display_name(given)}: no input files there (looked for {suffixes}; found {held or 'nothing'})"
