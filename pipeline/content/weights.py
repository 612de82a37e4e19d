"""The weights file: named arrays behind a JSON header, in the safetensors layout. No code in it, none runs on loading.

Eight bytes (length of the header, little-endian), the header, the arrays. The header's `__metadata__` says what the
arrays were trained on and with which features.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FILE_NAME = "weights.safetensors"
DTYPES: dict[str, np.dtype[Any]] = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2"), "U32": np.dtype("<u4")}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


class WeightsError(ValueError):
    """A weights file that is damaged, or was trained with other features."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a weights file holds: arrays (float16 widened to float32) and its metadata."""

    arrays: dict[str, NDArray[np.generic]]
    metadata: dict[str, str]

    def floats(self, name: str) -> Floats:
        """A float32 array.

        Raises:
            WeightsError: the file has no such array.
        """
        if name not in self.arrays:
            raise WeightsError(f"the weights file has no array {name!r}")
        return np.asarray(self.arrays[name], dtype=np.float32)


def pack(arrays: Mapping[str, NDArray[np.generic]], metadata: Mapping[str, str]) -> bytes:
    """Write arrays (float32, float16, uint32) and metadata into one file's bytes; the same input, the same bytes."""
    header: dict[str, object] = {"__metadata__": dict(sorted(metadata.items()))}
    offset = 0
    parts: list[bytes] = []
    for name in sorted(arrays):
        raw = np.ascontiguousarray(arrays[name]).tobytes()
        kind = NAMES[arrays[name].dtype.newbyteorder("<")]
        header[name] = {"dtype": kind, "shape": list(arrays[name].shape), "data_offsets": [offset, offset + len(raw)]}
        parts.append(raw)
        offset += len(raw)
    head = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    head += b" " * (-len(head) % 8)
    return len(head).to_bytes(8, "little") + head + b"".join(parts)


def unpack(raw: bytes) -> Weights:
    """Read what `pack` wrote.

    Raises:
        WeightsError: the bytes are no such file, or cut off.
    """
    try:
        size = int.from_bytes(raw[:8], "little")
        header = json.loads(raw[8 : 8 + size])
        metadata = header.pop("__metadata__", {})
        arrays: dict[str, NDArray[np.generic]] = {}
        for name, entry in header.items():
            begin, end = entry["data_offsets"]
            part = raw[8 + size + begin : 8 + size + end]
            array: NDArray[Any] = np.frombuffer(part, dtype=DTYPES[entry["dtype"]]).reshape(entry["shape"])
            arrays[name] = array.astype(np.float32) if entry["dtype"] == "F16" else array
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"not a weights file: {error}") from error
    return Weights(arrays, metadata)


@cache
def load_weights() -> Weights:
    """Read the weights that come with the package, once a process."""
    return unpack(files("pipeline.content").joinpath(FILE_NAME).read_bytes())
