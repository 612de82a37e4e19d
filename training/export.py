"""Fitted nets -> the weights file of the package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from pipeline.content.features import FEATURE_NAMES, FEATURES_VERSION, PAGE_NAMES
from pipeline.content.weights import pack
from training.sources import PAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from training.fit import Model

ATTRIBUTION = (
    "Trained on WCXB, the web content extraction benchmark, dev split (Foley 2026, CC-BY-4.0), on the test pages of "
    "Mozilla Readability (Apache-2.0) and on generated pages of this project. The weights are Apache-2.0; keep this "
    "attribution with them."
)


def export(models: Sequence[Model], decisions: Mapping[str, object], notes: Mapping[str, str]) -> bytes:
    """Pack nets that share one scale into a weights file, as float16 where precision does not matter.

    Args:
        models: nets fitted with the same `Scale`.
        decisions: "temperature" and "cut_bounds" (page type -> lowest and highest cut).
        notes: more entries of the header, for people.
    """
    scale = models[0].scale
    arrays: dict[str, NDArray[np.generic]] = {
        "mean": scale.mean,
        "deviation": scale.deviation,
        "page_mean": scale.page_mean,
        "page_deviation": scale.page_deviation,
        "vocabulary": scale.vocabulary,
    }
    prefixes = [f"net{i}." for i in range(len(models))]
    for prefix, model in zip(prefixes, models, strict=True):
        for name, tensor in model.net.state_dict().items():
            arrays[prefix + name] = tensor.detach().numpy().astype(np.float16)
    metadata = {
        "features": " ".join(FEATURE_NAMES),
        "page_features": " ".join(PAGE_NAMES),
        "features_version": str(FEATURES_VERSION),
        "page_types": " ".join(PAGE_TYPES),
        "nets": " ".join(prefixes),
        "temperature": str(decisions["temperature"]),
        "cut_bounds": json.dumps(decisions["cut_bounds"], sort_keys=True),
        "attribution": ATTRIBUTION,
        **notes,
    }
    return pack(arrays, metadata)
