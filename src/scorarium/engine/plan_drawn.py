"""Rates that are drawn once for each person: a column of codes beside the traits, and the rate of each code.

The luck is that of the society, at tick 0. Rates are gathered into up to 255 classes, four and a half percent wide,
each with the mean of its members: the mean of the whole is exact, its spread to a few in ten thousand. Acts are then
thinned like all others, so that no rate is cut off.
"""

from __future__ import annotations

import math
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_numbers import Convert
from scorarium.errors import Complaint, MalformedError
from scorarium.names import Decision
from scorarium.quantities import Law
from scorarium.society.dice import Dice, uniform

CLASSES: Final = 255
WIDEST: Final = 1e5
"""The largest rate over the smallest that is told apart from it."""


def drawn_column(frame: Frame, law: Law, convert: Convert, name: str) -> tuple[int, tuple[float, ...]]:
    """Draw a rate for each person; returns the row of its codes (after the traits) and the rate of each code."""
    people = frame.population
    word = Dice(people.seed, people.replicate).row_of(Decision.PERSONAL, people.n, index=crc32(name.encode()) & 0xFFFF)
    codes, table = classes(np.maximum(values(law, convert, uniform(word)), 0.0))
    frame.drawn[name] = codes
    return len(people.traits) + list(frame.drawn).index(name), table


def values(law: Law, convert: Convert, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """The number that a law has at each uniform `u`, in the unit of the plan."""
    from scipy.special import gammaincinv, ndtri  # noqa: PLC0415  # late: most plans draw no number, and it is slow

    mean = convert(law.mean.value) if law.mean is not None else 0.0
    if law.name == "fixed":
        return np.full(len(u), mean)
    if law.name in ("exponential", "erlang", "gamma"):
        shape = law.shape.value if law.shape is not None else float(law.stages or 1)
        found: NDArray[np.float64] = mean / shape * gammaincinv(shape, u)
        return found
    if law.name == "normal" and law.sd is not None:
        return np.asarray(mean + convert(law.sd.value) * ndtri(u), float)
    if law.name == "lognormal" and law.sd is not None:
        sd = law.sd.value
        return np.array([mean * math.exp(sd * z - 0.5 * sd * sd) for z in ndtri(u)])
    if law.name == "shares":
        upto = np.cumsum([share.value for _, share in law.shares])
        rows = np.minimum(np.searchsorted(upto, u, side="right"), len(upto) - 1)
        return np.array([convert(value) for value, _ in law.shares])[rows]
    if law.bounds is None:
        raise MalformedError(Complaint("a law without its numbers", f"'{law.name}'"))
    low, high = (convert(bound) for bound in law.bounds)
    if law.name == "uniform":
        return low + (high - low) * u
    a, b = math.exp(-low / mean), math.exp(-high / mean)
    return np.array([-mean * math.log(a - x * (a - b)) for x in u])


def classes(drawn: NDArray[np.float64]) -> tuple[NDArray[np.uint8], tuple[float, ...]]:
    """The class of each value, and the mean of each class's members."""
    distinct, codes = np.unique(drawn, return_inverse=True)
    if len(distinct) > CLASSES:
        borders = np.geomspace(float(distinct[-1]) / WIDEST, float(distinct[-1]), CLASSES)[:-1]
        codes = np.searchsorted(borders, drawn, side="right")
    members = np.bincount(codes, minlength=1)
    sums = np.bincount(codes, weights=drawn, minlength=1)
    return codes.astype(np.uint8).reshape(len(drawn)), tuple(float(x) for x in sums / np.maximum(members, 1))
