"""Any plain number of a declaration, put into another of its forms: that it depends on something, or that it is drawn.

Where the language does not let a number depend, the scheme's own check says so; such numbers stay plain.
"""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from scorarium.engine.refusals import refusals
from scorarium.quantities import Number
from scorarium.scheme.check_depends import check_depends
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.walk import each

Patch = dict[str, Any]
UNITS = {"rate": "/y", "duration": "d", "money": " days-income"}
WHOLE = ("count",)
CONDITIONS = frozenset({"when", "enter", "until", "who", "is", "from_when", "rated", "raters"})
"""Numbers in conditions are borders of their own kind."""


def written(value: float, number: Number) -> Any:
    """A plain value as it is written."""
    if number.dimension in WHOLE:
        return round(value)
    if number.dimension == "share":
        return f"{round(value * 100, 7)}%"
    unit = UNITS.get(number.dimension)
    return round(value, 9) if unit is None else f"{round(value, 9)}{unit}"


@st.composite
def forms(draw: Any, number: Number) -> Any:
    """Another form of a plain number, around its value."""
    plain = number.constant_value
    here, there = written(plain, number), written(plain / 2, number)
    known: list[Patch] = [
        {"default": here, "by": {"age": {"60+": there}}},
        {"default": here, "times": {"licence": {"true": 0.5}, "age": {"0-17": 0.2}}},
        {"default": here, "by": {"tier": {"A": there}}},
        {"by": {"score": {"0": here, "9": there}}, "between": "linear"},
        {"by": {"time": {"0": here, "20w": there}}},
        {"default": here, "by": {"district": {"1": there}}},
    ]
    if here != there:
        known.append({"shares": {str(here): "50%", str(there): "50%"}})
    if plain > 0 and here != there:
        known += [{"mean": here, "law": "exponential"}, {"bounds": [there, here], "law": "uniform"}]
    return draw(st.sampled_from(known))


def replaced(raw: Any, path: tuple[str, ...], value: Any) -> Any:
    """The plain data with another value at a path; `None` where the path goes by a short form."""
    if not path:
        return value
    if not isinstance(raw, Mapping) or path[0] not in raw:
        return None
    inner = replaced(raw[path[0]], path[1:], value)
    return None if inner is None else {**raw, path[0]: inner}


def fits(scheme: Scheme) -> bool:
    """Whether every number depends on what there is where it stands."""
    notes = Notes(scheme)
    check_depends(notes, scheme)
    return not notes.found


@st.composite
def with_forms(draw: Any, raw: Patch, declared: Any, most: int = 6) -> Patch:
    """The scheme with up to `most` of its numbers in other forms."""
    scheme = declared(raw)
    plain = [
        (path, number)
        for path, number in each(scheme, Number)
        if number.is_constant
        and number.constant_value != float("inf")
        and not CONDITIONS & set(path)
        and path[0] not in ("changes", "acts", "services")
    ]
    chosen = draw(st.lists(st.integers(0, max(0, len(plain) - 1)), max_size=most, unique=True)) if plain else []
    for place in chosen:
        path, number = plain[place]
        other = replaced(raw, tuple(map(str, path)), draw(forms(number)))
        if other is not None and fits(declared(other)) and not refusals(declared(other)):
            raw = other
    return raw
