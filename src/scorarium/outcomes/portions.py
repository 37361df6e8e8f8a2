"""What is kept of a replicate that is lived part by part: sums over the parts, from which it is measured in the end.

A part is some districts, one after another. What is a sum over persons is added up; what stands for a district takes
its place; scores are counted by value. Parts are added in their order, so that nothing depends on who has lived which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.record import Series
from scorarium.kernels.cells import sum_cells
from scorarium.outcomes.afterwards import Afterwards
from scorarium.outcomes.groups import Groups, groups_of
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measure import in_world
from scorarium.outcomes.measures import RATIOS
from scorarium.outcomes.measures.ratio import Ratio
from scorarium.outcomes.persons import columns
from scorarium.outcomes.scores import Spread, spread_of
from scorarium.outcomes.spells import PER_PERSON, Lengths, Watched
from scorarium.outcomes.variables import VARIABLES

Array = NDArray[Any]
T = TypeVar("T", Watched, Afterwards)
Look = tuple[int, int, NDArray[np.int64]]
"""Scores at one time: the lowest point, the width of a bin, and the counts."""

Counted = list[list[Look]]
"""Scores on the way, by scheme and look."""

JOINED: Final = ("welfare_by_district", "listed_by_district", "refused_by_district")
"""Variables whose last dimension is the district."""

ADDED: Final = ("district_size", "group_size", "list_entered", "list_left")
"""Variables that are sums over persons."""

OF_PERSONS, OF_OTHERS = 1, 2
"""What the denominator of a ratio is: everybody, or something that is counted."""

OVER_SCHEMES: Final = ("wrong",)
OVER_BLACK_LISTS: Final = ("times",)


@dataclass(frozen=True)
class Portion:
    """What one part contributes.

    Parameters
    ----------
    added
        Arrays that are added up.
    placed
        Arrays whose last axis is the districts of the part.
    persons
        Columns of persons that are kept.
    spreads, counted
        Scores at the end, and on the way.
    districts
        Which.
    """

    added: Mapping[str, Array]
    placed: Mapping[str, Array]
    persons: Mapping[str, Array]
    spreads: tuple[Spread, ...]
    counted: Counted
    districts: range


def portion_of(lived: Lived, counted: Counted, districts: range, *, with_persons: bool) -> Portion:
    """Take from a part what is kept of it.

    Parameters
    ----------
    lived
        The part, with its districts numbered as in the whole.
    counted
        As ``engine.histograms.ScoreHistograms`` has found them.
    with_persons
        Columns of persons too.
    """
    added, placed = ratios(lived, districts)
    series, state = lived.series, lived.state
    added |= {f"series/{field.name}": getattr(series, field.name) for field in fields(Series)}
    added |= {"moves": lived.record.moves, "persons": np.array(lived.n)}
    added |= unpacked(lived.watched) | ({} if lived.afterwards is None else unpacked(lived.afterwards))
    added |= {f"tables/{name}": np.asarray(VARIABLES[name].of(lived)) for name in ADDED}
    added["tables/list_share"] = (state.on != 0).sum(axis=1)
    worlds = range(len(lived.worlds))
    added |= {f"schemes/{name}": np.array([lived.over_schemes(name, w).sum() for w in worlds]) for name in OVER_SCHEMES}
    added |= {
        f"lists/{name}": np.array([lived.over_black_lists(name, w).sum() for w in worlds]) for name in OVER_BLACK_LISTS
    }
    added["asking"] = np.array([int(lived.who(one.is_).sum()) for one in lived.services.values()], np.int64)
    of_districts = slice(districts.start, districts.stop)
    placed |= {f"tables/{name}": np.asarray(VARIABLES[name].of(lived))[..., of_districts] for name in JOINED}
    spreads = tuple(spread_of(state.score[s][state.enrolled[s] >= 0]) for s in range(len(lived.schemes)))
    return Portion(added, placed, columns(lived) if with_persons else {}, spreads, counted, districts)


def ratios(lived: Lived, districts: range) -> tuple[dict[str, Array], dict[str, Array]]:
    """Sums of every outcome that is a ratio of sums: in all and by group, and the same by district.

    ``kind`` int8[outcomes, worlds] says of which there are any; ``top``, ``bottom`` and ``factor`` go with it. What is
    a ratio to everybody has no ``bottom``: a part in which it happened to nobody counts as any other.
    """
    groups, worlds = groups_of(lived.compiled), len(lived.worlds)
    shape, width, n = (len(OUTCOMES), worlds), len(groups.labels), len(districts)
    kind, factor = np.zeros(shape, np.int8), np.zeros(shape)
    sums = {name: np.zeros(shape) for name in ("top", "bottom")}
    by_group = {name: np.zeros((*shape, width)) for name in sums}
    cells = _Cells(groups, lived.plan.people.district, districts)
    ones = cells.sums(np.ones(lived.n)).astype(np.int64)
    placed: dict[str, Array] = {f"sizes/{name}": ones[cells.rows_of(where)] for name, where, _ in groups.attributes}
    for row, name in enumerate(OUTCOMES):
        for w in range(worlds if name in RATIOS else 0):
            found = in_world(lived, name, w)
            if not isinstance(found, Ratio):
                continue
            kind[row, w] = OF_PERSONS if found.bottom is None else OF_OTHERS
            factor[row, w] = found.factor
            for side, values in (("top", found.top), ("bottom", found.bottom)):
                if values is None:
                    continue
                room = _room(placed, f"{side}/{name}", groups, (worlds, n))
                if values.any():
                    sums[side][row, w] = values.sum(dtype=np.float64)
                    by_group[side][row, w] = _placed(values, cells, [one[w] for one in room])
    added: dict[str, Array] = {"ratio/kind": kind, "ratio/factor": factor}
    added |= {f"ratio/{side}": values for side, values in sums.items()}
    return added | {f"groups/{side}": values for side, values in by_group.items()}, placed


def _room(placed: dict[str, Array], name: str, groups: Groups, shape: tuple[int, int]) -> list[Array]:
    """Places for the sums by district, in all and by the levels of each attribute, made where they are not there."""
    worlds, n = shape
    found = [placed.setdefault(name, np.zeros((worlds, n)))]
    for attribute, where, _ in groups.attributes:
        found.append(placed.setdefault(f"{name}/{attribute}", np.zeros((worlds, where.stop - where.start, n))))
    return found


class _Cells:
    """Where each person of a part counts: in the district, and there at the level of each attribute."""

    def __init__(self, groups: Groups, district: NDArray[np.int32], districts: range) -> None:
        self.groups = groups
        self.first = np.searchsorted(district, np.arange(districts.start, districts.stop + 1)).astype(np.int64)
        rows = [codes.astype(np.uint16) + np.uint16(1 + where.start) for _, where, codes in groups.attributes]
        self.rows = np.array(rows, np.uint16).reshape(len(rows), len(district))

    def rows_of(self, where: slice) -> slice:
        """Of the levels that have this place among the groups."""
        return slice(1 + where.start, 1 + where.stop)

    def sums(self, values: Array) -> NDArray[np.float64]:
        """Sums by district: over everybody, then over each group."""
        found = np.zeros((1 + len(self.groups.labels), len(self.first) - 1))
        sum_cells(np.ascontiguousarray(values, np.float64), self.first, self.rows, found)
        return found


def _placed(values: Array, cells: _Cells, room: list[Array]) -> NDArray[np.float64]:
    """The sum over each group; those by district go to their places."""
    groups, found = cells.groups, cells.sums(values)
    room[0][:] = found[0]
    split = np.zeros(len(groups.labels))
    for (_, where, _), place in zip(groups.attributes, room[1:], strict=True):
        place[:] = found[cells.rows_of(where)]
        split[where] = place.sum(axis=1)
    return split


def unpacked(watched: Watched | Afterwards) -> dict[str, Array]:
    """Spells and counts as arrays by name; what stands for each person is left out."""
    found: dict[str, Array] = {}
    room = type(watched).__name__.lower()
    for field in fields(watched):
        value = getattr(watched, field.name)
        if isinstance(value, tuple):
            found[f"{room}/{field.name}/ended"] = np.stack([one.ended for one in value])
            found[f"{room}/{field.name}/open"] = np.stack([one.open for one in value])
        elif field.name not in PER_PERSON:
            found[f"{room}/{field.name}"] = value
    return found


def packed(kind: type[T], arrays: Mapping[str, Array]) -> T:
    """The inverse of ``unpacked``."""
    found: dict[str, Any] = {}
    room = kind.__name__.lower()
    for field in fields(kind):
        name = f"{room}/{field.name}"
        if f"{name}/ended" in arrays:
            pairs = zip(arrays[f"{name}/ended"], arrays[f"{name}/open"], strict=True)
            found[field.name] = tuple(Lengths(ended, still) for ended, still in pairs)
        else:
            found[field.name] = arrays.get(name)
    return kind(**found)
