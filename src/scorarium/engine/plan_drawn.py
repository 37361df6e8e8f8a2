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
from scorarium.engine.plan_numbers import Convert, district_values
from scorarium.engine.plan_time import exp
from scorarium.errors import Complaint, MalformedError
from scorarium.names import Decision
from scorarium.quantities import Law, Number
from scorarium.society.dice import Dice, uniform
from scorarium.society.levels import by_level

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


def load_column(frame: Frame, load: Number, trait: str, place: str) -> tuple[int, tuple[float, ...]]:
    """How a trait weighs where the load differs among people: the row of its codes, and exp(load · z) of each code.

    Raises
    ------
    MalformedError
        The load depends on something that is no property of people.
    """
    people = frame.population
    is_normal = trait in people.traits
    z = people.traits[trait].astype(np.float64) / 4.0 if is_normal else people.trait_values[trait]
    own = of_each(frame, load, f"{place}/loads/{trait}")
    distinct, codes = np.unique(own * z, return_inverse=True)
    weights = np.array([exp(float(x)) for x in distinct])[codes.reshape(people.n)]
    name = f"{place}/loads/{trait}"
    frame.drawn[name], table = classes(weights)
    return len(people.traits) + list(frame.drawn).index(name), table


def of_each(frame: Frame, number: Number, place: str) -> NDArray[np.float64]:
    """A number of a society for each person: by what people are and where they live, or drawn once for each.

    Raises
    ------
    MalformedError
        It depends on something that is no property of people.
    """
    people = frame.population
    if number.law is not None:
        index = crc32(place.encode()) & 0xFFFF
        word = Dice(people.seed, people.replicate).row_of(Decision.PERSONAL, people.n, index=index)
        return values(number.law, float, uniform(word))
    if number.field is not None:
        return np.asarray(people.district_fields[number.field], np.float64)[people.district]
    default = None if number.default is None else number.default.value
    found = np.full(people.n, 1.0 if number.by is not None else default or 0.0)
    for axis in (number.by,) if number.by is not None else number.times:
        otherwise = default if number.by is not None else 1.0
        if axis.on in frame.attribute_row:
            table = np.array([float(value) for value in by_level(axis, frame.levels(axis.on), otherwise)])
            found = found * table[people.attributes[axis.on]]
        elif axis.on == "district" or axis.on.startswith("district."):
            found = found * np.array(district_values(frame, axis, float, otherwise))[people.district]
        else:
            raise MalformedError(Complaint("no property of people", f"'{axis.on}'", "an attribute or the district"))
    return found


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
        raise MalformedError(Complaint("a law without its numbers", f"'{law.name}'", "its mean and its ends"))
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
