"""Acts and demands become kinds of candidates: rates, the factors on them, and what an act is worth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_columns import TYPES, column, first, ints, to_units
from scorarium.engine.plan_conditions import level_mask
from scorarium.engine.plan_drawn import drawn_column, load_column
from scorarium.engine.plan_frame import Frame, constant, placing
from scorarium.engine.plan_numbers import bounded, district_values
from scorarium.engine.plan_time import exp
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables import Moved
from scorarium.errors import Complaint, MalformedError
from scorarium.names import Source
from scorarium.quantities import Axis, Number, rational
from scorarium.scheme.acts import Act, Service
from scorarium.scheme.condition import Levels
from scorarium.society.levels import by_level

TRAIT_LEVELS = 31
MOST_COUNTED = 2**22
"""Up to so many combinations of codes are counted in a table rather than by sorting."""

FIXED = 2**30
"""Products of factors are averaged in whole numbers of this part of one, so that order does not matter."""


@dataclass(frozen=True)
class Factor:
    """A table on the levels of one thing: what a rate is multiplied by."""

    source: Source
    arg: int
    table: tuple[float, ...]


@dataclass
class Kind:
    """One kind of candidate.

    Parameters
    ----------
    scale
        Rate per tick before factors; share per period for periodic acts.
    mean
        What is done per tick, on average over everybody.
    doers
        The share of people who do it at all.
    moved
        Factors by what acts move, as parts of the largest, in each world by a person's own level; and by time.
    """

    name: str
    act: Act | None = None
    service: int = -1
    factors: list[Factor] = field(default_factory=list)
    moved: list[Factor] = field(default_factory=list)
    scale: float = 0.0
    mean: float = 0.0
    doers: float = 1.0
    income_load: float = 0.0

    @property
    def is_periodic(self) -> bool:
        """Whether it is done at most once a period."""
        return self.act is not None and self.act.every is not None


def codes_of(frame: Frame, factor: Factor) -> NDArray[np.int64]:
    """The code of every person in the table of a factor."""
    people = frame.population
    if factor.source == Source.TRAIT:
        if factor.arg >= len(people.traits):
            return list(frame.drawn.values())[factor.arg - len(people.traits)].astype(np.int64)
        return list(people.traits.values())[factor.arg].astype(np.int64) + 15
    if factor.source == Source.ATTRIBUTE:
        return list(people.attributes.values())[factor.arg].astype(np.int64)
    return people.district.astype(np.int64)


def rates_of(frame: Frame, kind: Kind) -> NDArray[np.float64]:
    """float64[N]: how often each person does it if nothing answers."""
    rate = np.full(frame.population.n, kind.scale)
    for factor in kind.factors:
        rate = rate * np.array(factor.table)[codes_of(frame, factor)]
    return rate


def combinations(frame: Frame, factors: list[Factor]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The combinations of codes that occur (rows) and how many persons have each."""
    sizes = [len(factor.table) for factor in factors]
    if math.prod(sizes) > MOST_COUNTED:
        codes = np.stack([codes_of(frame, factor) for factor in factors], axis=1)
        rows, counts = np.unique(codes, axis=0, return_counts=True)
        return rows, counts.astype(np.int64)
    joint = np.zeros(frame.population.n, np.int64)
    for factor, size in zip(factors, sizes, strict=True):
        joint = joint * size + codes_of(frame, factor)
    every = np.bincount(joint, minlength=math.prod(sizes))
    present = np.flatnonzero(every)
    if not factors:
        return np.zeros((1, 0), np.int64), every.astype(np.int64)
    return np.stack(np.unravel_index(present, sizes), axis=1).astype(np.int64), every[present].astype(np.int64)


def mean_product(frame: Frame, gates: list[Factor], weights: list[Factor]) -> float:
    """The exact mean of the product of `weights` over the persons whom all `gates` let pass; 0 if there are none."""
    codes, counts = combinations(frame, [*gates, *weights])
    product = np.ones(len(codes))
    passes = np.ones(len(codes), bool)
    for place, factor in enumerate([*gates, *weights]):
        values = np.array(factor.table)[codes[:, place]]
        if place < len(gates):
            passes &= values > 0
        else:
            product = product * values
    fixed = np.rint(product * FIXED).astype(np.int64)
    persons = int(counts[passes].sum())
    total = sum(int(value) * int(count) for value, count in zip(fixed[passes], counts[passes], strict=True))
    return total / (FIXED * persons) if persons else 0.0


