"""Parts of a replicate put together: added up in their order, kept on the way, measured in the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.histograms import FINEST_BINS, width_for
from scorarium.outcomes.portions import Counted, Look, Portion
from scorarium.outcomes.scores import Spread

Array = NDArray[Any]


class PartSums:
    """Parts added up so far.

    Parameters
    ----------
    districts
        How many the whole society has.
    """

    def __init__(self, districts: int) -> None:
        self.districts, self.parts = districts, 0
        self.added: dict[str, Array] = {}
        self.placed: dict[str, Array] = {}
        self.persons: dict[str, list[Array]] = {}
        self.spreads: tuple[Spread, ...] = ()
        self.counted: Counted = []

    def add(self, portion: Portion) -> None:
        """The next part in order."""
        for name, array in portion.added.items():
            if name not in self.added:
                self.added[name] = np.array(array)
            elif name in ("ratio/kind", "ratio/factor"):
                self.added[name] = np.maximum(self.added[name], array)
            else:
                self.added[name] = self.added[name] + array
        for name, array in portion.placed.items():
            room = self.placed.setdefault(name, np.zeros((*array.shape[:-1], self.districts)))
            room[..., portion.districts.start : portion.districts.stop] = array
        for name, array in portion.persons.items():
            self.persons.setdefault(name, []).append(array)
        if self.parts:
            self.spreads = tuple(one + other for one, other in zip(self.spreads, portion.spreads, strict=True))
            pairs = zip(self.counted, portion.counted, strict=True)
            self.counted = [[together(*two) for two in zip(a, b, strict=True)] for a, b in pairs]
        else:
            self.spreads, self.counted = portion.spreads, portion.counted
        self.parts += 1

    def flat(self) -> dict[str, Array]:
        """Everything as arrays by name, for a store."""
        found: dict[str, Array] = {"parts": np.array(self.parts), "districts": np.array(self.districts)}
        found |= {f"added/{name}": array for name, array in self.added.items()}
        found |= {f"placed/{name}": array for name, array in self.placed.items()}
        for name, arrays in self.persons.items():  # one column after another: the pieces of each are let go at once
            arrays[:] = [np.concatenate(arrays, axis=-1)] if len(arrays) > 1 else arrays
            found[f"persons/{name}"] = arrays[0]
        for s, spread in enumerate(self.spreads):
            found |= {f"spreads/{s}/value": spread.value, f"spreads/{s}/count": spread.count}
            found |= {f"spreads/{s}/whole": np.array([spread.step, spread.total], np.int64)}
            found |= {f"spreads/{s}/squares": np.array(spread.squares)}
        for s, looks in enumerate(self.counted):
            heads = np.array([(low, width, len(counts)) for low, width, counts in looks], np.int64).reshape(-1, 3)
            found[f"counted/{s}/heads"] = heads
            found[f"counted/{s}/counts"] = np.concatenate([np.zeros(0, np.int64), *(one for *_, one in looks)])
        return found


def from_flat(arrays: Mapping[str, Array]) -> PartSums:
    """The sums that ``flat`` took apart."""

    def under(room: str) -> dict[str, Array]:
        return {name.partition("/")[2]: array for name, array in arrays.items() if name.startswith(f"{room}/")}

    found = PartSums(int(arrays["districts"]))
    found.parts, found.added, found.placed = int(arrays["parts"]), under("added"), under("placed")
    found.persons = {name: [array] for name, array in under("persons").items()}
    spreads, counted = under("spreads"), under("counted")
    schemes = range(len(counted) // 2)
    kept = []
    for s in schemes:
        step, total = (int(number) for number in spreads[f"{s}/whole"])
        squares = float(spreads[f"{s}/squares"])
        kept.append(Spread(spreads[f"{s}/value"], spreads[f"{s}/count"], step, total, squares))
        heads = counted[f"{s}/heads"]
        counts = np.split(counted[f"{s}/counts"], np.cumsum(heads[:, 2])[:-1])
        found.counted.append([(int(low), int(wide), one) for (low, wide, _), one in zip(heads, counts, strict=True)])
    found.spreads = tuple(kept)
    return found


def together(one: Look, other: Look) -> Look:
    """Scores of two groups of people at one look, in bins as fine as both allow."""
    if not len(one[2]) or not len(other[2]):
        return one if len(one[2]) else other
    low = min(one[0], other[0])
    high = max(begin + width * len(counts) - 1 for begin, width, counts in (one, other))
    width = max(one[1], other[1], width_for(low, high, FINEST_BINS))
    low = low // width * width
    counts = np.zeros((high - low) // width + 1, np.int64)
    for begin, own, these in (one, other):
        np.add.at(counts, (begin + own * np.arange(len(these)) - low) // width, these)
    return low, width, counts
