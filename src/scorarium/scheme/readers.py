"""Read what is no number: ranges, pairs, names, sets of names, and numbers whose unit tells what they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import MONEY_UNIT, Number, shown
from scorarium.scheme.forms import read_number
from scorarium.scheme.numbers import Scale, one_of, suggest, unknown_words


@dataclass(frozen=True, slots=True)
class Between:
    """A range whose ends both belong; a missing end is open."""

    from_: Number | None = None
    to: Number | None = None

    @property
    def low(self) -> float:
        """The lower end; minus infinity if it is open."""
        return float("-inf") if self.from_ is None else self.from_.constant_value

    @property
    def high(self) -> float:
        """The upper end; infinity if it is open."""
        return float("inf") if self.to is None else self.to.constant_value


@dataclass(frozen=True, slots=True)
class Bounds:
    """A pair; an end written `~` is open, that is infinite."""

    low: float
    high: float


def read_between(raw: Any, scale: Scale) -> Between:
    """Read `{from: …, to: …}`, at least one of them."""
    if not isinstance(raw, Mapping) or not raw:
        raise MalformedError(Complaint("not a range", shown(raw), "{from: …, to: …}, one of them at least"))
    complaints = unknown_words(raw, ("from", "to"))
    ends: dict[str, Number] = {}
    for key in ("from", "to"):
        try:
            if key in raw:
                ends[key] = read_number(raw[key], scale)
        except MalformedError as malformed:
            complaints += [complaint.under(key) for complaint in malformed.complaints]
    between = Between(ends.get("from"), ends.get("to"))
    constant = all(number.is_constant for number in ends.values())
    if not complaints and constant and between.low > between.high:
        complaints.append(Complaint("a range upside down", f"from {between.low:g} to {between.high:g}", "from ≤ to"))
    if complaints:
        raise MalformedError(*complaints)
    return between


def read_words(raw: Any) -> tuple[str, ...]:
    """Read a set of names, in the order written."""
    if not isinstance(raw, list | tuple):
        repair = f"Write [{raw}]." if isinstance(raw, str) else None
        raise MalformedError(Complaint("not a set of names", shown(raw), "[name, name, …]", repair))
    complaints: list[Complaint] = []
    for index, name in enumerate(raw):
        at = (str(index),)
        if not isinstance(name, str) or not name:
            complaints.append(Complaint("not a name", shown(name), "a name", at=at))
        elif name in raw[:index]:
            complaints.append(Complaint("named twice", shown(name), "each name once", at=at))
    if complaints:
        raise MalformedError(*complaints)
    return tuple(raw)


def read_one_or_more(raw: Any) -> tuple[str, ...]:
    """Read one name, or a set of names."""
    return (raw,) if isinstance(raw, str) and raw else read_words(raw)


def read_choices(known: tuple[str, ...], raw: Any) -> tuple[str, ...]:
    """Read a set of names out of a closed list; a single one needs no brackets."""
    names = read_one_or_more(raw)
    complaints = [
        Complaint("unknown word", shown(name), one_of(known), suggest(name, known),
                  (str(index),) if isinstance(raw, list) else ())
        for index, name in enumerate(names)
        if name not in known
    ]  # fmt: skip
    if complaints:
        raise MalformedError(*complaints)
    return names


def read_bounds(raw: Any) -> Bounds:
    """Read `[0, 12]`, `[0, ~]`: lowest and highest value; `~` is open."""
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise MalformedError(Complaint("not a pair", shown(raw), "[lowest, highest], ~ for an open end"))
    scale = Scale("points")
    low = float("-inf") if raw[0] is None else scale.read(raw[0])
    high = float("inf") if raw[1] is None else scale.read(raw[1])
    if not low < high:
        raise MalformedError(Complaint("bounds upside down", f"[{raw[0]}, {raw[1]}]", "[lowest, highest]"))
    return Bounds(low, high)


def read_name(raw: Any) -> str:
    """Read the name of something: text on one line."""
    if not isinstance(raw, str) or not raw.strip() or "\n" in raw:
        raise MalformedError(Complaint("not a name", shown(raw), "a name such as county-2010"))
    return raw


def read_text(raw: Any) -> str:
    """Read words for people."""
    if not isinstance(raw, str):
        raise MalformedError(Complaint("not text", shown(raw), "words"))
    return raw


def read_amount(raw: Any) -> Number:
    """Read the amount of an act: a number (money, kilometres, loudness), or money with its unit."""
    return read_number(raw, Scale("money" if _mentions(raw, MONEY_UNIT) else "number", low=0, bare=True))


def read_any(raw: Any) -> Number:
    """Read a number of whatever dimension its unit tells."""
    if _mentions(raw, "%"):
        return read_number(raw, Scale("share"))
    if _mentions(raw, MONEY_UNIT):
        return read_number(raw, Scale("money"))
    if _mentions(raw, "/"):
        return read_number(raw, Scale("rate"))
    return read_number(raw, Scale("duration" if _is_span(raw) else "number"))


def _mentions(raw: Any, mark: str) -> bool:
    """Whether the mark occurs in a plain value, leaving out keys and references."""
    if isinstance(raw, Mapping):
        values = cast("Mapping[str, Any]", raw)
        return any(_mentions(value, mark) for key, value in values.items() if key not in ("ref", "basis", "to"))
    if isinstance(raw, list | tuple):
        return any(_mentions(value, mark) for value in raw)
    return isinstance(raw, str) and mark in raw


def _is_span(raw: Any) -> bool:
    value = raw.get("value", raw.get("mean")) if isinstance(raw, Mapping) else raw
    return isinstance(value, str) and bool(re.match(r"([\d.]+\s*(d|w|mo|y)|never)$", value))
