"""What many tests share: pages made in a line, and the real pages when they are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.blocks import Page, segment
from pipeline.config import Limits

settings.register_profile("any machine", deadline=None)  # a deadline would be wall time, on a machine with other work
settings.load_profile("any machine")

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages; tests that ask for it are skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


def parse(html: str) -> Page:
    """Segment a page under the default budgets."""
    return segment(html, Limits())
