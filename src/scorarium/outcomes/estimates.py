"""Values over replicates become estimates: value, interval, difference to none, noise floor, groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.intervals import noise_floor, over_replicates, student
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.measure import Values

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Estimates:
    """One outcome over all replicates of one society's worlds.

    Parameters
    ----------
    value : shape (worlds, replicates)
    difference : shape (worlds, replicates)
        To none, under the same luck; nan where it has no meaning.
    groups : shape (worlds, replicates, groups)
    estimate, of_difference : shape (worlds, 3)
        Value, lower and upper end of the interval.
    of_groups : shape (worlds, groups, 3)
    floor : shape (worlds,)
        Half-width that the difference would have under luck of its own.
    """

    value: Floats
    difference: Floats
    groups: Floats
    estimate: Floats
    of_difference: Floats
    of_groups: Floats
    floor: Floats


def known_outcomes(replicates: Sequence[Values]) -> tuple[str, ...]:
    """Outcomes known in some replicate, in the order of the layout."""
    known = {name for values in replicates for name in values.names}
    return tuple(name for name in OUTCOMES if name in known)


def estimate(name: str, replicates: Sequence[Values]) -> Estimates:
    """Put one outcome of all replicates together.

    Parameters
    ----------
    name
        Known in some of them. A length of time must be known in all: where some have not seen the end of half of their
        spells, the mean of the others would be too short.
    replicates
        In order of their numbers, all of the same worlds.
    """
    value = np.stack([_row(values, name, "value") for values in replicates], axis=1)
    if OUTCOMES[name].unit == "d":
        value[np.isnan(value).any(axis=1)] = np.nan
    groups = np.stack([_row(values, name, "groups") for values in replicates], axis=1)
    has_difference = OUTCOMES[name].in_none != "undefined"
    difference = value - value[:1] if has_difference else np.full_like(value, np.nan)
    difference[0] = np.nan
    alone = replicates[0] if len(replicates) == 1 else None
    worlds, _, width = groups.shape
    found = Estimates(
        value=value,
        difference=difference,
        groups=groups,
        estimate=_bounds(value, None if alone is None else _half(alone, name, "error")),
        of_difference=_bounds(difference, None if alone is None else _half(alone, name, "error_of_difference")),
        of_groups=_bounds(
            groups.transpose(0, 2, 1).reshape(worlds * width, len(replicates)),
            None if alone is None else _half(alone, name, "group_error").reshape(worlds * width),
        ).reshape(worlds, width, 3),
        floor=_floor(value, alone, name),
    )
    found.floor[np.isnan(found.of_difference[:, 0])] = np.nan
    return found


def half_width(name: str, replicates: Sequence[Values]) -> float:
    """Half of the widest interval of an outcome over worlds, of the difference where there is one; nan without any.

    A difference that is the same in every replicate counts as known exactly: it is nought wherever a world changes
    nothing.
    """
    found = estimate(name, replicates)
    has_difference = not np.isnan(found.of_difference[:, 0]).all()
    which = found.of_difference if has_difference else found.estimate
    widths = (which[:, 2] - which[:, 1]) / 2.0
    if has_difference and len(replicates) > 1:
        widths = np.where(np.isnan(widths) & ~np.isnan(which[:, 0]), 0.0, widths)
    return float(np.nanmax(widths)) if not np.isnan(widths).all() else float("nan")


def _row(values: Values, name: str, field: str) -> Floats:
    """One outcome's row of a field; nan where the replicate does not know it."""
    table: Floats = getattr(values, field)
    if name not in values.names:
        return np.full(table.shape[1:], np.nan)
    row: Floats = table[values.names.index(name)]
    return row


def _half(values: Values, name: str, field: str) -> Floats:
    """Half-widths from clustered errors; nan where there are none."""
    row = _row(values, name, field)
    return student(values.clusters - 1) * row if values.clusters > 1 else np.full_like(row, np.nan)


def _bounds(values: Floats, half: Floats | None) -> Floats:
    """(value, low, high) of each row; from replicates unless half-widths are given."""
    found = np.full((len(values), 3), np.nan)
    for k, row in enumerate(values):
        middle, width = over_replicates(row)
        if half is not None:
            width = float(half[k])
        found[k] = middle, middle - width, middle + width
    return found


def _floor(value: Floats, alone: Values | None, name: str) -> Floats:
    """Noise floors by world; with one replicate from the errors of both worlds."""
    if alone is None:
        return np.array([noise_floor(row, value[0]) for row in value])
    half = _half(alone, name, "error")
    there = half[0] if not np.isnan(half[0]) or np.isnan(value[0, 0]) or value[0, 0] != 0.0 else 0.0
    found: Floats = np.sqrt(half**2 + there**2)
    return found
