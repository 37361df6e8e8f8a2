"""What a measure gives: a ratio of two sums over persons, or a plain figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.lived import Lived


@dataclass(frozen=True)
class Ratio:
    """Sum over persons of `top`, over the sum of `bottom`, times `factor`.

    Whatever has this form can be split by groups and has an interval from persons clustered by district.

    Parameters
    ----------
    top : array, shape (persons,)
    bottom : array, shape (persons,), optional
        One for each person if not given.
    factor
        Turns the ratio into the outcome's unit.
    """

    top: NDArray[Any]
    bottom: NDArray[Any] | None = None
    factor: float = 1.0

    def value(self) -> float:
        """The ratio over everybody; nan where nobody counts."""
        below = float(len(self.top)) if self.bottom is None else float(self.bottom.sum(dtype=np.float64))
        return self.factor * float(self.top.sum(dtype=np.float64)) / below if below else float("nan")


Measured = Ratio | float | None
Measure = Callable[[Lived, int], Measured]


def quotient(top: float, bottom: float) -> float | None:
    """A share of counts; None where there is nothing to share."""
    return float(top) / float(bottom) if bottom else None
