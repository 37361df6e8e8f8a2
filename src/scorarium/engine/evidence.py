"""What a score rests on at the end: points that count, by the sense that saw them and by person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.tables import Plan
from scorarium.names import Flag


@dataclass(frozen=True)
class Evidence:
    """Entries that count at the end.

    Parameters
    ----------
    rows
        (sense, factor) of each row below; factor -1: the score itself.
    points : int64 array, shape (rows, persons)
        Units.
    entries : int32 array, shape (rows, persons)
    """

    rows: tuple[tuple[int, int], ...]
    points: NDArray[np.int64]
    entries: NDArray[np.int32]


def evidence_of(plan: Plan, tables: Iterable[NDArray[np.void]]) -> Evidence:
    """Add up a record.

    Parameters
    ----------
    plan
        What was lived.
    tables
        Parts of the record (``engine.entries.TABLE``), in any order.
    """
    n, found = int(plan.sizes.persons), dict[tuple[int, int], tuple[NDArray[np.int64], NDArray[np.int32]]]()
    for part in tables:
        flags = part["flags"]
        counts = (flags & (Flag.LIVE | Flag.FOLDED) != 0) & (flags & Flag.GONE == 0) & (part["sense"] >= 0)
        table = part[counts & (plan.rules.scored[part["rule"]] > 0)]
        factor = plan.rules.factor[table["rule"]]
        for sense in np.unique(table["sense"]):
            for row in np.unique(factor[table["sense"] == sense]):
                chosen = table[(table["sense"] == sense) & (factor == row)]
                key = int(sense), int(row)
                points, entries = found.setdefault(key, (np.zeros(n, np.int64), np.zeros(n, np.int32)))
                points += np.rint(np.bincount(chosen["person"], chosen["points"], n)).astype(np.int64)
                entries += np.bincount(chosen["person"], minlength=n).astype(np.int32)
    keys = tuple(sorted(found))
    return Evidence(
        rows=keys,
        points=np.stack([found[key][0] for key in keys]) if keys else np.zeros((0, n), np.int64),
        entries=np.stack([found[key][1] for key in keys]) if keys else np.zeros((0, n), np.int32),
    )
