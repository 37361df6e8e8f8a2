"""Time in ticks: what durations, rates and hazards become."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, cast

from scorarium.kernels.arith import exp_neg as compiled_exp_neg
from scorarium.names import NEVER
from scorarium.quantities import DAYS_PER_YEAR, Duration, n_ticks, rational, ticks


def exp_neg(x: float) -> float:
    """exp(-x) for x >= 0 by the shared routine: the same bits on every machine."""
    plain: Any = compiled_exp_neg
    return cast("float", plain.py_func(x))


def exp(x: float) -> float:
    """exp(x) by the shared routine."""
    return exp_neg(-x) if x <= 0 else 1.0 / exp_neg(x)


@dataclass(frozen=True)
class Time:
    """The clock of a run.

    Parameters
    ----------
    tick
        The length of a tick, exact.
    years
        How long the run is.
    """

    tick: Duration
    years: float
    days: Fraction = field(init=False)
    n_ticks: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", rational(self.tick))
        object.__setattr__(self, "n_ticks", n_ticks(self.years, self.tick))

    def ticks(self, days: float | Fraction | Duration) -> int:
        """Days in ticks, rounded half up, at least 1; nought stays 0 and never is `names.NEVER`."""
        return ticks(days, self.tick)

    def unrounded(self, days: float) -> float:
        """Days in ticks, not rounded; never is `names.NEVER`."""
        return min(float(NEVER), days / float(self.days))

    def per_tick(self, rate: float) -> float:
        """A rate per year as a rate per tick."""
        return rate * float(self.days / DAYS_PER_YEAR)

    def chance(self, rate: float) -> float:
        """A hazard per year as the chance in one tick."""
        return 1.0 - exp_neg(self.per_tick(rate))
