"""A script without a guard around the work it starts, as people write them."""

from __future__ import annotations

import sys

from pipeline.engines import EngineOptions
from pipeline.engines.local import run_local
from tests.engines import work

sys.stdout.write(f"{sorted(run_local(work.double, [1, 2], EngineOptions(workers=2, memory_mb=400)))}\n")
