"""What lets real clusters start on a busy machine."""

from __future__ import annotations

import os

os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # half of Spark's start
os.environ.setdefault("RAY_raylet_start_wait_time_s", "120")
