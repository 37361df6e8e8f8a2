"""Weights that are learned from what was recorded: what is remembered until the fit, and the fit.

Twin and engine hand in the same whole numbers and so get the same weights. Factors are read in parts of 1/240, equal
people are counted, and the regression is made on the counts: neither the order of people nor threads matter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.tables import Clock, Learned, Plan

PARTS: Final = 240
"""A factor is read in so many parts: halves, thirds, quarters, fifths … are whole."""
LEAST: Final = 10
"""So many of those who did and of those who did not must be known."""
UNITS: Final = 65536
"""Weights are rounded to so many parts."""

Bytes = NDArray[np.uint8]
Read = Callable[[int], Bytes]
"""Row of a learned score -> uint8[factors, N] in parts of 1/240; 255 for who is not in the scheme."""
OUTSIDE: Final = 255


@dataclass(frozen=True)
class Fit:
    """What was learned once.

    Parameters
    ----------
    row
        Of the learned score.
    tick
        At whose end; the weights hold from the next one.
    weights
        Of each declared factor, and last what is the same for everybody; `None` where there was too little to learn
        from, so that everything stays.
    known, struck
        About how many people there was a label, and about how many of them a record of the target.
    """

    row: int
    tick: int
    weights: tuple[float, ...] | None
    known: int
    struck: int


def refits(clock: Clock, num: int, den: int) -> list[int]:
    """The ticks that end a period of ``num / den`` days."""
    up, down = int(clock.num) * den, int(clock.den) * num
    ticks = range(int(clock.n_ticks)) if num > 0 else ()
    return [t for t in ticks if (t + 1) * up // down > t * up // down]


class Learner:
    """What the operator remembers in order to learn.

    Parameters
    ----------
    learned, clock
        Which scores are learned, and how time goes.
    """

    def __init__(self, learned: Learned, clock: Clock) -> None:
        self.learned, self.clock = learned, clock
        self.calendar = self._calendar()
        self.read: dict[tuple[int, int], Bytes] = {}
        self.done: dict[int, NDArray[np.int64]] = {}
        self.done_before: dict[tuple[int, int], NDArray[np.int64]] = {}
        self.fits: list[Fit] = []
        self.weights: dict[int, tuple[float, ...]] = {}

    def _calendar(self) -> list[tuple[frozenset[int], int]]:
        """The ticks at whose end each score is fitted, and its window in ticks."""
        z = self.learned
        return [
            (frozenset(refits(self.clock, int(num), int(den))), int(window))
            for num, den, window in zip(z.refit_num, z.refit_den, z.window, strict=True)
        ]

    def turn(self, learned: Learned) -> None:
        """Go on under another plan: what was read for a fit that is still to come is kept, the rest is let go.

        A fit for which nothing was read in time does not take place. Records are counted over another window only from
        the change on, so that all that was read before it is let go.
        """
        was, self.learned = self.learned, learned
        self.calendar = self._calendar()
        for row, t in list(self.read):
            ticks, window = self.calendar[row]
            if was.window[row] != learned.window[row] or t + window not in ticks:
                del self.read[row, t]
                self.done_before.pop((row, t), None)

    def note(self, moving: NDArray[np.int32]) -> None:
        """Count what was truly done in a tick, for the oracle: in the world without any scheme.

        Parameters
        ----------
        moving
            int32[rows, W, N] (``State.moving``).
        """
        for row, truth in enumerate(self.learned.truth):
            if truth >= 0:
                self.done[row] = self.done.get(row, np.zeros(moving.shape[2], np.int64)) + moving[truth, 0]

    def due(self, t: int) -> bool:
        """Whether factors are read or weights fitted at the end of tick `t`."""
        return any(t in ticks or t + window in ticks for ticks, window in self.calendar)

    def end(self, t: int, read: Read, count: NDArray[np.int32], enrolled: NDArray[np.int32]) -> list[Fit]:
        """Read factors and fit weights at the end of tick `t`, where that is due.

        Parameters
        ----------
        count
            int32[rows, N] records that factors count (``State.factor_count``).
        enrolled
            int32[S, N] (``State.enrolled``).
        """
        found = []
        for row, (ticks, window) in enumerate(self.calendar):
            before = self.read.pop((row, t - window), None) if t in ticks else None
            if before is not None:
                found.append(self._fit(row, t, before, count, enrolled))
            if t + window in ticks:
                self.read[row, t] = read(row)
                if row in self.done:
                    self.done_before[row, t] = self.done[row]
        self.fits += found
        self.weights |= {one.row: one.weights for one in found if one.weights is not None}
        return found

    def _fit(self, row: int, t: int, before: Bytes, count: NDArray[np.int32], enrolled: NDArray[np.int32]) -> Fit:
        z = self.learned
        struck = count[z.target[row]] > 0
        known = (before[0] != OUTSIDE) & (enrolled[z.scheme[row]] >= 0)
        if z.truth[row] >= 0:
            struck = self.done[row] > self.done_before.pop((row, t - int(z.window[row])))
        elif z.chance[row] >= 0:
            known &= struck | (count[z.chance[row]] > 0)
        n, positive = int(known.sum()), int((known & struck).sum())
        fit = Fit(row, t, None, n, positive)
        used = [place for place in range(int(z.width[row])) if not int(z.barred[row]) >> place & 1]
        if min(positive, n - positive) < LEAST or not used:
            return fit
        slopes = np.zeros(int(z.width[row]))
        slopes[used] = regression(before[used][:, known], struck[known], is_linear=bool(z.method[row]))
        return replace(fit, weights=as_weights(slopes * int(z.sign[row])))

    def taught(self, plan: Plan) -> Plan:
        """A plan with the weights that were learned."""
        if not self.weights:
            return plan
        weight = plan.factors.weight.copy()
        for row, weights in self.weights.items():
            first, z = int(self.learned.first[row]), self.learned
            weight[first : first + int(z.width[row])] = weights[:-1]
            weight[int(z.base[row])] = weights[-1]
        return plan._replace(factors=plan.factors._replace(weight=weight))


def as_weights(slopes: NDArray[np.float64]) -> tuple[float, ...] | None:
    """Weights that sum, by size, to 1, and what is added so that the least score is nought; `None` for no slope."""
    total = float(np.abs(slopes).sum())
    if total <= 0.0:
        return None
    units = [round(float(slope) / total * UNITS) for slope in slopes]
    return *(unit / UNITS for unit in units), -sum(min(unit, 0) for unit in units) / UNITS


def regression(read: Bytes, struck: NDArray[np.bool_], *, is_linear: bool) -> NDArray[np.float64]:
    """The slopes of what struck on the factors.

    Parameters
    ----------
    read
        uint8[factors, people] in parts of 1/240.
    struck
        bool[people].

    Returns
    -------
    float64[factors]
        Logistic: by maximum likelihood with a ridge of 1 on factors between 0 and 1 (scikit-learn's default; Pedregosa
        et al. 2011), so that a factor that separates people wholly has a slope too. Linear: least squares with that
        ridge.
    """
    from sklearn.linear_model import LogisticRegression, Ridge  # noqa: PLC0415  # late: it is slow to import
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    lines, counts = np.unique(np.vstack([read, struck[None].astype(np.uint8)]), axis=1, return_counts=True)
    x, y = lines[:-1].T.astype(np.float64) / PARTS, lines[-1].astype(np.float64)
    model: Any = Ridge(alpha=1.0, solver="cholesky")
    if not is_linear:
        model = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10, max_iter=200)
    with threadpool_limits(1):  # sums in one order, whatever the machine
        model.fit(x, y, sample_weight=counts.astype(np.float64))
    slopes: NDArray[np.float64] = np.asarray(model.coef_, np.float64).reshape(-1)
    return slopes
