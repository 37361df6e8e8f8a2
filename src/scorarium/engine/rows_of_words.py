"""Bounds of the words by which periodic acts are decided: whoever's word is above theirs does nothing."""

from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.tables import Plan
from scorarium.kernels.vectors import LANES

Rows = dict[str, Any]

CODES = 256
"""A code of a person is one byte."""

WORDS = 2.0**32
"""A word is below it."""

NEAR_STEPS = 65535
"""In how many steps a person's bound is told from another's."""

SLACK = 1.0 + 2.0**-20
"""A word, a part, a scale and their product are rounded to 24 digits: together they lose less than four in 2**24."""


def word_bounds(plan: Plan, may_rise: NDArray[np.bool_], rates: Rows) -> Rows:
    """Whoever's word is not below the limit of their code does not do a periodic act in any world.

    ``word_column`` int32[periodic acts]: in which column of ``codes`` the code stands, that which tells most;
    ``word_limit`` int64[periodic acts, 256]; ``is_sharp`` uint8[periodic acts]: whether everybody below their limit
    does it, since nothing else tells people apart. What ``near_words`` makes of the limits comes with it.
    """
    kinds, n_columns = plan.acts.periodic, rates["codes"].shape[1]
    column = np.zeros(len(kinds), np.int32)
    limit = np.full((len(kinds), CODES), 2**32, np.int64)
    bounds, is_sharp = np.full((len(kinds), CODES), WORDS), np.zeros(len(kinds), np.uint8)
    counts = [np.bincount(rates["codes"][:, axis]) for axis in range(n_columns)] if len(kinds) else []
    counts.append(plan.people.district_size)  # column -1
    for row, kind in enumerate(kinds):
        if may_rise[kind] or plan.sizes.changing or not plan.sizes.persons:
            continue
        by_axis, least = factors_by_axis(kind, rates, counts), np.inf
        tops = {axis: float(own[counts[axis] > 0].max()) for axis, own in by_axis.items()}
        for axis, own in by_axis.items():
            rest = prod(top for other, top in tops.items() if other != axis)
            bound = plan.acts.scale[kind] * own * rest
            mean = float(bound @ counts[axis])
            if axis >= 0 and mean < least:
                least, column[row] = mean, axis
                limit[row, : len(bound)] = np.minimum(np.floor(bound * WORDS) + 3.0, WORDS)
                bounds[row] = 0.0
                bounds[row, : len(bound)] = np.where(counts[axis] > 0, bound * WORDS + 3.0, 0.0)
        axis = int(column[row])
        if least < np.inf and all(other == axis or is_same(own[counts[other] > 0]) for other, own in by_axis.items()):
            is_sharp[row] = 1
            rates_of_codes = rates_along(kind, axis, plan.acts.scale[kind], rates, counts)
            limit[row, : len(counts[axis])] = np.minimum(np.ceil(rates_of_codes * WORDS - 0.5), WORDS)
    rows = {"word_column": column, "word_limit": limit, "is_sharp": is_sharp}
    return rows | near_words(column, bounds, rates["codes"])


def near_words(column: NDArray[np.int32], bounds: NDArray[np.float64], codes: NDArray[np.uint8]) -> Rows:
    """Bounds of words that can be compared for many persons at once, where a table would have to be looked into.

    Parameters
    ----------
    column
        int32[periodic acts]: in which column of ``codes`` the code stands.
    bounds
        float64[periodic acts, 256]: no person of a code does an act with a word above it; 2**32 or more: they may.
    codes
        uint8[N, columns].

    Returns
    -------
    dict
        ``near`` uint16[columns in use, N + what is read beyond]: how much of the act's largest bound is a person's, at
        least 1, in steps of 1/65535, the most of all acts that go by the column; ``near_first`` int64[periodic acts]:
        where the line of the act's column begins; ``near_scale`` float64[periodic acts]: a person's part times it is
        not below their bound, also in single precision.
    """
    used, width = np.unique(column), len(codes) + 4 * LANES
    near = np.ones((len(used), width), np.uint16)
    largest = np.maximum(bounds.max(axis=1, initial=0.0), 1.0)
    parts = np.maximum(1.0, np.ceil(bounds / largest[:, None] * NEAR_STEPS)).astype(np.uint16)
    tells = bounds.min(axis=1, initial=WORDS) < WORDS
    for line, axis in enumerate(used):
        of_codes = parts[(column == axis) & tells].max(axis=0, initial=1)
        near[line, : len(codes)] = of_codes[codes[:, axis]]
    return {
        "near": near.reshape(-1),
        "near_first": np.searchsorted(used, column).astype(np.int64) * width,
        "near_scale": np.where(tells, largest / NEAR_STEPS, 2.0 * WORDS) * SLACK,
    }


def is_same(values: NDArray[np.float64]) -> bool:
    """Whether all values are one."""
    return bool((values == values[0]).all())


def rates_along(
    kind: int, axis: int, scale: float, rates: Rows, counts: list[NDArray[np.int64]]
) -> NDArray[np.float64]:
    """Base rates by the code in one column, multiplied in the order of ``mind.base_rate``; others tell nobody apart."""
    found = np.full(len(counts[axis]), scale)
    for f in range(rates["factor_first"][kind], rates["factor_first"][kind + 1]):
        other, start = int(rates["factor_column"][f]), int(rates["factor_start"][f])
        own = rates["factor_value"][start : start + len(counts[other])]
        found = found * (own if other == axis else own[counts[other] > 0][0])
    return found


def factors_by_axis(kind: int, rates: Rows, counts: list[NDArray[np.int64]]) -> dict[int, NDArray[np.float64]]:
    """What each column of ``codes`` multiplies a rate by, by code; the first column stands in for none."""
    found = {0: np.ones(len(counts[0]))}
    for f in range(rates["factor_first"][kind], rates["factor_first"][kind + 1]):
        axis, start = int(rates["factor_column"][f]), int(rates["factor_start"][f])
        own = rates["factor_value"][start : start + len(counts[axis])]
        found[axis] = found.get(axis, 1.0) * own
    return found
