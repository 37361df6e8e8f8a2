"""Numbers that carry their dimension, their source and what they depend on.

Canonical units: shares as fractions, rates per year, durations in days, money in days of median income, points as
written. A year is 365.25 days and a month a twelfth of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from scorarium.errors import Complaint, MalformedError
from scorarium.slips import meant_duration, meant_rate, meant_share

Dimension = Literal["share", "rate", "duration", "money", "points", "count", "number"]
Basis = Literal["documented", "derived", "fitted", "assumed"]
LawName = Literal[
    "fixed", "exponential", "erlang", "gamma", "normal", "lognormal", "truncated_exponential", "uniform", "shares"
]
Interpolation = Literal["step", "linear"]

DAYS_PER_YEAR: Final = Fraction(36525, 100)
DAYS: Final[dict[str, Fraction]] = {
    "d": Fraction(1),
    "w": Fraction(7),
    "mo": DAYS_PER_YEAR / 12,
    "y": DAYS_PER_YEAR,
}
NEVER: Final = 2**30
"""Ticks of what never ends: longer than any run, and still an int32 when a tick is added to it."""

MONEY_UNIT: Final = "days-income"
EXPECTED: Final[dict[Dimension, str]] = {
    "share": "a share such as 35% or 0.35",
    "rate": "a rate such as 6/y or 0.5/w",
    "duration": "a duration such as 30d, 26w, 6mo, 5y or never",
    "money": "money such as 0.2 days-income",
    "points": "a number of points such as -30",
    "count": "a whole number such as 2",
    "number": "a number such as 0.5",
}

FIGURE = r"[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?"
_NUMBER = re.compile(rf"({FIGURE})$")
_PERCENT = re.compile(rf"({FIGURE})\s*%$")
_DURATION = re.compile(rf"({FIGURE})\s*(d|w|mo|y)$")
_RATE = re.compile(rf"({FIGURE})\s*/\s*(d|w|mo|y)$")
_MONEY = re.compile(rf"({FIGURE})\s*{MONEY_UNIT}$")
_COUNT = re.compile(rf"({FIGURE})(?:\s+(times|points|ratings))?(?:\s+within\s+(\S+))?$")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from; `None` is *not written*, which means unknown.

    Parameters
    ----------
    ref
        The name of a reference of the same file.
    basis
        `fitted` means fitted to the published fact `to` (or to what `ref` says).
    range
        Lower and upper bound in the unit of the value: what sensitivity analysis varies.
    to
        The name of a fact, for what is fitted.
    """

    ref: str | None = None
    basis: Basis | None = None
    range: tuple[float, float] | None = None
    to: str | None = None


UNSOURCED: Final = Source()


@dataclass(frozen=True, slots=True)
class Plain:
    """One number in its canonical unit, with its source."""

    value: float
    source: Source = UNSOURCED


@dataclass(frozen=True, slots=True)
class Duration:
    """A time span, exact; `math.inf` days is *never*."""

    days: Fraction | float
    source: Source = UNSOURCED

    @property
    def is_never(self) -> bool:
        """Whether it lasts for ever."""
        return self.days == math.inf


@dataclass(frozen=True, slots=True)
class Axis:
    """What a number depends on.

    Parameters
    ----------
    on
        An attribute, `district`, `district.FIELD`, `amount`, `time`, `repeat`, `score`, `rung`, `tier` or `list`.
    cases
        Names (or lower bounds as floats; time in days) and the number in each, in the declared order.
    between
        What holds between two lower bounds.
    """

    on: str
    cases: tuple[tuple[str | float, Plain], ...]
    between: Interpolation = "step"


