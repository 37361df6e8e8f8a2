"""How many reports about a person can wait for the last one that an entry needs."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from scorarium.engine.plan_frame import Frame
from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import Law, Number
from scorarium.scheme.senses import Sense

MOST_WAITING: Final = 1000
"""So many reports about a person can wait for others."""

FARTHEST_NORMAL: Final = 6.5
"""Standard deviations: beyond them lies less than the smallest step of a word."""

FARTHEST_EXPONENTIAL: Final = 23.0
"""Means: likewise."""


def waiting(frame: Frame, sense: Sense) -> int:
    """How many reports can wait for the last one that an entry needs; none where they need not come together.

    Raises
    ------
    MalformedError
        More than the engine can hold.
    """
    asked = sense.corroboration
    if sense.corroborate_within is None or not isinstance(asked, Number):
        return 0
    most = round(most_of(frame, asked)) - 1
    if most > MOST_WAITING:
        expected = f"at most {MOST_WAITING + 1}"
        raise MalformedError(Complaint("more reports than can wait for others", f"up to {most + 1}", expected))
    return max(0, most)


def most_of(frame: Frame, number: Number) -> float:
    """The largest value that a number can have; of a law without an end, what words of 32 bits can draw of it."""
    if number.field is not None:
        return float(np.max(frame.population.district_fields[number.field], initial=0.0))
    if number.law is not None:
        return most_drawn(number.law)
    most = max((plain.value for path, plain in number.leaves() if "times" not in path), default=1.0)
    for axis in number.times:
        most *= max(1.0, *(plain.value for _, plain in axis.cases))
    return most


def most_drawn(law: Law) -> float:
    """The largest number that a law can draw."""
    if law.shares:
        return max(value for value, _ in law.shares)
    if law.bounds is not None:
        return max(law.bounds)
    mean, sd = law.mean.value if law.mean is not None else 0.0, law.sd.value if law.sd is not None else 0.0
    if law.name == "normal":
        return mean + FARTHEST_NORMAL * sd
    if law.name == "lognormal":
        return mean * math.exp(sd * (FARTHEST_NORMAL - 0.5 * sd))
    if law.name == "gamma" and law.shape is not None:
        d = law.shape.value + (2.0 / 3.0 if law.shape.value < 1.0 else -1.0 / 3.0)
        return mean / law.shape.value * d * (1.0 + FARTHEST_NORMAL / math.sqrt(9.0 * d)) ** 3
    return mean if law.name == "fixed" else mean * FARTHEST_EXPONENTIAL
