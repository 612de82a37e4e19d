"""setuptools' build backend, which brings a C compiler to machines that have none.

The kernels are compiled when the package is built. Where the compiler that Python was built with is missing, the
package `ziglang` (a C compiler as a wheel) is asked for, for the time of the build alone. See "Dynamic build
dependencies and other build_meta tweaks" in setuptools' guide. Without Python's headers nothing can be compiled: the
package installs all the same and runs as plain Python.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import Any

from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403 - the other hooks are setuptools' own

COMPILER = "ziglang>=0.13"


def get_requires_for_build_wheel(config_settings: dict[str, Any] | None = None) -> list[str]:
    """Ask for what a wheel's build needs."""
    return build_meta.get_requires_for_build_wheel(config_settings) + _compiler()


def get_requires_for_build_editable(config_settings: dict[str, Any] | None = None) -> list[str]:
    """Ask for what an editable build needs."""
    return build_meta.get_requires_for_build_editable(config_settings) + _compiler()


def build_wheel(
    wheel_directory: str, config_settings: dict[str, Any] | None = None, metadata_directory: str | None = None
) -> str:
    """Build a wheel with the kernels in it."""
    _use_compiler()
    return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(
    wheel_directory: str, config_settings: dict[str, Any] | None = None, metadata_directory: str | None = None
) -> str:
    """Build the kernels in place."""
    _use_compiler()
    return build_meta.build_editable(wheel_directory, config_settings, metadata_directory)


def _compiler() -> list[str]:
    """Name the package that compiles, where one is needed and of use."""
    has_headers = Path(sysconfig.get_path("include"), "Python.h").exists()
    wanted = has_headers and not os.environ.get("PAGEWINNOW_PURE")
    return [COMPILER] if wanted and not _has_own_compiler() else []


def _has_own_compiler() -> bool:
    """Tell whether $CC, or the compiler that Python was built with, is on this machine."""
    command = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "")
    return not command or shutil.which(command[0]) is not None  # no command at all: Windows, which finds its own


def _use_compiler() -> None:
    if _compiler():
        compiler = f"{shlex.quote(sys.executable)} -m ziglang cc"
        os.environ |= {"CC": compiler, "LDSHARED": f"{compiler} -shared"}
