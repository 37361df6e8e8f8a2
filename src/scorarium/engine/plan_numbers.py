"""Numbers that depend become a base and tables; names become codes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_columns import TYPES, Rows, column, first
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_outline import Outline
from scorarium.engine.tables import Numbers
from scorarium.errors import Complaint, MalformedError
from scorarium.names import LawCode, Mode, Source, Unit
from scorarium.quantities import Axis, Law, Number
from scorarium.society.levels import by_level

Convert = Callable[[float], float]
LAWS: Final[dict[str, LawCode]] = {
    "fixed": LawCode.FIXED,
    "exponential": LawCode.EXPONENTIAL,
    "erlang": LawCode.ERLANG,
    "normal": LawCode.NORMAL,
    "lognormal": LawCode.LOGNORMAL,
    "truncated_exponential": LawCode.TRUNCATED_EXPONENTIAL,
    "uniform": LawCode.UNIFORM,
    "shares": LawCode.SHARES,
    "gamma": LawCode.GAMMA,
}
STEPPED: Final = {
    "amount": Source.AMOUNT,
    "repeat": Source.REPEAT,
    "score": Source.SCORE,
    "rung": Source.RUNG,
    "time": Source.TIME,
}
"""What a number may depend on by lower bounds."""


def same(value: float) -> float:
    """No conversion."""
    return value


def bounded(cases: list[tuple[float, float]], between: str, x: float, otherwise: float | None) -> float:
    """The value at `x` of steps, or of a line between them; below the first bound `otherwise`, or the first value."""
    if between == "linear":
        return float(np.interp(x, [bound for bound, _ in cases], [value for _, value in cases]))
    below = [value for bound, value in cases if bound <= x]
    return below[-1] if below else cases[0][1] if otherwise is None else otherwise


class NumberPool:
    """The numbers of a plan, each added once per use.

    Parameters
    ----------
    frame
        The society.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._numbers = Rows("base:f8 law:u1 law_a:f8 law_b:f8 unit:u1 salt:u4 once:u1 apart:u1")
        self._terms = Rows("number:i4 source:u1 arg:i4 mode:u1 start:i4 length:i4")
        self._keys: list[float] = []
        self._values: list[float] = []
        self._shares: list[list[tuple[float, float]]] = []
        self._known: dict[tuple[object, ...], int] = {}

    def add(
        self,
        number: Number | float,
        convert: Convert = same,
        *,
        unrounded: Convert | None = None,
        unit: Unit = Unit.PLAIN,
        outline: Outline | None = None,
        place: str = "",
    ) -> int:
        """Add a number; returns its row. The same number in the same unit is added once.

        Parameters
        ----------
        number
            As declared, or a plain value in the unit of the plan.
        convert
            From canonical units to those of the plan, for values that stand by themselves.
        unrounded
            The same for values that are multiplied or drawn afterwards; without it, `convert`.
        outline
            The scheme to which it belongs, for numbers that depend on a tier or a list.
        unit
            What is made of it at last, where it is multiplied or drawn (after `unrounded`).
        place
            Where it stands: what addresses its draws.

        Raises
        ------
        MalformedError
            It names a level, tier or list that does not exist, or a law that is not built.
        """
        is_drawn = isinstance(number, Number) and number.law is not None
        own = place if is_drawn else ""
        key = (number, convert, unrounded, unit, None if outline is None else outline.row, own)
        if key not in self._known:
            axes = number.axes if outline is None and isinstance(number, Number) else ()
            is_apart = any(self._is_moved(axis.on) for axis in axes)
            later = unrounded or convert
            worlds = range(self.frame.n_worlds) if is_apart else [0 if outline is None else outline.world]
            rows = [self._add(number, convert, later, outline, world) for world in worlds]
            salt = outline.salt(own) if outline is not None else crc32(own.encode())
            is_once = is_drawn and isinstance(number, Number) and number.dimension == "rate"
            for row in rows:
                more = {"unit": self._unit(number, unit), "salt": salt if own else 0, "once": is_once}
                self._numbers.replace(row, **more, apart=is_apart)
            self._known[key] = rows[0]
        return self._known[key]

    @staticmethod
    def _unit(number: Number | float, unit: Unit) -> Unit:
        """Values that stand by themselves have been converted; what is multiplied or drawn has yet to be."""
        is_later = isinstance(number, Number) and bool(number.times or number.law or number.field)
        return unit if is_later else Unit.PLAIN

    def span(self, number: Number, outline: Outline | None = None, place: str = "") -> int:
        """Add a duration, in ticks."""
        time = self.frame.time
        return self.add(number, time.ticks, unrounded=time.unrounded, outline=outline, place=place)

    def _is_moved(self, name: str) -> bool:
        """Whether acts move an attribute: worlds differ in it."""
        return name in self.frame.moving

    def _add(
        self, number: Number | float, convert: Convert, later: Convert, outline: Outline | None, world: int
    ) -> int:
        if isinstance(number, float | int):
            return self._row(float(number), None, same)
        if number.field is not None:
            row = self._row(1.0, None, same)
            values = [later(float(value)) for value in self.frame.population.district_fields[number.field]]
            self._term(row, Source.DISTRICT, -1, Mode.CODE, [], values)
            return row
        if number.law is not None:
            return self._row(0.0, number.law, later)
        default = None if number.default is None else number.default.value
        if number.by is not None:
            row = self._row(1.0, None, same)
            self._axis(row, number.by, convert, None if default is None else convert(default), outline, world)
            return row
        plain = later if number.times else convert
        row = self._row(plain(default or 0.0), None, same)
        for axis in number.times:
            self._axis(row, axis, same, 1.0, outline, world)
        return row

    def in_world(self, row: int, world: int) -> int:
        """The row of a number in a world; -1 stays what it is."""
        return row + world * self._numbers[row]["apart"] if row >= 0 else row

    def product(self, rows: list[int]) -> int:
        """The product of constant or depending numbers, as one row."""
        base = 1.0
        for row in rows:
            base *= self._numbers[row]["base"]
        made = self._row(base, None, same)
        for row in rows:
            for term in [self._terms[j] for j in range(len(self._terms)) if self._terms[j]["number"] == row]:
                self._terms.add(**{**term, "number": made})
        return made

    def weighed(self, base: float, factors: list[tuple[Source, int, tuple[float, ...]]]) -> int:
        """Add a number that is a base times one table value for each (source, row, table by code)."""
        names = list(self.frame.attribute_row)
        asked = [names[arg] if source == Source.ATTRIBUTE else "" for source, arg, _ in factors]
        is_apart = any(map(self._is_moved, asked))
        rows = []
        for world in range(self.frame.n_worlds if is_apart else 1):
            rows.append(self._row(base, None, same))
            for name, (source, arg, values) in zip(asked, factors, strict=True):
                own = self.frame.row_in(name, world) if name else arg
                by_tick = source == Source.TIME
                keys = [float(t) for t in range(len(values))] if by_tick else []
                self._term(rows[-1], source, own, Mode.STEP if by_tick else Mode.CODE, keys, list(values))
            self._numbers.replace(rows[-1], apart=is_apart)
        return rows[0]

    def table(self) -> Numbers:
        """The arrays."""
        terms = sorted((self._terms[j] for j in range(len(self._terms))), key=lambda term: term["number"])
        ordered = Rows("number:i4 source:u1 arg:i4 mode:u1 start:i4 length:i4")
        for term in terms:
            ordered.add(**term)
        columns = ordered.columns()
        counts = np.bincount(columns.pop("number"), minlength=len(self._numbers))
        flat = [share for shares in self._shares for share in shares]
        upto = [value for shares in self._shares for value in np.cumsum([share for _, share in shares])]
        return Numbers(
            **self._numbers.columns(),
            **columns,
            first=first(int(count) for count in counts),
            key=column(self._keys, TYPES["f8"]),
            value=column(self._values, TYPES["f8"]),
            share_first=first(len(shares) for shares in self._shares),
            share_value=column([value for value, _ in flat], TYPES["f8"]),
            share_upto=column(upto, TYPES["f8"]),
        )

    def _row(self, base: float, law: Law | None, convert: Convert) -> int:
        shares: list[tuple[float, float]] = []
        code, a, b = LawCode.NONE, 0.0, 0.0
        if law is not None:
            base, code, a, b = law_parameters(law, convert)
            shares = [(convert(value), share.value) for value, share in law.shares]
        self._shares.append(shares)
        return self._numbers.add(base=base, law=code, law_a=a, law_b=b, unit=Unit.PLAIN, salt=0, once=0, apart=0)

    def _term(self, row: int, source: Source, arg: int, mode: Mode, keys: list[float], values: list[float]) -> None:
        start = len(self._values)
        self._values += values
        self._keys += keys or [0.0] * len(values)
        self._terms.add(number=row, source=source, arg=arg, mode=mode, start=start, length=len(values))

    def _axis(
        self,
        row: int,
        axis: Axis,
        convert: Convert,
        otherwise: float | None,
        outline: Outline | None,
        world: int,
    ) -> None:
        frame, missing = self.frame, 0.0 if otherwise is None else otherwise
        cases = [(key, convert(plain.value)) for key, plain in axis.cases]
        if axis.on in frame.attribute_row:
            raw = by_level(axis, frame.levels(axis.on), None if otherwise is None else math.nan)
            values = [missing if math.isnan(value) else convert(value) for value in raw]
            self._term(row, Source.ATTRIBUTE, frame.row_in(axis.on, world), Mode.CODE, [], values)
        elif axis.on == "district" or axis.on.startswith("district."):
            self._term(row, Source.DISTRICT, -1, Mode.CODE, [], district_values(frame, axis, convert, otherwise))
        elif axis.on == "tier" and outline is not None:
            self._tiers(row, {outline.tier(str(key)): value for key, value in cases}, len(outline.tiers), missing)
        elif axis.on == "list" and outline is not None:
            self._lists(row, [(outline.listed(str(key)), value) for key, value in cases], missing)
        elif axis.on in STEPPED:
            self._steps(row, axis, cases, otherwise)
        else:
            raise MalformedError(
                Complaint("no such thing to depend on", f"'{axis.on}'", "an attribute, district or standing")
            )

    def _tiers(self, row: int, cases: Mapping[int, float], tiers: int, missing: float) -> None:
        """Values by tier. Whoever stands in none has the default: there the factor is 1, so the default is the base."""
        base = self._numbers[row]["base"]
        if missing and base == 1.0:
            self._numbers.replace(row, base=missing)
            cases, missing = {code: value / missing for code, value in cases.items()}, 1.0
        self._term(row, Source.TIER, -1, Mode.CODE, [], [cases.get(code, missing) for code in range(tiers)])

    def _lists(self, row: int, cases: list[tuple[int, float]], missing: float) -> None:
        """One factor for each list. Where nothing else holds by default, there is nothing to multiply but the first."""
        for place, (listed, value) in enumerate(cases if missing else cases[:1]):
            off, on = (missing, value) if place == 0 else (1.0, value / missing)
            self._term(row, Source.LIST, listed, Mode.CODE, [], [off, on])

    def _steps(self, row: int, axis: Axis, cases: list[tuple[Any, float]], otherwise: float | None) -> None:
        """Lower bounds; below the first of them the default holds, or the first value where there is none."""
        scale = self.frame.time.unrounded if axis.on == "time" else same
        rows = sorted((scale(float(key)), value) for key, value in cases)
        if otherwise is not None and axis.between == "step":
            rows.insert(0, (float("-inf"), otherwise))
        source = STEPPED[axis.on]
        mode = Mode.LINEAR if axis.between == "linear" else Mode.STEP
        self._term(row, source, -1, mode, [key for key, _ in rows], [value for _, value in rows])


