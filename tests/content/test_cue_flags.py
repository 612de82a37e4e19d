"""Cue families as columns."""

from __future__ import annotations

import numpy as np

from pipeline.content.cue_flags import fill_cue_columns
from pipeline.cues import BITS, FAMILIES


def test_a_flag_stands_in_its_familys_column() -> None:
    """Each bit of a mask becomes one column."""
    share, tools = BITS["share"], BITS["tools"]
    flags = np.zeros((2, len(FAMILIES)), dtype=np.float32)
    fill_cue_columns([0, 1 << share | 1 << tools], flags)
    assert not flags[0].any()
    assert [column for column in range(len(FAMILIES)) if flags[1, column]] == sorted([share, tools])
