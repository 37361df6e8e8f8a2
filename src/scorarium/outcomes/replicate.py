"""One replicate measured, as plain arrays: what is kept of it until all are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.histograms import Histogram
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measure import Values, measure
from scorarium.outcomes.persons import columns
from scorarium.outcomes.scores import Spread, spread_of
from scorarium.outcomes.variables import VARIABLES, coords

Array = NDArray[Any]
SPREAD_PARTS = 4


@dataclass(frozen=True)
class Replicate:
    """One replicate of one society's worlds.

    Parameters
    ----------
    society
        Its name.
    number
        Which replicate.
    coords
        Names along each dimension.
    values
        The outcomes.
    tables
        Further arrays by the name of their variable (``variables.VARIABLES``).
    spreads
        Scores at the end, by scheme row.
    histograms
        Scores on the way, by scheme row.
    timing
        Seconds and counts.
    persons
        Columns of persons; only of replicate 0.
    """

    society: str
    number: int
    coords: Mapping[str, Array]
    values: Values
    tables: Mapping[str, Array]
    spreads: tuple[Spread, ...]
    histograms: tuple[Histogram, ...]
    timing: Mapping[str, float]
    persons: Mapping[str, Array]

    def flat(self) -> dict[str, Array]:
        """Everything as arrays by name, for a store."""
        found: dict[str, Array] = {"society": np.array(self.society), "number": np.array(self.number)}
        found |= {f"coords/{name}": array for name, array in self.coords.items()}
        found |= {f"tables/{name}": array for name, array in self.tables.items()}
        found |= {f"timing/{name}": np.array(value) for name, value in self.timing.items()}
        found |= {f"persons/{name}": array for name, array in self.persons.items()}
        for field in fields(Values):
            found[f"values/{field.name}"] = np.array(getattr(self.values, field.name))
        for s, spread in enumerate(self.spreads):
            found |= _taken_apart(spread, f"spreads/{s}")
        for s, histogram in enumerate(self.histograms):
            found |= {f"histograms/{s}/{name}": getattr(histogram, name) for name in ("ticks", "edges", "counts")}
            found[f"histograms/{s}/per_point"] = np.array(histogram.per_point)
        return found


def as_replicate(lived: Lived, *, society: str, number: int, timing: Mapping[str, float]) -> Replicate:
    """Measure a replicate.

    Parameters
    ----------
    lived
        As it was lived.
    society, number
        Which society, and which replicate of it: of replicate 0 persons and errors from clusters are kept too.
    timing
        Seconds and counts.
    """
    state = lived.state
    return Replicate(
        society=society,
        number=number,
        coords=coords(lived),
        values=measure(lived, with_errors=number == 0),
        tables={name: np.asarray(variable.of(lived)) for name, variable in VARIABLES.items()},
        spreads=tuple(spread_of(state.score[s][state.enrolled[s] >= 0]) for s in range(len(lived.schemes))),
        histograms=lived.record.histograms,
        timing=timing,
        persons=columns(lived) if number == 0 else {},
    )


def from_flat(arrays: Mapping[str, Array]) -> Replicate:
    """The replicate that `flat` took apart."""

    def under(room: str) -> dict[str, Array]:
        return {name.partition("/")[2]: array for name, array in arrays.items() if name.startswith(f"{room}/")}

    kept = under("values")
    names = tuple(str(name) for name in kept.pop("names"))
    values = Values(names=names, clusters=int(kept.pop("clusters")), **kept)
    spreads, histograms = under("spreads"), under("histograms")
    schemes = range(len(spreads) // SPREAD_PARTS)
    return Replicate(
        society=str(arrays["society"]),
        number=int(arrays["number"]),
        coords=under("coords"),
        values=values,
        tables=under("tables"),
        spreads=tuple(_put_together(spreads, str(s)) for s in schemes),
        histograms=tuple(_histogram(histograms, str(s)) for s in schemes),
        timing={name: float(value) for name, value in under("timing").items()},
        persons=under("persons"),
    )


def _histogram(parts: Mapping[str, Array], name: str) -> Histogram:
    ticks, edges, counts, per_point = (parts[f"{name}/{part}"] for part in ("ticks", "edges", "counts", "per_point"))
    return Histogram(ticks, edges, counts, int(per_point))


def _taken_apart(spread: Spread, name: str) -> dict[str, Array]:
    return {
        f"{name}/value": spread.value,
        f"{name}/count": spread.count,
        f"{name}/whole": np.array([spread.step, spread.total], np.int64),
        f"{name}/squares": np.array(spread.squares),
    }


def _put_together(parts: Mapping[str, Array], name: str) -> Spread:
    step, total = (int(number) for number in parts[f"{name}/whole"])
    return Spread(parts[f"{name}/value"], parts[f"{name}/count"], step, total, float(parts[f"{name}/squares"]))