@dataclass(frozen=True, slots=True)
class Law:
    """The distribution from which a number is drawn.

    Parameters
    ----------
    mean, sd
        In the unit of the number; for `lognormal`, `sd` is that of the logarithm.
    stages
        Of an Erlang law.
    shape
        Of a gamma law.
    bounds
        Of `truncated_exponential` and `uniform`, in the unit of the number.
    shares
        Values and their chances, which sum to one.
    """

    name: LawName
    mean: Plain | None = None
    sd: Plain | None = None
    stages: int | None = None
    shape: Plain | None = None
    bounds: tuple[float, float] | None = None
    shares: tuple[tuple[float, Plain], ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number in any of the forms of the language.

    Parameters
    ----------
    default
        The plain number, or the one for the cases that `by` does not list.
    by
        The one thing that it depends on.
    times
        The things whose factors multiply `default`.
    law
        It is drawn.
    field
        It is the district's own figure of this name.
    """

    dimension: Dimension
    default: Plain | None = None
    by: Axis | None = None
    times: tuple[Axis, ...] = ()
    law: Law | None = None
    field: str | None = None

    @property
    def is_constant(self) -> bool:
        """Whether it is one plain number for everybody and always."""
        return self.default is not None and self.by is None and not (self.times or self.law or self.field)

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Everything that it depends on."""
        return (*((self.by,) if self.by is not None else ()), *self.times)

    @property
    def constant_value(self) -> float:
        """The one plain number, in its canonical unit.

        Raises
        ------
        ValueError
            It depends on something or is drawn.
        """
        if self.default is None or not self.is_constant:
            raise ValueError(f"not a constant: {self}")
        return self.default.value

    def leaves(self) -> Iterator[tuple[tuple[str, ...], Plain]]:
        """List every plain number inside, with its path from here: what can be sourced and varied."""
        if self.default is not None:
            yield (() if self.is_constant else ("default",)), self.default
        for word, axes in (("by", (self.by,) if self.by else ()), ("times", self.times)):
            for axis in axes:
                yield from (((word, axis.on, key_text(key)), plain) for key, plain in axis.cases)
        if self.law is not None:
            named = (("mean", self.law.mean), ("sd", self.law.sd), ("shape", self.law.shape))
            yield from (((word,), plain) for word, plain in named if plain is not None)
            yield from ((("shares", key_text(value)), plain) for value, plain in self.law.shares)


@dataclass(frozen=True, slots=True)
class Count:
    """How often, how many points or how many ratings, over a rolling window if there is one."""

    n: float
    unit: Literal["times", "points", "ratings"] = "times"
    within: Duration | None = None
    source: Source = UNSOURCED


def key_text(key: str | float) -> str:
    """Give a key as it is written in a file: whole numbers without a point."""
    if isinstance(key, str):
        return key
    return str(int(key)) if math.isfinite(key) and key == int(key) else repr(float(key))


def shown(raw: object) -> str:
    """Quote what was read for an error sentence: short, in quotes if it is text."""
    if raw is None:
        return "nothing"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, dict):
        return "a mapping"
    if isinstance(raw, list | tuple):
        plain = all(isinstance(item, str | int | float) for item in raw)
        text = f"[{', '.join(map(str, raw))}]" if plain else "a list"
        return text if len(text) <= 60 else "a list"
    if isinstance(raw, int) and raw.bit_length() > 256:
        return "a number of more than 70 digits"
    text = f"'{raw}'" if isinstance(raw, str) else repr(raw)
    return text if len(text) <= 60 else text[:57] + "…'"


