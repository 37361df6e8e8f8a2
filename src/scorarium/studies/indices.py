"""How much of what comes out hangs on each varied number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.intervals import LEVEL
from scorarium.studies.sample import LEVELS, SEED_BITS, problem_of
from scorarium.studies.vary import Method, Varied, Varying

Floats = NDArray[np.float64]
RESAMPLES: Final = 200

MEANING: Final[dict[Method, str]] = {
    "saltelli": "share of the variance that goes with the number, alone and together with others (Sobol' total index)",
    "morris": "mean absolute elementary effect, as a share of the sum over all numbers (Morris μ*)",
    "latin_hypercube": "squared standardised regression coefficient of ranks",
    "one_at_a_time": "difference between both ends of the range, the others as declared, as a share of the sum",
    "grid": "squared standardised regression coefficient of ranks",
}
"""What an index says, by method."""


@dataclass(frozen=True)
class Index:
    """What one outcome owes to one number.

    Parameters
    ----------
    value
        0: nothing, 1: all; `MEANING` says of what.
    low, high
        Its interval at `LEVEL`; nan without one.
    first
        Of Sobol' indices: what goes with the number alone; nan otherwise.
    """

    number: str
    value: float
    low: float
    high: float
    first: float = float("nan")


def indices(varying: Varying, points: Floats, y: Floats, seed: int) -> list[Index]:
    """Give the indices of all numbers, the largest first; none where the outcome never changes.

    Parameters
    ----------
    points : shape (points, numbers)
        The whole design.
    y : shape (points,)
        The outcome at each; no nan.
    seed
        From which intervals are resampled.

    References
    ----------
    Sobol' (2001); Jansen (1999) for total indices; Campolongo, Cariboni & Saltelli (2007) for μ*; Saltelli & Marivoet
    (1990) for regression on ranks.
    """
    if not np.ptp(y) > 1e-12 * max(1.0, float(np.abs(y).max())):
        return []
    found = _BY_METHOD[varying.method](varying.numbers, points, y, seed % SEED_BITS)
    return sorted(found, key=lambda one: -one.value)


def _saltelli(numbers: Sequence[Varied], _: Floats, y: Floats, seed: int) -> list[Index]:
    from SALib.analyze import sobol  # noqa: PLC0415  # late: it is slow to import

    with np.errstate(divide="ignore", invalid="ignore"):
        found = sobol.analyze(
            problem_of(numbers), y, calc_second_order=False, num_resamples=RESAMPLES, conf_level=LEVEL, seed=seed
        )
    rows = zip(numbers, found["ST"], found["ST_conf"], found["S1"], strict=True)
    return [
        Index(n.name, float(total), float(total - c), float(total + c), float(first)) for n, total, c, first in rows
    ]


def _morris(numbers: Sequence[Varied], points: Floats, y: Floats, seed: int) -> list[Index]:
    from SALib.analyze import morris  # noqa: PLC0415

    found = morris.analyze(
        problem_of(numbers), points, y, num_resamples=RESAMPLES, conf_level=LEVEL, num_levels=LEVELS, seed=seed
    )
    mu, half = np.asarray(found["mu_star"], np.float64), np.asarray(found["mu_star_conf"], np.float64)
    rows = zip(numbers, mu / mu.sum(), half / mu.sum(), strict=True)
    return [Index(n.name, float(value), float(value - c), float(value + c)) for n, value, c in rows]


def _ranks(numbers: Sequence[Varied], points: Floats, y: Floats, seed: int) -> list[Index]:
    x = np.column_stack([_rank(column) for column in points.T])
    target = _rank(y)
    generator = np.random.Generator(np.random.Philox(seed))
    picked = generator.integers(0, len(y), (RESAMPLES, len(y)))
    again = np.array([_coefficients(x[rows], target[rows]) for rows in picked]) ** 2
    low, high = np.quantile(again, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    rows = zip(numbers, _coefficients(x, target) ** 2, low, high, strict=True)
    return [Index(n.name, float(value), float(one), float(other)) for n, value, one, other in rows]


def _rank(values: Floats) -> Floats:
    """Ranks; equal values share theirs."""
    _, at, counts = np.unique(values, return_inverse=True, return_counts=True)
    upto = np.cumsum(counts)
    middle: Floats = (upto - (counts - 1) / 2.0)[at]
    return middle


def _coefficients(x: Floats, y: Floats) -> Floats:
    """Standardised regression coefficients; nought where nothing varies."""
    spread, total = x.std(axis=0), float(y.std())
    if total == 0.0:
        return np.zeros(x.shape[1])
    z = (x - x.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    found: Floats = np.linalg.lstsq(z, (y - y.mean()) / total, rcond=None)[0]
    return found


def _swings(numbers: Sequence[Varied], _: Floats, y: Floats, __: int) -> list[Index]:
    swing = np.abs(y[1::2] - y[0::2])
    share = swing / swing.sum() if swing.sum() > 0 else swing
    return [Index(n.name, float(value), float("nan"), float("nan")) for n, value in zip(numbers, share, strict=True)]


_BY_METHOD: Final = {
    "saltelli": _saltelli,
    "morris": _morris,
    "latin_hypercube": _ranks,
    "one_at_a_time": _swings,
    "grid": _ranks,
}
