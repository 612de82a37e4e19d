"""A kernel's source run as plain Python, beside its compiled form."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType


@cache
def as_python(kernel: ModuleType) -> Any:
    """Load the `.py` of a kernel, whether or not it is compiled."""
    found = Path(str(kernel.__file__))
    source = found.with_name(found.name.partition(".")[0] + ".py")
    spec = importlib.util.spec_from_file_location(f"{kernel.__name__}_as_python", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
