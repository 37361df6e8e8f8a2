"""What daily life amounts to: how often each act is done and each service asked for, and by whom.

Closed form, before anybody is scored: rates over gates and factors, on the people who were drawn. A rate is the mean
over those who do it at all, so traits (whose tables are normalised) change who does it and not how often.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from scorarium.quantities import DAYS_PER_YEAR, Axis, Number
from scorarium.scheme.acts import Act
from scorarium.scheme.levels import levels_matching
from scorarium.society import recipe
from scorarium.society.levels import by_level
from scorarium.society.population import Asked, Population

Reals = NDArray[np.float64]


def daily_life(society: recipe.Society, population: Population) -> list[Asked]:
    """List how often everything is done and asked for, and what each factor means as a share.

    Parameters
    ----------
    society : Society
        The recipe, completed from the vocabulary.
    population : Population
        Its people.

    Returns
    -------
    list of Asked
        For every act and service: events per person and year, the share of persons who do it at all, and, for every
        level that a factor names, the share of all events that falls to it.
    """
    rows: list[Asked] = []
    for name, act in society.acts.items():
        number, per_year = _of_act(act)
        if number is not None:
            rows += _rows(f"acts.{name}", number, per_year, act.is_, population)
    for name, service in society.services.items():
        if isinstance(service.demand, Number):
            rows += _rows(f"services.{name}", service.demand, 1.0, service.is_, population)
        elif service.demand is not None:
            held = float(_gate(service.is_, population).mean())
            rows.append(Asked(f"services.{name}.held_by", None, held, "share"))
    return rows


def _of_act(act: Act) -> tuple[Number | None, float]:
    """Find the number that says how often, and how many of it make a year."""
    if act.rate is not None:
        return act.rate, 1.0
    if act.every is not None:
        return act.share, float(DAYS_PER_YEAR / act.every.days)
    return None, 0.0


def _gate(facts: Mapping[str, object], population: Population) -> NDArray[np.bool_]:
    """Find whoever meets all facts."""
    who = np.ones(population.n, np.bool_)
    for name, spec in facts.items():
        levels = population.levels[name]
        meant = levels_matching(levels, spec)  # type: ignore[arg-type]
        who &= np.array([level in meant for level in levels])[population.attributes[name]]
    return who


def _rows(
    what: str, number: Number, per_year: float, facts: Mapping[str, object], population: Population
) -> Iterator[Asked]:
    who = _gate(facts, population)
    rate = np.where(who, _rate(number, population), 0.0) * per_year
    yield Asked(what, None, float(rate.mean()), "per person and year")
    yield Asked(f"{what}.eligible", None, float(who.mean()), "share")
    total = float(rate.sum())
    for axis in number.axes:
        if total > 0 and axis.on in population.levels:
            per = np.bincount(population.attributes[axis.on], weights=rate, minlength=len(population.levels[axis.on]))
            for level, part in zip(population.levels[axis.on], (per / total).tolist(), strict=True):
                yield Asked(f"{what}.{axis.on}.{level}", None, part, "share")


def _rate(number: Number, population: Population) -> Reals:
    """Write the number out for each person; what depends on neither attribute nor district stays at its default."""
    default = number.default.value if number.default is not None else None
    if number.law is not None and number.law.mean is not None:
        default = number.law.mean.value
    if number.field is not None:
        return population.district_fields[number.field.removeprefix("district.")][population.district]
    if number.by is not None:
        return _factor(number.by, population, default)
    rate = np.full(population.n, default if default is not None else 0.0)
    for axis in number.times:
        rate *= _factor(axis, population, 1.0)
    return rate


def _factor(axis: Axis, population: Population, otherwise: float | None) -> Reals:
    if axis.on == "district":
        return by_level(axis, population.district_names, otherwise)[population.district]
    if axis.on in population.levels:
        return by_level(axis, population.levels[axis.on], otherwise)[population.attributes[axis.on]]
    return np.full(population.n, otherwise if otherwise is not None else axis.cases[0][1].value)
