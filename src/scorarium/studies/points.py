"""A study lived at other values of its varied numbers: one point after another, all under the same luck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import DeclarationError
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.measure import Values
from scorarium.studies.order import Order, WorldOrder, again, faults_of, society_again
from scorarium.studies.vary import Varied, put

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Lived:
    """The outcomes of a study at many points.

    Parameters
    ----------
    points : shape (points, numbers)
    worlds, outcomes
        Names.
    value, difference : shape (points, worlds, outcomes)
        Means over replicates; difference to `none` under the same luck. nan where an outcome is not known.
    """

    points: Floats
    worlds: tuple[str, ...]
    outcomes: tuple[str, ...]
    value: Floats
    difference: Floats


def order_at(order: Order, values: Floats) -> Order:
    """The order with its varied numbers at other values; societies that have none of them stay the same objects.

    Raises
    ------
    DeclarationError
        The declarations are faulty there.
    """
    assert order.vary is not None
    numbers = order.vary.numbers

    def own(name: str) -> tuple[list[Varied], list[float]]:
        pairs = [(one, float(v)) for one, v in zip(numbers, values, strict=True) if one.document == name]
        return [one for one, _ in pairs], [value for _, value in pairs]

    societies = {}
    for name, society in order.societies.items():
        mine, at = own(name)
        societies[name] = society_again(put(society.raw, mine, at)) if mine else society
    worlds = {}
    for name, world in order.worlds.items():
        schemes = []
        for scheme in world.schemes:
            mine, at = own(scheme.name)
            schemes.append(again(put(scheme.raw, mine, at), scheme.luck_root) if mine else scheme)
        worlds[name] = WorldOrder(world.society, tuple(schemes))
    return replace(order, societies=societies, worlds=worlds, vary=None)


def check_corners(order: Order) -> None:
    """Look whether a study is faultless at the ends of its ranges.

    Raises
    ------
    DeclarationError
        It is not; the faults say where.
    """
    assert order.vary is not None
    for which in ("low", "high"):
        values = np.array([getattr(one, which) for one in order.vary.numbers])
        try:
            faults = faults_of(order_at(order, values))
        except DeclarationError as error:
            faults = list(error.faults)
        if faults:
            text = f"with every varied number at its {which}est: "
            raise DeclarationError([replace(fault, problem=text + fault.problem) for fault in faults])


def summed(found: Mapping[str, list[Values]], order: Order) -> dict[str, NDArray[Any]]:
    """Means over replicates at one point, as arrays for a store.

    Parameters
    ----------
    found
        Society -> the outcomes of each replicate.
    """
    outcomes = list(OUTCOMES)
    worlds, rows, gaps = [], [], []
    for society, replicates in found.items():
        value = np.full((len(replicates), len(order.worlds_in(society)), len(outcomes)), np.nan)
        for r, values in enumerate(replicates):
            columns = [outcomes.index(name) for name in values.names]
            value[r][:, columns] = values.value.T
        undefined = [k for k, name in enumerate(outcomes) if OUTCOMES[name].in_none == "undefined"]
        gap = value - value[:, :1]
        gap[:, :, undefined] = np.nan
        gap[:, 0] = np.nan
        worlds += [order.none_of(society), *list(order.worlds_in(society))[1:]]
        rows.append(value.mean(axis=0))
        gaps.append(gap.mean(axis=0))
    return {"worlds": np.array(worlds), "value": np.concatenate(rows), "difference": np.concatenate(gaps)}


def put_together(points: Floats, parts: list[dict[str, NDArray[Any]]]) -> Lived:
    """All points of a design."""
    worlds = tuple(str(name) for name in parts[0]["worlds"])
    value, difference = (np.stack([part[name] for part in parts]) for name in ("value", "difference"))
    return Lived(points, worlds, tuple(OUTCOMES), value, difference)
