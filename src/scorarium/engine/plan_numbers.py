"""Numbers that depend become a base and tables; names become codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_columns import TYPES, Rows, column, first
from scorarium.engine.plan_frame import Frame
from scorarium.engine.tables import Numbers
from scorarium.errors import Complaint, MalformedError
from scorarium.names import LawCode, Mode, Source
from scorarium.quantities import Axis, Law, Number, key_text

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
}
PERSONAL: Final = frozenset({"amount", "time", "repeat", "score", "rung", "tier", "list"})
"""What a number may depend on beside attributes and districts."""


def same(value: float) -> float:
    """No conversion."""
    return value


def level_values(levels: tuple[str, ...], axis: Axis, otherwise: float) -> list[float]:
    """The value in each level of an attribute.

    Keys that are names of levels match exactly; if all keys are numbers and some is no name of a level, they are lower
    bounds, and a level takes the greatest bound that its own lower end reaches.

    Raises
    ------
    MalformedError
        A key is neither a level nor a bound.
    """
    cases = {key_text(key): plain.value for key, plain in axis.cases}
    if all(key in levels for key in cases):
        return [cases.get(level, otherwise) for level in levels]
    if not all(isinstance(key, float) for key, _ in axis.cases):
        unknown = next(key for key in cases if key not in levels)
        raise MalformedError(Complaint("no such level", f"'{unknown}'", "one of " + ", ".join(levels)))
    bounds = sorted((float(key), plain.value) for key, plain in axis.cases)
    found = []
    for level in levels:
        below = [value for bound, value in bounds if bound <= lower_end(level)]
        found.append(below[-1] if below else otherwise)
    return found


def lower_end(level: str) -> float:
    """The lower end of a level such as `18-34` or `60+`.

    Raises
    ------
    MalformedError
        The level is no number and no range.
    """
    text = level.rstrip("+")
    head, dash, _ = text.partition("-")
    try:
        return float(head if dash and head else text)
    except ValueError:
        raise MalformedError(Complaint("a bound on levels without order", f"'{level}'", "a name of a level")) from None


def bounded(cases: list[tuple[float, float]], between: str, x: float, otherwise: float) -> float:
    """The value at `x` of steps, or of a line between them; below the first bound of steps, `otherwise`."""
    if between == "linear":
        return float(np.interp(x, [bound for bound, _ in cases], [value for _, value in cases]))
    below = [value for bound, value in cases if bound <= x]
    return below[-1] if below else otherwise


class NumberPool:
    """The numbers of a plan, each added once per use.

    Parameters
    ----------
    frame
        The society.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._numbers = Rows("base:f8 law:u1 law_a:f8 law_b:f8")
        self._terms = Rows("number:i4 source:u1 arg:i4 mode:u1 start:i4 length:i4")
        self._keys: list[float] = []
        self._values: list[float] = []
        self._shares: list[list[tuple[float, float]]] = []

    def add(
        self,
        number: Number | float,
        convert: Convert = same,
        *,
        unrounded: Convert | None = None,
        tiers: Mapping[str, int] | None = None,
        lists: Mapping[str, int] | None = None,
    ) -> int:
        """Add a number; returns its row.

        Parameters
        ----------
        number
            As declared, or a plain value in the unit of the plan.
        convert
            From canonical units to those of the plan, for values that stand by themselves.
        unrounded
            The same for values that are multiplied or drawn afterwards; without it, `convert`.
        tiers, lists
            Codes of tiers and rows of lists, for numbers of a scheme.

        Raises
        ------
        MalformedError
            It names a level, tier or list that does not exist, or a law that is not built.
        """
        if isinstance(number, float | int):
            return self._row(float(number), None, same)
        later = unrounded or convert
        if number.field is not None:
            row = self._row(1.0, None, same)
            values = [later(float(value)) for value in self.frame.population.district_fields[number.field]]
            self._term(row, Source.DISTRICT, -1, Mode.CODE, [], values)
            return row
        if number.law is not None:
            return self._row(0.0, number.law, later)
        default = number.default.value if number.default is not None else None
        if number.by is not None:
            row = self._row(1.0, None, same)
            self._axis(
                row, number.by, convert, convert(default) if default is not None else None, tiers or {}, lists or {}
            )
            return row
        plain = convert if not number.times else later
        row = self._row(plain(default or 0.0), None, same)
        for axis in number.times:
            self._axis(row, axis, same, 1.0, tiers or {}, lists or {})
        return row

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
        return self._numbers.add(base=base, law=code, law_a=a, law_b=b)

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
        tiers: Mapping[str, int],
        lists: Mapping[str, int],
    ) -> None:
        frame, missing = self.frame, otherwise if otherwise is not None else 0.0
        cases = [(key, convert(plain.value)) for key, plain in axis.cases]
        if axis.on in frame.attribute_row:
            raw = level_values(frame.levels(axis.on), axis, float("nan"))
            values = [missing if value != value else convert(value) for value in raw]
            self._term(row, Source.ATTRIBUTE, frame.attribute_row[axis.on], Mode.CODE, [], values)
        elif axis.on == "district" or axis.on.startswith("district."):
            self._term(row, Source.DISTRICT, -1, Mode.CODE, [], district_values(frame, axis, convert, missing))
        elif axis.on == "tier":
            by_code = {tiers[str(key)]: value for key, value in cases}
            values = [by_code.get(code, missing) for code in range(len(tiers))]
            self._term(row, Source.TIER, -1, Mode.CODE, [], values)
        elif axis.on == "list":
            self._lists(row, cases, missing, lists)
        elif axis.on in ("amount", "repeat", "score", "time"):
            self._steps(row, axis, cases, otherwise)
        else:
            raise MalformedError(Complaint("no such thing to depend on", f"'{axis.on}'"))

    def _lists(self, row: int, cases: list[tuple[Any, float]], missing: float, lists: Mapping[str, int]) -> None:
        """One factor for each list; where the default is nought there is nothing to multiply, so only one list may stand."""
        if missing == 0.0:
            key, value = cases[0]
            self._term(row, Source.LIST, lists[str(key)], Mode.CODE, [], [0.0, value])
            return
        for place, (key, value) in enumerate(cases):
            off, on = (missing, value) if place == 0 else (1.0, value / missing)
            self._term(row, Source.LIST, lists[str(key)], Mode.CODE, [], [off, on])

    def _steps(self, row: int, axis: Axis, cases: list[tuple[Any, float]], otherwise: float | None) -> None:
        """Lower bounds; below the first of them the default holds, or the first value where there is none."""
        scale = self.frame.time.unrounded if axis.on == "time" else same
        rows = sorted((scale(float(key)), value) for key, value in cases)
        if otherwise is not None and axis.between == "step":
            rows.insert(0, (float("-inf"), otherwise))
        source = {"amount": Source.AMOUNT, "repeat": Source.REPEAT, "score": Source.SCORE, "time": Source.TIME}[axis.on]
        mode = Mode.LINEAR if axis.between == "linear" else Mode.STEP
        self._term(row, source, -1, mode, [key for key, _ in rows], [value for _, value in rows])


def district_values(frame: Frame, axis: Axis, convert: Convert, missing: float) -> list[float]:
    """The value in each district, by its name or by one of its figures."""
    if axis.on == "district":
        named = {str(key): convert(plain.value) for key, plain in axis.cases}
        unknown = [name for name in named if name not in frame.population.district_names]
        if unknown:
            raise MalformedError(Complaint("no such district", f"'{unknown[0]}'"))
        return [named.get(name, missing) for name in frame.population.district_names]
    figures: NDArray[np.float64] = frame.population.district_fields[axis.on.removeprefix("district.")]
    cases = sorted((float(key), convert(plain.value)) for key, plain in axis.cases)
    return [bounded(cases, axis.between, float(figure), missing) for figure in figures]


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
    elif law.name in ("normal", "lognormal") and law.sd is not None:
        a = law.sd.value if law.name == "lognormal" else convert(law.sd.value)
    elif law.bounds is not None:
        a, b = convert(law.bounds[0]), convert(law.bounds[1])
        mean = mean if law.mean is not None else (a + b) / 2
    if law.name == "shares":
        mean = sum(convert(value) * share.value for value, share in law.shares)
    return mean, LAWS[law.name], a, b
