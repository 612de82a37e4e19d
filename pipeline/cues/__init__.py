"""Cue words: phrases with which a block says itself that it is not the article ("Read also", "12 comments").

The table is data (`words/*.tsv`), in 39 languages; `find_cues` looks a block up in it,
`cue_masks` a whole page. Cues are evidence for the
content scorer and the spam detectors, never a reason to remove anything by themselves.
"""

from __future__ import annotations

from pipeline.cues.batch import cue_mask, cue_masks
from pipeline.cues.find import BITS, Cue, cue_families, find_cues
from pipeline.cues.prompts import PROMPT_FAMILIES, prompt_languages, prompts
from pipeline.cues.table import FAMILIES, KINDS, VERSION

__all__ = [
    "BITS",
    "FAMILIES",
    "KINDS",
    "PROMPT_FAMILIES",
    "VERSION",
    "Cue",
    "cue_families",
    "cue_mask",
    "cue_masks",
    "find_cues",
    "prompt_languages",
    "prompts",
]
