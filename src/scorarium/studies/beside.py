"""What a fact speaks of, read off a run: one value for each replicate, and the interval over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import ScorariumError
from scorarium.outcomes.intervals import over_replicates
from scorarium.outcomes.layout import OUTCOMES, PER_YEAR
from scorarium.quantities import rational
from scorarium.scheme.consequences import Fact
from scorarium.scheme.levels import levels_matching
from scorarium.studies.order import Order

if TYPE_CHECKING:
    import xarray as xr

Floats = NDArray[np.float64]
YEAR: Final = 365.25


class NotMeasuredError(ScorariumError):
    """A fact asks for something that no run of this version tells."""


@dataclass(frozen=True)
class Seen:
    """A run as a fact looks at it.

    Parameters
    ----------
    data
        Measures by world and replicate.
    world
        The world of the scheme.
    persons
        In each replicate.
    start, end
        The counted time, in years from the start of the run.
    """

    data: xr.Dataset
    world: str
    persons: int
    start: float
    end: float

    @classmethod
    def of(cls, data: xr.Dataset, order: Order) -> Seen:
        """The run of an order of one world."""
        (world,) = order.worlds
        society = order.worlds[world].society
        tick = float(rational(order.societies[society].tick)) / YEAR
        start, end = order.burn_in_of(society) * tick, order.ticks_in(society) * tick
        return cls(data, world, order.persons_in(society), start, end)

    @property
    def years(self) -> float:
        """Length of the counted time."""
        return self.end - self.start

    def flow(self, name: str, **at: str) -> Floats:
        """What a variable over time adds up to in a year of the counted time, for each replicate."""
        series = self.data[name].sel({key: value for key, value in at.items() if key in self.data[name].dims})
        times = self.data["time"].values
        is_counted = times > self.start + 1e-9
        before = times[~is_counted]
        years = times[-1] - (before[-1] if len(before) else 0.0)
        summed: Floats = series.isel(time=is_counted).sum("time").values.reshape(-1) / years
        return summed

    def row(self, dim: str, name: str) -> str:
        """The label of the list or scheme of this name."""
        labels = [str(label) for label in self.data[dim].values if str(label).rpartition("/")[2] == name]
        if not labels:
            raise NotMeasuredError(f"this run has no {dim} {name}")
        return labels[0]


def rate_of(fact: Fact) -> tuple[str, float]:
    """The unit in which a fact is put beside, and what its figure (a share, where it is out of something) is times."""
    unit = OUTCOMES[fact.measure].unit
    if fact.act is not None:
        return "1", 1.0
    if unit == PER_YEAR and fact.of is not None:
        if fact.over is None:
            raise NotMeasuredError("a count in a year needs the time over which it was counted")
        return unit, 1000.0 * YEAR / fact.over.constant_value
    return unit, 1.0


def simulated(seen: Seen, fact: Fact) -> tuple[float, tuple[float, float] | None]:
    """The value of a fact in a run, and its interval; None where there is none.

    Raises
    ------
    NotMeasuredError
        No run of this version tells what the fact asks.
    """
    values = _reader(fact)(seen, fact)
    mean, half = over_replicates(values)
    if np.isnan(half) and len(values) == 1 and _is_plain(fact):
        value, low, high = seen.data["estimate"].sel(outcome=fact.measure, world=seen.world).values
        return float(value), None if np.isnan(low) else (float(low), float(high))
    return mean, None if np.isnan(half) else (mean - half, mean + half)


Reader = Callable[[Seen, Fact], Floats]


def _is_plain(fact: Fact) -> bool:
    return not (fact.list_ or fact.tier or fact.act or fact.service or fact.is_)


def _reader(fact: Fact) -> Reader:
    asked = [word for word in ("list_", "tier", "act", "service", "is_") if getattr(fact, word)]
    if len(asked) > 1:
        raise NotMeasuredError("a fact about several things at once")
    found = READERS.get((asked[0], fact.measure) if asked else ("", ""))
    found = found or (_among if asked == ["is_"] else None)
    if found is None:
        raise NotMeasuredError(f"{fact.measure} of a single {asked[0].removesuffix('_')} is not measured")
    return found


def _plain(seen: Seen, fact: Fact) -> Floats:
    if fact.measure not in seen.data:
        return np.full(seen.data.sizes["replicate"], np.nan)  # nothing happened of which it could be told
    values: Floats = np.atleast_1d(seen.data[fact.measure].sel(world=seen.world).values).astype(np.float64)
    return values


def _listed(seen: Seen, fact: Fact) -> Floats:
    """The share on a list at the end, or, over a time, the listings in it per person."""
    row = seen.row("list", str(fact.list_))
    if fact.over is None:
        share: Floats = seen.data["list_share"].sel(list=row).values
        return share
    entered: Floats = seen.data["list_entered"].sel(list=row).values / seen.persons
    return entered * (fact.over.constant_value / YEAR / seen.years)


def _left(seen: Seen, fact: Fact) -> Floats:
    """Listings that ended in a year, over the persons who stand on the list."""
    row = seen.row("list", str(fact.list_))
    left = seen.data["list_left"].sel(list=row).values / seen.years
    times = seen.data["time"].values
    own = seen.data["listed_over_time"].sel(list=row, listing="own").isel(time=times > seen.start + 1e-9)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate: Floats = left / own.mean("time").values
    return rate


def _never_left(seen: Seen, fact: Fact) -> Floats:
    if seen.data.sizes["list"] > 1:
        raise NotMeasuredError(f"{fact.measure} of one list among several is not measured")
    return _plain(seen, fact)


def _in_tier(seen: Seen, fact: Fact) -> Floats:
    """The share of all persons who stand in a tier at the end."""
    at_end = seen.data.isel(time=-1, scheme=0)
    names = [str(name) for name in at_end["tier_name"].values]
    share = at_end["tier_share_over_time"].isel(tier=names.index(str(fact.tier))).values
    inside: Floats = share * at_end["enrolled_over_time"].values / seen.persons
    return inside


def _of_act(variable: str) -> Reader:
    def read(seen: Seen, fact: Fact) -> Floats:
        """Acts left (or done besides), as a share of those that are done in none."""
        act = str(fact.act)
        with np.errstate(divide="ignore", invalid="ignore"):
            share: Floats = seen.flow(variable, world=seen.world, act=act) / seen.flow(
                "acts_done_over_time", world="none", act=act
            )
        return share

    return read


def _refused(seen: Seen, fact: Fact) -> Floats:
    """Demands for a service that the scheme alone refuses, per 1000 persons and year."""
    at = {"service": str(fact.service), "answer": "refused"}
    here, none = (seen.flow("answers_over_time", world=world, **at) for world in (seen.world, "none"))
    return (here - none) * 1000.0 / seen.persons


def _among(seen: Seen, fact: Fact) -> Floats:
    """Of those whom the measure counts, the share of whom this is true."""
    ((attribute, spec),) = fact.is_.items()
    by_group = f"{fact.measure}_by_group"
    if fact.measure not in seen.data:
        return _plain(seen, fact)
    if by_group not in seen.data:
        raise NotMeasuredError(f"{fact.measure} is not known by groups")
    labels = [str(label) for label in seen.data["group"].values]
    own = [label for label in labels if label.partition("=")[0] == attribute]
    if not own or OUTCOMES[fact.measure].unit != "1":
        raise NotMeasuredError(f"{fact.measure} is not a share that is known by {attribute}")
    meant = levels_matching(tuple(label.partition("=")[2] for label in own), spec)
    sizes = seen.data["group_size"].isel(society=0)
    counted = seen.data[by_group].sel(world=seen.world) * sizes
    of = [f"{attribute}={level}" for level in meant]
    share: Floats = (counted.sel(group=of).sum("group") / counted.sel(group=own).sum("group")).values
    return np.atleast_1d(share)


READERS: Final[dict[tuple[str, str], Any]] = {
    ("", ""): _plain,
    ("list_", "listed_share"): _listed,
    ("list_", "delisted_rate"): _left,
    ("list_", "never_delisted_share"): _never_left,
    ("tier", "participation_share"): _in_tier,
    ("act", "acts_prevented"): _of_act("acts_prevented_over_time"),
    ("act", "acts_provoked"): _of_act("acts_provoked_over_time"),
    ("service", "refused_demands"): _refused,
}
"""By what a fact speaks of and its measure."""