def parse_number(raw: object, dimension: Dimension = "number") -> float:
    """Read a number without a unit."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise _wrong(raw, dimension)
    return _finite(raw, dimension)


def parse_share(raw: object) -> float:
    """Read a share: `35%` and `0.35` are 0.35."""
    if isinstance(raw, str) and (found := _PERCENT.match(raw)):
        return _finite(Fraction(_exact(found[1])) / 100, "share")
    if isinstance(raw, str):
        raise _wrong(raw, "share", meant_share(raw))
    return parse_number(raw, "share")


def parse_rate(raw: object) -> float:
    """Read a rate, per year: `0.5/w` is 26.09."""
    if isinstance(raw, str) and (found := _RATE.match(raw)):
        return _finite(_exact(found[1]) * DAYS_PER_YEAR / DAYS[found[2]], "rate")
    raise _wrong(raw, "rate", f"Write {raw}/y if it is per year." if _is_bare(raw) else meant_rate(raw))


def parse_duration(raw: object) -> Duration:
    """Read a duration, exact: `6mo` is 182.625 days, `never` has no end."""
    if raw == "never":
        return Duration(math.inf)
    if isinstance(raw, str) and (found := _DURATION.match(raw)):
        days = _exact(found[1]) * DAYS[found[2]]
        _finite(days, "duration")
        return Duration(days)
    raise _wrong(raw, "duration", f"Write {raw}d if these are days." if _is_bare(raw) else meant_duration(raw))


def parse_money(raw: object, *, bare: bool = False) -> float:
    """Read money in days of median income; `bare` allows a number without the unit."""
    if isinstance(raw, str) and (found := _MONEY.match(raw)):
        return _finite(_exact(found[1]), "money")
    if bare and _is_bare(raw):
        return parse_number(raw, "money")
    raise _wrong(raw, "money", f"Write {raw} {MONEY_UNIT}." if _is_bare(raw) else None)


def parse_count(raw: object) -> Count:
    """Read how often: `2`, `3 within 1y`, `50 points within 1y`, `500 ratings`; `1/y` is short for `1 within 1y`."""
    expected = "a count such as 2, 3 within 1y or 50 points within 1y"
    if _is_bare(raw):
        return Count(_not_negative(parse_number(raw, "count"), raw, expected))
    if isinstance(raw, str) and (found := _RATE.match(raw)):
        return Count(_not_negative(float(_exact(found[1])), raw, expected), within=Duration(DAYS[found[2]]))
    if isinstance(raw, str) and (found := _COUNT.match(raw)):
        within = parse_duration(found[3]) if found[3] else None
        n = _not_negative(_finite(_exact(found[1]), "count"), raw, expected)
        unit: Literal["times", "points", "ratings"] = (
            "points" if found[2] == "points" else "ratings" if found[2] == "ratings" else "times"
        )
        return Count(n, unit, within)
    raise MalformedError(Complaint("not a count", shown(raw), expected))


def rational(value: Duration | Fraction | float) -> Fraction:
    """Give a finite quantity without rounding: a float stands for the decimal number that it prints as."""
    if isinstance(value, Duration):
        value = value.days
    return value if isinstance(value, Fraction) else Fraction(repr(float(value)))


def ticks(duration: Duration | Fraction | float, tick: Duration) -> int:
    """Count the ticks of a duration (or of days): half up, at least 1; nought stays 0 and never is `NEVER`."""
    days = duration.days if isinstance(duration, Duration) else duration
    if days == math.inf:
        return NEVER
    exact = rational(days)
    if exact == 0:
        return 0
    return min(NEVER, max(1, math.floor(exact / rational(tick) + Fraction(1, 2))))


def n_ticks(years: Fraction | float, tick: Duration) -> int:
    """Count the whole ticks that fit into so many years."""
    return math.floor(rational(years) * DAYS_PER_YEAR / rational(tick))


def _is_bare(raw: object) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def _exact(figure: str) -> Fraction:
    """Read the figure of a matched quantity; an absurd exponent is refused before it is expanded."""
    mantissa, _, exponent = figure.replace("_", "").lower().partition("e")
    if len(mantissa) > 60 or abs(int(exponent or 0)) > 300:
        raise MalformedError(Complaint("a number out of any range", shown(figure), "fewer than 60 digits"))
    return Fraction(mantissa) * Fraction(10) ** int(exponent or 0)


def _finite(value: Fraction | float, dimension: Dimension) -> float:
    try:
        finite = float(value)
    except OverflowError:
        finite = math.inf
    if not math.isfinite(finite) or abs(finite) > 1e15:
        raise MalformedError(Complaint("a number out of any range", shown(finite), EXPECTED[dimension]))
    return finite


def _not_negative(n: float, raw: object, expected: str) -> float:
    if n < 0:
        raise MalformedError(Complaint("a count cannot be negative", shown(raw), expected))
    return n


def _wrong(raw: object, dimension: Dimension, repair: str | None = None) -> MalformedError:
    noun = {"points": "a number of points", "money": "money", "count": "a count"}.get(dimension, f"a {dimension}")
    return MalformedError(Complaint(f"not {noun}", shown(raw), EXPECTED[dimension], repair))
