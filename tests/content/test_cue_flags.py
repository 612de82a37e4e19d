"""Cue families as columns."""

from __future__ import annotations

from pipeline.content.cue_flags import cue_flags
from pipeline.cues import BITS, FAMILIES


def test_a_flag_stands_in_its_familys_column() -> None:
    """Each bit of a mask becomes one column, and no block gives no row."""
    share, tools = BITS["share"], BITS["tools"]
    flags = cue_flags([0, 1 << share | 1 << tools])
    assert flags.shape == (2, len(FAMILIES))
    assert not flags[0].any()
    assert [column for column in range(len(FAMILIES)) if flags[1, column]] == sorted([share, tools])
    assert cue_flags([]).shape == (0, len(FAMILIES))
