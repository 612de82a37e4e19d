"""Builds the kernels: each module with a `.pxd` beside it becomes machine code, where Cython and a compiler can do it.

The `.py` file is the source of both: the `.pxd` only gives C types to names in it. Where nothing can be compiled the
package installs all the same and runs the `.py` files, slower and with the same results; PAGEWINNOW_PURE=1 asks for
that.
"""

from __future__ import annotations

import os
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup

ROOT = Path(__file__).parent
DIRECTIVES = {
    "language_level": 3,
    "binding": True,  # functions stay functions: signatures, pickling and tracebacks as in Python
    "annotation_typing": False,  # types come from the .pxd alone, so that a wrong guess can never change a result
    "boundscheck": False,
    "wraparound": False,
    "cdivision": True,
}
COMPILE_ARGS = [] if os.name == "nt" else ["-O3", "-g0"]  # debug information only makes a build slow
JOBS = os.cpu_count() or 1


def kernels() -> list[Extension]:
    """Every module that has a `.pxd`; optional, so that a failed build is a warning."""
    if os.environ.get("PAGEWINNOW_PURE"):
        return []
    found = sorted(path.relative_to(ROOT).with_suffix("") for path in ROOT.glob("pipeline/**/*.pxd"))
    modules = [
        Extension(".".join(path.parts), [f"{path}.py"], extra_compile_args=COMPILE_ARGS, optional=True)
        for path in found
    ]
    return list(
        cythonize(modules, compiler_directives=DIRECTIVES, build_dir="build/kernels", nthreads=JOBS, quiet=True)
    )


if __name__ == "__main__":  # Cython's own workers import this file again
    setup(ext_modules=kernels(), options={"build_ext": {"parallel": JOBS}})
