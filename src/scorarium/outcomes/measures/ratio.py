"""What a measure gives: a ratio of two sums over persons, a figure among any persons, or a plain figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.lived import Lived

Bools = NDArray[np.bool_]


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


@dataclass(frozen=True)
class Within:
    """A figure that is no ratio of sums and can be worked out among any persons: it is split by groups.

    Parameters
    ----------
    of
        The figure among the persons chosen (a mask); None where it has no meaning among them.
    persons
        How many there are.
    """

    of: Callable[[Bools], float | None]
    persons: int

    def value(self) -> float:
        """Among everybody; nan where it has no meaning."""
        return self.among(np.ones(self.persons, np.bool_))

    def among(self, chosen: Bools) -> float:
        """Among the persons chosen; nan where it has no meaning."""
        found = self.of(chosen)
        return float("nan") if found is None else found


Measured = Ratio | Within | float | None
Measure = Callable[[Lived, int], Measured]


def quotient(top: float, bottom: float) -> float | None:
    """A share of counts; None where there is nothing to share."""
    return float(top) / float(bottom) if bottom else None


def mean_of(found: list[float | None]) -> float | None:
    """The mean of what is known; None where nothing is."""
    known = [one for one in found if one is not None]
    return sum(known) / len(known) if known else None