def gates_of(frame: Frame, spec: Mapping[str, Levels]) -> list[Factor]:
    """Who does it at all: 0 or 1 by level."""
    found = []
    for name, levels in spec.items():
        if name not in frame.attribute_row:
            known = "one of " + ", ".join(frame.attribute_row)
            raise MalformedError(Complaint("an attribute that the society lacks", f"'{name}'", known, at=("is", name)))
        allowed = level_mask(frame.levels(name), levels)
        table = tuple(float(allowed >> code & 1) for code in range(len(frame.levels(name))))
        found.append(Factor(Source.ATTRIBUTE, frame.attribute_row[name], table))
    return found


def loads_of(frame: Frame, loads: Mapping[str, Number], place: str) -> list[Factor]:
    """How traits weigh: exp(load · z) over the levels of z.

    Where the load differs among people, or the trait has another law than the normal and so no levels, by a column.
    """
    found = []
    for name, load in loads.items():
        if name == "income":
            continue
        if name not in frame.trait_row and name not in frame.population.trait_values:
            known = ", ".join(frame.trait_row) or "no load"
            raise MalformedError(Complaint("a trait that the society lacks", f"'{name}'", known, at=("loads", name)))
        if load.is_constant and name in frame.trait_row:
            table = tuple(exp(load.constant_value * (level - 15) / 4) for level in range(TRAIT_LEVELS))
            found.append(Factor(Source.TRAIT, frame.trait_row[name], table))
        else:
            row, own = load_column(frame, load, name, place)
            found.append(Factor(Source.TRAIT, row, own))
    return found


def axes_of(frame: Frame, rate: Number, name: str, word: str) -> list[Factor]:
    """What a rate depends on: the tables of `by` (rates per tick, or shares) or of `times`; or a person's own draw."""
    found = []
    if rate.law is not None:
        row, values_drawn = drawn_column(
            frame, rate.law, frame.time.per_tick if rate.dimension == "rate" else float, name
        )
        return [Factor(Source.TRAIT, row, values_drawn)]
    for axis in (rate.by,) if rate.by is not None else rate.times:
        default = None if rate.default is None else rate.default.value
        otherwise = default if rate.by is not None else 1.0
        if axis.on in frame.attribute_row:
            values = [float(value) for value in by_level(axis, frame.levels(axis.on), otherwise)]
            source, arg = Source.ATTRIBUTE, frame.attribute_row[axis.on]
        elif axis.on == "district" or axis.on.startswith("district."):
            values, source, arg = district_values(frame, axis, float, otherwise), Source.DISTRICT, -1
        elif axis.on == "time":
            values, source, arg = time_values(frame, axis, otherwise), Source.TIME, -1
        else:
            problem = "a rate that hangs on what nobody has before acting"
            expected = "an attribute, the district or time"
            raise MalformedError(Complaint(problem, f"'{axis.on}'", expected, at=(word, axis.on)))
        if rate.by is not None and rate.dimension == "rate":
            values = [frame.time.per_tick(value) for value in values]
        found.append(Factor(source, arg, tuple(values)))
    if rate.field is not None:
        found.append(Factor(Source.DISTRICT, -1, tuple(float(x) for x in frame.population.district_fields[rate.field])))
    return found


def time_values(frame: Frame, axis: Axis, otherwise: float | None) -> list[float]:
    """The value in each tick, and at last the largest that is declared: no run is too short to know it."""
    cases = sorted((frame.time.unrounded(float(key)), plain.value) for key, plain in axis.cases)
    largest = max([value for _, value in cases] + ([otherwise] if otherwise is not None else []))
    return [bounded(cases, axis.between, float(t), otherwise) for t in range(frame.time.n_ticks)] + [largest]