def district_values(frame: Frame, axis: Axis, convert: Convert, otherwise: float | None) -> list[float]:
    """The value in each district, by its name or by one of its figures.

    Raises
    ------
    MalformedError
        There is no such district, or nothing is said of one.
    """
    if axis.on == "district":
        named = {str(key): convert(plain.value) for key, plain in axis.cases}
        unknown = [name for name in named if name not in frame.population.district_names]
        if unknown:
            known = ", ".join(frame.population.district_names[:9])
            raise MalformedError(Complaint("no such district", f"'{unknown[0]}'", known))
        of_people = frame.population.district_names[: -1 if frame.population.n_firms else None]  # firms have one behind
        missing = [name for name in of_people if name not in named]
        if missing and otherwise is None:
            raise MalformedError(Complaint(f"nothing is said of district '{missing[0]}'", repair="Add a default."))
        return [named.get(name, otherwise or 0.0) for name in frame.population.district_names]
    figures: NDArray[np.float64] = frame.population.district_fields[axis.on.removeprefix("district.")]
    cases = sorted((float(key), convert(plain.value)) for key, plain in axis.cases)
    return [bounded(cases, axis.between, float(figure), otherwise) for figure in figures]


def law_mean(law: Law) -> float:
    """The mean of a law, in canonical units."""
    if law.shares:
        return sum(value * share.value for value, share in law.shares)
    if law.bounds is None:
        return 0.0 if law.mean is None else law.mean.value
    low, high = law.bounds
    if law.name == "uniform" or law.mean is None:
        return (low + high) / 2
    m = law.mean.value
    before, behind = math.exp(-low / m), math.exp(-high / m)
    return m + (low * before - high * behind) / (before - behind)


def law_parameters(law: Law, convert: Convert) -> tuple[float, LawCode, float, float]:
    """(base, code, a, b) of a law.

    Raises
    ------
    MalformedError
        The engine cannot draw from it yet.
    """
    if law.name not in LAWS:
        raise MalformedError(
            Complaint("a law that is known, not yet supported", f"'{law.name}'", "one of " + ", ".join(LAWS))
        )
    mean = convert(law.mean.value) if law.mean is not None else 0.0
    a = b = 0.0
    if law.name == "erlang":
        a = float(law.stages or 1)
    elif law.name == "gamma" and law.shape is not None:
        a = law.shape.value
    elif law.name in ("normal", "lognormal") and law.sd is not None:
        a = law.sd.value if law.name == "lognormal" else convert(law.sd.value)
    elif law.bounds is not None:
        a, b = convert(law.bounds[0]), convert(law.bounds[1])
        mean = mean if law.mean is not None else (a + b) / 2
    if law.name == "shares":
        mean = sum(convert(value) * share.value for value, share in law.shares)
    return mean, LAWS[law.name], a, b
