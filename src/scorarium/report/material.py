"""A kept run as the page reads it: worlds with their colours, outcomes with their intervals, arrays by name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.layout import OUTCOMES, Outcome
from scorarium.scheme.model import Scheme
from scorarium.store.protocol import Kept
from scorarium.studies.order import Order, from_declared

if TYPE_CHECKING:
    import xarray as xr

Floats = NDArray[np.float64]
NAN = math.nan
TONES = 4
"""Colours of worlds; a fifth begins with the first again."""


@dataclass(frozen=True)
class Estimate:
    """A value with its 95 % interval; nan where there is none."""

    value: float
    low: float = NAN
    high: float = NAN

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return math.isfinite(self.value)

    @property
    def has_interval(self) -> bool:
        """Whether there is an interval."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def half(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2 if self.has_interval else NAN

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves nought out; a value without an interval does not."""
        return self.has_interval and (self.low > 0 or self.high < 0)


UNKNOWN = Estimate(NAN)


@dataclass(frozen=True)
class Measured:
    """One outcome in one world."""

    outcome: Outcome
    unit: str
    here: Estimate
    difference: Estimate
    floor: float = NAN

    @property
    def is_noise(self) -> bool:
        """Whether the difference is nought, within the noise floor, or has an interval that holds nought."""
        return self.difference.is_known and (self.difference.value == 0 or self.is_below or self.is_unclear)

    @property
    def is_below(self) -> bool:
        """Whether two worlds with luck of their own would lie as far apart."""
        return math.isfinite(self.floor) and abs(self.difference.value) <= self.floor

    @property
    def is_unclear(self) -> bool:
        """Whether the interval of the difference holds nought."""
        return self.difference.has_interval and not self.difference.is_clear


@dataclass(frozen=True)
class InRun:
    """A scheme in a world of the run; `key` is its name in the data."""

    key: str
    scheme: Scheme
    tone: str
    world: str

    @property
    def title(self) -> str:
        """Its title for people."""
        return self.scheme.title or self.scheme.name


@dataclass(frozen=True)
class World:
    """A world of the run."""

    name: str
    society: str
    none: str
    tone: str
    schemes: tuple[InRun, ...]

    @property
    def title(self) -> str:
        """The titles of its schemes, or its own name where it is not named after them."""
        names = "+".join(used.scheme.name for used in self.schemes)
        titles = " and ".join(f"“{used.title}”" for used in self.schemes)
        return titles if self.schemes and names == self.name else f"“{self.name}”"


@dataclass(frozen=True)
class Material:
    """Everything that the page is made of.

    Parameters
    ----------
    kept
        The run.
    order
        What was asked, read back from the declaration.
    source
        What the reader types after `scorarium report`.
    """

    kept: Kept
    order: Order
    source: str

    @property
    def document(self) -> Mapping[str, Any]:
        """What `run --json` prints."""
        return self.kept.document

    @property
    def data(self) -> xr.Dataset:
        """Measures with named dimensions."""
        return self.kept.dataset

    @property
    def persons(self) -> int:
        """Persons in a society."""
        return int(self.document["persons"])

    @property
    def replicates(self) -> int:
        """Replicates that were finished."""
        return int(self.document["replicates"])

    @property
    def years(self) -> float:
        """How long they lived."""
        return float(self.order.years)

    def persons_of(self, society: str) -> int:
        """Persons in a society."""
        return self.order.persons_in(society)

    @property
    def lived(self) -> float:
        """Years that the series hold: whole ticks."""
        return float(self.numbers("time")[-1]) if "time" in self.data.coords else self.years

    @cached_property
    def worlds(self) -> tuple[World, ...]:
        """The worlds beside `none`, in the order declared."""
        found = []
        for index, (name, world) in enumerate(self.order.worlds.items()):
            tone = f"w{index % TONES + 1}"
            used = tuple(InRun(f"{name}/{scheme.name}", scheme, tone, name) for scheme in world.schemes)
            found.append(World(name, world.society, self.order.none_of(world.society), tone, used))
        return tuple(found)

    @property
    def nones(self) -> tuple[str, ...]:
        """The worlds without schemes, one for each society."""
        return tuple(self.order.none_of(society) for society in self.order.societies)

    @cached_property
    def schemes(self) -> tuple[InRun, ...]:
        """Every scheme of every world."""
        return tuple(used for world in self.worlds for used in world.schemes)

    @cached_property
    def distinct(self) -> tuple[InRun, ...]:
        """Every scheme once: worlds that differ by a reform bring it again only where it was changed."""
        seen: list[InRun] = []
        for used in self.schemes:
            if not any(used.scheme.raw == other.scheme.raw for other in seen):
                seen.append(used)
        return tuple(seen)

    def measured(self, name: str, world: str) -> Measured | None:
        """Give an outcome in a world; nothing where it is not known."""
        found = self.document["worlds"].get(world, {}).get("outcomes", {}).get(name)
        if found is None or found.get("value") is None:
            return None
        outcome = OUTCOMES.get(name) or Outcome(name, str(found.get("unit", "1")), "neutral", "", "")
        difference = found.get("difference") or {}
        return Measured(
            outcome,
            str(found.get("unit", outcome.unit)),
            _estimate(found.get("value"), found.get("interval")),
            _estimate(difference.get("value"), difference.get("interval")),
            _number(found.get("noise_floor")),
        )

    def outcomes(self) -> Iterator[str]:
        """Names of the outcomes of the run, those of the layout first and in its order."""
        known = {name: None for world in self.document["worlds"].values() for name in world.get("outcomes", {})}
        yield from (name for name in OUTCOMES if name in known)
        yield from (name for name in known if name not in OUTCOMES)

    def groups(self, name: str, world: str) -> dict[str, dict[str, Estimate]]:
        """Give an outcome by attribute and level."""
        found = self.document["worlds"].get(world, {}).get("outcomes", {}).get(name, {}).get("groups", {})
        return {
            attribute: {level: _estimate(one.get("value"), one.get("interval")) for level, one in levels.items()}
            for attribute, levels in found.items()
        }

    def protected(self, world: World) -> set[str]:
        """Lawful acts of a world that a freedom protects."""
        acts = dict(self.order.societies[world.society].acts)
        for used in world.schemes:
            acts |= dict(used.scheme.acts)
        return {name for name, act in acts.items() if act.protected}

    def array(self, name: str, **where: str) -> Floats | None:
        """Give a variable of the data at the named places, replicates first; nothing where there is none."""
        if name not in self.data:
            return None
        found = self.data[name]
        for dimension, place in where.items():
            if dimension not in found.dims or place not in self.names(dimension):
                return None
            found = found.isel({dimension: self.names(dimension).index(place)})
        values: Floats = np.asarray(found.values, np.float64)
        if "replicate" not in found.dims:
            return values[None]
        return np.moveaxis(values, found.dims.index("replicate"), 0)

    def names(self, coordinate: str) -> list[str]:
        """Names along a dimension."""
        return [str(name) for name in self.data[coordinate].values] if coordinate in self.data.coords else []

    def numbers(self, coordinate: str) -> Floats:
        """Numbers along a dimension."""
        return np.asarray(self.data[coordinate].values, np.float64)


def read(kept: Kept, source: str) -> Material:
    """Read a kept run."""
    return Material(kept, from_declared(kept.declaration), source)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else NAN


def _estimate(value: object, interval: Sequence[object] | None) -> Estimate:
    ends = [_number(end) for end in interval or ()]
    low, high = (ends[0], ends[1]) if len(ends) == 2 else (NAN, NAN)
    return Estimate(_number(value), low, high)


def over_replicates(values: Floats) -> Estimate:
    """Mean over the first axis with its interval; nan values are left out."""
    from scorarium.outcomes.intervals import over_replicates as both  # noqa: PLC0415  # late: it brings scipy

    mean, half = both(np.asarray(values, np.float64))
    return Estimate(mean, mean - half, mean + half)
