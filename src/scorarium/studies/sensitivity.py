"""On which numbers a result hangs: what a study says of the values that it has tried."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.studies.indices import MEANING, Index, indices
from scorarium.studies.order import Order
from scorarium.studies.points import Lived

if TYPE_CHECKING:
    import xarray as xr

Floats = NDArray[np.float64]
MOST: Final = 8
LEAST: Final = 0.01
"""An index below this is left out of the document; the dataset has the points from which it comes."""

SAME: Final = 0.95
"""At so many points at least, a difference must have the sign that it has at the declared numbers."""

HALF: Final = 0.5
NAMED: Final = 3
"""A result that turns over depends on the numbers that carry half of what it owes to any, three at most."""


def sensitivity_of(order: Order, lived: Lived, worlds: Mapping[str, Any]) -> dict[str, Any]:
    """The part ``sensitivity`` of a document.

    Parameters
    ----------
    worlds
        The part ``worlds``: values at the declared numbers.
    """
    assert order.vary is not None
    found: dict[str, Any] = {}
    for w, world in enumerate(lived.worlds):
        rows = {}
        for k, outcome in enumerate(lived.outcomes):
            declared = worlds.get(world, {}).get("outcomes", {}).get(outcome)
            if declared is None:
                continue
            is_gap = "difference" in declared
            y = (lived.difference if is_gap else lived.value)[:, w, k]
            if not np.isnan(y).any():
                rows[outcome] = one_outcome(order, lived.points, y, declared, is_gap=is_gap)
        found[world] = rows
    return {
        "method": order.vary.method,
        "samples": order.vary.samples,
        "points": len(lived.points),
        "index": MEANING[order.vary.method],
        "numbers": [
            {"name": one.name, "value": one.value, "range": [one.low, one.high], "dimension": one.dimension}
            for one in order.vary.numbers
        ],
        "worlds": found,
    }


def one_outcome(
    order: Order, points: Floats, y: Floats, declared: Mapping[str, Any], *, is_gap: bool
) -> dict[str, Any]:
    """What is said of one outcome of one world."""
    assert order.vary is not None
    owed = indices(order.vary, points, y, order.seed)
    base = declared["difference"] if is_gap else declared
    found: dict[str, Any] = {
        "of": "difference" if is_gap else "value",
        "range": [float(y.min()), float(y.max())],
        "indices": [plain(one) for one in owed[:MOST] if one.value >= LEAST],
    }
    if is_gap:
        same = same_sign(y, float(base["value"]))
        is_clear = bool(base["interval"]) and not base["interval"][0] <= 0.0 <= base["interval"][1]
        found["same_sign_share"] = same
        found["depends_on"] = depends_on(owed) if is_clear and same < SAME else []
    return found


def same_sign(y: Floats, base: float) -> float:
    """The share of points at which a difference has the sign that it has at the declared numbers."""
    return float((np.sign(y) == math.copysign(1.0, base)).mean()) if base else float((y == 0.0).mean())


def depends_on(owed: Sequence[Index]) -> list[str]:
    """The numbers that carry half of what an outcome owes to any of them."""
    total, found, carried = sum(max(0.0, one.value) for one in owed), [], 0.0
    for one in owed[:NAMED]:
        found.append(one.number)
        carried += max(0.0, one.value)
        if carried >= HALF * total:
            break
    return found


def plain(one: Index) -> dict[str, Any]:
    """An index as the document has it."""
    interval = [] if math.isnan(one.low) else [one.low, one.high]
    first = {} if math.isnan(one.first) else {"first": one.first}
    return {"number": one.number, "index": one.value, "interval": interval, **first}


def with_points(dataset: xr.Dataset, order: Order, lived: Lived) -> xr.Dataset:
    """The dataset with every point: the values that were tried and what came out of them."""
    assert order.vary is not None
    known = [lived.outcomes.index(str(name)) for name in dataset["outcome"].values]
    worlds = [lived.worlds.index(str(name)) for name in dataset["world"].values]

    def laid(values: Floats) -> Floats:
        found: Floats = values[:, worlds][:, :, known]
        return found

    dims = ("point", "world", "outcome")
    return dataset.assign_coords(number=[one.name for one in order.vary.numbers]).assign(
        varied=(("point", "number"), lived.points),
        varied_value=(dims, laid(lived.value)),
        varied_difference=(dims, laid(lived.difference)),
    )
