"""Levels of attributes: which of them a fact means, and what a number says of each."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from scorarium.errors import Complaint, MalformedError
from scorarium.scheme.condition import Levels
from scorarium.scheme.numbers import one_of, suggest
from scorarium.scheme.readers import Between

_RANGE = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?)|(\+))?$")


def bounds_of(level: str) -> tuple[float, float] | None:
    """Read a level that is a number or a range: `0-17` is (0, 17), `60+` has no end, a name is `None`."""
    found = _RANGE.match(level)
    if found is None:
        return None
    low = float(found[1])
    return low, math.inf if found[3] else float(found[2]) if found[2] else low


def levels_matching(levels: Sequence[str], spec: Levels) -> frozenset[str]:
    """Resolve a fact to the levels that it means.

    Parameters
    ----------
    levels
        Those of the attribute; `false` and `true` for a yes or no.
    spec
        A truth value, a set of levels, or a range that falls on their borders.

    Raises
    ------
    MalformedError
        There is no such level, or the range cuts through one.
    """
    if isinstance(spec, bool):
        spec = frozenset({"true" if spec else "false"})
    if isinstance(spec, Between):
        return _between(levels, spec)
    unknown = sorted(spec - set(levels))
    if unknown:
        raise MalformedError(
            *(Complaint("no such level", f"'{name}'", one_of(levels), suggest(name, levels)) for name in unknown)
        )
    return spec


def _between(levels: Sequence[str], spec: Between) -> frozenset[str]:
    ends = {level: bounds_of(level) for level in levels}
    named = [level for level, end in ends.items() if end is None]
    if named:
        raise MalformedError(Complaint("a range over levels that are names", expected=one_of(levels)))
    found: set[str] = set()
    for level, end in ends.items():
        low, high = end or (0.0, 0.0)
        if spec.low <= low and high <= spec.high:
            found.add(level)
        elif low <= spec.high and spec.low <= high:
            got = f"{level} is cut"
            raise MalformedError(Complaint("a range that cuts through a level", got, "borders of " + ", ".join(levels)))
    if not found:
        raise MalformedError(Complaint("a range without a level in it", expected="borders of " + ", ".join(levels)))
    return frozenset(found)


def check_case(key: str | float, levels: Iterable[str]) -> Complaint | None:
    """Complain unless a case of a number is a level, or a lower bound over levels that are numbers."""
    names = list(levels)
    if isinstance(key, str):
        return None if key in names else Complaint("no such level", f"'{key}'", one_of(names), suggest(key, names))
    numbers = [end for end in map(bounds_of, names) if end is not None]
    if not numbers:
        return Complaint("a lower bound over levels that are names", f"{key:g}", one_of(names))
    if any(low < key <= high < math.inf for low, high in numbers):
        return Complaint(
            "a lower bound that cuts through a level", f"{key:g}", "the lower end of one of " + ", ".join(names)
        )
    return None
