"""The learned table: on how many pages of which host a block or frame was seen."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from numpy.typing import NDArray

SITES_VERSION = 1
"""Version of fingerprints and columns; a table of another version is refused."""

SCHEMA = pa.schema(
    [
        pa.field("host", pa.string(), nullable=False, metadata={"doc": "Host name; * for frames over all hosts."}),
        pa.field("kind", pa.string(), nullable=False, metadata={"doc": "block or frame."}),
        pa.field("hash", pa.uint64(), nullable=False, metadata={"doc": "Fingerprint; see pipeline/sites."}),
        pa.field("pages", pa.int64(), nullable=False, metadata={"doc": "Pages of the host it stands on; for * hosts."}),
        pa.field("host_pages", pa.int64(), nullable=False, metadata={"doc": "Pages of the host, copies counted once."}),
        pa.field("sample", pa.string(), metadata={"doc": "The beginning of one such line, for people."}),
    ],
    metadata={"pagewinnow_sites_version": str(SITES_VERSION)},
)


EVERYWHERE = "*"
"""The host of frames that recur on several hosts."""


class SiteTableError(ValueError):
    """A sites file that cannot be used; the message names it."""


@dataclass(frozen=True, slots=True)
class HostRepeats:
    """What recurs on one host; hashes sorted, with the pages each stands on."""

    host_pages: int
    blocks: NDArray[np.uint64]
    block_pages: NDArray[np.int64]
    frames: NDArray[np.uint64]
    frame_pages: NDArray[np.int64]

    def pages_with_block(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Pages each block hash stands on; 0 where it is not known."""
        return _look_up(self.blocks, self.block_pages, hashes)

    def pages_with_frame(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Pages each frame hash stands on; 0 where it is not known."""
        return _look_up(self.frames, self.frame_pages, hashes)


class SiteTable:
    """A learned table, looked up host by host; rows stay in Arrow's memory map until asked for."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        hosts = table.column("host").to_numpy(zero_copy_only=False) if table.num_rows else np.empty(0, dtype=object)
        starts = [0, *(np.flatnonzero(hosts[1:] != hosts[:-1]) + 1).tolist(), len(hosts)] if len(hosts) else [0]
        self._rows = {hosts[a]: (a, b) for a, b in itertools.pairwise(starts)}
        self._known: dict[str, HostRepeats | None] = {}

    def of_host(self, host: str | None) -> HostRepeats | None:
        """Give what recurs on a host; None when the host was not learned."""
        if host is None or host not in self._rows:
            return None
        if host not in self._known:
            self._known[host] = self._read(*self._rows[host])
        return self._known[host]

    def everywhere(self) -> HostRepeats | None:
        """Give the frames that recur on several hosts; None when there are none."""
        return self.of_host(EVERYWHERE)

    def _read(self, start: int, stop: int) -> HostRepeats:
        rows = self._table.slice(start, stop - start)
        kind = np.array(rows.column("kind").to_pylist())
        hashes = rows.column("hash").to_numpy()
        pages = rows.column("pages").to_numpy()
        order = np.argsort(hashes)
        kind, hashes, pages = kind[order], hashes[order], pages[order]
        block = kind == "block"
        host_pages = int(rows.column("host_pages")[0].as_py())
        return HostRepeats(host_pages, hashes[block], pages[block], hashes[~block], pages[~block])


@lru_cache(maxsize=4)
def load_sites(path: str) -> SiteTable:
    """Read a learned table, once a process.

    Raises:
        SiteTableError: the file is missing, not Parquet, or of another version.
    """
    try:
        table = pq.read_table(path, memory_map=True)
    except (OSError, pa.ArrowException) as error:
        raise SiteTableError(f"cannot read the sites table {path}: {error}") from error
    version = (table.schema.metadata or {}).get(b"pagewinnow_sites_version", b"none").decode()
    if version != str(SITES_VERSION):
        raise SiteTableError(
            f"{path} is a sites table of version {json.dumps(version)}, this is version {SITES_VERSION}: "
            "learn it anew with `pagewinnow learn-sites`"
        )
    return SiteTable(table)


def _look_up(known: NDArray[np.uint64], pages: NDArray[np.int64], hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    if not len(known):
        return np.zeros(len(hashes), dtype=np.int64)
    place = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.where(known[place] == hashes, pages[place], 0)
