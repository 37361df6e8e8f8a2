"""Names of levels that are numbers or ranges, and numbers that depend on a level."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import Axis, Number, key_text
from scorarium.scheme.levels import bounds_of

ADULT = 18
"""Age from which a person is a grown-up."""

OLD = 60
"""Age from which a person is counted among the old, who neither raise minors first nor join work groups."""


def in_order(levels: Sequence[str]) -> tuple[str, ...]:
    """Put levels that are all numbers or ranges in ascending order; leave names as they are declared."""
    ends = [bounds_of(level) for level in levels]
    if any(end is None for end in ends):
        return tuple(levels)
    return tuple(level for _, level in sorted(zip(ends, levels, strict=True), key=lambda pair: pair[0] or (0.0, 0.0)))


def is_ordered(levels: Sequence[str]) -> bool:
    """Whether the levels are numbers or ranges."""
    return all(bounds_of(level) is not None for level in levels)


def are_minors(levels: Sequence[str]) -> NDArray[np.bool_]:
    """Which levels of age lie wholly under 18."""
    return np.array([(end := bounds_of(level)) is not None and end[1] < ADULT for level in levels], np.bool_)


def are_old(levels: Sequence[str]) -> NDArray[np.bool_]:
    """Which levels of age begin at sixty or later."""
    return np.array([(end := bounds_of(level)) is not None and end[0] >= OLD for level in levels], np.bool_)


def by_level(axis: Axis, levels: Sequence[str], otherwise: float | None) -> NDArray[np.float64]:
    """Look up what an axis says of every level.

    A case that is a level's name means that level. A number is a lower bound where no level has its name, or where
    nothing else says what holds (no `otherwise`); with ``between: linear`` the way from one to the next is straight.

    Parameters
    ----------
    axis : Axis
        Cases on an attribute.
    levels : sequence of str
        The levels of that attribute.
    otherwise : float or None
        What holds where no case does.

    Raises
    ------
    MalformedError
        A case that is no level, or a level without a case and nothing that holds otherwise.
    """
    cases = {key_text(key): plain.value for key, plain in axis.cases}
    found: dict[str, float] = {level: cases[level] for level in levels if level in cases}
    steps = sorted((float(key), plain.value) for key, plain in axis.cases if not isinstance(key, str))
    strange = [key for key in cases if key not in levels and bounds_of(key) is None]
    if strange:
        raise MalformedError(
            Complaint(f"'{axis.on}' has no level '{strange[0]}'", expected=f"one of {', '.join(levels)}")
        )
    if steps and (otherwise is None or any(key not in levels for key in cases)):
        for level in levels:
            low = (bounds_of(level) or (-math.inf, 0.0))[0]
            under = [value for step, value in steps if step <= low]
            if level in found or not math.isfinite(low):
                continue
            if axis.between == "linear":
                found[level] = float(np.interp(low, [step for step, _ in steps], [value for _, value in steps]))
            elif under:
                found[level] = under[-1]
    missing = [level for level in levels if level not in found]
    if missing and otherwise is None:
        raise MalformedError(
            Complaint(f"nothing is said of '{axis.on}: {missing[0]}'", repair="Add the case or a default.")
        )
    return np.array([found.get(level, otherwise if otherwise is not None else 0.0) for level in levels])


def depends_on(number: Number) -> tuple[str, ...]:
    """The things that a number depends on, in the order written."""
    axes = (number.by,) if number.by is not None else number.times
    return tuple(axis.on for axis in axes)


def over_levels(number: Number, levels: Mapping[str, tuple[str, ...]], of: Sequence[str]) -> NDArray[np.float64]:
    """Write a number out over the levels of attributes.

    Parameters
    ----------
    number : Number
        A plain number or one that depends on attributes.
    levels : mapping of str to tuple of str
        Levels of every attribute.
    of : sequence of str
        Attributes that become the axes; those of the number must be among them.

    Returns
    -------
    float64 array
        One axis per attribute of `of`.

    Raises
    ------
    MalformedError
        The number is drawn, or depends on something that is no attribute.
    """
    if number.law is not None or number.field is not None:
        raise MalformedError(Complaint("a share of people cannot be drawn", expected="a number, by or times"))
    for name in depends_on(number):
        if name not in of or name not in levels:
            known = ", ".join(levels)
            raise MalformedError(Complaint(f"depends on '{name}', which is no attribute here", expected=known))
    default = number.default.value if number.default is not None else None
    shape = [len(levels[name]) for name in of]
    if number.by is not None:
        return np.broadcast_to(_along(by_level(number.by, levels[number.by.on], default), number.by.on, of), shape)
    value = np.full(shape, default if default is not None else 0.0)
    for axis in number.times:
        value = value * _along(by_level(axis, levels[axis.on], 1.0), axis.on, of)
    return value


def _along(values: NDArray[np.float64], name: str, of: Sequence[str]) -> NDArray[np.float64]:
    return values.reshape([len(values) if other == name else 1 for other in of])
