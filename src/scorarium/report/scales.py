"""From values to places: linear scales with round ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Values between ``low`` and ``high`` lie between ``start`` and ``end`` on the picture."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Give the place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def inside(self, value: float) -> float:
        """Give the place of a value, or that of the nearer end if it lies beyond."""
        return self(min(max(value, self.low), self.high))


def linear(values: Sequence[float], start: float, end: float, *, nought: bool = False, pad: float = 0.0) -> Scale:
    """Make a scale that holds all values (and nought, if asked), with some air at both ends.

    Values that are no numbers are passed over; without any the scale runs from 0 to 1.
    """
    known = [value for value in values if math.isfinite(value)] + ([0.0] if nought else [])
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if high - low <= 1e-12 * max(1.0, abs(high)):
        low, high = (low - 0.5, high + 0.5) if low else (0.0, 1.0)
    air = pad * (high - low)
    return Scale(
        low - (air if low < 0 or not nought else 0.0), high + (air if high > 0 or not nought else 0.0), start, end
    )


def step(span: float, wanted: int) -> float:
    """Give the round step (1, 2 or 5 times a power of ten) that makes about so many ticks."""
    rough = span / max(1, wanted)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)


def ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """List round values between two ends, both included if they are round; at least two."""
    found: list[float] = []
    for more in range(4):
        by = step(high - low, wanted + 2 * more)
        first, last = math.ceil(low / by - 1e-9), math.floor(high / by + 1e-9)
        found = [round(index * by, 12) for index in range(first, last + 1)]
        if len(found) > 1:
            break
    return found


def decimals(by: float) -> int:
    """How many digits after the point ticks at such a step need."""
    return max(0, -math.floor(math.log10(by) + 1e-9)) if by > 0 else 0