def make_kind(frame: Frame, kind: Kind, rate: Number | None, spec: Act | Service, word: str) -> Kind:
    """Fill in factors and scale. The rate is the mean over those who do it at all; `by` gives the rates themselves."""
    gates, loads = gates_of(frame, spec.is_), loads_of(frame, spec.loads, f"{room_of(spec)}/{kind.name}")
    axes = axes_of(frame, rate, f"{kind.name}.{word}", word) if rate is not None else []
    kind.doers = mean_product(frame, [], gates)
    income = spec.loads.get("income")
    kind.income_load = constant(income)
    if rate is None:
        kind.scale = 1.0 if kind.is_periodic else 0.0
        kind.factors = gates
    else:
        by_case = rate.by is not None or rate.field is not None or rate.law is not None
        plain = 1.0 if by_case else (rate.default.value if rate.default is not None else 0.0)
        if not by_case and rate.dimension == "rate":
            plain = frame.time.per_tick(plain)
        doing = gates if kind.doers > 0 else unmoved(frame, gates)
        steady = [one for one in axes if one.source != Source.TIME]
        mean = mean_product(frame, doing, loads if by_case else [*loads, *steady])
        kind.scale = plain / mean if mean > 0 else 0.0
        kind.factors = [*gates, *axes, *loads]
    kind.mean = kind.scale * mean_product(frame, [], [one for one in kind.factors if one.source != Source.TIME])
    for factor in kind.factors:
        if factor.source == Source.TIME:  # as it is when the run begins
            kind.mean *= factor.table[0]
    if kind.act is not None and kind.act.every is not None:
        kind.mean *= float(frame.time.days / rational(kind.act.every))
    return with_moved(frame, kind)


def unmoved(frame: Frame, gates: list[Factor]) -> list[Factor]:
    """Who counts for the mean of an act that nobody does as the run begins: those who may come to it."""
    return [gate for gate in gates if not is_moved(frame, gate)]


def is_moved(frame: Frame, factor: Factor) -> bool:
    """Whether a factor hangs on what acts move, or on time."""
    if factor.source == Source.TIME:
        return True
    rows = [frame.attribute_row[name] for name in frame.moving]
    return factor.source == Source.ATTRIBUTE and factor.arg in rows


def with_moved(frame: Frame, kind: Kind) -> Kind:
    """Put factors apart that hang on what acts move, or on time: candidates are drawn at the largest that may come."""
    for factor in [one for one in kind.factors if is_moved(frame, one)]:
        largest = max(factor.table)
        kind.scale *= largest
        parts = tuple(value / largest if largest > 0 else 0.0 for value in factor.table)
        kind.moved.append(Factor(factor.source, factor.arg, parts))
    kind.factors = [one for one in kind.factors if not is_moved(frame, one)]
    return kind


def rates_at_first(frame: Frame, kind: Kind) -> NDArray[np.float64]:
    """float64[N]: how often each person does it as the run begins, if nothing answers."""
    first_of = [one.table[0] for one in kind.moved if one.source == Source.TIME]
    levels = [one for one in kind.moved if one.source != Source.TIME]
    return math.prod(first_of) * rates_of(frame, replace(kind, factors=[*kind.factors, *levels]))


def moved_table(frame: Frame, kinds: list[Kind]) -> Moved:
    """Rates by what acts move, with the row of the attribute in each world, and by time (-1)."""
    names = list(frame.attribute_row)
    flat = [factor for kind in kinds for factor in kind.moved]
    rows = [
        [frame.row_in(names[factor.arg], world) if factor.arg >= 0 else -1 for world in range(frame.n_worlds)]
        for factor in flat
    ]
    return Moved(
        first=first(len(kind.moved) for kind in kinds),
        row=np.array(rows, np.int32).reshape(len(flat), frame.n_worlds),
        start=first(len(factor.table) for factor in flat)[:-1].copy(),
        part=column([value for factor in flat for value in factor.table], TYPES["f8"]),
    )


def kinds_of(frame: Frame) -> list[Kind]:
    """All kinds of candidates: acts as declared, then demands for services that are asked for."""
    kinds = []
    for name, act in frame.acts.items():
        rate, word = (act.share, "share") if act.every is not None else (act.rate, "rate")
        with placing(frame.society, "acts", name):
            kinds.append(make_kind(frame, Kind(name, act), rate, act, word))
    for name in frame.asked:
        service = frame.services[name]
        demand = service.demand if isinstance(service.demand, Number) else None
        with placing(frame.society, "services", name):
            kinds.append(make_kind(frame, Kind(name, service=frame.service_row[name]), demand, service, "demand"))
    return kinds


def factor_columns(kinds: list[Kind]) -> dict[str, NDArray[Any]]:
    """The factors of all kinds as flat tables."""
    flat = [factor for kind in kinds for factor in kind.factors]
    return {
        "factor_first": first(len(kind.factors) for kind in kinds),
        "factor_source": column([factor.source for factor in flat], TYPES["u1"]),
        "factor_arg": ints([factor.arg for factor in flat]),
        "factor_table": first(len(factor.table) for factor in flat)[:-1].copy(),
        "factor_value": column([value for factor in flat for value in factor.table], TYPES["f8"]),
    }


def room_of(spec: Act | Service) -> str:
    """In which room of a document it stands."""
    return "acts" if isinstance(spec, Act) else "services"


WORTHS = ("harm", "benefit", "cost")
"""What an act is worth, to whom it falls and to whom does it."""


def worth_columns(kinds: list[Kind], varied: Varied) -> dict[str, NDArray[Any]]:
    """Harm, benefit and cost in units, and rows for those that are not the same each time."""
    found: dict[str, NDArray[Any]] = {}
    differs = np.zeros(len(kinds), bool)
    for word in WORTHS:
        numbers = [getattr(kind.act, word) if kind.act is not None else None for kind in kinds]
        plain = [
            varied.plain(f"acts_{word}", number, place=f"acts/{kind.name}")
            for kind, number in zip(kinds, numbers, strict=True)
        ]
        found[word] = column([to_units(one) for one in plain], TYPES["i8"])
        differs |= np.array([number is not None and not number.is_constant for number in numbers], bool)
    return found | {"worth": rows_of(differs)}


def rows_of(wanted: NDArray[np.bool_] | list[bool], begin: int = 0) -> NDArray[np.int32]:
    """Rows from `begin` on for what is wanted, -1 for the rest."""
    own = np.asarray(wanted, bool)
    return np.where(own, begin + np.cumsum(own) - 1, -1).astype(np.int32)


def fact_columns(frame: Frame, kinds: list[Kind], varied: Varied) -> dict[str, NDArray[Any]]:
    """What is true of an act whoever does it."""
    acts = [kind.act or Act() for kind in kinds]
    numbers = varied.numbers
    opens = [frame.open_row[kind.name] if kind.act is not None and kind.act.stays_open else -1 for kind in kinds]
    settled = [numbers.add(one.settled, frame.time.chance) for one in frame.opening.values()]
    periods = [
        (row, rational(kind.act.every)) for row, kind in enumerate(kinds) if kind.act and kind.act.every is not None
    ]
    return {
        **worth_columns(kinds, varied),
        "lawful": column([act.lawful is True for act in acts], TYPES["u1"]),
        "protected": column([act.protected is not None for act in acts], TYPES["u1"]),
        "gravity": column([int(constant(act.gravity)) for act in acts], TYPES["u1"]),
        "income_load": column([kind.income_load for kind in kinds], TYPES["f8"]),
        "amount": ints([-1 if act.amount is None else numbers.add(act.amount) for act in acts]),
        "opens": ints(opens),
        "open_act": ints([frame.act_row[name] for name in frame.open_row]),
        "open_settled": ints(settled),
        "service": ints([kind.service for kind in kinds]),
        "buys": ints([frame.queues.get(act.buys or "", -1) for act in acts]),
        "periodic": ints([row for row, _ in periods]),
        "period_num": column([period.numerator for _, period in periods], TYPES["i8"]),
        "period_den": column([period.denominator for _, period in periods], TYPES["i8"]),
    }
